package org.gatewatch.probe.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.gatewatch.api.Packet;
import org.gatewatch.api.Probe;
import org.gatewatch.api.probe.ProbeChannel;
import org.gatewatch.api.probe.SendResult;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Making a frame that of the next sample: number, cookie, checksums; all of sending but the system call. */
@State(Scope.Thread)
public class SendingBenchmark {
    private final SipHash hash = new SipHash(1, 2);
    private ProbeChannel echo;
    private ProbeChannel syn;
    private long number;

    @Setup
    public void open() throws UnknownHostException {
        SilentLink link = new SilentLink();
        Wire wire = new Wire(link);
        InetAddress target = InetAddress.getByAddress(new byte[] {(byte) 198, 18, 0, 1});
        Exchanged.Counter nobody = new Exchanged.Counter();
        echo = wire.open(Probe.to("echo", target), target, nobody);
        syn = wire.open(Probe.to("syn", target).sending(Packet.syn(443)), target, nobody);
    }

    @Benchmark
    public SendResult numbersAnEcho() {
        return echo.send(number++);
    }

    @Benchmark
    public SendResult numbersASyn() {
        return syn.send(number++);
    }

    @Benchmark
    public long makesACookie() {
        return hash.hash(number++, 7);
    }
}
