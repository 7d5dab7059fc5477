package org.gatewatch.config.internal;

import static org.gatewatch.config.internal.yaml.Key.optional;
import static org.gatewatch.config.internal.yaml.Key.required;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatewatch.api.AddressText;
import org.gatewatch.api.Packet;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Protocol;
import org.gatewatch.api.Source;
import org.gatewatch.config.internal.MonitorDraft.Direct;
import org.gatewatch.config.internal.MonitorDraft.OfConnection;
import org.gatewatch.config.internal.MonitorDraft.ProbeDraft;
import org.gatewatch.config.internal.MonitorDraft.Target;
import org.gatewatch.config.internal.yaml.Key;
import org.gatewatch.config.internal.yaml.Place;
import org.gatewatch.config.internal.yaml.Schema;
import org.gatewatch.config.internal.yaml.Section;
import org.gatewatch.config.internal.yaml.Value;
import org.gatewatch.config.internal.yaml.ValueTypes;

/** What a probe in a monitor's file may say. Reads the probes of one monitor. */
final class ProbeSchema {
    private static final int DEFAULT_PACKET_SIZE_BYTES = 56;
    private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(1);
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(2);

    private static final Key<String> NAME = required("name", ValueTypes.name());
    private static final Key<UUID> CONNECTION_ID = optional("vpnConnectionId", ValueTypes.uuid());
    private static final Key<Source> SOURCE = optional("source", ValueTypes.source());
    private static final Key<InetAddress> DESTINATION = optional("destination", ValueTypes.address());
    private static final Key<Protocol> PROTOCOL = optional("protocol", ValueTypes.oneOf(List.of(Protocol.values())));
    private static final Key<Integer> PACKET_SIZE =
            optional("packetSize", ValueTypes.wholeNumber(Packet.MIN_SIZE_BYTES, Packet.MAX_SIZE_BYTES, "bytes"));
    private static final Key<Duration> INTERVAL =
            optional("interval", ValueTypes.duration(Probe.MIN_INTERVAL, Probe.MAX_INTERVAL));
    private static final Key<Duration> TIMEOUT =
            optional("timeout", ValueTypes.duration(Probe.MIN_TIMEOUT, Probe.MAX_TIMEOUT));
    private static final Schema PROBE =
            new Schema("probe", NAME, CONNECTION_ID, SOURCE, DESTINATION, PROTOCOL, PACKET_SIZE, INTERVAL, TIMEOUT);

    private final Duration aggregationPeriod;
    private final List<ProbeDraft> drafts = new ArrayList<>();
    private final List<Demand> demands = new ArrayList<>();
    private final Map<String, Place> names = new HashMap<>();

    /** @param aggregationPeriod that of the monitor */
    ProbeSchema(Duration aggregationPeriod) {
        this.aggregationPeriod = aggregationPeriod;
    }

    /** The probes that have been read, in order; without those that have problems. */
    List<ProbeDraft> drafts() {
        return List.copyOf(drafts);
    }

    /** The room for samples that each of {@link #drafts()} needs. */
    List<Demand> demands() {
        return List.copyOf(demands);
    }

    void read(Value item) {
        PROBE.section(item).ifPresent(section -> {
            Optional<String> name = section.read(NAME);
            name.ifPresent(given -> claimName(given, section));
            Optional<Target> target = target(section);
            Protocol protocol = section.readOr(PROTOCOL, Protocol.ICMP);
            int packetSizeBytes = section.readOr(PACKET_SIZE, DEFAULT_PACKET_SIZE_BYTES);
            Duration interval = section.readOr(INTERVAL, DEFAULT_INTERVAL);
            Duration timeout = section.readOr(TIMEOUT, DEFAULT_TIMEOUT);
            if (name.isPresent() && target.isPresent()) {
                drafts.add(new ProbeDraft(name.get(), target.get(), protocol, packetSizeBytes, interval, timeout));
                demands.add(demand(section, interval, timeout));
            }
        });
    }

    private Demand demand(Section section, Duration interval, Duration timeout) {
        Optional<Value> given = section.raw(INTERVAL);
        return new Demand(
                Demand.samples(aggregationPeriod, timeout, interval),
                section.self().key() + '.' + INTERVAL.name(),
                given.flatMap(ValueTypes::scalar).orElse(DEFAULT_INTERVAL.toSeconds() + "s (default)"),
                given.orElse(section.self()).place());
    }

    private void claimName(String name, Section section) {
        Value at = section.raw(NAME).orElseThrow();
        Place first = names.putIfAbsent(name, at.place());
        if (first != null) {
            at.wrong("a probe of this name is already at " + first + "; it must be unique in its monitor");
        }
    }

    private static Optional<Target> target(Section section) {
        Optional<UUID> connectionId = section.read(CONNECTION_ID);
        Optional<Source> source = section.read(SOURCE);
        Optional<InetAddress> destination = section.read(DESTINATION);
        if (section.has(CONNECTION_ID)) {
            for (Key<?> key : List.of(SOURCE, DESTINATION)) {
                section.wrong(key, "not together with vpnConnectionId, which gives source and destination");
            }
            Value at = section.raw(CONNECTION_ID).orElseThrow();
            return connectionId.map(id -> new OfConnection(id, at.key(), at.place()));
        }
        if (!section.has(DESTINATION)) {
            section.self().wrong("a probe needs vpnConnectionId or destination");
        }
        if (source.isPresent() && destination.isPresent() && !isOfFamily(source.get(), destination.get())) {
            section.wrong(
                    SOURCE,
                    "must be of the same address family as the destination " + AddressText.of(destination.get()));
        }
        return destination.map(address -> new Direct(source.orElse(new Source.Any()), address));
    }

    private static boolean isOfFamily(Source source, InetAddress destination) {
        return !(source instanceof Source.Address own) || own.address().getClass() == destination.getClass();
    }
}
