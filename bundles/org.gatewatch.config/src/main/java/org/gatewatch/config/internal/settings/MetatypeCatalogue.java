package org.gatewatch.config.internal.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;

/** Which PIDs there are and which keys each has, from the Metatype resources of all bundles on the class path. */
final class MetatypeCatalogue {
    private static final String FOLDER = "OSGI-INF/metatype";
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    private final Map<String, Map<String, SettingKey>> keysByPid = new HashMap<>();

    private MetatypeCatalogue() {}

    /** Reads every bundle that the loader sees; a bundle is what has a manifest. */
    static MetatypeCatalogue of(ClassLoader loader) throws IOException {
        var catalogue = new MetatypeCatalogue();
        for (URL manifest : Collections.list(loader.getResources(MANIFEST))) {
            if (manifest.openConnection() instanceof JarURLConnection connection) {
                catalogue.addJar(connection);
            } else if (manifest.getProtocol().equals("file")) {
                catalogue.addFolder(manifest);
            }
        }
        return catalogue;
    }

    /** Reads our own bundles of a framework: an OSGi host may have others, whose files are none of our business. */
    static MetatypeCatalogue of(Collection<Bundle> bundles) throws IOException {
        var catalogue = new MetatypeCatalogue();
        for (Bundle bundle : bundles) {
            var resources = bundle.findEntries(FOLDER, "*.xml", false);
            for (URL resource : resources == null ? List.<URL>of() : Collections.list(resources)) {
                try (InputStream in = resource.openStream()) {
                    catalogue.add(in);
                }
            }
        }
        return catalogue;
    }

    Set<String> pids() {
        return keysByPid.keySet();
    }

    /** The keys of a PID by name; empty when nobody reads that PID. */
    Optional<Map<String, SettingKey>> keys(String pid) {
        return Optional.ofNullable(keysByPid.get(pid));
    }

    /** The keys of all PIDs whose values are secret. */
    Set<String> secretKeys() {
        return keysByPid.values().stream()
                .flatMap(keys -> keys.values().stream())
                .filter(SettingKey::isSecret)
                .map(SettingKey::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private void addJar(JarURLConnection connection) throws IOException {
        var jar = connection.getJarFile(); // shared with the class loader, which closes it
        for (var entry : Collections.list(jar.entries())) {
            if (entry.getName().startsWith(FOLDER) && entry.getName().endsWith(".xml")) {
                try (InputStream in = jar.getInputStream(entry)) {
                    add(in);
                }
            }
        }
    }

    private void addFolder(URL manifest) throws IOException {
        Path folder = Path.of(uri(manifest)).resolve("../..").resolve(FOLDER).normalize();
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files.filter(f -> f.toString().endsWith(".xml"))::iterator) {
                try (InputStream in = Files.newInputStream(file)) {
                    add(in);
                }
            }
        }
    }

    private static URI uri(URL url) {
        try {
            return url.toURI();
        } catch (URISyntaxException e) {
            throw new UncheckedIOException(new IOException(url + " is no file", e));
        }
    }

    private void add(InputStream resource) throws IOException {
        keysByPid.putAll(MetatypeReader.read(resource));
    }
}
