package org.gatewatch.itest.harness;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ops4j.pax.exam.spi.PaxExamRuntime;

/** How the methods of one test class ended inside a framework of their own. */
final class FelixRun {
    private final Map<String, Optional<Throwable>> outcomes;

    private FelixRun(Map<String, Optional<Throwable>> outcomes) {
        this.outcomes = outcomes;
    }

    /** Starts a framework with the shipped bundles, runs the class in it, and stops the framework. */
    static FelixRun of(Class<?> testClass) throws IOException {
        System.setProperty("pax.exam.invoker", JupiterInvoker.DRIVER);
        System.setProperty("org.ops4j.pax.logging.DefaultServiceLog.level", "INFO");
        var outcomes = new ConcurrentHashMap<String, Optional<Throwable>>();
        var system = PaxExamRuntime.createTestSystem(FelixOptions.of(testClass));
        var probe = system.createProbe();
        var call = probe.addTest(testClass, "all", outcomes);
        var container = PaxExamRuntime.createContainer(system);
        container.start();
        try (var stream = probe.build().getStream()) {
            container.installProbe(stream);
            container.call(call);
        } finally {
            container.stop();
            system.clear();
        }
        return new FelixRun(outcomes);
    }

    /** Ends as the method ended inside. */
    void report(String method) throws Throwable {
        rethrow(outcomes.getOrDefault(JupiterInvoker.CLASS, Optional.empty()));
        var outcome = outcomes.get(method);
        if (outcome == null) {
            throw new AssertionError(method + " did not run inside");
        }
        rethrow(outcome);
    }

    private static void rethrow(Optional<Throwable> failure) throws Throwable {
        if (failure.isPresent()) {
            throw failure.get();
        }
    }
}
