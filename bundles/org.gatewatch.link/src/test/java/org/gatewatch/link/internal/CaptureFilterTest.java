package org.gatewatch.link.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pcap4j.core.BpfProgram;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.Pcaps;
import org.pcap4j.packet.namednumber.DataLinkType;

/** Compiles the filter with the real libpcap and runs its program over packets; nothing is captured. */
final class CaptureFilterTest {
    private static final int OUT = 4;
    private static final int IN = 0;
    private static final int WAN = 2;
    private static final int LO = 1;
    private static final int SYN = 0x02;
    private static final int RST = 0x04;
    private static final int ACK = 0x10;
    private static final int OURS = 61_440;
    private static final int OTHER = 443;

    private static PcapHandle handle;
    private static BpfProgram program;

    @BeforeAll
    static void compile() throws PcapNativeException, NotOpenException {
        handle = Pcaps.openDead(DataLinkType.getInstance(276), 160);
        program = handle.compileFilter(
                CaptureFilter.EXPRESSION, BpfCompileMode.OPTIMIZE, PcapHandle.PCAP_NETMASK_UNKNOWN);
    }

    @AfterAll
    static void close() {
        program.free();
        handle.close();
    }

    private static boolean passes(int direction, int device, ByteBuffer ip) {
        int version = ip.get(0) >> 4 & 0xf;
        ByteBuffer packet = ByteBuffer.allocate(Sll2Packet.HEADER_BYTES + ip.capacity());
        packet.putShort((short) (version == 4 ? 0x0800 : 0x86dd))
                .putShort((short) 0)
                .putInt(device);
        packet.putShort((short) 1).put((byte) direction);
        packet.position(Sll2Packet.HEADER_BYTES);
        packet.put(ip.rewind());
        return program.applyFilter(packet.array());
    }

    /** An IP packet with 40 zero bytes behind its header. */
    private static ByteBuffer ip(int version, int protocol) {
        ByteBuffer ip = ByteBuffer.allocate(version == 4 ? 60 : 80);
        return version == 4
                ? ip.put(0, (byte) 0x45).put(9, (byte) protocol)
                : ip.put(0, (byte) 0x60).put(6, (byte) protocol);
    }

    private static int headerBytes(int version) {
        return version == 4 ? 20 : 40;
    }

    private static ByteBuffer icmp(int version, int type) {
        return ip(version, version == 4 ? 1 : 58).put(headerBytes(version), (byte) type);
    }

    private static ByteBuffer tcp(int version, int sourcePort, int destinationPort, int flags) {
        int start = headerBytes(version);
        return ip(version, 6)
                .putShort(start, (short) sourcePort)
                .putShort(start + 2, (short) destinationPort)
                .put(start + 13, (byte) flags);
    }

    /** A fragment that is not the first. */
    private static ByteBuffer laterFragment(int version, int protocol) {
        return version == 4
                ? ip(4, protocol).putShort(6, (short) 185)
                : ip(6, 44).put(40, (byte) protocol).putShort(42, (short) 1480);
    }

    @ParameterizedTest
    @CsvSource({
        "4, 0, 0, true",
        "4, 0, 4, false",
        "4, 3, 0, true",
        "4, 3, 4, false",
        "4, 11, 0, true",
        "4, 12, 0, true",
        "4, 5, 0, false",
        "4, 13, 0, false",
        "4, 8, 4, true",
        "4, 8, 0, false",
        "6, 129, 0, true",
        "6, 129, 4, false",
        "6, 1, 0, true",
        "6, 2, 0, true",
        "6, 3, 0, true",
        "6, 4, 0, true",
        "6, 4, 4, false",
        "6, 5, 0, false",
        "6, 0, 0, false",
        "6, 135, 0, false",
        "6, 128, 4, true",
        "6, 128, 0, false",
    })
    void hearsRequestsAsTheyLeaveAndAnswersAsTheyCome(int version, int type, int direction, boolean heard) {
        assertEquals(heard, passes(direction, WAN, icmp(version, type)));
    }

    @ParameterizedTest
    @CsvSource({"4, 8", "6, 128"})
    void hearsRequestsOnceOnLoopbackAsTheyCome(int version, int request) {
        assertTrue(passes(IN, LO, icmp(version, request)));
        assertFalse(passes(OUT, LO, icmp(version, request)));
        assertTrue(passes(IN, LO, tcp(version, OURS, OTHER, SYN)));
        assertFalse(passes(OUT, LO, tcp(version, OURS, OTHER, SYN)));
    }

    @ParameterizedTest
    @CsvSource({"4", "6"})
    void hearsTheSynsOfOurPortsAsTheyLeave(int version) {
        assertTrue(passes(OUT, WAN, tcp(version, OURS, OTHER, SYN)));
        assertTrue(passes(OUT, WAN, tcp(version, 65_535, OTHER, SYN)));
        assertFalse(passes(OUT, WAN, tcp(version, OURS - 1, OTHER, SYN)));
        assertFalse(passes(IN, WAN, tcp(version, OURS, OTHER, SYN)));
        assertFalse(passes(OUT, WAN, tcp(version, OTHER, OURS, SYN | ACK)), "an answer of this host");
    }

    @ParameterizedTest
    @CsvSource({"4", "6"})
    void hearsAnswersToOurPortsAsTheyCome(int version) {
        assertTrue(passes(IN, WAN, tcp(version, OTHER, OURS, SYN | ACK)));
        assertTrue(passes(IN, WAN, tcp(version, OTHER, OURS, RST | ACK)));
        assertTrue(passes(IN, WAN, tcp(version, OTHER, OURS, RST)));
        assertTrue(passes(IN, LO, tcp(version, OTHER, OURS, RST | ACK)));
        assertFalse(passes(IN, WAN, tcp(version, OTHER, OURS - 1, SYN | ACK)));
        assertFalse(passes(IN, WAN, tcp(version, OURS, OTHER, RST)), "to another port");
        assertFalse(passes(OUT, WAN, tcp(version, OTHER, OURS, RST)));
    }

    @ParameterizedTest
    @CsvSource({"4, 16", "4, 24", "4, 17", "6, 16", "6, 24", "6, 17"})
    void refusesEverythingElseOfAConnection(int version, int flags) {
        assertFalse(passes(IN, WAN, tcp(version, OTHER, OURS, flags)));
        assertFalse(passes(OUT, WAN, tcp(version, OURS, OTHER, flags)));
    }

    @ParameterizedTest
    @CsvSource({
        "4, 1, 0, true", "4, 1, 4, true", "4, 6, 4, true", "4, 6, 0, false", "4, 17, 4, false", "4, 50, 0, false",
        "6, 58, 0, true", "6, 58, 4, true", "6, 6, 4, true", "6, 6, 0, false", "6, 17, 4, false", "6, 50, 0, false",
    })
    void hearsFragmentsOfProbesAndOfTheirAnswers(int version, int protocol, int direction, boolean heard) {
        assertEquals(heard, passes(direction, WAN, laterFragment(version, protocol)));
    }

    @ParameterizedTest
    @CsvSource({"4, 17", "4, 50", "4, 47", "6, 17", "6, 50"})
    void refusesOtherTraffic(int version, int protocol) {
        assertFalse(passes(IN, WAN, ip(version, protocol)));
        assertFalse(passes(OUT, WAN, ip(version, protocol)));
    }
}
