package org.gatewatch.shell.internal.cli;

import java.util.List;
import org.gatewatch.shell.internal.cli.ResourceCommand.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "monitor",
        description = "Look at monitors and change them.",
        footer = {
            "",
            "SETTING is KEY=VALUE with the keys of monitors/*.yaml, such as aggregationPeriod=30, "
                    + "tags.team=wan or thresholds.lossPercent.raise=10; KEY= takes a key back. What is made here is "
                    + "written to monitors/managed/."
        })
final class MonitorCommand implements Runnable {
    private static final List<String> FIELDS =
            List.of("monitorName", "state", "probeCount", "aggregationPeriod", "managed", "tags");

    private static final String SETTING = "KEY=VALUE with a key of monitors/*.yaml, for example aggregationPeriod=30.";

    @Mixin
    private final ResourceCommand asked;

    @Spec
    private CommandSpec spec;

    MonitorCommand(Installation installation) {
        this.asked = new ResourceCommand("monitor", installation);
    }

    @Override
    public void run() {
        throw ResourceCommand.which(spec);
    }

    @Command(description = "Make a monitor; probes are added with probe create.")
    int create(
            @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "SETTING", arity = "0..*", description = SETTING) List<String> settings)
            throws NoAnswerException, RefusedRequest {
        return asked.change(spec, "create", Target.of(name), settings);
    }

    @Command(description = "List all monitors.")
    int list() throws NoAnswerException, RefusedRequest {
        return asked.list(spec, Target.NONE, FIELDS);
    }

    @Command(description = "Show a monitor with all its settings and its probes.")
    int show(@Parameters(paramLabel = "NAME") String name) throws NoAnswerException, RefusedRequest {
        return asked.show(spec, Target.of(name));
    }

    @Command(description = "Change a monitor.")
    int update(
            @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "SETTING", arity = "1..*", description = SETTING) List<String> settings)
            throws NoAnswerException, RefusedRequest {
        return asked.change(spec, "update", Target.of(name), settings);
    }

    @Command(description = "Delete a monitor with its probes.")
    int delete(@Parameters(paramLabel = "NAME") String name) throws NoAnswerException, RefusedRequest {
        return asked.change(spec, "delete", Target.of(name), List.of());
    }
}
