package org.gatewatch.itest.harness;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.ops4j.pax.exam.ProbeInvoker;
import org.ops4j.pax.exam.TestContainerException;
import org.osgi.framework.Bundle;

/** Runs a test class inside the framework. The engine is handed over: ServiceLoader finds nothing between bundles. */
public final class JupiterInvoker implements ProbeInvoker {
    static final String DRIVER = "jupiter";

    /** In place of a method's name: what failed outside of any test method. */
    static final String CLASS = "";

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

    /** @param call as Pax Exam writes it: {@code class;method} */
    JupiterInvoker(Bundle testBundle, String call) {
        this.testBundle = testBundle;
        className = call.substring(0, call.indexOf(';'));
    }

    /** @param arguments one map, filled with what each method threw: the JDK's types are the same on both sides */
    @Override
    @SuppressWarnings("unchecked") // FelixRun, outside, made the map
    public void call(Object... arguments) {
        var outcomes = (Map<String, Optional<Throwable>>) arguments[0];
        var thread = Thread.currentThread();
        var outer = thread.getContextClassLoader();
        thread.setContextClassLoader(JupiterInvoker.class.getClassLoader());
        try {
            var request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(DiscoverySelectors.selectClass(testBundle.loadClass(className)))
                    .build();
            LauncherFactory.create(ENGINE_ONLY).execute(request, recording(outcomes));
        } catch (ClassNotFoundException e) {
            throw new TestContainerException(e);
        } finally {
            thread.setContextClassLoader(outer);
        }
    }

    private static TestExecutionListener recording(Map<String, Optional<Throwable>> outcomes) {
        return new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                    outcomes.put(method(test), result.getThrowable());
                } else if (result.getThrowable().isPresent()) {
                    outcomes.put(CLASS, result.getThrowable());
                }
            }
        };
    }

    private static String method(TestIdentifier test) {
        return ((MethodSource) test.getSource().orElseThrow()).getMethodName();
    }
}
