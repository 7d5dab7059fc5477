package org.gatewatch.features;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** What of Gatewatch is in a Karaf: bundles that were not there before, services, threads, and files that are held open. */
final class Traces {
    private final BundleContext context;
    private final Set<String> bundlesBefore;

    /** Looks at a Karaf that has nothing of Gatewatch yet. */
    Traces(BundleContext context) {
        this.context = context;
        bundlesBefore = bundles().collect(Collectors.toSet());
    }

    /** All of them, in words. */
    List<String> all() {
        return Stream.of(bundles().filter(bundle -> !bundlesBefore.contains(bundle)), services(), threads(), files())
                .flatMap(each -> each)
                .toList();
    }

    private Stream<String> bundles() {
        return Arrays.stream(context.getBundles()).map(Bundle::toString);
    }

    private Stream<String> services() {
        try {
            ServiceReference<?>[] services = context.getAllServiceReferences(null, null);
            return Arrays.stream(services)
                    .map(service -> Arrays.toString((String[]) service.getProperty(Constants.OBJECTCLASS)))
                    .filter(names -> names.contains("org.gatewatch."));
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e); // there is no filter that could be wrong
        }
    }

    private static Stream<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("gatewatch-"));
    }

    private static Stream<String> files() {
        Path socket = Gatewatch.data().resolve("gatewatch.sock");
        return Stream.concat(
                Stream.of(socket).filter(Files::exists).map(Path::toString),
                open().filter(file -> file.startsWith(Gatewatch.data().toString())));
    }

    private static Stream<String> open() {
        try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.flatMap(Traces::target).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> target(Path descriptor) {
        try {
            return Stream.of(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException e) {
            return Stream.empty(); // closed since it was listed
        }
    }
}
