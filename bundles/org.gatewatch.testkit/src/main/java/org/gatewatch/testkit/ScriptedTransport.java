package org.gatewatch.testkit;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Protocol;
import org.gatewatch.api.probe.ProbeTransport;
import org.gatewatch.api.probe.SampleListener;

/**
 * An ICMP transport without a network. It starts no thread and knows no time: packets are answered by a {@link Script},
 * or by hand through the {@link ScriptedChannel} of a probe. Thread-safe, so a real scheduler can drive it.
 */
public final class ScriptedTransport implements ProbeTransport {
    private final List<ScriptedChannel> channels = new CopyOnWriteArrayList<>();
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final Set<String> obstructed = ConcurrentHashMap.newKeySet();
    private final AtomicLong packetsMissed = new AtomicLong();
    private final Script otherwise;

    /** Answers nothing by itself. */
    public ScriptedTransport() {
        this(Script.silent());
    }

    /** Plays {@code otherwise} for every probe that has no script of its own. */
    public ScriptedTransport(Script otherwise) {
        this.otherwise = otherwise;
    }

    @Override
    public Protocol protocol() {
        return Protocol.ICMP;
    }

    @Override
    public ScriptedChannel open(Probe probe, InetAddress destination, SampleListener listener) {
        var channel =
                new ScriptedChannel(probe, destination, listener, () -> scripts.getOrDefault(probe.name(), otherwise));
        if (obstructed.contains(probe.name())) {
            channel.noEgress();
        }
        channels.add(channel);
        return channel;
    }

    /** Plays a script for the probes of this name from their next packet on, opened or not. */
    public void script(String probeName, Script script) {
        scripts.put(probeName, script);
    }

    /** Channels of probes of this name start without a way for their packets. */
    public void obstruct(String probeName) {
        obstructed.add(probeName);
    }

    /** As if the capture had thrown packets away. */
    public void missPackets(long packets) {
        packetsMissed.addAndGet(packets);
    }

    @Override
    public long packetsMissed() {
        return packetsMissed.get();
    }

    /** The channel that was opened last for a probe of this name. */
    public ScriptedChannel channel(String probeName) {
        return channels.stream()
                .filter(channel -> channel.probe().name().equals(probeName))
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new AssertionError("no channel was opened for " + probeName));
    }

    /** Every channel that was ever opened, in order, closed ones too. */
    public List<ScriptedChannel> channels() {
        return List.copyOf(channels);
    }
}
