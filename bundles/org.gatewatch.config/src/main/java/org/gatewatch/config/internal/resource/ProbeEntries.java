package org.gatewatch.config.internal.resource;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatewatch.api.Source;
import org.gatewatch.api.resource.Settings;

/**
 * Probes of a managed file: what a client says of one becomes what a file says of it.
 *
 * @param now when the change is made
 */
record ProbeEntries(Subnets subnets, Instant now) {
    private static final String PROTOCOL = "protocol";
    private static final String CONNECTION = "vpnConnectionId";
    private static final String SOURCE = "source";
    private static final List<String> ENDS = List.of(SOURCE, "destination", "addressFamily");

    /** A new probe with an id of its own. */
    Map<String, Object> made(Settings settings) {
        Entry.require(settings, "id", "the gateway itself gives ids");
        var values = new LinkedHashMap<String, Object>();
        String id = Names.randomProbeId();
        values.put("name", id);
        values.put("id", id);
        var entry = new Entry(values);
        entry.put(translated(settings));
        entry.created(now);
        return values;
    }

    /** Changes a probe; what goes with a protocol or with ends goes with it. */
    void change(Map<String, Object> values, Settings settings) {
        Entry.require(settings, "name", "a probe keeps its name; make another one");
        Entry.require(settings, "id", "a probe keeps its id");
        var entry = new Entry(values);
        if ("ICMP".equals(settings.values().get(PROTOCOL))) {
            entry.dropUnlessAsked(settings, List.of("destinationPort", "refusedAnswers"));
        }
        if (settings.values().containsKey(CONNECTION)) {
            entry.dropUnlessAsked(settings, ENDS);
        } else if (settings.values().containsKey("destination")) {
            entry.dropUnlessAsked(settings, List.of(CONNECTION));
        }
        var before = new LinkedHashMap<>(values);
        entry.put(translated(settings));
        if (!before.equals(values)) {
            entry.modified(now);
        }
    }

    /** The ARN of a subnet that was made here does not go into the file: what stands behind it is known without it. */
    private Settings translated(Settings settings) {
        if (!(settings.values().get(SOURCE) instanceof String arn) || !arn.startsWith("arn:")) {
            return settings;
        }
        return subnets.behind(arn)
                .map(source -> source instanceof Source.Any
                        ? settings.without(SOURCE)
                        : settings.with(SOURCE, source.toString()))
                .orElse(settings);
    }
}
