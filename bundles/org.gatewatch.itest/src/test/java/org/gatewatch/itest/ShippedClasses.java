package org.gatewatch.itest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The compiled classes of all bundles that are shipped. */
final class ShippedClasses {
    private static final JavaClasses ALL =
            new ClassFileImporter().withImportOption(ShippedClasses::isShipped).importPackages("org.gatewatch");

    private ShippedClasses() {}

    static JavaClasses all() {
        return ALL;
    }

    /** The last part of their names, {@code monitor} for {@code org.gatewatch.monitor}. */
    static Set<String> bundles() {
        return ALL.stream()
                .map(type -> type.getPackageName().replaceFirst("org\\.gatewatch\\.(\\w+).*", "$1"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isShipped(Location location) {
        return !location.contains("/test-classes/") // of this module, some in the packages of what they look at
                && !location.contains("org/gatewatch/itest")
                && !location.contains("org/gatewatch/testkit");
    }
}
