package org.gatewatch.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The RTTs of echoes over IPv4 in what tcpdump wrote of an Ethernet interface with nanosecond stamps. */
final class CapturedEchoes {
    private static final int NANOSECOND_MAGIC = 0xa1b23c4d;
    private static final int FILE_HEADER_BYTES = 24;
    private static final int RECORD_HEADER_BYTES = 16;
    private static final int IP = 14;
    private static final int ICMP = IP + 20;
    private static final int ECHO = 8;

    private final Map<Sample, Long> requests = new HashMap<>();
    private final Map<Sample, Long> rttNanos = new HashMap<>();
    /** fping numbers the requests to a target from 0, but not with their ICMP sequences. */
    private final Map<Sample, Sample> byOrder = new HashMap<>();

    private final Map<Integer, Integer> requestsTo = new HashMap<>();

    private CapturedEchoes() {}

    static CapturedEchoes in(Path pcap) throws IOException {
        var echoes = new CapturedEchoes();
        try (var channel = FileChannel.open(pcap)) {
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
                    .order(ByteOrder.nativeOrder());
            if (bytes.getInt(0) != NANOSECOND_MAGIC) {
                throw new IOException(pcap + " has no nanosecond stamps");
            }
            bytes.position(FILE_HEADER_BYTES);
            while (bytes.remaining() >= RECORD_HEADER_BYTES) {
                echoes.record(bytes);
            }
        }
        return echoes;
    }

    /** The stamp of the first reply minus the stamp of the request; null when either was not captured. */
    Long rttNanos(Sample sample) {
        return rttNanos.get(sample);
    }

    /**
     * The same for a request that is known by its place among those to its target.
     *
     * @param place in its sequence, how many requests to the target were before
     */
    Long rttNanosInOrder(Sample place) {
        return rttNanos.get(byOrder.get(place));
    }

    private void record(ByteBuffer bytes) {
        long epochNanos = Integer.toUnsignedLong(bytes.getInt()) * 1_000_000_000L + bytes.getInt();
        int length = bytes.getInt();
        int frame = bytes.position() + Integer.BYTES;
        bytes.position(Math.min(bytes.limit(), frame + length));
        int sequence = Short.toUnsignedInt(Short.reverseBytes(bytes.getShort(frame + ICMP + 6)));
        if (bytes.get(frame + ICMP) == ECHO) {
            var sample = new Sample(Integer.reverseBytes(bytes.getInt(frame + IP + 16)), sequence);
            requests.put(sample, epochNanos);
            int place = requestsTo.merge(sample.address(), 1, Integer::sum) - 1;
            byOrder.put(new Sample(sample.address(), place), sample);
        } else {
            var sample = new Sample(Integer.reverseBytes(bytes.getInt(frame + IP + 12)), sequence);
            Long requestNanos = requests.get(sample);
            if (requestNanos != null) {
                rttNanos.putIfAbsent(sample, epochNanos - requestNanos);
            }
        }
    }
}
