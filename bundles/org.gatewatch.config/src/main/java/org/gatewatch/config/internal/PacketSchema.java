package org.gatewatch.config.internal;

import static org.gatewatch.config.internal.yaml.Key.optional;

import java.util.List;
import java.util.Optional;
import org.gatewatch.api.Packet;
import org.gatewatch.api.Protocol;
import org.gatewatch.config.internal.yaml.Key;
import org.gatewatch.config.internal.yaml.NumberTypes;
import org.gatewatch.config.internal.yaml.Section;
import org.gatewatch.config.internal.yaml.ValueTypes;

/** What a probe in a monitor's file may say about its packets. */
final class PacketSchema {
    private static final Key<Protocol> PROTOCOL = optional("protocol", ValueTypes.oneOf(List.of(Protocol.values())))
            .usually(Packet.ECHO.protocol())
            .says("ICMP sends echo requests; TCP sends SYNs and makes no connection.");
    private static final Key<Integer> PORT = optional("destinationPort", NumberTypes.wholeNumber(1, Packet.MAX_PORT))
            .says("For TCP, and needed there.");
    private static final Key<Integer> ECHO_SIZE =
            optional("packetSize", NumberTypes.wholeNumber(Packet.MIN_SIZE_BYTES, Packet.MAX_SIZE_BYTES, "bytes"));
    private static final Key<Integer> SYN_SIZE = optional(
                    "packetSize", NumberTypes.wholeNumberOrZero(Packet.MIN_SIZE_BYTES, Packet.MAX_SIZE_BYTES, "bytes"))
            .usually(Packet.MIN_SIZE_BYTES)
            .says("Bytes of echo data or SYN payload; 0 only for TCP.");
    private static final Key<Integer> DSCP =
            optional("dscp", Dscp.TYPE).usually(Packet.ECHO.dscp()).says("Differentiated services code point.");
    private static final Key<Integer> TTL = optional("ttl", NumberTypes.wholeNumber(1, Packet.MAX_TTL))
            .usually(Packet.DEFAULT_TTL)
            .says("Time to live or hop limit.");
    private static final Key<Boolean> DONT_FRAGMENT = optional("dontFragment", ValueTypes.trueOrFalse())
            .usually(false)
            .says("Whether a packet larger than the path's MTU fails instead of being fragmented.");
    private static final Key<Boolean> REFUSED_ANSWERS = optional("refusedAnswers", ValueTypes.trueOrFalse())
            .usually(false)
            .says("For TCP: whether a RST counts as an answer.");

    /** For the probe's schema. */
    static final List<Key<?>> KEYS = List.of(PROTOCOL, PORT, SYN_SIZE, DSCP, TTL, DONT_FRAGMENT, REFUSED_ANSWERS);

    /** What they may not say together. */
    static final String RULES = """
            "if": {"properties": {"protocol": {"const": "TCP"}}, "required": ["protocol"]}, \
            "then": {"required": ["destinationPort"]}, \
            "else": {"properties": {"destinationPort": false, "refusedAnswers": false, "packetSize": {"minimum": 56}}}""";

    private PacketSchema() {}

    /** The probe's packets; empty, with problems reported, when they cannot be made out. */
    static Optional<Packet> read(Section probe) {
        var protocol = probe.has(PROTOCOL) ? probe.read(PROTOCOL) : Optional.of(Protocol.ICMP);
        int dscp = probe.readOr(DSCP, Packet.ECHO.dscp());
        int ttl = probe.readOr(TTL, Packet.DEFAULT_TTL);
        boolean dontFragment = probe.readOr(DONT_FRAGMENT, false);
        return protocol.flatMap(given -> given == Protocol.TCP ? syn(probe) : Optional.of(echo(probe)))
                .map(packet ->
                        new Packet(packet.protocol(), packet.port(), packet.sizeBytes(), dscp, ttl, dontFragment));
    }

    /** Whether a RST counts as an answer. */
    static boolean refusedAnswers(Section probe) {
        return probe.readOr(REFUSED_ANSWERS, false);
    }

    private static Packet echo(Section probe) {
        probe.wrong(PORT, "only TCP has a port; the protocol is ICMP", "with TCP only");
        probe.wrong(REFUSED_ANSWERS, "only TCP can be refused; the protocol is ICMP", "with TCP only");
        return Packet.ECHO.sized(probe.readOr(ECHO_SIZE, Packet.MIN_SIZE_BYTES));
    }

    private static Optional<Packet> syn(Section probe) {
        int sizeBytes = probe.readOr(SYN_SIZE, Packet.MIN_SIZE_BYTES);
        if (!probe.has(PORT)) {
            probe.missing(PORT, "missing; a probe with TCP needs this key");
        }
        return probe.read(PORT).map(port -> Packet.syn(port).sized(sizeBytes));
    }
}
