package org.gatewatch.probe.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.gatewatch.api.Packet;
import org.gatewatch.api.probe.IcmpError;
import org.junit.jupiter.api.Test;

/** Routers that tell how large a packet may be. */
final class PathMtuTest {
    private static final String ROUTER = "198.51.100.1";
    private static final String ROUTER_V6 = "2001:db8::9";
    private static final Packet BIG = Packet.ECHO.sized(1400);

    private static List<Integer> sizes(List<byte[]> packets) {
        return packets.stream().map(packet -> packet.length).toList();
    }

    @Test
    void tellsTheNextHopsMtuOfIpv4() throws UnknownHostException {
        Probing probing = Probing.over4(BIG.fragmented(false));
        byte[] request = probing.send(1, 1_000);
        probing.receive(Packets.tooBig(request, ROUTER, 28, 1300), 2_000);
        IcmpError expected = new IcmpError(3, 4, InetAddress.getByName(ROUTER), OptionalInt.of(1300));
        assertEquals(Map.of(1L, expected), probing.fates.errors);
    }

    @Test
    void tellsTheNextHopsMtuOfIpv6() throws UnknownHostException {
        Probing probing = Probing.over6(BIG);
        byte[] request = probing.send(1, 1_000);
        probing.receive(Packets.tooBig(request, ROUTER_V6, 1000, 1300), 2_000);
        IcmpError expected = new IcmpError(2, 0, InetAddress.getByName(ROUTER_V6), OptionalInt.of(1300));
        assertEquals(Map.of(1L, expected), probing.fates.errors);
    }

    @Test
    void tellsNoMtuThatARouterDidNotTell() throws UnknownHostException {
        Probing probing = Probing.over4(BIG.fragmented(false));
        probing.receive(Packets.tooBig(probing.send(1, 1_000), ROUTER, 28, 0), 2_000);
        assertEquals(OptionalInt.empty(), probing.fates.errors.get(1L).nextHopMtu());
    }

    @Test
    void fragmentsFromTheNextPacketOn() throws UnknownHostException {
        Probing probing = Probing.over6(BIG);
        probing.receive(Packets.tooBig(probing.send(1, 1_000), ROUTER_V6, 1000, 1300), 2_000);
        assertEquals(List.of(1296, 208), sizes(probing.sendFrames(2, 3_000)));
    }

    @Test
    void neverMakesFragmentsSmallerThanIpv6Allows() throws UnknownHostException {
        Probing probing = Probing.over6(BIG);
        probing.receive(Packets.tooBig(probing.send(1, 1_000), ROUTER_V6, 1000, 600), 2_000);
        assertEquals(List.of(1280, 224), sizes(probing.sendFrames(2, 3_000)));
    }

    @Test
    void makesFewFragmentsOfIpv4WhateverIsForged() throws UnknownHostException {
        Probing probing = Probing.over4(BIG);
        probing.receive(Packets.tooBig(probing.send(1, 1_000), ROUTER, 28, 68), 2_000);
        assertEquals(List.of(548, 548, 372), sizes(probing.sendFrames(2, 3_000)));
    }

    @Test
    void fragmentsIpv4ThatIsToldSo() throws UnknownHostException {
        Probing probing = Probing.over4(BIG);
        probing.receive(Packets.tooBig(probing.send(1, 1_000), ROUTER, 28, 1000), 2_000);
        assertEquals(List.of(996, 452), sizes(probing.sendFrames(2, 3_000)));
    }

    @Test
    void fragmentsSmallerWhenAFragmentWasTooBig() throws UnknownHostException {
        Probing probing = Probing.over6(Packet.ECHO.sized(2000));
        List<byte[]> request = probing.sendFrames(1, 1_000);
        probing.receive(Packets.tooBig(request.get(0), ROUTER_V6, 1000, 1300), 2_000);
        assertEquals(List.of(1296, 808), sizes(probing.sendFrames(2, 3_000)));
    }

    @Test
    void forgetsAfterTenMinutes() throws UnknownHostException {
        Probing probing = Probing.over6(BIG);
        probing.receive(Packets.tooBig(probing.send(1, 1_000), ROUTER_V6, 1000, 1300), 2_000);
        assertEquals(2, probing.sendFrames(600, 600_000).size());
        assertEquals(1, probing.sendFrames(601, 601_000).size());
    }

    @Test
    void doesNotBelieveAQuoteWithAnotherCookie() throws UnknownHostException {
        Probing probing = Probing.over6(BIG);
        byte[] request = probing.send(1, 1_000);
        byte[] forged = Packets.withByte(request, 40 + 16, ~request[40 + 16]);
        probing.receive(Packets.tooBig(forged, ROUTER_V6, 1000, 1300), 2_000);
        assertEquals(1, probing.sendFrames(2, 3_000).size());
        assertEquals(Map.of(), probing.fates.errors);
    }

    @Test
    void neverFragmentsWhatMustNotBe() throws UnknownHostException {
        Probing probing = Probing.over6(BIG.fragmented(false));
        probing.receive(Packets.tooBig(probing.send(1, 1_000), ROUTER_V6, 1000, 1300), 2_000);
        assertEquals(1, probing.sendFrames(2, 3_000).size());
    }
}
