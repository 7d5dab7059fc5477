package org.gatewatch.itest;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may know whom: the directions of bundles/README.md, over the classes of all shipped bundles. */
class ArchitectureTest {
    /** Whom each bundle may name beside itself. A new bundle needs a line here and one in bundles/README.md. */
    private static final Map<String, Set<String>> DIRECTIONS = Map.of(
            "api", Set.of(),
            "link", Set.of("api"),
            "probe", Set.of("api", "link"),
            "config", Set.of("api"),
            "monitor", Set.of("api"),
            "history", Set.of("api"),
            "snmp", Set.of("api"),
            "mqtt", Set.of("api"),
            "http", Set.of("api"),
            "shell", Set.of("api"));

    /** Libraries and the bundles that may use them. A new library needs a line here and a reason in the root POM. */
    private static final Map<String, Set<String>> OWNERS = Map.of(
            "org.pcap4j..", Set.of("link"),
            "com.sun.jna..", Set.of("link"),
            "org.snmp4j..", Set.of("snmp"),
            "org.eclipse.paho..", Set.of("mqtt"),
            "org.h2..", Set.of("history"),
            "org.snakeyaml..", Set.of("config"),
            "org.apache.felix..", Set.of("config"),
            "picocli..", Set.of("shell"),
            "org.eclipse.jetty..", Set.of("http"),
            "com.google.gson..", Set.of("mqtt", "shell", "http"));

    private final JavaClasses house = ShippedClasses.all();

    @Test
    void knowsEveryShippedBundle() {
        assertEquals(DIRECTIONS.keySet(), ShippedClasses.bundles());
    }

    @TestFactory
    Stream<DynamicTest> namesOnlyBundlesItMay() {
        return DIRECTIONS.keySet().stream()
                .map(bundle -> dynamicTest(bundle, () -> noClasses()
                        .that(resideInAPackage(within(bundle)))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(forbiddenTo(bundle)))
                        .as(bundle + " names, beside itself, only " + DIRECTIONS.get(bundle))
                        .check(house)));
    }

    @TestFactory
    Stream<DynamicTest> keepsInternalPackagesToItself() {
        return DIRECTIONS.keySet().stream()
                .map(bundle -> dynamicTest(bundle, () -> noClasses()
                        .that(resideOutsideOfPackages(within(bundle)))
                        .should()
                        .dependOnClassesThat(resideInAPackage("org.gatewatch." + bundle + "..internal.."))
                        .check(house)));
    }

    @TestFactory
    Stream<DynamicTest> staysInsideItsOwners() {
        return OWNERS.keySet().stream()
                .map(library -> dynamicTest(library, () -> noClasses()
                        .that(resideOutsideOfPackages(within(OWNERS.get(library))))
                        .should()
                        .dependOnClassesThat(resideInAPackage(library))
                        .as(library + " is used only in " + OWNERS.get(library))
                        .check(house)));
    }

    @Test
    void usesNoLibraryWithoutOwner() {
        var known = Stream.concat(
                OWNERS.keySet().stream(),
                Stream.of(
                        // the JDK
                        "java..",
                        "javax.net..",
                        "javax.crypto..",
                        "javax.security.auth.x500..",
                        "javax.xml.parsers..",
                        "org.xml.sax..",
                        // what bundles share
                        "org.osgi..",
                        "org.slf4j..",
                        "org.gatewatch.."));
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(known.toArray(String[]::new)))
                .check(house);
    }

    @Test
    void buildsApiOnTheJdkAlone() {
        classes()
                .that(resideInAPackage(within("api")))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", within("api"), "org.osgi.annotation.."))
                .check(house);
    }

    private static String within(String bundle) {
        return "org.gatewatch." + bundle + "..";
    }

    private static String[] within(Collection<String> bundles) {
        return bundles.stream().map(ArchitectureTest::within).toArray(String[]::new);
    }

    private static String[] forbiddenTo(String bundle) {
        return DIRECTIONS.keySet().stream()
                .filter(other -> !other.equals(bundle))
                .filter(other -> !DIRECTIONS.get(bundle).contains(other))
                .map(ArchitectureTest::within)
                .toArray(String[]::new);
    }
}
