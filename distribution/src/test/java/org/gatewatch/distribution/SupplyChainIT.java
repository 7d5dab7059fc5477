package org.gatewatch.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What others wrote and we ship: under which licences, in which versions, and why; the image's CycloneDX file says it. */
class SupplyChainIT {
    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\| ([^|]+) \\|", Pattern.MULTILINE);
    /**
     * One of a component's licences is enough: who offers several lets us choose. ALv2 is what pax-logging calls Apache-2.0.
     */
    private static final Set<String> ALLOWED = Set.of(
            "Apache-2.0",
            "ALv2",
            "MIT",
            "EPL-1.0",
            "EPL-2.0",
            "MPL-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "BSD-4-Clause",
            "Public Domain");

    @Test
    void shipsNothingThatIsUnderTheGplOnly() throws IOException {
        for (var component : components()) {
            assertTrue(
                    licences(component).anyMatch(ALLOWED::contains),
                    component.get("name") + ": " + component.get("licenses"));
        }
    }

    @Test
    void givesAReasonForEveryDependencyInItsVersion() throws IOException {
        var shipped = new TreeMap<String, String>();
        for (var component : components()) {
            shipped.put(
                    component.get("name").getAsString(),
                    component.get("version").getAsString());
        }
        var explained = new TreeMap<String, String>();
        var row = ROW.matcher(Files.readString(Image.HOME.resolve("doc/DEPENDENCIES.md")));
        while (row.find()) {
            explained.put(row.group(1), row.group(2).strip());
        }
        assertEquals(shipped, explained);
    }

    @Test
    void isUnderTwelveMebibytesWithoutAJvm() throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(Image.HOME)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        assertTrue(bytes < 12 << 20, bytes + " bytes");
    }

    /** Of pcap4j only a part is shipped: what that part names must be in it, or a class is missing some day. */
    @Test
    void shipsOfPcap4jAllThatIsNamedInIt() {
        var found = new StringWriter();
        var jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        jdeps.run(
                new PrintWriter(found),
                new PrintWriter(found),
                "-v",
                "--multi-release",
                "base",
                Image.HOME.resolve("bundles/org.gatewatch.link.jar").toString());
        assertTrue(found.toString().contains(" org.pcap4j.core.Pcaps "), found::toString);
        assertEquals(
                List.of(),
                found.toString()
                        .lines()
                        .filter(line -> line.matches(".*-> org\\.pcap4j\\S* +not found.*"))
                        .toList());
    }

    private static List<JsonObject> components() throws IOException {
        Path file = Image.HOME.resolve("doc/gatewatch.cdx.json");
        assertTrue(Files.exists(file), "built with Maven's -o, with which CycloneDX makes nothing; build without it");
        var bom = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        return elements(bom.getAsJsonArray("components"))
                .filter(component -> !component.get("group").getAsString().equals("org.gatewatch"))
                .toList();
    }

    private static Stream<String> licences(JsonObject component) {
        JsonArray licences = component.has("licenses") ? component.getAsJsonArray("licenses") : new JsonArray();
        return elements(licences).flatMap(SupplyChainIT::names);
    }

    /** An id or a name, or an expression such as {@code EPL-2.0 OR Apache-2.0}. */
    private static Stream<String> names(JsonObject choice) {
        if (choice.has("expression")) {
            return Stream.of(choice.get("expression")
                    .getAsString()
                    .replaceAll("[()]", "")
                    .split(" OR ", -1));
        }
        var licence = choice.getAsJsonObject("license");
        return Stream.of(licence.get(licence.has("id") ? "id" : "name").getAsString());
    }

    private static Stream<JsonObject> elements(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false).map(element -> element.getAsJsonObject());
    }
}
