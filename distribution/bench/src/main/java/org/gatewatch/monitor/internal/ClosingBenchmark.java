package org.gatewatch.monitor.internal;

import java.net.InetAddress;
import java.time.Duration;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Probe;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** What the figures of a report cost: a minute of one sample a second, one of them lost. Once a period, so it may allocate. */
@State(Scope.Thread)
public class ClosingBenchmark {
    private static final int SAMPLES = 60;
    private static final int LOST = 17;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Probe PROBE = Probe.to("p", InetAddress.getLoopbackAddress());

    private final SampleWindow window = SampleWindow.of(PROBE, MINUTE);
    private final Period period = Period.running(MINUTE, 0, 0, 0);
    private final Summary summary = new Summary();

    @Setup
    public void measure() {
        for (int i = 0; i < SAMPLES; i++) {
            long atNanos = i * PROBE.interval().toNanos();
            window.sending(i, atNanos);
            if (i != LOST) {
                window.answered(i, 40_000 + 997 * i % 10_000);
            }
            while (window.decideNext(atNanos)) {
                // until the next one is too young
            }
        }
        while (window.decideNext(2 * MINUTE.toNanos())) {
            // until all are decided
        }
    }

    @Benchmark
    public void closesAPeriod(Blackhole report) {
        Tally tally = summary.tally(window, 0, SAMPLES);
        report.consume(tally.counts(period));
        report.consume(tally.details(period.errors(), Cause.UNKNOWN));
        report.consume(summary.rtt(window, 0, SAMPLES));
    }
}
