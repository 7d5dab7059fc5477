package org.gatewatch.config.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gatewatch.api.Destination;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.Packet;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.Source;
import org.gatewatch.api.desired.ConfigurationCheck.SeenRtt;
import org.gatewatch.api.desired.ConfigurationProblem;
import org.gatewatch.api.desired.ConfigurationProblem.Severity;

/** What is legal but unwise in what would run. */
final class Advice {
    /** Half of what a core sends, hears and decides; there are two threads of it (MEASURED: compare.sh). */
    private static final int PACKETS_PER_SECOND_AND_PROCESSOR = 25_000;

    private static final int MOST_PROCESSORS_USED = 2;

    private final SeenRtt seen;
    private final Map<Way, Place> ways = new HashMap<>();
    private final Map<Path, List<Finding>> findings = new TreeMap<>();
    private double packetsPerSecond;

    /** What two probes that measure the same have in common. */
    private record Way(Source source, int mark, Destination destination, Packet packet) {}

    /** Where a probe stands. */
    private record Place(Path file, int index) {
        @Override
        public String toString() {
            return "probes[" + index + "] of " + file;
        }
    }

    /** What to say about one key of one probe. */
    record Finding(int index, String key, String message) {}

    private Advice(SeenRtt seen) {
        this.seen = seen;
    }

    /** All warnings, ordered by file and place; what concerns the whole folder comes last. */
    static List<ConfigurationProblem> of(Path folder, Evaluation evaluation, SeenRtt seen) {
        var advice = new Advice(seen);
        evaluation.monitors().forEach((file, version) -> advice.look(Path.of(file), version.content()));
        var warnings = new ArrayList<ConfigurationProblem>();
        advice.findings.forEach((file, ofFile) -> warnings.addAll(ProbePlaces.warnings(file, ofFile)));
        int processors = Math.min(Runtime.getRuntime().availableProcessors(), MOST_PROCESSORS_USED);
        int capacity = processors * PACKETS_PER_SECOND_AND_PROCESSOR;
        if (advice.packetsPerSecond > capacity) {
            String message = "all probes together send %.0f packets a second, and this host is good for %d: use longer"
                    + " intervals";
            warnings.add(new ConfigurationProblem(
                    folder.toString(),
                    0,
                    0,
                    "",
                    "",
                    message.formatted(advice.packetsPerSecond, capacity),
                    Severity.WARNING));
        }
        return warnings;
    }

    private void look(Path file, Monitor monitor) {
        for (int i = 0; i < monitor.probes().size(); i++) {
            Probe probe = monitor.probes().get(i);
            if (!probe.enabled()) {
                continue; // it sends nothing
            }
            packetsPerSecond += 1e9 / probe.interval().toNanos();
            lookForSecond(probe, new Place(file, i));
            lookAtTimeout(new ProbeId(monitor.name(), probe.name()), probe.timeout(), new Place(file, i));
        }
    }

    private void lookForSecond(Probe probe, Place place) {
        var way = new Way(probe.source(), probe.mark(), probe.destination(), probe.packet());
        Place first = ways.putIfAbsent(way, place);
        if (first != null) {
            String key = probe.connectionId().isPresent() ? "vpnConnectionId" : "destination";
            add(place, key, first + " sends the same packets to the same destination; one of them is enough");
        }
    }

    private void lookAtTimeout(ProbeId id, Duration timeout, Place place) {
        seen.p95(id)
                .filter(rtt -> rtt.compareTo(timeout) > 0)
                .ifPresent(rtt -> add(
                        place,
                        "timeout",
                        "5 of 100 answers take %.1f ms or longer and would count as lost; use a longer one"
                                .formatted(rtt.toNanos() / 1e6)));
    }

    private void add(Place place, String key, String message) {
        findings.computeIfAbsent(place.file(), file -> new ArrayList<>()).add(new Finding(place.index(), key, message));
    }
}
