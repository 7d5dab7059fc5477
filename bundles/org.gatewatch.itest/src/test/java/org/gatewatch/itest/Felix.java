package org.gatewatch.itest;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.gatewatch.itest.harness.Home;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** The framework that a test method runs in. Looks at it only when asked, for outside there is none. */
final class Felix {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    BundleContext context() {
        return FrameworkUtil.getBundle(Felix.class).getBundleContext();
    }

    Home home() {
        return Home.of(context());
    }

    /** Waits for a service; the highest ranking one. */
    <T> T service(Class<T> type) {
        return await("service " + type.getName()).atMost(PATIENCE).until(() -> lookUp(type), Objects::nonNull);
    }

    List<Bundle> bundles() {
        return List.of(context().getBundles());
    }

    /** The bundles of this project, without the tests' own. */
    List<Bundle> shipped() {
        return bundles().stream()
                .filter(bundle -> bundle.getSymbolicName().startsWith("org.gatewatch."))
                .filter(bundle -> !bundle.getSymbolicName().endsWith(".itest"))
                .filter(bundle -> !bundle.getSymbolicName().endsWith(".testkit"))
                .toList();
    }

    Bundle bundle(String symbolicName) {
        return Arrays.stream(context().getBundles())
                .filter(bundle -> bundle.getSymbolicName().equals(symbolicName))
                .findFirst()
                .orElseThrow();
    }

    private <T> T lookUp(Class<T> type) {
        var reference = context().getServiceReference(type);
        return reference == null ? null : context().getService(reference);
    }
}
