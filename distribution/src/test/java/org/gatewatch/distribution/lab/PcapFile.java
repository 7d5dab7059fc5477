package org.gatewatch.distribution.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Reads echo requests and their replies from what tcpdump wrote of an Ethernet interface, with nanosecond stamps. */
final class PcapFile {
    private static final int NANOSECOND_MAGIC = 0xa1b23c4d;
    private static final int FILE_HEADER_BYTES = 24;
    private static final int RECORD_HEADER_BYTES = 16;
    private static final int ETHERNET_BYTES = 14;
    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86dd;
    private static final int IPV6_HEADER_BYTES = 40;

    private final List<Echo> echoes = new ArrayList<>();
    /** Where in {@link #echoes} the request is that a reply belongs to: the last one of its identity. */
    private final Map<Identity, Integer> requests = new HashMap<>();

    private record Identity(InetAddress peer, int identifierAndSequence) {}

    private PcapFile() {}

    /** All echo requests in the file's order; a record that is not complete yet is left out. */
    static List<Echo> echoesIn(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.nativeOrder());
        if (bytes.getInt(0) != NANOSECOND_MAGIC) {
            throw new IOException(file + " has no nanosecond stamps");
        }
        var reader = new PcapFile();
        bytes.position(FILE_HEADER_BYTES);
        while (bytes.remaining() >= RECORD_HEADER_BYTES) {
            long epochNanos = bytes.getInt() * 1_000_000_000L + bytes.getInt();
            int length = bytes.getInt();
            bytes.getInt(); // length on the wire
            if (bytes.remaining() < length) {
                break;
            }
            reader.frame(bytes.slice(bytes.position(), length).order(ByteOrder.BIG_ENDIAN), epochNanos);
            bytes.position(bytes.position() + length);
        }
        return List.copyOf(reader.echoes);
    }

    private void frame(ByteBuffer frame, long epochNanos) throws UnknownHostException {
        switch (Short.toUnsignedInt(frame.getShort(ETHERNET_BYTES - 2))) {
            case IPV4 -> {
                int header = (frame.get(ETHERNET_BYTES) & 0xf) * 4;
                echo(frame, ETHERNET_BYTES + header, ETHERNET_BYTES + 12, 4, epochNanos);
            }
            case IPV6 -> echo(frame, ETHERNET_BYTES + IPV6_HEADER_BYTES, ETHERNET_BYTES + 8, 16, epochNanos);
            default -> {} // the capture's filter lets nothing else through
        }
    }

    private void echo(ByteBuffer frame, int icmp, int source, int addressBytes, long epochNanos)
            throws UnknownHostException {
        int identifierAndSequence = frame.getInt(icmp + 4);
        switch (Byte.toUnsignedInt(frame.get(icmp))) {
            case 8, 128 -> {
                var identity = new Identity(address(frame, source + addressBytes, addressBytes), identifierAndSequence);
                requests.put(identity, echoes.size());
                echoes.add(new Echo(identity.peer(), epochNanos, OptionalLong.empty()));
            }
            case 0, 129 -> {
                var identity = new Identity(address(frame, source, addressBytes), identifierAndSequence);
                Integer request = requests.remove(identity); // a second reply is a duplicate
                if (request != null) {
                    Echo sent = echoes.get(request);
                    var rttNanos = OptionalLong.of(epochNanos - sent.sentEpochNanos());
                    echoes.set(request, new Echo(sent.peer(), sent.sentEpochNanos(), rttNanos));
                }
            }
            default -> {} // errors and neighbour discovery
        }
    }

    private static InetAddress address(ByteBuffer frame, int offset, int length) throws UnknownHostException {
        var address = new byte[length];
        frame.get(offset, address);
        return InetAddress.getByAddress(address);
    }
}
