package org.gatewatch.testkit;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.gatewatch.api.Probe;
import org.gatewatch.api.probe.Egress;
import org.gatewatch.api.probe.IcmpError;
import org.gatewatch.api.probe.ProbeChannel;
import org.gatewatch.api.probe.SampleListener;
import org.gatewatch.api.probe.SendResult;

/**
 * A probe's way to a wire that is not there. Remembers what was sent; a test answers by hand, in any order and as often
 * as it likes, on the thread that calls. Its packets have a way from the start, unless {@link ScriptedTransport#obstruct}
 * said otherwise. After {@link #close()} answers go nowhere, as on the real wire.
 */
public final class ScriptedChannel implements ProbeChannel {
    private final Probe probe;
    private final SampleListener listener;
    private final Supplier<Script> script;
    private final List<Long> sent = new CopyOnWriteArrayList<>();
    private final AtomicInteger flowChanges = new AtomicInteger();
    private volatile Optional<Egress> egress;
    private volatile boolean closed;

    ScriptedChannel(Probe probe, InetAddress destination, SampleListener listener, Supplier<Script> script) {
        this.probe = probe;
        this.egress = Optional.of(new Egress("scripted0", InetAddress.getLoopbackAddress(), destination));
        this.listener = listener;
        this.script = script;
    }

    @Override
    public SendResult send(long sequence) {
        if (closed) {
            return SendResult.CAPTURE_DOWN;
        }
        var fate = script.get().fate(sequence);
        if (fate instanceof Script.Fate.NotSent notSent) {
            return notSent.result();
        }
        sent.add(sequence);
        if (fate instanceof Script.Fate.Answered answered) {
            answer(sequence, answered.rttNanos());
        } else if (fate instanceof Script.Fate.Unreachable unreachable) {
            unreachable(sequence, unreachable.error());
        }
        return SendResult.SENT;
    }

    /** Lets a reply be captured. */
    public void answer(long sequence, long rttNanos) {
        if (!closed) {
            listener.answered(sequence, rttNanos);
        }
    }

    /** Lets a TCP RST be captured. */
    public void refuse(long sequence, long rttNanos) {
        if (!closed) {
            listener.refused(sequence, rttNanos);
        }
    }

    /** Lets an ICMP error be captured. */
    public void unreachable(long sequence, IcmpError error) {
        if (!closed) {
            listener.unreachable(sequence, error);
        }
    }

    /** Lets a reply be captured whose request was not. */
    public void unstamped(long sequence) {
        if (!closed) {
            listener.unstamped(sequence);
        }
    }

    /** The way that packets take from now on. */
    public void egress(Egress newEgress) {
        egress = Optional.of(newEgress);
    }

    /** As if the route were gone. Packets are still sent unless the script says otherwise. */
    public void noEgress() {
        egress = Optional.empty();
    }

    @Override
    public Optional<Egress> egress() {
        return egress;
    }

    /** The probe that this channel was opened for. */
    public Probe probe() {
        return probe;
    }

    /** Sequence numbers of the packets that left, in order. */
    public List<Long> sent() {
        return List.copyOf(sent);
    }

    @Override
    public void changeFlow() {
        flowChanges.incrementAndGet();
    }

    /** How often another flow was asked for. */
    public int flowChanges() {
        return flowChanges.get();
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}
