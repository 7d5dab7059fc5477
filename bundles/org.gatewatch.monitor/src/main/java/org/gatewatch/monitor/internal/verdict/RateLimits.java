package org.gatewatch.monitor.internal.verdict;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Protocol;
import org.gatewatch.api.probe.Clock;

/** The watches of all peers: probes with one protocol and one address share one. */
public final class RateLimits {
    private record Peer(InetAddress address, Protocol protocol) {}

    private final Clock clock;
    private final Map<Peer, RateLimitWatch> watches = new HashMap<>();

    public RateLimits(Clock clock) {
        this.clock = clock;
    }

    RateLimitMember join(Probe probe, InetAddress address, RateLimitMember.Limited limited) {
        return watches.computeIfAbsent(peer(probe, address), peer -> new RateLimitWatch(clock))
                .join(probe, limited);
    }

    void leave(Probe probe, InetAddress address, RateLimitMember member) {
        member.watch().leave(member);
        if (member.watch().isEmpty()) {
            watches.remove(peer(probe, address));
        }
    }

    private static Peer peer(Probe probe, InetAddress address) {
        return new Peer(address, probe.packet().protocol());
    }
}
