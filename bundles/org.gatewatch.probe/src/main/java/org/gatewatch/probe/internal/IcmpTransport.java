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

/** Echo request and reply: RFC 792 and RFC 4443. */
@Component
public final class IcmpTransport implements ProbeTransport {
    private final Wire wire;

    @Activate
    public IcmpTransport(@Reference Wire wire) {
        this.wire = wire;
    }

    @Override
    public Protocol protocol() {
        return Protocol.ICMP;
    }

    @Override
    public ProbeChannel open(Probe probe, InetAddress destination, SampleListener listener) {
        return wire.open(probe, destination, listener);
    }

    @Override
    public long packetsMissed() {
        return wire.packetsMissed();
    }

    @Override
    public StrayReplies strayReplies() {
        return wire.strays(Protocol.ICMP);
    }
}
