package org.gatewatch.probe.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What tcpdump wrote with nanosecond stamps on an Ethernet interface, paired by hand: the truth that we compare with. */
final class PcapFile {
    private static final int NANOSECOND_MAGIC = 0xa1b23c4d;
    private static final int FILE_HEADER_BYTES = 24;
    private static final int ETHERNET_BYTES = 14;

    private PcapFile() {}

    /** A whole IP packet: the head of its first fragment and the stamp of its last. */
    static final class Seen {
        private final byte[] head;
        private final long stampNanos;

        Seen(byte[] head, long stampNanos) {
            this.head = head;
            this.stampNanos = stampNanos;
        }

        byte[] head() {
            return head;
        }

        long stampNanos() {
            return stampNanos;
        }

        int protocol() {
            return four() ? head[9] : head[6] == 44 ? head[40] : head[6];
        }

        boolean four() {
            return head[0] >> 4 == 4;
        }

        int start() {
            return four() ? 20 : head[6] == 44 ? 48 : 40;
        }

        int uint16(int offset) {
            return BigEndian.uint16(head, start() + offset);
        }

        int int32(int offset) {
            return BigEndian.int32(head, start() + offset);
        }
    }

    /** RTT of echoes by sample number: stamp of the reply's last fragment minus stamp of the request's. */
    static Map<Long, Long> rttNanos(Path file) throws IOException {
        Map<Long, Long> requestNanos = new HashMap<>();
        Map<Long, Long> rttNanos = new HashMap<>();
        for (Seen packet : packets(file)) {
            int type = packet.head()[packet.start()] & 0xff;
            boolean icmp = packet.protocol() == 1 || packet.protocol() == 58;
            long number = BigEndian.int64(packet.head(), packet.start() + 8);
            if (icmp && (type == 8 || type == 128)) {
                requestNanos.put(number, packet.stampNanos());
            } else if (icmp && (type == 0 || type == 129) && requestNanos.containsKey(number)) {
                rttNanos.put(number, packet.stampNanos() - requestNanos.get(number));
            }
        }
        return rttNanos;
    }

    /** RTT of SYNs in the order they were sent, by source port. */
    static Map<Integer, Long> synRttNanos(Path file) throws IOException {
        Map<Integer, Seen> syns = new HashMap<>();
        Map<Integer, Long> rttNanos = new LinkedHashMap<>();
        for (Seen packet : packets(file)) {
            int flags = packet.protocol() == 6 ? packet.uint16(12) & 0x16 : 0;
            if (flags == 0x02) {
                syns.put(packet.uint16(0), packet);
                rttNanos.put(packet.uint16(0), -1L);
            } else if ((flags & 0x10) != 0 && syns.containsKey(packet.uint16(2))) {
                Seen syn = syns.remove(packet.uint16(2));
                rttNanos.put(packet.uint16(2), packet.stampNanos() - syn.stampNanos());
            }
        }
        rttNanos.values().removeIf(nanos -> nanos < 0);
        return rttNanos;
    }

    /** All IP packets in the order they were complete. */
    static List<Seen> packets(Path file) throws IOException {
        ByteBuffer pcap = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        if (pcap.limit() < FILE_HEADER_BYTES || pcap.getInt(0) != NANOSECOND_MAGIC) {
            throw new IOException(file + " has no nanosecond stamps");
        }
        Map<String, Seen> whole = new LinkedHashMap<>();
        int start = FILE_HEADER_BYTES;
        while (start + 16 <= pcap.limit() && start + 16 + pcap.getInt(start + 8) <= pcap.limit()) {
            long stampNanos = pcap.getInt(start) * 1_000_000_000L + pcap.getInt(start + 4);
            byte[] bytes = new byte[pcap.getInt(start + 8) - ETHERNET_BYTES];
            pcap.get(start + 16 + ETHERNET_BYTES, bytes);
            add(whole, bytes, stampNanos);
            start += 16 + pcap.getInt(start + 8);
        }
        return new ArrayList<>(whole.values());
    }

    private static void add(Map<String, Seen> whole, byte[] bytes, long stampNanos) {
        boolean four = bytes[0] >> 4 == 4;
        boolean fragment = four ? (BigEndian.uint16(bytes, 6) & 0x3fff) != 0 : bytes[6] == 44;
        int from = !fragment ? 0 : four ? BigEndian.uint16(bytes, 6) & 0x1fff : BigEndian.uint16(bytes, 42) & 0xfff8;
        String addresses = HexFormat.of().formatHex(bytes, four ? 12 : 8, four ? 20 : 40);
        int identification = four ? BigEndian.uint16(bytes, 4) : fragment ? BigEndian.int32(bytes, 44) : 0;
        String key = addresses + (fragment ? identification : "#" + whole.size());
        Seen before = whole.remove(key);
        whole.put(key, new Seen(from == 0 || before == null ? bytes : before.head(), stampNanos));
    }
}
