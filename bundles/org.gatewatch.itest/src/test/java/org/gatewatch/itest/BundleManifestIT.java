package org.gatewatch.itest;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatewatch.itest.harness.InFelix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.function.ThrowingConsumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Requirement;

/** What every shipped jar says of itself, read by the framework rather than by a parser of ours. */
@InFelix
public class BundleManifestIT {
    private static final int JAVA_17 = 61;
    private static final Pattern OF_THE_JDK =
            Pattern.compile("\\(osgi\\.wiring\\.package=(?:javax?\\.|com\\.sun\\.|org\\.xml\\.sax)");
    private static final Pattern UPPER_BOUND = Pattern.compile("\\(!\\(version>=|\\(version<=");
    private static final List<String> TEST_LIBRARIES = List.of(
            "org.junit",
            "org.opentest4j",
            "org.awaitility",
            "org.hamcrest",
            "org.ops4j.pax.exam",
            "org.gatewatch.testkit");

    private final Felix felix = new Felix();

    @Test
    public void namesBundleAfterItsFolder() {
        ofEach(bundle -> {
            Path target = Path.of(URI.create(bundle.getLocation())).getParent();
            assertEquals(target.getParent().getFileName().toString(), bundle.getSymbolicName());
        });
    }

    @Test
    public void exportsOnlyOwnPublicPackages() {
        ofEach(bundle -> {
            for (String name :
                    exports(bundle).map(BundleManifestIT::packageName).toList()) {
                assertTrue((name + ".").startsWith(bundle.getSymbolicName() + "."), name);
                assertTrue(!(name + ".").contains(".internal."), name);
            }
        });
    }

    @Test
    public void versionsExportedPackages() {
        ofEach(bundle -> exports(bundle)
                .forEach(export -> assertNotEquals(
                        Version.emptyVersion,
                        export.getAttributes().get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE),
                        packageName(export))));
    }

    @Test
    public void importsNoTestLibrary() {
        ofEach(bundle -> {
            String imports = String.valueOf(bundle.getHeaders().get(Constants.IMPORT_PACKAGE));
            TEST_LIBRARIES.forEach(library -> assertTrue(!imports.contains(library), library));
        });
    }

    @Test
    public void importsNothingThatItFindsOnlyWhileRunning() {
        ofEach(bundle -> assertNull(bundle.getHeaders().get(Constants.DYNAMICIMPORT_PACKAGE)));
    }

    /** A next major version of a library may be another one; what the JDK has comes with it and has no version. */
    @Test
    public void importsOnlyVersionsThatItKnows() {
        ofEach(bundle -> revision(bundle).getDeclaredRequirements(PackageNamespace.PACKAGE_NAMESPACE).stream()
                .map(requirement -> requirement.getDirectives().get(Constants.FILTER_DIRECTIVE))
                .filter(filter -> !OF_THE_JDK.matcher(filter).find())
                .forEach(filter -> assertTrue(UPPER_BOUND.matcher(filter).find(), filter)));
    }

    @Test
    public void saysItsLicense() {
        ofEach(bundle -> assertTrue(String.valueOf(bundle.getHeaders().get(Constants.BUNDLE_LICENSE))
                .startsWith("Apache-2.0")));
    }

    @Test
    public void requiresJava17() {
        ofEach(bundle -> assertEquals(
                List.of("(&(osgi.ee=JavaSE)(version=17))"),
                revision(bundle).getRequirements(ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE).stream()
                        .map(Requirement::getDirectives)
                        .map(directives -> directives.get(Constants.FILTER_DIRECTIVE))
                        .toList()));
    }

    @Test
    public void compilesForJava17() {
        ofEach(bundle -> {
            for (URL entry : Collections.list(bundle.findEntries("org/gatewatch", "*.class", true))) {
                assertEquals(JAVA_17, majorVersion(entry), entry.toString());
            }
        });
    }

    private void ofEach(ThrowingConsumer<Bundle> claim) {
        assertAll(felix.shipped().stream()
                .map(bundle -> (Executable) () -> assertAll(bundle.getSymbolicName(), () -> claim.accept(bundle))));
    }

    private static Stream<BundleCapability> exports(Bundle bundle) {
        return revision(bundle).getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream();
    }

    private static BundleRevision revision(Bundle bundle) {
        return bundle.adapt(BundleRevision.class);
    }

    private static String packageName(BundleCapability export) {
        return (String) export.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE);
    }

    private static int majorVersion(URL classFile) throws IOException {
        try (var stream = new DataInputStream(classFile.openStream())) {
            stream.skipNBytes(6);
            return stream.readUnsignedShort();
        }
    }
}
