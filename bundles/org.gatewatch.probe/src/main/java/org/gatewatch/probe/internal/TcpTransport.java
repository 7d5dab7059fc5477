package org.gatewatch.probe.internal;

import java.net.InetAddress;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Protocol;
import org.gatewatch.api.probe.ProbeChannel;
import org.gatewatch.api.probe.ProbeTransport;
import org.gatewatch.api.probe.SampleListener;
import org.gatewatch.api.probe.StrayReplies;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * A SYN and what comes back: RFC 9293. What the capture missed is counted by {@link IcmpTransport}: both share one
 * capture, and whoever asks adds the transports up.
 */
@Component
public final class TcpTransport implements ProbeTransport {
    private final Wire wire;

    @Activate
    public TcpTransport(@Reference Wire wire) {
        this.wire = wire;
    }

    @Override
    public Protocol protocol() {
        return Protocol.TCP;
    }

    @Override
    public ProbeChannel open(Probe probe, InetAddress destination, SampleListener listener) {
        return wire.open(probe, destination, listener);
    }

    @Override
    public StrayReplies strayReplies() {
        return wire.strays(Protocol.TCP);
    }
}
