package org.gatewatch.shell.internal.cli;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.desired.DesiredState;
import org.gatewatch.shell.internal.RunningState;
import org.gatewatch.shell.internal.control.ControlRequest;

/**
 * What commands and APIs made, and what would stay if somebody put a folder of files over the configuration that runs: it
 * is in {@code managed/}, which such a folder mostly does not have.
 *
 * @param monitors names of those that stay
 * @param connections ids of those that stay
 */
record Managed(Set<String> monitors, Set<String> connections) {
    static Managed of(InstanceClient client, Path folder) throws NoAnswerException, RefusedRequest {
        return new Managed(
                names(client, folder.resolve("monitors/managed"), "monitor", "monitorName"),
                names(client, folder.resolve("connections/managed"), "connection", "id"));
    }

    private static Set<String> names(InstanceClient client, Path ownFolder, String resource, String field)
            throws NoAnswerException, RefusedRequest {
        if (Files.isDirectory(ownFolder)) {
            return Set.of();
        }
        var names = new HashSet<String>();
        for (var item : client.resources(new ControlRequest(resource, "list"))) {
            JsonObject json = item.getAsJsonObject();
            if (json.get("managed").getAsBoolean()) {
                names.add(json.get(field).getAsString());
            }
        }
        return names;
    }

    /** What runs, but for what stays; what the files define as well is compared with them. */
    RunningState without(RunningState now, DesiredState then) {
        var defined = then.monitors().stream().map(Monitor::name).collect(Collectors.toSet());
        then.connections().forEach(connection -> defined.add(connection.id().toString()));
        return new RunningState(
                now.schema(),
                now.connections().stream()
                        .filter(each -> defined.contains(each.id()) || !connections.contains(each.id()))
                        .toList(),
                now.monitors().stream()
                        .filter(each -> defined.contains(each.monitor()) || !monitors.contains(each.monitor()))
                        .toList(),
                now.probes().stream()
                        .filter(each -> defined.contains(each.monitor()) || !monitors.contains(each.monitor()))
                        .toList());
    }

    /** For the person who might have expected them to go. */
    Optional<String> notice(Path folder) {
        if (monitors.isEmpty() && connections.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                Words.count(monitors.size(), "monitor") + " and " + Words.count(connections.size(), "connection")
                        + " of managed/ stay: " + folder + " has none of its own");
    }
}
