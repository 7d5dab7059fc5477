package org.gatewatch.shell.internal.run;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** The watchdog hears of this process while all self-checks are good, each a service of a framework. */
class SelfCheckTest {
    private static final Map<String, String> EVERY_10_MS = Map.of("WATCHDOG_USEC", "30000");

    @TempDir
    Path storage;

    private final AtomicInteger beats = new AtomicInteger();
    private final AtomicInteger questions = new AtomicInteger();
    private volatile boolean engineIsGood = true;
    private Framework framework;
    private Thread waiting;

    @BeforeEach
    void start() throws BundleException {
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, storage.toString()));
        framework.start();
        offer(BooleanSupplier.class, () -> true, "gatewatch.selfcheck", "link");
        offer(BooleanSupplier.class, this::engine, "gatewatch.selfcheck", "engine");
        offer(Consumer.class, unused -> beats.incrementAndGet(), "gatewatch.notify", "systemd");
        var supervision = new Supervision(framework.getBundleContext(), EVERY_10_MS);
        waiting = new Thread(() -> awaitStop(supervision), "supervision");
        waiting.start();
    }

    @AfterEach
    void stop() throws BundleException, InterruptedException {
        framework.stop();
        waiting.join();
    }

    @Test
    void keepsSilentFromWhenASelfCheckFails() {
        await().until(() -> beats.get() > 1);
        engineIsGood = false;
        awaitQuestions(2); // the first of them may have been answered before
        int before = beats.get();
        awaitQuestions(3);
        assertEquals(before, beats.get());
    }

    @Test
    void isHeardAgainOnceAllAreGood() {
        engineIsGood = false;
        awaitQuestions(2);
        int before = beats.get();
        engineIsGood = true;
        await().until(() -> beats.get() > before);
    }

    private void awaitQuestions(int more) {
        int from = questions.get();
        await().until(() -> questions.get() >= from + more);
    }

    private boolean engine() {
        questions.incrementAndGet();
        return engineIsGood;
    }

    private <S> void offer(Class<S> type, S service, String key, String value) {
        var properties = FrameworkUtil.asDictionary(Map.of(key, value));
        var unused = framework.getBundleContext().registerService(type, service, properties);
    }

    private void awaitStop(Supervision supervision) {
        try {
            supervision.awaitStop(framework);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
