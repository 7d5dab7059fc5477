package org.gatewatch.shell.internal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import org.gatewatch.shell.internal.doctor.SupportBundle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "support-bundle",
        description = "Write a file that lets somebody else find out what is wrong, without secrets.",
        footer = {
            "",
            "A zip of text files: what doctor, check, status and version say, the configuration without passwords, communities",
            "and keys, the end of the service's log, and what the kernel tells of this host. It holds addresses and names of your",
            "connections: look into it before you hand it on."
        })
final class SupportBundleCommand implements Callable<Integer> {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Installation installation;

    @Mixin
    private final PlaceOptions places;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where to write it. Default: gatewatch-support-TIME.zip here.")
    private Path output;

    SupportBundleCommand(Installation installation) {
        this.installation = installation;
        this.places = new PlaceOptions(installation);
    }

    @Override
    public Integer call() throws InterruptedException {
        var commandLine = spec.commandLine();
        Path folder = places.config(commandLine);
        Path instance = places.data();
        Path file = output == null ? Path.of("gatewatch-support-" + STAMP.format(Instant.now()) + ".zip") : output;
        try (var bundle = SupportBundle.create(file, Checks.secretKeys())) {
            bundle.add("version.txt", said("version"));
            bundle.add("doctor.txt", said("doctor", "--config", folder.toString(), "--data", instance.toString()));
            bundle.add("check.txt", said("check", "--config", folder.toString(), "--data", instance.toString()));
            bundle.add("status.json", said("status", "--json", "--data", instance.toString()));
            bundle.addConfiguration(folder);
            bundle.addHost(instance);
            bundle.addLog();
        } catch (IOException e) {
            commandLine.getErr().println("gatewatch: cannot write " + file + ": " + why(e));
            return ExitCode.FAILED;
        }
        commandLine.getOut().println("wrote " + file + "; look into it before you hand it on");
        return ExitCode.GOOD;
    }

    /** These two have nothing but the name of the file for a message. */
    private static String why(IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return "it is there already";
        }
        return e instanceof NoSuchFileException ? "there is no such folder" : e.getMessage();
    }

    /** What another command says, errors included. */
    private String said(String... arguments) {
        var text = new StringWriter();
        var writer = new PrintWriter(text);
        int code = Main.commandLine(installation, false)
                .setOut(writer)
                .setErr(writer)
                .execute(arguments);
        return "# gatewatch " + String.join(" ", List.of(arguments)) + "\n" + text + "# exit code " + code + "\n";
    }
}
