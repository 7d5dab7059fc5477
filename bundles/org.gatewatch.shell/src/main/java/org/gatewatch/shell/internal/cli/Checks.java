package org.gatewatch.shell.internal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.Set;
import org.gatewatch.api.desired.CheckedConfiguration;
import org.gatewatch.api.desired.ConfigurationCheck;
import org.gatewatch.api.desired.ConfigurationProblem;
import org.gatewatch.api.desired.ConfigurationProblem.Severity;
import org.gatewatch.api.desired.DesiredState;

/** The config bundle's check, and what it finds in the words of the command line. */
final class Checks {
    private Checks() {}

    static CheckedConfiguration of(Path folder, ConfigurationCheck.SeenRtt seen) {
        return check().check(folder, seen);
    }

    /** Keys of settings whose values nobody else may see. */
    static Set<String> secretKeys() throws IOException {
        return check().secretKeys();
    }

    private static ConfigurationCheck check() {
        return ServiceLoader.load(ConfigurationCheck.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the image has no ConfigurationCheck on its class path"));
    }

    /** So that who put a file where nobody reads it sees that it is missing. */
    private static String contents(DesiredState state) {
        int probes = state.monitors().stream()
                .mapToInt(monitor -> monitor.probes().size())
                .sum();
        return Words.count(state.connections().size(), "connection") + ", "
                + Words.count(state.monitors().size(), "monitor") + ", " + Words.count(probes, "probe");
    }

    /** Prints a line for each problem and one that counts them; of errors to where errors go. */
    static void print(Path folder, CheckedConfiguration checked, PrintWriter out, PrintWriter err) {
        checked.problems().forEach(err::println);
        var errors = checked.problems(Severity.ERROR);
        int warnings = checked.problems(Severity.WARNING).size();
        String warned = warnings == 0 ? "" : ", " + Words.count(warnings, "warning");
        if (errors.isEmpty()) {
            out.println(folder + ": good: " + contents(checked.state()) + warned);
        } else {
            long files =
                    errors.stream().map(ConfigurationProblem::file).distinct().count();
            err.println(folder + ": " + Words.count(errors.size(), "problem") + " in " + Words.count(files, "file")
                    + warned);
        }
    }
}
