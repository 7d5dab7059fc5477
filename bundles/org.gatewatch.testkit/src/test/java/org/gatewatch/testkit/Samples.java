package org.gatewatch.testkit;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.Protocol;
import org.gatewatch.api.Source;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.SampleCounts;

/** Small valid values of the api. */
final class Samples {
    private Samples() {}

    static Probe probe(String name) {
        return new Probe(
                name,
                Optional.empty(),
                new Source.Any(),
                InetAddress.getLoopbackAddress(),
                Protocol.ICMP,
                Probe.MIN_PACKET_SIZE,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2));
    }

    static Report report(ProbeId id, long sequence) {
        return new Report(
                id,
                probe(id.probe()),
                Optional.empty(),
                Map.of(),
                ManualClock.START,
                Duration.ofSeconds(1),
                sequence,
                new SampleCounts(0, 0, 1, 0, 0, 0, 0, 0, 0),
                Optional.empty(),
                Health.UNKNOWN,
                Cause.UNKNOWN);
    }

    static ProbeStatus status(ProbeId id, Health health) {
        return new ProbeStatus(
                id,
                probe(id.probe()),
                LifecycleState.ACTIVE,
                "",
                health,
                Cause.NONE,
                ManualClock.START,
                Optional.empty(),
                Optional.empty());
    }
}
