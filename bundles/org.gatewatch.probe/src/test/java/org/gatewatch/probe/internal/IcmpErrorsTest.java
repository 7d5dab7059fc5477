package org.gatewatch.probe.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import org.gatewatch.api.Packet;
import org.gatewatch.api.probe.IcmpError;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What routers and hosts say about our echo requests. */
final class IcmpErrorsTest {
    private static final String ROUTER = "198.51.100.1";
    private static final int ICMP = 20;

    private Probing probing;

    @BeforeEach
    void open() throws UnknownHostException {
        probing = Probing.over4(Packet.ECHO);
    }

    @Test
    void reportsTheErrorOfARouter() throws UnknownHostException {
        byte[] request = probing.send(0x10007, 1_000);
        probing.receive(Packets.error(request, 3, 1, ROUTER, request.length), 2_000);
        assertEquals(
                Map.of(0x10007L, new IcmpError(3, 1, InetAddress.getByName(ROUTER), OptionalInt.empty())),
                probing.fates.errors);
    }

    @Test
    void recognisesItsPacketInTheShortestQuote() throws UnknownHostException {
        byte[] request = probing.send(0x10007, 1_000);
        probing.receive(Packets.error(request, 11, 0, ROUTER, ICMP + 8), 2_000);
        assertEquals(11, probing.fates.errors.get(0x10007L).type());
    }

    @Test
    void reportsIpv6Errors() throws UnknownHostException {
        probing = Probing.over6(Packet.ECHO);
        byte[] request = probing.send(1, 1_000);
        probing.receive(Packets.error(request, 1, 4, "2001:db8::9", request.length), 2_000);
        assertEquals(4, probing.fates.errors.get(1L).code());
    }

    @Test
    void ignoresErrorsThatQuoteSomebodyElse() throws UnknownHostException {
        byte[] request = probing.send(1, 1_000);
        byte[] otherCookie = Packets.withByte(request, ICMP + 16, ~request[ICMP + 16]);
        probing.receive(Packets.error(otherCookie, 3, 1, ROUTER, request.length), 2_000);
        byte[] otherDestination = Packets.withByte(request, 19, 77);
        probing.receive(Packets.error(otherDestination, 3, 1, ROUTER, request.length), 3_000);
        byte[] neverSent = Packets.withByte(request, ICMP + 7, 9);
        probing.receive(Packets.error(neverSent, 3, 1, ROUTER, ICMP + 8), 4_000);
        assertEquals(0, probing.fates.calls.get());
    }

    @Test
    void survivesEveryTruncationOfAnError() throws UnknownHostException {
        byte[] error = Packets.error(probing.send(1, 1_000), 3, 1, ROUTER, 84);
        for (int length = 0; length < ICMP + 8 + ICMP + 8; length++) {
            probing.receive(Arrays.copyOf(error, length), 2_000 + length);
        }
        assertEquals(0, probing.fates.calls.get());
    }

    @Test
    void usesOneObjectForARowOfEqualErrors() throws UnknownHostException {
        for (int number = 1; number <= 2; number++) {
            byte[] request = probing.send(number, number * 1_000L);
            probing.receive(Packets.error(request, 3, 1, ROUTER, 84), number * 1_000L + 1);
        }
        assertSame(probing.fates.errors.get(1L), probing.fates.errors.get(2L));
    }
}
