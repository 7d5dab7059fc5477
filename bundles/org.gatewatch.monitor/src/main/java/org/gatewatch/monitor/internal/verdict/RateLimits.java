package org.gatewatch.monitor.internal.verdict;

import java.net.InetAddress;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Protocol;
import org.gatewatch.api.probe.Clock;

/** The watches of all peers: probes with one protocol and one address share one. */
public final class RateLimits {
    private final Clock clock;
    private final Map<Protocol, Map<InetAddress, RateLimitWatch>> watches = new EnumMap<>(Protocol.class);

    public RateLimits(Clock clock) {
        this.clock = clock;
    }

    RateLimitMember join(Probe probe, InetAddress address, RateLimitMember.Limited limited) {
        return watchesOf(probe)
                .computeIfAbsent(address, peer -> new RateLimitWatch(clock))
                .join(probe, limited);
    }

    void leave(Probe probe, InetAddress address, RateLimitMember member) {
        member.watch().leave(member);
        if (member.watch().isEmpty()) {
            watchesOf(probe).remove(address);
        }
    }

    private Map<InetAddress, RateLimitWatch> watchesOf(Probe probe) {
        return watches.computeIfAbsent(probe.packet().protocol(), protocol -> new HashMap<>());
    }
}
