package org.gatewatch.itest.harness;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ops4j.pax.exam.TestAddress;
import org.ops4j.pax.exam.TestContainer;
import org.ops4j.pax.exam.TestContainerException;
import org.ops4j.pax.exam.spi.PaxExamRuntime;

/** One framework, from outside: started with the shipped bundles and the test class in it. */
final class FelixRun {
    private final TestContainer container;
    private final Map<String, TestAddress> addresses;

    private FelixRun(TestContainer container, Map<String, TestAddress> addresses) {
        this.container = container;
        this.addresses = addresses;
    }

    static FelixRun start(Class<?> testClass) throws IOException {
        System.setProperty("pax.exam.invoker", JupiterInvoker.DRIVER);
        System.setProperty("org.ops4j.pax.logging.DefaultServiceLog.level", "INFO");
        var system = PaxExamRuntime.createTestSystem(FelixOptions.of(testClass));
        var container = PaxExamRuntime.createContainer(system);
        var probe = system.createProbe();
        var addresses = new HashMap<String, TestAddress>();
        for (Method method : testClass.getMethods()) {
            if (method.isAnnotationPresent(Test.class)) {
                addresses.put(method.getName(), probe.addTest(testClass, method.getName()));
            }
        }
        container.start();
        try (var stream = probe.build().getStream()) {
            container.installProbe(stream);
        }
        return new FelixRun(container, addresses);
    }

    /** Runs one test method inside; what it throws is thrown here. */
    void call(String method) throws Throwable {
        try {
            container.call(addresses.get(method));
        } catch (TestContainerException e) {
            Throwable cause = e;
            while (cause instanceof TestContainerException && cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw cause;
        }
    }

    void stop() {
        container.stop();
    }
}
