package org.gatewatch.distribution.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads IP packets from what tcpdump wrote of an Ethernet interface, with nanosecond stamps. */
final class PcapFile {
    private static final int NANOSECOND_MAGIC = 0xa1b23c4d;
    private static final int FILE_HEADER_BYTES = 24;
    private static final int RECORD_HEADER_BYTES = 16;
    private static final int ETHERNET_BYTES = 14;

    private PcapFile() {}

    /** Hears packets in the file's order. */
    interface Reader {
        void packet(IpPacket packet, long epochNanos);
    }

    /** Reads all records but one that is not complete yet. */
    static void read(Path file, Reader reader) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.nativeOrder());
        if (bytes.getInt(0) != NANOSECOND_MAGIC) {
            throw new IOException(file + " has no nanosecond stamps");
        }
        bytes.position(FILE_HEADER_BYTES);
        while (bytes.remaining() >= RECORD_HEADER_BYTES) {
            long epochNanos = bytes.getInt() * 1_000_000_000L + bytes.getInt();
            int length = bytes.getInt();
            bytes.getInt(); // length on the wire
            if (bytes.remaining() < length) {
                break;
            }
            ByteBuffer packet = bytes.slice(bytes.position() + ETHERNET_BYTES, length - ETHERNET_BYTES);
            reader.packet(new IpPacket(packet.order(ByteOrder.BIG_ENDIAN)), epochNanos);
            bytes.position(bytes.position() + length);
        }
    }
}
