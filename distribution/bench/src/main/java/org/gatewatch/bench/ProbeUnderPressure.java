package org.gatewatch.bench;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.gatewatch.api.Packet;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Protocol;
import org.gatewatch.api.probe.ProbeChannel;
import org.gatewatch.api.probe.ProbeTransport;

/** Sends echo requests or SYNs through the shipped bundles while all cores make garbage, and writes down every RTT. */
final class ProbeUnderPressure {
    private static final int FIRST_TARGET = 0xc6120001; // 198.18.0.1
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int MAX_SAMPLES_PER_TARGET = 0xffff;

    /** Nobody listens there: the kernel of the peer answers with an RST. */
    private static final Packet SYN = Packet.syn(9);

    private final ProbeTransport transport;
    private final SampleRing ring;
    private final ProbeChannel[] channels;
    private final int probesPerSecond;
    private final int seconds;

    private ProbeUnderPressure(ProbeTransport transport, int targets, int probesPerSecond, int seconds)
            throws UnknownHostException {
        this.transport = transport;
        this.probesPerSecond = probesPerSecond;
        this.seconds = seconds;
        ring = new SampleRing(probesPerSecond * seconds);
        channels = new ProbeChannel[targets];
        for (int i = 0; i < targets; i++) {
            channels[i] = open(FIRST_TARGET + i);
        }
    }

    /**
     * Runs once.
     *
     * @param arguments folder of bundles, folder to write to, ICMP or TCP, targets, probes per second, seconds
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        try (var prober = new ShippedProber(Path.of(arguments[0]), folder.resolve("felix"))) {
            int targets = Integer.parseInt(arguments[3]);
            int rate = Integer.parseInt(arguments[4]);
            int seconds = Integer.parseInt(arguments[5]);
            if ((long) rate * seconds / targets > MAX_SAMPLES_PER_TARGET) {
                throw new IllegalArgumentException("more than 65535 samples a target");
            }
            ProbeTransport transport = prober.transport(Protocol.valueOf(arguments[2]));
            new ProbeUnderPressure(transport, targets, rate, seconds).run(folder.resolve("samples"));
        }
    }

    private ProbeChannel open(int address) throws UnknownHostException {
        InetAddress peer =
                InetAddress.getByAddress(ByteBuffer.allocate(4).putInt(address).array());
        Duration interval = Duration.ofNanos(1_000_000_000L * channels.length / probesPerSecond);
        Probe probe = Probe.to("p", peer).every(interval, TIMEOUT);
        Packet packet = transport.protocol() == Protocol.TCP ? SYN : Packet.ECHO;
        return transport.open(probe.sending(packet), peer, ring.of(address));
    }

    private void run(Path samples) throws Exception {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3)); // routes are found by another thread
        GarbageMaker.startOnEveryCore();
        long sent = send();
        LockSupport.parkNanos(TIMEOUT.toNanos());
        for (ProbeChannel channel : channels) {
            channel.close();
        }
        ring.writeTo(samples);
        System.out.printf(
                "sent %d, missed by our capture %d, replies without a stamped request %d, %s%n",
                sent, transport.packetsMissed(), ring.unstamped(), collections());
    }

    private long send() {
        long start = System.nanoTime();
        long total = (long) probesPerSecond * seconds;
        long sent = 0;
        while (sent < total) {
            LockSupport.parkNanos(TICK_NANOS);
            long due = Math.min(total, (System.nanoTime() - start) * probesPerSecond / 1_000_000_000L);
            for (; sent < due; sent++) {
                channels[(int) (sent % channels.length)].send(sent / channels.length);
            }
        }
        return sent;
    }

    private static String collections() {
        long count = 0;
        long millis = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            count += collector.getCollectionCount();
            millis += collector.getCollectionTime();
        }
        return "collections " + count + " in " + millis + " ms";
    }
}
