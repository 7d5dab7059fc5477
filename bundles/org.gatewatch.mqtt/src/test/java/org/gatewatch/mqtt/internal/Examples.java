package org.gatewatch.mqtt.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.probe.Egress;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.RttStatistics;
import org.gatewatch.api.report.SampleCounts;
import org.gatewatch.mqtt.internal.record.Recorded;

/** What an engine would say. */
final class Examples {
    static final ProbeId BERLIN = new ProbeId("branch-offices", "berlin");
    static final ProbeId PARIS = new ProbeId("branch-offices", "paris");
    static final Instant SINCE = Instant.parse("2026-01-01T00:00:30.123456789Z");

    private Examples() {}

    static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static Probe probe(String name) {
        return Probe.to(name, address("203.0.113.1"));
    }

    /** The report of the page MQTT.md. */
    static Report report(ProbeId id, long sequence) {
        return new Report(
                id,
                probe(id.probe()),
                Optional.of(address("198.51.100.2")),
                Optional.empty(),
                Map.of("team", "wan"),
                Instant.parse("2026-01-01T00:00:30Z"),
                Duration.ofSeconds(30),
                sequence,
                new SampleCounts(29, 0, 1, 0, 0, 0, 0, 0, 0, 1, 1),
                List.of(),
                Optional.of(rtt(OptionalLong.of(4_400))),
                Health.HEALTHY,
                Cause.NONE);
    }

    /** The same as it leaves the queue of the run {@code boot1}. */
    static Recorded recorded(Report report) {
        return new Recorded(report, "boot1", 4711, false);
    }

    static RttStatistics rtt(OptionalLong jitterNanos) {
        return new RttStatistics(41_230, 47_900, 47_100, 61_049, 70_250, 70_300, 6_100, jitterNanos);
    }

    static ProbeStatus status(ProbeId id, Health health) {
        return status(id, health, health == Health.HEALTHY ? Cause.NONE : Cause.LINK);
    }

    static ProbeStatus status(ProbeId id, Health health, Cause cause) {
        return new ProbeStatus(
                id,
                probe(id.probe()),
                Duration.ofSeconds(60),
                LifecycleState.ACTIVE,
                "",
                health,
                cause,
                SINCE,
                Optional.of(new Egress("eth0", address("198.51.100.2"), address("198.51.100.2"))),
                OptionalInt.empty(),
                Duration.ofSeconds(1),
                Optional.empty());
    }
}
