package org.gatewatch.shell.internal.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import org.gatewatch.shell.internal.control.ControlRequest;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What the commands for resources share: whom they ask, and how they print. picocli writes the options into it. */
final class ResourceCommand {
    /** {@code offices/berlin}, or one part of it. */
    record Target(String name, String probe) {
        static final Target NONE = new Target("", "");

        static Target of(String name) {
            return new Target(name, "");
        }
    }

    private final String resource;

    @Mixin
    private final InstanceOption instance;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON.")
    private boolean json;

    /**
     * @param resource {@code monitor}, {@code probe} or {@code connection}
     */
    ResourceCommand(String resource, Installation installation) {
        this.resource = resource;
        this.instance = new InstanceOption(installation);
    }

    int list(CommandSpec spec, Target target, List<String> fields) throws NoAnswerException, RefusedRequest {
        var items = ask("list", target, new JsonObject());
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(ResourceLines.json(items));
        } else if (items.isEmpty()) {
            out.println("none");
        } else {
            ResourceLines.table(items, fields).forEach(out::println);
        }
        return ExitCode.GOOD;
    }

    int show(CommandSpec spec, Target target) throws NoAnswerException, RefusedRequest {
        var item = ask("show", target, new JsonObject()).get(0).getAsJsonObject();
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(ResourceLines.json(item));
        } else {
            ResourceLines.details(item, ProbeCommand.FIELDS).forEach(out::println);
        }
        return ExitCode.GOOD;
    }

    /**
     * Makes a change, and says that it was made.
     *
     * @param words {@code KEY=VALUE}; null for none
     */
    int change(CommandSpec spec, String operation, Target target, List<String> words)
            throws NoAnswerException, RefusedRequest {
        var settings = SettingWords.of(words == null ? List.of() : words, spec.commandLine());
        var item = ask(operation, target, settings).get(0).getAsJsonObject();
        var out = spec.commandLine().getOut();
        out.println(json ? ResourceLines.json(item) : done(operation, item) + " " + ResourceLines.name(item));
        return ExitCode.GOOD;
    }

    private static String done(String operation, JsonObject item) {
        return switch (operation) {
            case "update" -> item.get("changed").getAsBoolean() ? "updated" : "unchanged:";
            case "delete" -> "deleted";
            default -> "created";
        };
    }

    private JsonArray ask(String operation, Target target, JsonObject settings)
            throws NoAnswerException, RefusedRequest {
        return instance.client()
                .resources(new ControlRequest(resource, operation, target.name(), target.probe(), settings));
    }

    /** For a group of commands that is called without any. */
    static CommandLine.ParameterException which(CommandSpec spec) {
        return new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
    }
}
