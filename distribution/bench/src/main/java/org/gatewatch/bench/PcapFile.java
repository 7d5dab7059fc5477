package org.gatewatch.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.Consumer;

/** What tcpdump wrote of echoes, or SYNs and their answers, over IPv4 on an Ethernet interface, with nanosecond stamps. */
final class PcapFile {
    private static final int NANOSECOND_MAGIC = 0xa1b23c4d;
    private static final int FILE_HEADER_BYTES = 24;
    private static final int RECORD_HEADER_BYTES = 16;
    private static final int IP = 14;
    private static final int MESSAGE = IP + 20;
    private static final int ECHO_REQUEST = 8;
    private static final int TCP = 6;
    private static final int SYN = 2;

    private PcapFile() {}

    /**
     * A request or a reply and the kernel's stamp of it.
     *
     * @param sequence of ICMP; for TCP the port that the request came from
     */
    record Echo(boolean request, int source, int destination, int sequence, long epochNanos) {}

    /** Reads a file of any size less than 2 GiB; a record that is not complete is left out. */
    static void read(Path file, Consumer<Echo> reader) throws IOException {
        try (var channel = FileChannel.open(file)) {
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            if (bytes.order(ByteOrder.nativeOrder()).getInt(0) != NANOSECOND_MAGIC) {
                throw new IOException(file + " has no nanosecond stamps");
            }
            ByteBuffer packets = bytes.duplicate().order(ByteOrder.BIG_ENDIAN);
            int at = FILE_HEADER_BYTES;
            while (at + RECORD_HEADER_BYTES <= bytes.limit()) {
                int frame = at + RECORD_HEADER_BYTES;
                int next = frame + bytes.getInt(at + 8);
                if (next > bytes.limit()) {
                    return;
                }
                long epochNanos = Integer.toUnsignedLong(bytes.getInt(at)) * 1_000_000_000L + bytes.getInt(at + 4);
                reader.accept(echo(packets, frame, epochNanos));
                at = next;
            }
        }
    }

    private static Echo echo(ByteBuffer packets, int frame, long epochNanos) {
        boolean tcp = packets.get(frame + IP + 9) == TCP;
        boolean request = tcp ? packets.get(frame + MESSAGE + 13) == SYN : packets.get(frame + MESSAGE) == ECHO_REQUEST;
        int sequenceOffset = !tcp ? 6 : request ? 0 : 2;
        return new Echo(
                request,
                packets.getInt(frame + IP + 12),
                packets.getInt(frame + IP + 16),
                Short.toUnsignedInt(packets.getShort(frame + MESSAGE + sequenceOffset)),
                epochNanos);
    }
}
