package org.gatewatch.http.internal.aws;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.gatewatch.api.Packet;
import org.gatewatch.api.resource.ProbeView;
import org.gatewatch.api.resource.Settings;
import org.gatewatch.http.internal.door.Members;

/** What AWS's clients say of a probe, in the words of our files. */
final class ProbeSettings {
    private static final String PROTOCOL = "protocol";
    private static final String PORT = "destinationPort";
    private static final String DESTINATION = "destination";
    private static final String SIZE = "packetSize";
    private static final String TAGS = "tags";
    private static final String TCP = "TCP";

    private ProbeSettings() {}

    /**
     * A new probe.
     *
     * @param tagsName what its tags are called: {@code probeTags} in a monitor, {@code tags} alone
     * @param more tags that go before those
     */
    static Settings made(Members probe, String tagsName, Map<String, String> more) {
        String arn = Rules.arn(Rules.required(probe.text("sourceArn"), probe, "sourceArn"), probe.path() + "sourceArn");
        Rules.required(probe.text(DESTINATION), probe, DESTINATION);
        String protocol = Rules.required(probe.text(PROTOCOL), probe, PROTOCOL);
        requirePortFits(probe, protocol, false);
        var tags = new LinkedHashMap<>(probe.map(tagsName).orElse(Map.of()));
        tags.putAll(more);
        var settings = ends(probe).with("source", (Object) arn);
        return tags.isEmpty() ? settings : settings.with(TAGS, (Object) Rules.tags(tags, probe.path() + tagsName));
    }

    /** A change of a probe; what it does not say stays as it is. */
    static Settings changed(Members change, ProbeView before) {
        String protocol = change.text(PROTOCOL)
                .orElseGet(() -> before.probe().packet().protocol().name());
        requirePortFits(change, protocol, before.probe().packet().port().isPresent());
        return ends(change).with("enabled", change.text("state").map(ProbeSettings::isEnabled));
    }

    private static boolean isEnabled(String state) {
        return switch (state) {
            case "ACTIVE" -> true;
            case "INACTIVE" -> false;
            default -> throw AwsException.invalid("state '" + state + "': allowed is ACTIVE or INACTIVE");
        };
    }

    private static Settings ends(Members probe) {
        String path = probe.path();
        return Settings.NONE
                .with(DESTINATION, probe.text(DESTINATION).map(it -> Rules.destination(it, path + DESTINATION)))
                .with(PROTOCOL, probe.text(PROTOCOL).map(it -> Rules.protocol(it, path + PROTOCOL)))
                .with(PORT, probe.wholeNumber(PORT).map(it -> Rules.between(1, it, Packet.MAX_PORT, path + PORT)))
                .with(
                        SIZE,
                        probe.wholeNumber(SIZE)
                                .map(it ->
                                        Rules.between(Packet.MIN_SIZE_BYTES, it, Packet.MAX_SIZE_BYTES, path + SIZE)));
    }

    private static void requirePortFits(Members probe, String protocol, boolean hadPort) {
        Optional<Integer> port = probe.wholeNumber(PORT);
        boolean isTcp = protocol.equals(TCP);
        Rules.require(isTcp || port.isEmpty(), probe.path() + PORT + ": only TCP has one");
        Rules.require(!isTcp || port.isPresent() || hadPort, probe.path() + PORT + " is missing; TCP needs one");
    }
}
