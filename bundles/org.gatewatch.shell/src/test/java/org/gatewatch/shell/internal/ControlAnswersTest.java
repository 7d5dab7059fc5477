package org.gatewatch.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.gatewatch.shell.internal.control.ScriptedResources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlAnswersTest {
    private final ScriptedResources scripted = new ScriptedResources();

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{\"resource\":\"status\"}"})
    void givesTheStatusAlsoToWhoAsksNothing(String request) throws IOException {
        assertTrue(ask(request).startsWith("{\"schema\":1,\"host\":\"gw1\""), request);
    }

    @Test
    void givesResourcesAsTheyAre() throws IOException {
        String answer = ask("{\"resource\":\"monitor\",\"operation\":\"show\",\"name\":\"offices\"}");
        assertTrue(answer.startsWith("{\"items\":[{\"monitorName\":\"offices\""), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "7", "null", "{}", "{\"resource\":\"x\",\"operation\":\"y\"}"})
    void refusesWhatIsNoRequest(String request) throws IOException {
        String answer = ask(request);
        assertTrue(answer.startsWith("{\"error\":{\"kind\":\"VALIDATION\""), answer);
    }

    @Test
    void completesNames() throws IOException {
        assertEquals("paris\n", ask("{\"resource\":\"completion\",\"operation\":\"connections\"}"));
    }

    private String ask(String request) throws IOException {
        var client = new ByteArrayOutputStream();
        new ControlAnswers(new Snapshot("gw1", "0.1.0", Running.START), this::services).to(request, client);
        return client.toString(StandardCharsets.UTF_8);
    }

    private Services services() {
        try {
            var running = Running.services(Running.monitoring(List.of()));
            return new Services(
                    running.monitoring(),
                    running.configuration(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(scripted.resources()),
                    running.reporters(),
                    Optional.empty());
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
