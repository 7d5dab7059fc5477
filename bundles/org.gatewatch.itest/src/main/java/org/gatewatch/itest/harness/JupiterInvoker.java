package org.gatewatch.itest.harness;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.ops4j.pax.exam.ProbeInvoker;
import org.ops4j.pax.exam.TestContainerException;
import org.osgi.framework.Bundle;

/** Runs one test method inside the framework. The engine is handed over: ServiceLoader finds nothing between bundles. */
public final class JupiterInvoker implements ProbeInvoker {
    static final String DRIVER = "jupiter";

    private static final LauncherConfig ENGINE_ONLY = LauncherConfig.builder()
            .enableTestEngineAutoRegistration(false)
            .enableTestExecutionListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .enableLauncherDiscoveryListenerAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .addTestEngines(new JupiterTestEngine())
            .build();

    private final Bundle testBundle;
    private final String className;
    private final String methodName;

    /** @param call class and method as Pax Exam writes them: {@code class;method} */
    JupiterInvoker(Bundle testBundle, String call) {
        this.testBundle = testBundle;
        int separator = call.indexOf(';');
        className = call.substring(0, separator);
        methodName = call.substring(separator + 1);
    }

    @Override
    public void call(Object... arguments) {
        var thread = Thread.currentThread();
        var outer = thread.getContextClassLoader();
        thread.setContextClassLoader(JupiterInvoker.class.getClassLoader());
        try {
            var outcome = new Outcome();
            LauncherFactory.create(ENGINE_ONLY).execute(request(), outcome);
            outcome.rethrow();
        } catch (ClassNotFoundException e) {
            throw new TestContainerException(e);
        } finally {
            thread.setContextClassLoader(outer);
        }
    }

    private LauncherDiscoveryRequest request() throws ClassNotFoundException {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectMethod(testBundle.loadClass(className), methodName))
                .build();
    }

    /** Hears how the method ended. */
    private static final class Outcome implements TestExecutionListener {
        private final List<Throwable> failures = new ArrayList<>();
        private int tests;

        @Override
        public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
            if (identifier.isTest()) {
                tests++;
            }
            result.getThrowable().ifPresent(failures::add);
        }

        private void rethrow() {
            if (!failures.isEmpty()) {
                throw new TestContainerException(failures.get(0));
            }
            if (tests == 0) {
                throw new TestContainerException("no test ran");
            }
        }
    }
}
