package org.gatewatch.link.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatewatch.link.internal.kernel.NetlinkRequest.Question;
import org.junit.jupiter.api.Test;

final class NetlinkRequestTest {
    private static List<NetlinkMessage> read(NetlinkRequest request) {
        List<NetlinkMessage> messages = new ArrayList<>();
        NetlinkMessage.forEach(request.bytes(), request.bytes().length, messages::add);
        return messages;
    }

    @Test
    void asksForTheRouteOfAnIpv6Source() {
        InetAddress to = NetlinkBytes.ip("2001:db8::2");
        InetAddress from = NetlinkBytes.ip("2001:db8::1");
        NetlinkMessage asked = read(NetlinkRequest.routes().addRoute(7, new Question(to, Optional.of(from), 0, 9)))
                .get(0);
        assertEquals(NetlinkMessage.GET_ROUTE, asked.type());
        assertEquals(7, asked.sequence());
        assertEquals(List.of(10, 128, 128), List.of(asked.uint8(0), asked.uint8(1), asked.uint8(2)));
        assertEquals(Optional.of(to), asked.address(12, 1));
        assertEquals(Optional.of(from), asked.address(12, 2));
        assertEquals(Optional.empty(), asked.attribute(12, 4));
    }

    @Test
    void asksForTheRouteThroughAnInterface() {
        InetAddress to = NetlinkBytes.ip("192.0.2.1");
        NetlinkMessage asked = read(NetlinkRequest.routes().addRoute(7, new Question(to, Optional.empty(), 5, 9)))
                .get(0);
        assertEquals(List.of(2, 32, 0), List.of(asked.uint8(0), asked.uint8(1), asked.uint8(2)));
        assertEquals(Optional.of(5), asked.number(12, 4));
    }

    @Test
    void asksForTheRouteOfAMark() {
        InetAddress to = NetlinkBytes.ip("192.0.2.1");
        Question marked = new Question(to, Optional.empty(), 0, 0x1234);
        Question plain = new Question(to, Optional.empty(), 0, 0);
        List<NetlinkMessage> asked =
                read(NetlinkRequest.routes().addRoute(1, marked).addRoute(2, plain));
        assertEquals(Optional.of(0x1234), asked.get(0).number(12, 16));
        assertEquals(Optional.empty(), asked.get(1).number(12, 16));
    }

    @Test
    void hasRoomForAFullBatchOfTheLargestQuestions() {
        InetAddress six = NetlinkBytes.ip("2001:db8::2");
        NetlinkRequest request = NetlinkRequest.routes();
        for (int i = 0; i < NetlinkRequest.MAX_ROUTES; i++) {
            request.addRoute(i, new Question(six, Optional.of(six), 1, 9));
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
