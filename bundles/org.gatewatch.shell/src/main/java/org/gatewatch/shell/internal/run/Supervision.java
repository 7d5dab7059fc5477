package org.gatewatch.shell.internal.run;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.launch.Framework;

/**
 * What a service manager hears of this process (sd_notify(3)): that it is ready, and that it lives for as long as all
 * self-checks are good. Who hangs is not heard of and is started anew. The thread that waits for the end does this
 * meanwhile, so it costs no thread; without a service manager nothing is asked.
 */
final class Supervision {
    /** Link and engine look at the threads that measure: a process whose others live but which measures nothing is dead. */
    private static final List<String> CHECKS = List.of("link", "engine");

    private final BundleContext context;
    private final boolean supervised;
    private final long beatMillis;
    private boolean toldOfFailure;

    /** @param environment of this process */
    Supervision(BundleContext context, Map<String, String> environment) {
        this.context = context;
        supervised = environment.containsKey("NOTIFY_SOCKET");
        beatMillis = beatMillis(environment);
    }

    /** Everything runs. */
    void ready() {
        if (supervised) {
            tell("READY=1");
        }
    }

    /** Blocks until the framework has stopped. */
    void awaitStop(Framework framework) throws InterruptedException {
        while (framework.waitForStop(beatMillis).getType() == FrameworkEvent.WAIT_TIMEDOUT) {
            String failing =
                    CHECKS.stream().filter(check -> !good(check)).findFirst().orElse("");
            if (failing.isEmpty()) {
                tell("WATCHDOG=1");
            }
            report(failing);
        }
    }

    /** Three beats in the time after which the manager gives up; 0 when it does not want any. */
    static long beatMillis(Map<String, String> environment) {
        boolean ours = environment
                .getOrDefault(
                        "WATCHDOG_PID", String.valueOf(ProcessHandle.current().pid()))
                .equals(String.valueOf(ProcessHandle.current().pid()));
        String micros = environment.getOrDefault("WATCHDOG_USEC", "");
        return ours && micros.matches("[1-9]\\d{0,17}")
                ? Math.max(1, TimeUnit.MICROSECONDS.toMillis(Long.parseLong(micros)) / 3)
                : 0;
    }

    private void report(String failing) {
        if (!failing.isEmpty() && !toldOfFailure) {
            LogLines.error("self-check-failed: threads of " + failing
                    + " hang or ended; unless they recover, the service manager starts Gatewatch anew");
        }
        toldOfFailure = !failing.isEmpty();
    }

    private boolean good(String check) {
        return use(BooleanSupplier.class, "(gatewatch.selfcheck=" + check + ")", BooleanSupplier::getAsBoolean);
    }

    @SuppressWarnings("unchecked") // Consumer carries no type at run time; this one takes sd_notify's text
    private void tell(String message) {
        boolean unused = use(Consumer.class, "(gatewatch.notify=systemd)", manager -> {
            manager.accept(message);
            return true;
        });
    }

    /**
     * Looked for each time: a bundle that was updated has another one. False when there is none. Among all services, for
     * Felix hides a service from us of which one type, such as the link's own, is unknown out here.
     */
    private <S> boolean use(Class<S> type, String filter, Predicate<S> use) {
        try {
            var references = context.getAllServiceReferences(type.getName(), filter);
            if (references == null) {
                return false;
            }
            Object service = context.getService(references[0]);
            try {
                return type.isInstance(service) && use.test(type.cast(service));
            } finally {
                boolean unused = context.ungetService(references[0]);
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
