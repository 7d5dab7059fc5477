package org.gatewatch.testkit;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.SampleCounts;

/** Small valid values of the api. */
final class Samples {
    private Samples() {}

    static Probe probe(String name) {
        return Probe.to(name, InetAddress.getLoopbackAddress());
    }

    static Report report(ProbeId id, long sequence) {
        return new Report(
                id,
                probe(id.probe()),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                ManualClock.START,
                Duration.ofSeconds(1),
                sequence,
                new SampleCounts(0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
                List.of(),
                Optional.empty(),
                Health.UNKNOWN,
                Cause.UNKNOWN);
    }

    static ProbeStatus status(ProbeId id, Health health) {
        return new ProbeStatus(
                id,
                probe(id.probe()),
                Duration.ofSeconds(60),
                LifecycleState.ACTIVE,
                "",
                health,
                Cause.NONE,
                ManualClock.START,
                Optional.empty(),
                OptionalInt.empty(),
                Duration.ofSeconds(1),
                Optional.empty());
    }
}
