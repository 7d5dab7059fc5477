package org.gatewatch.monitor.internal;

import java.util.Optional;
import org.gatewatch.api.Probe;
import org.gatewatch.api.probe.Clock;
import org.gatewatch.api.probe.Egress;
import org.gatewatch.api.probe.IcmpError;
import org.gatewatch.api.probe.ProbeChannel;
import org.gatewatch.api.probe.ProbeTransport;
import org.gatewatch.api.probe.SampleListener;
import org.gatewatch.api.probe.SendResult;

/**
 * The part of a running probe that the scheduler and capture threads touch: when its next packet is due, its channel,
 * and the way back for answers. Schedule and sequence belong to the scheduler thread; the channel is replaced by the
 * monitor thread when a transport comes or goes.
 */
final class ProbeSender implements SampleListener {
    /** Stands in while no transport speaks the probe's protocol. */
    private static final ProbeChannel NO_TRANSPORT = new ProbeChannel() {
        @Override
        public SendResult send(long sequence) {
            return SendResult.UNSUPPORTED;
        }

        @Override
        public Optional<Egress> egress() {
            return Optional.empty();
        }

        @Override
        public void close() {
            // nothing to forget
        }
    };

    private final Probe probe;
    private final long intervalNanos;
    private final EventRing events;
    private final EngineTotals totals;

    private volatile ProbeRun run;
    private volatile ProbeChannel channel = NO_TRANSPORT;
    /** Who made the channel; monitor thread only. */
    private Optional<ProbeTransport> transport = Optional.empty();

    /** When the next packet is due on the monotonic clock; scheduler thread only. */
    private long dueNanos;

    private long nextSequence;

    ProbeSender(Probe probe, EventRing events, EngineTotals totals) {
        this.probe = probe;
        this.intervalNanos = probe.interval().toNanos();
        this.events = events;
        this.totals = totals;
    }

    /** Ties the knot: answers are told as this run's. Once, before anything is sent. */
    void startFor(ProbeRun owner) {
        run = owner;
    }

    /** Uses another transport from the next packet on, or none. Monitor thread. */
    void use(Optional<ProbeTransport> newTransport) {
        if (newTransport.equals(transport)) {
            return;
        }
        ProbeChannel old = channel;
        transport = newTransport;
        channel = newTransport.map(t -> t.open(probe, this)).orElse(NO_TRANSPORT);
        old.close();
    }

    /** The way that packets take. Any thread. */
    Optional<Egress> egress() {
        return channel.egress();
    }

    void firstDueAt(long nanos) {
        dueNanos = nanos;
    }

    long dueNanos() {
        return dueNanos;
    }

    /** Sends what is due, and plans the next packet. What was missed while this host stood still is not made up for. */
    void send(Clock clock) {
        long now = clock.nanoTime();
        long missed = Math.max(0, (now - dueNanos) / intervalNanos);
        dueNanos += (missed + 1) * intervalNanos;
        long sequence = nextSequence;
        if (!events.sending(run, sequence, now)) {
            return; // no room to account for it; the ring counts
        }
        nextSequence++;
        SendResult result = channel.send(sequence);
        totals.handedOver(result);
        events.handedOver(run, sequence, result);
    }

    @Override
    public void answered(long sequence, long rttNanos) {
        events.answered(run, sequence, rttNanos);
    }

    @Override
    public void unreachable(long sequence, IcmpError error) {
        events.unreachable(run, sequence, error);
    }

    @Override
    public void unstamped(long sequence) {
        events.unstamped(run, sequence);
    }
}
