package org.gatewatch.probe.internal;

import java.net.InetAddress;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Protocol;
import org.gatewatch.api.probe.ProbeChannel;
import org.gatewatch.api.probe.ProbeTransport;
import org.gatewatch.api.probe.SampleListener;
import org.gatewatch.link.Link;
import org.gatewatch.link.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Echo request and reply: RFC 792 and RFC 4443. */
@Component
public final class IcmpTransport implements ProbeTransport {
    private final Link link;
    private final EchoChannels channels = new EchoChannels();
    private final EchoMatcher matcher = new EchoMatcher(channels);

    @Activate
    public IcmpTransport(@Reference Link link) {
        this.link = link;
        link.addReceiver(matcher);
    }

    @Deactivate
    void stop() {
        link.removeReceiver(matcher);
    }

    @Override
    public Protocol protocol() {
        return Protocol.ICMP;
    }

    @Override
    public ProbeChannel open(Probe probe, InetAddress destination, SampleListener listener) {
        return channels.add(identifier -> {
            Path path = link.open(destination, probe.source(), probe.mark());
            var identity = new EchoChannel.Identity(identifier, channels.newNonce());
            return new EchoChannel(probe, destination, identity, path, listener, this::closed);
        });
    }

    @Override
    public long packetsMissed() {
        return link.packetsMissed();
    }

    private void closed(EchoChannel channel) {
        channels.remove(channel);
        matcher.awaitTurn();
    }
}
