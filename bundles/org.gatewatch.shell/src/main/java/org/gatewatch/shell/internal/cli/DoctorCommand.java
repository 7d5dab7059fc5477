package org.gatewatch.shell.internal.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gatewatch.api.desired.ConfigurationCheck.SeenRtt;
import org.gatewatch.shell.internal.StatusDocument;
import org.gatewatch.shell.internal.doctor.Examination;
import org.gatewatch.shell.internal.doctor.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "doctor",
        description = "Look at what Gatewatch needs on this host, and say what to do about what is not well.",
        footer = {
            "",
            "A line for each thing: good, warning or bad; what to do is behind the colon. Changes nothing. Run it as root, or as",
            "the user of the service, to see all. Exits 1 when something is bad."
        })
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private final PlaceOptions places;

    @Spec
    private CommandSpec spec;

    DoctorCommand(Installation installation) {
        this.places = new PlaceOptions(installation);
    }

    @Override
    public Integer call() {
        var commandLine = spec.commandLine();
        Path folder = places.config(commandLine);
        Path instance = places.data();
        var findings = Examination.of(folder, instance, Checks.of(folder, SeenRtt.NONE), running(instance));
        findings.forEach(commandLine.getOut()::println);
        return findings.stream().noneMatch(finding -> finding.verdict() == Finding.Verdict.BAD)
                ? ExitCode.GOOD
                : ExitCode.FAILED;
    }

    private static Optional<StatusDocument> running(Path instance) {
        try {
            return Optional.of(new InstanceClient(instance).status());
        } catch (NoAnswerException | RefusedRequest e) {
            return Optional.empty(); // the examination finds out what it can without it
        }
    }
}
