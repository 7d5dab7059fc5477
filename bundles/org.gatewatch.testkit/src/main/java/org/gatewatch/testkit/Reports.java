package org.gatewatch.testkit;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.RttStatistics;
import org.gatewatch.api.report.SampleCounts;

/** Reports as an engine makes them. */
public final class Reports {
    private Reports() {}

    /**
     * A minute in which all was well.
     *
     * @param longerNanos added to RTTs of 41 to 70 ms, so that periods differ
     */
    public static Report good(ProbeId id, Instant start, long sequence, long longerNanos) {
        return new Report(
                id,
                Probe.to(id.probe(), InetAddress.getLoopbackAddress()),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                start,
                Duration.ofMinutes(1),
                sequence,
                new SampleCounts(60, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                List.of(),
                Optional.of(new RttStatistics(
                        41_230_100 + longerNanos,
                        47_900_000 + longerNanos,
                        47_100_000 + longerNanos,
                        61_049_000 + longerNanos,
                        70_250_000 + longerNanos,
                        70_300_000 + longerNanos,
                        6_100_000,
                        OptionalLong.of(4_400_000))),
                Health.HEALTHY,
                Cause.NONE);
    }
}
