package org.gatewatch.link.internal.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import org.gatewatch.api.Source;
import org.gatewatch.link.internal.kernel.NetlinkBytes;
import org.gatewatch.link.internal.kernel.NetlinkMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DestinationsTest {
    private final FollowedPaths paths = new FollowedPaths(() -> {});
    private final Destinations destinations = new Destinations(paths);

    @BeforeEach
    void openPaths() {
        List.of("192.0.2.130", "10.0.0.1", "203.0.113.9", "2001:db8:0:1::1").forEach(this::open);
    }

    private LivePath open(String destination) {
        LivePath path = new LivePath(NetlinkBytes.ip(destination), new Source.Any(), 0, paths);
        paths.add(path);
        return path;
    }

    /** A default route has no destination attribute. */
    private static NetlinkMessage change(int type, String prefix, int bits) {
        String fixed = "02" + HexFormat.of().toHexDigits((byte) bits) + "00".repeat(10);
        NetlinkBytes message = new NetlinkBytes(type, 0, fixed);
        return (bits == 0 ? message : message.address(1, prefix)).message();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.128,     25, true",
        "192.0.2.0,       25, false",
        "192.0.2.130,     32, true",
        "192.0.2.129,     32, false",
        "192.0.2.131,     32, false",
        "192.0.2.0,       24, true",
        "8.0.0.0,          5, true",
        "11.0.0.0,         8, false",
        "224.0.0.0,        4, false",
        "0.0.0.0,          1, true",
        "0.0.0.0,          0, true",
        "2001:db8::,      32, true",
        "2001:db8:0:1::, 127, true",
        "2001:db8:0:2::,  64, false",
        "a00::,            8, false",
    })
    void isConcernedByPrefixesThatHoldADestination(String prefix, int bits, boolean concerned) {
        assertEquals(concerned, destinations.concernedBy(change(NetlinkMessage.NEW_ROUTE, prefix, bits)));
        assertEquals(concerned, destinations.concernedBy(change(NetlinkMessage.DELETE_ROUTE, prefix, bits)));
    }

    @Test
    void isConcernedByWhatIsNoRoute() {
        int newRule = 32;
        assertTrue(destinations.concernedBy(change(newRule, "198.51.100.0", 24)));
    }

    @Test
    void knowsPathsThatCameAndWentSinceTheLastLook() {
        NetlinkMessage change = change(NetlinkMessage.NEW_ROUTE, "198.51.100.0", 24);
        assertFalse(destinations.concernedBy(change));
        LivePath later = open("198.51.100.7");
        destinations.forget();
        assertTrue(destinations.concernedBy(change));
        later.close();
        destinations.forget();
        assertFalse(destinations.concernedBy(change));
    }
}
