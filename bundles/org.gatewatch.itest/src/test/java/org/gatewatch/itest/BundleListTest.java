package org.gatewatch.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The features list the bundles; three POMs have theirs made of that list: what the features are verified with, what these
 * tests install, and what the image ships. To make them anew see features.xml.
 */
class BundleListTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern BUNDLE = Pattern.compile(">mvn:([^/<]+)/([^/<]+)/[^/<]+</bundle>");
    private static final Pattern BLOCK = Pattern.compile(
            "(?<=<!-- bundles: made of features\\.xml by BundleListTest -->\n).*(?= {4}<!-- end of bundles -->\n)",
            Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(strings = {"features", "bundles/org.gatewatch.itest", "distribution"})
    void isMadeOfTheFeatures(String module) throws IOException {
        Path pom = ROOT.resolve(module).resolve("pom.xml");
        String present = Files.readString(pom);
        String made = BLOCK.matcher(present).replaceFirst(dependencies());
        if (Boolean.getBoolean("gatewatch.regenerate")) {
            Files.writeString(pom, made);
        }
        assertEquals(made, Files.readString(pom));
    }

    /** A module that adds one by hand would ship or test what the features do not have. */
    @ParameterizedTest
    @ValueSource(strings = {"features", "bundles/org.gatewatch.itest"})
    void isAllThatAModuleHasWithoutAScope(String module) throws IOException {
        String rest = BLOCK.matcher(Files.readString(ROOT.resolve(module).resolve("pom.xml")))
                .replaceFirst("");
        assertEquals(
                "",
                rest.lines()
                        .filter(line -> line.contains("<dependency>") && !line.contains("<scope>"))
                        .collect(Collectors.joining("\n")));
    }

    private static String dependencies() throws IOException {
        return BUNDLE.matcher(Files.readString(ROOT.resolve("features/src/main/feature/features.xml")))
                .results()
                .map(BundleListTest::dependency)
                .collect(Collectors.joining());
    }

    private static String dependency(MatchResult bundle) {
        return "    <dependency><groupId>%s</groupId><artifactId>%s</artifactId></dependency>\n"
                .formatted(bundle.group(1), bundle.group(2));
    }
}
