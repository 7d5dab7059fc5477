package org.gatewatch.snmp.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.gatewatch.api.probe.Clock;
import org.gatewatch.api.report.ReportListener;
import org.gatewatch.api.report.Reporter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnmpAgentTest {
    @TempDir
    Path data = Path.of("");

    private Framework framework;
    private SnmpAgent agent;

    @BeforeEach
    void startAgent() {
        framework = new Framework(data);
        agent = new SnmpAgent(framework.context(), Samples.settings(0), Clock.system());
    }

    @AfterEach
    void stopAgent() {
        if (!framework.services().isEmpty()) {
            agent.stop();
        }
    }

    @Test
    void registersItsServicesWithoutProperties() {
        assertEquals(
                List.of(ReportListener.class, Reporter.class),
                framework.services().stream()
                        .map(Framework.Service::registeredAs)
                        .toList());
        assertTrue(framework.services().stream()
                .allMatch(service -> service.properties().isEmpty()));
    }

    @Test
    void takesItsServicesBackWhenItStops() {
        agent.stop();

        assertEquals(List.of(), framework.services());
    }

    /** Whose properties would be the configuration, secrets included. The description is what SCR reads. */
    @Test
    void componentItselfIsNoService() throws IOException {
        try (var description = SnmpAgent.class.getResourceAsStream("/OSGI-INF/" + SnmpAgent.class.getName() + ".xml")) {
            var text = new String(description.readAllBytes(), StandardCharsets.UTF_8);

            assertFalse(text.contains("<service"), text);
        }
    }
}
