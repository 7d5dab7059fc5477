package org.gatewatch.monitor.internal;

import org.gatewatch.api.probe.IcmpError;
import org.gatewatch.api.probe.SendResult;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs to tell the monitor thread of one answer, without the price of two cores that touch one cache line. */
@State(Scope.Thread)
public class EventRingBenchmark {
    private static final int CAPACITY = 1 << 16;
    /** What comes in 10 ms at 10,000 probes/s. */
    private static final int BATCH = 100;

    private final EventRing ring = new EventRing(CAPACITY, () -> {});
    private final Adder adder = new Adder();
    private long sequence;

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long putsAndTakesAnAnswer() {
        for (int i = 0; i < BATCH; i++) {
            ring.answered(null, sequence++, i);
        }
        ring.drain(ring.horizon(), adder);
        return adder.sum;
    }

    private static final class Adder implements EventRing.Handler {
        private long sum;

        @Override
        public void answered(ProbeRun run, long sequence, long rttNanos) {
            sum += rttNanos;
        }

        @Override
        public void sending(ProbeRun run, long sequence, long atNanos) {
            throw unexpected();
        }

        @Override
        public void handedOver(ProbeRun run, long sequence, SendResult result) {
            throw unexpected();
        }

        @Override
        public void refused(ProbeRun run, long sequence, long rttNanos) {
            throw unexpected();
        }

        @Override
        public void unreachable(ProbeRun run, long sequence, IcmpError error) {
            throw unexpected();
        }

        @Override
        public void unstamped(ProbeRun run, long sequence) {
            throw unexpected();
        }

        @Override
        public void failed(ProbeRun run, RuntimeException fault) {
            throw fault;
        }

        private static IllegalStateException unexpected() {
            return new IllegalStateException("only answers were put");
        }
    }
}
