package org.gatewatch.config.internal;

import static org.gatewatch.config.internal.yaml.Key.optional;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatewatch.api.Destination;
import org.gatewatch.api.Destination.Family;
import org.gatewatch.api.Source;
import org.gatewatch.config.internal.Target.Ends;
import org.gatewatch.config.internal.Target.FromSubnet;
import org.gatewatch.config.internal.Target.OfConnection;
import org.gatewatch.config.internal.yaml.AddressTypes;
import org.gatewatch.config.internal.yaml.Key;
import org.gatewatch.config.internal.yaml.Section;
import org.gatewatch.config.internal.yaml.Value;
import org.gatewatch.config.internal.yaml.ValueTypes;

/** What a probe in a monitor's file may say about its ends. */
final class TargetSchema {
    private static final Key<UUID> CONNECTION_ID = optional("vpnConnectionId", ValueTypes.uuid())
            .says("Source and destination are those of this VPN connection; this or destination.");
    private static final Key<Source> SOURCE = optional("source", AddressTypes.source());
    /** The same key, where it names a subnet. */
    private static final Key<String> SUBNET = optional("source", SubnetSchema.arn());

    /** The same key, as both. */
    private static final Key<?> SOURCE_OR_SUBNET = optional("source", AddressTypes.sourceOr(SubnetSchema.arn()))
            .usually("the kernel chooses")
            .says("Where packets start.");

    private static final Key<Destination> DESTINATION = optional("destination", AddressTypes.destination())
            .says("Where packets go; a name is resolved again and again.");
    private static final Key<Family> FAMILY = optional(
                    "addressFamily", ValueTypes.oneOf(List.of(Family.IPV4, Family.IPV6)))
            .usually("the source's, else that of the first address")
            .says("Which addresses of a destination that is a name.");
    private static final Source ANY = new Source.Any();

    /** For the probe's schema. */
    static final List<Key<?>> KEYS = List.of(CONNECTION_ID, SOURCE_OR_SUBNET, DESTINATION, FAMILY);

    /** What they may not say together. */
    static final String RULES = """
            "oneOf": [{"required": ["vpnConnectionId"], "properties": {"source": false, "addressFamily": false}}, \
            {"required": ["destination"]}]""";

    private TargetSchema() {}

    /** The probe's ends; empty, with problems reported, when they cannot be made out. */
    static Optional<Target> read(Section probe) {
        if (probe.has(CONNECTION_ID)) {
            return ofConnection(probe);
        }
        if (!probe.has(DESTINATION)) {
            probe.self().wrong("a probe needs vpnConnectionId or destination", "one of them");
        }
        Optional<Destination> destination = destination(probe);
        return namesSubnet(probe) ? fromSubnet(probe, destination) : direct(probe, destination);
    }

    private static Optional<Target> ofConnection(Section probe) {
        for (Key<?> key : List.of(SOURCE, DESTINATION, FAMILY)) {
            probe.wrong(key, "not together with vpnConnectionId, which gives source and destination", "one of them");
        }
        Value at = probe.raw(CONNECTION_ID).orElseThrow();
        return probe.read(CONNECTION_ID).map(id -> new OfConnection(id, at.key(), at.place()));
    }

    private static Optional<Destination> destination(Section probe) {
        Optional<Family> family = probe.read(FAMILY);
        return probe.read(DESTINATION).map(given -> {
            if (given instanceof Destination.Name name) {
                return new Destination.Name(name.host(), family.orElse(Family.ANY));
            }
            probe.wrong(FAMILY, "only a destination that is a name has a choice of families", "with a name only");
            return given;
        });
    }

    private static boolean namesSubnet(Section probe) {
        return probe.raw(SOURCE)
                .flatMap(ValueTypes::scalar)
                .filter(text -> text.startsWith("arn:"))
                .isPresent();
    }

    private static Optional<Target> fromSubnet(Section probe, Optional<Destination> destination) {
        Value at = probe.raw(SUBNET).orElseThrow();
        return probe.read(SUBNET)
                .flatMap(arn -> destination.map(given -> new FromSubnet(arn, given, at.key(), at.place())));
    }

    private static Optional<Target> direct(Section probe, Optional<Destination> destination) {
        Optional<Source> given = probe.read(SOURCE);
        if (destination.isEmpty()) {
            return Optional.empty();
        }
        Source source = given.orElse(ANY);
        Families.problem(source, destination.get())
                .ifPresent(problem -> probe.wrong(SOURCE, problem, Families.ALLOWED));
        return Optional.of(new Ends(Optional.empty(), source, Families.narrowed(source, destination.get())));
    }
}
