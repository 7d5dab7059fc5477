package org.gatewatch.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * gatewatch.yaml(5) is the reference page, which is made of the code that reads the files, in the words of man(7). To make
 * it anew: as {@link ReferenceTest}, and after it.
 */
class ConfigurationManPageTest {
    private static final Path REFERENCE = Path.of("../../distribution/src/main/docs/REFERENCE.md");
    private static final Path PAGE = Path.of("../../distribution/src/main/image/share/man/man5/gatewatch.yaml.5");
    private static final String HEAD = """
            .\\" Made from REFERENCE.md by ConfigurationManPageTest; changes here are lost.
            .TH GATEWATCH.YAML 5 "" Gatewatch "Gatewatch"
            .SH NAME
            gatewatch.yaml \\- what Gatewatch watches, and its settings
            .SH SYNOPSIS
            .nf
            /etc/gatewatch/connections/*.yaml
            /etc/gatewatch/monitors/*.yaml
            /etc/gatewatch/subnets/*.yaml
            /etc/gatewatch/org.gatewatch.*.cfg
            .fi
            .SH DESCRIPTION
            """;
    private static final String EXAMPLE = """
            .SH EXAMPLES
            .nf
            monitorName: branch\\-offices
            aggregationPeriod: 30
            probes:
              \\- name: berlin
                destination: 203.0.113.1
                interval: 1s
            .fi
            .SH SEE ALSO
            .BR gatewatch (1)
            """;

    @Test
    void isMadeOfTheReference() throws IOException {
        String made = HEAD
                + Files.readAllLines(REFERENCE).stream()
                        .skip(1) // the title is that of the page
                        .map(ConfigurationManPageTest::roff)
                        .filter(line -> !line.isEmpty())
                        .collect(Collectors.joining())
                + EXAMPLE;
        if (Boolean.getBoolean("gatewatch.regenerate")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, made);
        }
        assertEquals(made, Files.readString(PAGE), () -> PAGE + " is out of date: see ConfigurationManPageTest");
    }

    private static String roff(String line) {
        if (line.startsWith("### ")) {
            return ".SS " + text(line.substring(4)) + "\n";
        } else if (line.startsWith("## ")) {
            return ".SH " + text(line.substring(3)).toUpperCase(java.util.Locale.ROOT) + "\n";
        } else if (line.startsWith("| `")) {
            return entry(line);
        }
        return line.isBlank() || line.startsWith("|") ? "" : text(line) + "\n";
    }

    /** A row of a table: key, value, default, meaning. */
    private static String entry(String row) {
        String[] cells =
                Arrays.stream(row.split("(?<!\\\\)\\|", -1)).map(String::strip).toArray(String[]::new);
        String usual = cells[3].equals("–") ? "" : " Default: " + text(cells[3]) + ".";
        String values = cells[2].isEmpty() ? "" : " Allowed: " + text(cells[2]) + ".";
        return ".TP\n\\fB" + text(cells[1]) + "\\fR\n" + text(cells[4]) + values
                + usual.replace("Default: needed.", "Needed.") + "\n";
    }

    private static String text(String markdown) {
        String plain = markdown.replace("**", "")
                .replace("`", "")
                .replace("\\|", "|")
                .replace("\\", "\\e")
                .replace("-", "\\-");
        return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
    }
}
