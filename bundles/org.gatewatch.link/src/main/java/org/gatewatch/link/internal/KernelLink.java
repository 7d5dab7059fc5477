package org.gatewatch.link.internal;

import java.net.InetAddress;
import java.util.function.BooleanSupplier;
import org.gatewatch.api.Source;
import org.gatewatch.link.Link;
import org.gatewatch.link.PacketReceiver;
import org.gatewatch.link.Path;
import org.gatewatch.link.internal.route.RouteWatcher;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The link to the kernel of this host: libpcap for packets, rtnetlink for the ways they take. As a self-check it tells the
 * launcher, which shares only the JDK's types with the bundles, whether both threads live.
 */
@Component(
        service = {Link.class, BooleanSupplier.class},
        property = "gatewatch.selfcheck=link",
        configurationPid = LinkConfig.PID)
@Designate(ocd = LinkConfig.class)
public final class KernelLink implements Link, BooleanSupplier {
    private final Capture capture;
    private final RouteWatcher routes;

    /** Starts both threads; whatever they lack, they wait for. */
    @Activate
    public KernelLink(LinkConfig config) {
        LinkSettings settings = LinkSettings.of(config.capture_buffer_kib());
        capture = new Capture(settings.captureBufferBytes());
        routes = new RouteWatcher(capture::running);
        capture.start();
        routes.start();
    }

    /** The capture first: from then on whoever still probes is told so, and no frame leaves unseen. */
    @Deactivate
    void stop() {
        capture.stop();
        routes.stop();
    }

    @Override
    public boolean getAsBoolean() {
        return capture.alive() && routes.alive();
    }

    @Override
    public Path open(InetAddress destination, Source source, int mark) {
        return routes.open(destination, source, mark);
    }

    @Override
    public void addReceiver(PacketReceiver receiver) {
        capture.add(receiver);
    }

    @Override
    public void removeReceiver(PacketReceiver receiver) {
        capture.remove(receiver);
    }

    @Override
    public long packetsMissed() {
        return capture.packetsMissed();
    }
}
