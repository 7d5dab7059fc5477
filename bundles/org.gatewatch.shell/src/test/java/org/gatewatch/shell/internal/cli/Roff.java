package org.gatewatch.shell.internal.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command line as a man page (man(7)), from the model that also makes its help. */
final class Roff {
    private static final String HEAD = """
            .\\" Made from the command line by ManPageTest; changes here are lost.
            .TH GATEWATCH 1 "" Gatewatch "Gatewatch"
            .SH NAME
            gatewatch \\- shows which VPN connections are bad right now, how bad, and whose fault it is
            .SH SYNOPSIS
            .B gatewatch
            .I COMMAND
            .RI [ OPTION ...]
            .SH DESCRIPTION
            Gatewatch runs on a VPN gateway, probes the customer gateways and tells loss, latency, health and cause over SNMP,
            MQTT, HTTP and this command line. As a service it is started by systemd; what it watches stands in
            .BR gatewatch.yaml (5).
            .SH COMMANDS
            """;
    private static final String FILES = """
            .SH ENVIRONMENT
            .TP
            .B JAVA_HOME
            The Java to use, 17 or newer; otherwise the java of the PATH.
            .TP
            .B GATEWATCH_JAVA_OPTS
            Further options for the JVM of run and check, such as \\-Xmx128m. Of the service: in /etc/default/gatewatch.
            .TP
            .B NO_COLOR
            When set, status shows no colours.
            .SH FILES
            .TP
            .I /etc/gatewatch
            What is watched and all settings; see its README.md and
            .BR gatewatch.yaml (5).
            .TP
            .I /var/lib/gatewatch
            History, what waits for the broker, and the sockets that commands ask.
            .TP
            .I /usr/share/doc/gatewatch
            What the numbers mean (ACCURACY.md), how tasks are done (tasks), all keys (REFERENCE.md).
            .SH SEE ALSO
            .BR gatewatch.yaml (5),
            .BR systemctl (1),
            .BR journalctl (1)
            """;

    private final StringBuilder page = new StringBuilder(HEAD);

    static String of(CommandLine gatewatch) {
        var roff = new Roff();
        gatewatch.getSubcommands().values().forEach(command -> roff.command(command.getCommandSpec()));
        roff.page.append(".SH EXIT STATUS\n");
        gatewatch
                .getCommandSpec()
                .usageMessage()
                .exitCodeList()
                .forEach((code, text) -> roff.item("\\fB" + code + "\\fR", text));
        return roff.page.append(FILES).toString();
    }

    private void command(CommandSpec command) {
        boolean isGroup = !command.subcommands().isEmpty();
        page.append(".SS ").append(text(command.qualifiedName())).append('\n');
        lines(command.usageMessage().description());
        if (isGroup) {
            command.subcommands().values().forEach(each -> command(each.getCommandSpec()));
            return;
        }
        command.positionalParameters()
                .forEach(each -> item("\\fI" + text(each.paramLabel()) + "\\fR", String.join(" ", each.description())));
        command.options().stream().filter(each -> !each.usageHelp()).forEach(this::option);
        String[] footer = command.usageMessage().footer();
        if (footer.length > 0) {
            page.append(".PP\n");
            lines(footer);
        }
    }

    private void option(OptionSpec option) {
        String value = option.arity().max() == 0 ? "" : " \\fI" + text(option.paramLabel()) + "\\fR";
        item("\\fB" + text(option.longestName()) + "\\fR" + value, String.join(" ", option.description()));
    }

    private void item(String term, String description) {
        page.append(".TP\n").append(term).append('\n');
        lines(description);
    }

    private void lines(String... lines) {
        List.of(lines).stream().filter(line -> !line.isBlank()).forEach(line -> page.append(text(line))
                .append('\n'));
    }

    /** A line that begins as a request of roff would be taken for one. */
    private static String text(String line) {
        String escaped = line.strip()
                .replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("%n", " ")
                .replace("%%", "%");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
