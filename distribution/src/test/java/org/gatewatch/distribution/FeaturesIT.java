package org.gatewatch.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FeaturesIT {
    private static final Pattern BUNDLE = Pattern.compile(">mvn:[^/<]+/([^/<]+)/([^/<]+)</bundle>");

    @Test
    void listTheBundlesOfTheImage() throws Exception {
        Set<String> listed = new TreeSet<>();
        var matcher = BUNDLE.matcher(Files.readString(Path.of("../features/target/features.xml")));
        while (matcher.find()) {
            listed.add(matcher.group(1) + ".jar");
            assertFalse(matcher.group(2).contains("$"), matcher.group());
        }
        Set<String> shipped = new TreeSet<>();
        try (var jars = Files.list(Image.HOME.resolve("bundles"))) {
            jars.forEach(jar -> shipped.add(jar.getFileName().toString()));
        }
        assertEquals(listed, shipped);
    }
}
