package org.gatewatch.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every command of the documentation is run by a test or says that it is an example: {@code test-packages.sh} runs the blocks
 * marked {@code sh} of the pages of tasks, as they stand there; all other blocks of commands are marked {@code sh example}.
 */
class DocumentationTest {
    private static final Path ROOT = Path.of("../..");
    private static final Path TASKS = ROOT.resolve("distribution/src/main/docs/tasks");
    private static final Pattern RUN = Pattern.compile("(?m)^ *```sh *$");
    /** What has no mark at all: a block that is only indented, or has no language, and begins with a command. */
    private static final Pattern UNMARKED = Pattern.compile(
            "(?m)(?:^ *```(?:bash|shell|console)? *\n|\n\n {4})(?:\\$ |# )?(?:bin/)?(?:gatewatch|sudo|mvn|curl|wget|git|apt|apt-get"
                    + "|dpkg|tar|systemctl|journalctl|groupadd|useradd|usermod|cp|mv|rm|ln|mkdir|cd|chmod|chown|install|cat"
                    + "|echo|printf|sed|awk|grep|jq|nc|ss|ip|ping|tcpdump|openssl|snmp[a-z]\\w*|mosquitto\\w*|feature:\\S+) .*");

    @Test
    void commandsThatAreNoExamplesAreOnPagesThatATestRuns() throws IOException {
        String script = Files.readString(ROOT.resolve("distribution/test-packages.sh"));
        var nobodyRuns = new ArrayList<Path>();
        for (Path page : pages()) {
            boolean isRun = page.startsWith(TASKS)
                    && Pattern.compile("(?:on_page|for page in) [^;\n]*\\b"
                                    + page.getFileName().toString().replace(".md", "") + "\\b")
                            .matcher(script)
                            .find();
            if (!isRun && RUN.matcher(Files.readString(page)).find()) {
                nobodyRuns.add(page);
            }
        }
        assertEquals(List.of(), nobodyRuns);
    }

    @Test
    void commandsStandInBlocksThatSayWhatTheyAre() throws IOException {
        var unmarked = new ArrayList<String>();
        for (Path page : pages()) {
            UNMARKED.matcher(Files.readString(page))
                    .results()
                    .map(block -> page + ": " + block.group().strip())
                    .forEach(unmarked::add);
        }
        assertEquals(List.of(), unmarked);
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            List<Path> pages = files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
            assertTrue(pages.contains(TASKS.resolve("upgrade.md")), pages::toString);
            return pages;
        }
    }
}
