package org.gatewatch.link.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class NetlinkRequestTest {
    private static List<NetlinkMessage> read(NetlinkRequest request) {
        List<NetlinkMessage> messages = new ArrayList<>();
        NetlinkMessage.forEach(request.bytes(), request.bytes().length, messages::add);
        return messages;
    }

    @Test
    void asksForTheRouteOfAnIpv6Source() throws UnknownHostException {
        InetAddress to = InetAddress.getByName("2001:db8::2");
        InetAddress from = InetAddress.getByName("2001:db8::1");
        NetlinkMessage asked = read(NetlinkRequest.routes().addRoute(7, to, Optional.of(from), 0))
                .get(0);
        assertEquals(NetlinkMessage.GET_ROUTE, asked.type());
        assertEquals(7, asked.sequence());
        assertEquals(List.of(10, 128, 128), List.of(asked.uint8(0), asked.uint8(1), asked.uint8(2)));
        assertEquals(Optional.of(to), asked.address(12, 1));
        assertEquals(Optional.of(from), asked.address(12, 2));
        assertEquals(Optional.empty(), asked.attribute(12, 4));
    }

    @Test
    void asksForTheRouteThroughAnInterface() throws UnknownHostException {
        InetAddress to = InetAddress.getByName("192.0.2.1");
        NetlinkMessage asked = read(NetlinkRequest.routes().addRoute(7, to, Optional.empty(), 5))
                .get(0);
        assertEquals(List.of(2, 32, 0), List.of(asked.uint8(0), asked.uint8(1), asked.uint8(2)));
        assertEquals(5, asked.attribute(12, 4).orElseThrow().getInt(0));
    }

    @Test
    void hasRoomForAFullBatchOfTheLargestQuestions() throws UnknownHostException {
        InetAddress six = InetAddress.getByName("2001:db8::2");
        NetlinkRequest request = NetlinkRequest.routes();
        for (int i = 0; i < NetlinkRequest.MAX_ROUTES; i++) {
            request.addRoute(i, six, Optional.of(six), 1);
        }
        assertEquals(NetlinkRequest.MAX_ROUTES, read(request).size());
    }

    @Test
    void asksForAWholeTable() {
        NetlinkMessage asked =
                read(NetlinkRequest.dump(NetlinkMessage.GET_LINK, 3)).get(0);
        assertEquals(NetlinkMessage.GET_LINK, asked.type());
        assertEquals(16, asked.body().remaining());
    }
}
