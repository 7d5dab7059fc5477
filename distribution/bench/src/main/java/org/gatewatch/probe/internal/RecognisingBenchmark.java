package org.gatewatch.probe.internal;

import java.net.UnknownHostException;
import org.gatewatch.api.Packet;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Whose packet a captured one is, and whether it is genuine: all of capturing but libpcap. Channels take turns. */
@State(Scope.Thread)
public class RecognisingBenchmark {
    @Param({"1", "10000"})
    private int channels;

    private final Exchanged.Counter counter = new Exchanged.Counter();
    private Wire wire;
    private Exchanged[] echoes;
    private Exchanged[] syns;
    private int turn;
    private long stampNanos;
    private long replies;

    @Setup
    public void open() throws UnknownHostException {
        SilentLink link = new SilentLink();
        wire = new Wire(link);
        echoes = new Exchanged[channels];
        syns = new Exchanged[channels];
        for (int i = 0; i < channels; i++) {
            echoes[i] = Exchanged.by(wire, link, Packet.ECHO, i, counter);
            syns[i] = Exchanged.by(wire, link, Packet.syn(443), i, counter);
            wire.received(echoes[i].request(stampNanos));
            wire.received(syns[i].request(stampNanos));
        }
    }

    /** What is measured must have been recognised. */
    @TearDown
    public void check() {
        if (counter.answers() != replies) {
            throw new IllegalStateException(counter.answers() + " answers in " + replies + " replies");
        }
    }

    @Benchmark
    public void recognisesAnEchoRequest() {
        wire.received(next(echoes).request(++stampNanos));
    }

    @Benchmark
    public void recognisesAnEchoReply() {
        replies++;
        wire.received(next(echoes).reply(++stampNanos));
    }

    @Benchmark
    public void recognisesASynAck() {
        replies++;
        wire.received(next(syns).reply(++stampNanos));
    }

    private Exchanged next(Exchanged[] exchanged) {
        turn = turn + 1 < exchanged.length ? turn + 1 : 0;
        return exchanged[turn];
    }
}
