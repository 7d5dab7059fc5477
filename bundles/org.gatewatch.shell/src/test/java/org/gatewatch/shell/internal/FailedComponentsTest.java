package org.gatewatch.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.util.List;
import org.gatewatch.api.desired.ConfigurationProblem;
import org.junit.jupiter.api.Test;
import org.osgi.framework.dto.BundleDTO;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

class FailedComponentsTest {
    private static final String FAILURE = """
            java.lang.IllegalArgumentException: outer
            \tat org.gatewatch.snmp.internal.SnmpAgent.<init>(SnmpAgent.java:1)
            Caused by: java.lang.IllegalArgumentException: listen.port '99999': allowed is 1 to 65535
            \tat org.gatewatch.snmp.internal.SnmpSettings.of(SnmpSettings.java:1)
            \t... 20 more
            """;

    @Test
    void tellsWhichSettingsWereRefusedAndWhy() {
        var failed = new FailedComponents(runtime("org.gatewatch.snmp", ComponentConfigurationDTO.FAILED_ACTIVATION));

        assertEquals(
                List.of("org.gatewatch.snmp.cfg: it was refused, and what it is for does not run: listen.port '99999':"
                        + " allowed is 1 to 65535"),
                failed.problems().stream().map(ConfigurationProblem::toString).toList());
    }

    @Test
    void saysNothingOfComponentsThatRun() {
        assertEquals(
                List.of(),
                new FailedComponents(runtime("org.gatewatch.snmp", ComponentConfigurationDTO.ACTIVE)).problems());
    }

    @Test
    void saysNothingOfOthersComponents() {
        assertEquals(
                List.of(),
                new FailedComponents(runtime("com.example", ComponentConfigurationDTO.FAILED_ACTIVATION)).problems());
    }

    @Test
    void pointsToTheLogWhereNothingIsSaid() {
        assertEquals("the log says why", FailedComponents.reason(null));
    }

    /** One component in one state; only what is asked of it answers. */
    private static ServiceComponentRuntime runtime(String bundle, int state) {
        var component = new ComponentDescriptionDTO();
        component.bundle = new BundleDTO();
        component.bundle.symbolicName = bundle;
        component.name = "agent";
        component.configurationPid = new String[] {bundle};
        var configuration = new ComponentConfigurationDTO();
        configuration.state = state;
        configuration.failure = FAILURE;
        return (ServiceComponentRuntime) Proxy.newProxyInstance(
                ServiceComponentRuntime.class.getClassLoader(),
                new Class<?>[] {ServiceComponentRuntime.class},
                (proxy, method, arguments) -> method.getName().equals("getComponentDescriptionDTOs")
                        ? List.of(component)
                        : List.of(configuration));
    }
}
