package org.gatewatch.monitor.internal;

import java.net.InetAddress;
import java.time.Duration;
import org.gatewatch.api.Probe;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What one sample costs its window from sending to its fate, for a probe as it is by default. */
@State(Scope.Thread)
public class SampleWindowBenchmark {
    private static final Probe PROBE = Probe.to("p", InetAddress.getLoopbackAddress());

    private final SampleWindow window = SampleWindow.of(PROBE, Duration.ofMinutes(1));
    private long sequence;
    private long nowNanos;

    @Benchmark
    public boolean decidesAnAnsweredSample() {
        window.sending(sequence, nowNanos);
        window.answered(sequence++, 40_000);
        nowNanos += PROBE.interval().toNanos();
        return window.decideNext(nowNanos);
    }
}
