package org.gatewatch.monitor.internal;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.gatewatch.api.Probe;
import org.gatewatch.api.probe.Clock;
import org.gatewatch.api.probe.Egress;
import org.gatewatch.api.probe.IcmpError;
import org.gatewatch.api.probe.ProbeChannel;
import org.gatewatch.api.probe.ProbeTransport;
import org.gatewatch.api.probe.SampleListener;
import org.gatewatch.api.probe.SendResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of a running probe that the scheduler and capture threads touch: when its next packet is due, its channel,
 * and the way back for answers. Schedule and sequence belong to the scheduler thread; the channel is replaced by the
 * monitor thread when a transport comes or goes, or the destination's name gets another address.
 */
final class ProbeSender implements SampleListener {
    private static final Logger LOG = LoggerFactory.getLogger(ProbeSender.class);
    /** A new probe's first packet waits so long for its way: the kernel may have to ask for the next hop first. */
    private static final long WAY_WITHIN_NANOS = Duration.ofSeconds(1).toNanos();

    private static final long WAY_RETRY_NANOS = Duration.ofMillis(50).toNanos();
    /** A packet that is due for longer waits for its turn again. */
    private static final long STOOD_STILL_NANOS = Duration.ofMillis(100).toNanos();
    /** What was due while this host stood still is spread over as much, by the turns that it had. */
    private static final long SPREAD_NANOS = Duration.ofSeconds(1).toNanos();

    static final int NO_TIMER = -1;

    private static final ProbeChannel NO_TRANSPORT = new NoChannel(SendResult.UNSUPPORTED);
    private static final ProbeChannel NO_ADDRESS = new NoChannel(SendResult.NAME_UNRESOLVED);

    private final Probe probe;
    private final EventRing events;
    private final EngineTotals totals;

    private volatile ProbeRun run;
    private volatile ProbeChannel channel = NO_TRANSPORT;
    /** Who made the channel, and where it goes; monitor thread only. */
    private Optional<ProbeTransport> transport = Optional.empty();

    private Optional<InetAddress> destination = Optional.empty();

    /** Time between two packets: the interval that was asked for, or longer. */
    private volatile long paceNanos;

    /** When the next packet is due on the monotonic clock; scheduler thread only. */
    private long dueNanos;

    private long firstDueNanos;
    /** The scheduler's mark: its timer, while it has one. */
    int timer = NO_TIMER;

    private long nextSequence;
    private boolean failureLogged;
    /** What the monitor thread was told last; it is told again only when it changes. */
    private SendResult toldResult;

    private Optional<Egress> toldEgress = Optional.empty();

    ProbeSender(Probe probe, EventRing events, EngineTotals totals) {
        this.probe = probe;
        this.paceNanos = probe.interval().toNanos();
        this.events = events;
        this.totals = totals;
    }

    /** Ties the knot: answers are told as this run's. Once, before anything is sent. */
    void startFor(ProbeRun owner) {
        run = owner;
    }

    /**
     * Goes another way from the next packet on, or none. Monitor thread.
     *
     * @param newTransport who sends, if anybody speaks the protocol
     * @param newDestination where to; empty while the destination's name has no address
     * @return whether it is another: answers to packets that are out will not be heard
     */
    boolean use(Optional<ProbeTransport> newTransport, Optional<InetAddress> newDestination) {
        if (newTransport.equals(transport) && newDestination.equals(destination)) {
            return false;
        }
        ProbeChannel old = channel;
        transport = newTransport;
        destination = newDestination;
        channel = transport
                .map(of -> destination.map(to -> open(of, to)).orElse(NO_ADDRESS))
                .orElse(NO_TRANSPORT);
        close(old);
        return true;
    }

    private void close(ProbeChannel old) {
        try {
            old.close();
        } catch (RuntimeException e) { // as in open()
            LOG.error("channel-not-closed: A channel of {} did not close; nobody listens to it any more", probe, e);
        }
    }

    private ProbeChannel open(ProbeTransport of, InetAddress to) {
        try {
            return of.open(probe, to, this);
        } catch (RuntimeException e) { // a transport is another's code: its fault must stay this probe's
            LOG.error("probe-failed: No channel for {}: it cannot be probed until its transport is replaced", probe, e);
            return NO_TRANSPORT;
        }
    }

    /** Lets so much time pass between two packets from the next one on. Any thread. */
    void pace(long nanos) {
        paceNanos = nanos;
    }

    long paceNanos() {
        return paceNanos;
    }

    /** Uses another flow from the next packet on. Any thread. */
    void changeFlow() {
        channel.changeFlow();
    }

    /** The way that packets take. Any thread. */
    Optional<Egress> egress() {
        return channel.egress();
    }

    /** The interval that was asked for. */
    long wantedIntervalNanos() {
        return probe.interval().toNanos();
    }

    void firstDueAt(long nanos) {
        firstDueNanos = nanos;
        dueNanos = nanos;
    }

    long dueNanos() {
        return dueNanos;
    }

    /** Sends what is due, and plans the next packet. What was missed while this host stood still is not made up for. */
    void send(Clock clock) {
        long now = clock.nanoTime();
        if (nextSequence == 0 && now - firstDueNanos < WAY_WITHIN_NANOS && egress().isEmpty()) {
            dueNanos += WAY_RETRY_NANOS;
            return;
        }
        long lag = now - dueNanos;
        long pace = paceNanos;
        if (lag > STOOD_STILL_NANOS) { // as for all others: sent now, they would be a burst
            dueNanos = now + Math.floorMod(dueNanos - now, Math.min(pace, SPREAD_NANOS));
            totals.skipped();
            return;
        }
        dueNanos += (Math.max(0, lag / pace) + 1) * pace;
        long sequence = nextSequence;
        if (!events.sending(run, sequence, now)) {
            return; // no room to account for it; the ring counts
        }
        nextSequence++;
        SendResult result = handOver(sequence);
        totals.handedOver(result, lag);
        tell(sequence, result);
    }

    /** A packet that went as the one before it is no news: that it was sent is taken for granted. */
    private void tell(long sequence, SendResult result) {
        Optional<Egress> egress = channel.egress(); // the same object as long as nothing changes
        if (result == SendResult.SENT && result == toldResult && egress.equals(toldEgress)) {
            return;
        }
        if (events.handedOver(run, sequence, result)) {
            toldResult = result;
            toldEgress = egress;
        }
    }

    private SendResult handOver(long sequence) {
        try {
            return channel.send(sequence);
        } catch (RuntimeException e) { // as in open()
            log(e);
            return SendResult.SEND_ERROR;
        }
    }

    /** {@link #send} failed otherwise than by handing over; waits for the next packet's turn. */
    void failed(RuntimeException fault, long nowNanos) {
        log(fault);
        if (dueNanos - nowNanos <= 0) {
            dueNanos = nowNanos + paceNanos;
        }
    }

    private void log(RuntimeException fault) {
        if (!failureLogged) {
            failureLogged = true;
            LOG.error(
                    "probe-failed: Sending failed for {}; later failures of this probe are only counted", probe, fault);
        }
    }

    @Override
    public void answered(long sequence, long rttNanos) {
        events.answered(run, sequence, rttNanos);
    }

    @Override
    public void refused(long sequence, long rttNanos) {
        events.refused(run, sequence, rttNanos);
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
