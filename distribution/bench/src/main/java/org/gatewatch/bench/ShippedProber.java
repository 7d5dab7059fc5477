package org.gatewatch.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.felix.framework.FrameworkFactory;
import org.gatewatch.api.Protocol;
import org.gatewatch.api.probe.ProbeTransport;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.launch.Framework;

/** The shipped {@code link} and {@code probe}, without the engine above them. */
final class ShippedProber implements AutoCloseable {
    private static final List<String> BUNDLES = List.of(
            "pax-logging-api",
            "org.osgi.util.function",
            "org.osgi.util.promise",
            "org.osgi.service.component",
            "org.apache.felix.scr",
            "jna",
            "org.gatewatch.link",
            "org.gatewatch.probe");

    private final Framework felix;

    /**
     * Starts them.
     *
     * @param bundles the image's folder of bundles
     * @param storage where Felix may write
     */
    ShippedProber(Path bundles, Path storage) throws BundleException {
        felix = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        storage.toString(),
                        "felix.log.level",
                        "1",
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, // ours, so that both sides mean the same types
                        "org.gatewatch.api;version=1.0.0,org.gatewatch.api.probe;version=1.0.0"));
        felix.start();
        List<Bundle> installed = new ArrayList<>();
        for (String name : BUNDLES) {
            Path jar = bundles.resolve(name + ".jar");
            installed.add(felix.getBundleContext().installBundle("reference:" + jar.toUri()));
        }
        for (Bundle bundle : installed) {
            bundle.start();
        }
    }

    /** Who sends such requests. */
    ProbeTransport transport(Protocol protocol) throws InvalidSyntaxException {
        BundleContext context = felix.getBundleContext();
        return context.getServiceReferences(ProbeTransport.class, null).stream()
                .map(context::getService)
                .filter(transport -> transport.protocol() == protocol)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no transport for " + protocol + ": see the log"));
    }

    @Override
    public void close() throws BundleException {
        felix.stop();
        try {
            felix.waitForStop(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
