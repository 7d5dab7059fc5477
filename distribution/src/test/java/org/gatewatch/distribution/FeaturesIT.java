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
    /** In Karaf's own features: framework, and scr on which ours depend. */
    private static final Set<String> OF_THE_HOST = Set.of(
            "pax-logging-api.jar",
            "org.osgi.util.function.jar",
            "org.osgi.util.promise.jar",
            "org.osgi.service.component.jar",
            "org.apache.felix.configadmin.jar",
            "org.apache.felix.scr.jar",
            "org.apache.felix.fileinstall.jar");

    @Test
    void installTheBundlesOfTheImageButForThoseOfTheHost() throws Exception {
        Set<String> installed = new TreeSet<>(OF_THE_HOST);
        var matcher = BUNDLE.matcher(Files.readString(Path.of("../features/target/features.xml")));
        while (matcher.find()) {
            installed.add(matcher.group(1) + ".jar");
            assertFalse(matcher.group(2).contains("$"), matcher.group());
        }
        Set<String> shipped = new TreeSet<>();
        try (var jars = Files.list(Image.HOME.resolve("bundles"))) {
            jars.forEach(jar -> shipped.add(jar.getFileName().toString()));
        }
        assertEquals(shipped, installed);
    }
}
