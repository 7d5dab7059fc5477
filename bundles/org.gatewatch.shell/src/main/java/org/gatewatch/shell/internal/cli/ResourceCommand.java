package org.gatewatch.shell.internal.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.gatewatch.shell.internal.control.ControlRequest;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What the commands for resources share: whom they ask, and how they print. picocli writes the options into it. */
final class ResourceCommand {
    private final Installation installation;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Data folder of the instance. Default: data in the image.")
    private Path data;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON.")
    private boolean json;

    ResourceCommand(Installation installation) {
        this.installation = installation;
    }

    /** A request without settings. */
    static ControlRequest request(String resource, String operation, String name, String probe) {
        return new ControlRequest(resource, operation, name, probe, new JsonObject());
    }

    int list(CommandSpec spec, ControlRequest request, List<String> fields) throws NoAnswerException, RefusedRequest {
        var items = ask(request);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(ResourceLines.json(items));
        } else if (items.isEmpty()) {
            out.println("none");
        } else {
            ResourceLines.table(items, fields).forEach(out::println);
        }
        return ExitCode.GOOD;
    }

    int show(CommandSpec spec, ControlRequest request) throws NoAnswerException, RefusedRequest {
        var item = ask(request).get(0).getAsJsonObject();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(ResourceLines.json(item));
        } else {
            ResourceLines.details(item, ProbeCommand.FIELDS).forEach(out::println);
        }
        return ExitCode.GOOD;
    }

    /** Makes a change, and says that it was made. */
    int change(CommandSpec spec, ControlRequest request, String done) throws NoAnswerException, RefusedRequest {
        var item = ask(request).get(0).getAsJsonObject();
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? ResourceLines.json(item) : done + " " + name(request.resource(), item));
        return ExitCode.GOOD;
    }

    private static String name(String resource, JsonObject item) {
        String file = ResourceLines.text(item, "file");
        String where = file.isEmpty() ? "" : " (" + file + ")";
        return switch (resource) {
            case "monitor" ->
                "monitor " + ResourceLines.text(item, "monitorName") + " with " + ResourceLines.text(item, "probeCount")
                        + " probes" + where;
            case "probe" ->
                "probe " + ResourceLines.text(item, "monitorName") + "/" + ResourceLines.text(item, "name") + ", id "
                        + ResourceLines.text(item, "id") + where;
            default ->
                item.has("name")
                        ? "connection " + ResourceLines.text(item, "name") + ", id " + ResourceLines.text(item, "id")
                                + where
                        : "monitor " + ResourceLines.text(item, "monitorName") + " of connection "
                                + ResourceLines.text(item, "vpnConnectionId");
        };
    }

    private JsonArray ask(ControlRequest request) throws NoAnswerException, RefusedRequest {
        return new ControlClient(data == null ? installation.data() : data).ask(request);
    }

    static JsonObject settings(List<String> words, CommandSpec spec) {
        return SettingWords.of(words == null ? List.of() : words, spec.commandLine());
    }

    /** For a group of commands that is called without any. */
    static CommandLine.ParameterException which(CommandSpec spec) {
        return new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
    }
}
