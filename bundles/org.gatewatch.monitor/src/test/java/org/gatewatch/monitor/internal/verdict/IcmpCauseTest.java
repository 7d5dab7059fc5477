package org.gatewatch.monitor.internal.verdict;

import static org.gatewatch.monitor.internal.names.ScriptedNameService.address;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.util.OptionalInt;
import org.gatewatch.api.Cause;
import org.gatewatch.api.probe.IcmpError;
import org.junit.jupiter.api.Test;

final class IcmpCauseTest {
    private static final InetAddress PEER = address("203.0.113.1");
    private static final InetAddress ROUTER = address("198.51.100.1");
    private static final InetAddress ROUTER6 = address("2001:db8::1");

    private static Cause cause(int type, int code, InetAddress sender) {
        return IcmpCause.of(new IcmpError(type, code, sender, OptionalInt.empty()), PEER);
    }

    @Test
    void blamesThePeerForWhatItSaysItself() {
        assertEquals(Cause.REMOTE, cause(3, 3, PEER));
    }

    @Test
    void blamesTheLinkForWhatARouterSays() {
        assertEquals(Cause.LINK, cause(3, 1, ROUTER));
        assertEquals(Cause.LINK, cause(11, 0, ROUTER));
    }

    @Test
    void blamesTheMtuForWhatIsTooBig() {
        assertEquals(Cause.MTU, cause(3, 4, ROUTER));
        assertEquals(Cause.MTU, cause(2, 0, ROUTER6));
        assertEquals(Cause.LINK, cause(3, 4, ROUTER6));
    }
}
