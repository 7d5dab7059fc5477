package org.gatewatch.probe.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What tcpdump wrote with nanosecond stamps on an Ethernet interface, paired by hand: the truth that we compare with. */
final class PcapFile {
    private static final int NANOSECOND_MAGIC = 0xa1b23c4d;
    private static final int FILE_HEADER_BYTES = 24;
    private static final int ETHERNET_BYTES = 14;

    private PcapFile() {}

    /** RTT by sample number: stamp of the reply minus stamp of the request. */
    static Map<Long, Long> rttNanos(Path file) throws IOException {
        ByteBuffer pcap = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        if (pcap.getInt(0) != NANOSECOND_MAGIC) {
            throw new IOException(file + " has no nanosecond stamps");
        }
        Map<Long, Long> requestNanos = new HashMap<>();
        Map<Long, Long> rttNanos = new HashMap<>();
        int start = FILE_HEADER_BYTES;
        while (start + 16 <= pcap.limit() && start + 16 + pcap.getInt(start + 8) <= pcap.limit()) {
            long stampNanos = pcap.getInt(start) * 1_000_000_000L + pcap.getInt(start + 4);
            int icmp = start + 16 + ETHERNET_BYTES + (pcap.get(start + 16 + ETHERNET_BYTES) >> 4 == 4 ? 20 : 40);
            int type = pcap.get(icmp) & 0xff;
            long number = Long.reverseBytes(pcap.getLong(icmp + 8));
            if (type == 8 || type == 128) {
                requestNanos.put(number, stampNanos);
            } else if ((type == 0 || type == 129) && requestNanos.containsKey(number)) {
                rttNanos.put(number, stampNanos - requestNanos.get(number));
            }
            start += 16 + pcap.getInt(start + 8);
        }
        return rttNanos;
    }
}
