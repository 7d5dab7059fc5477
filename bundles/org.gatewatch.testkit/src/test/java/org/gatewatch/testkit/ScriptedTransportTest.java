package org.gatewatch.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.gatewatch.api.probe.Egress;
import org.gatewatch.api.probe.IcmpError;
import org.gatewatch.api.probe.SampleListener;
import org.gatewatch.api.probe.SendResult;
import org.junit.jupiter.api.Test;

class ScriptedTransportTest {
    private static final Duration RTT = Duration.ofMillis(20);
    private static final IcmpError ERROR = new IcmpError(3, 1, InetAddress.getLoopbackAddress(), OptionalInt.empty());

    private final ScriptedTransport transport = new ScriptedTransport();
    private final Heard heard = new Heard();

    @Test
    void sendsAndStaysSilentWithoutScript() {
        var channel = transport.open(Samples.probe("berlin"), InetAddress.getLoopbackAddress(), heard);

        assertEquals(SendResult.SENT, channel.send(1));
        assertEquals(List.of(1L), channel.sent());
        assertEquals(List.of(), heard.calls);
    }

    @Test
    void deliversAnswersDrivenByHand() {
        transport.open(Samples.probe("berlin"), InetAddress.getLoopbackAddress(), heard);
        var channel = transport.channel("berlin");

        channel.answer(7, 41);
        channel.unstamped(8);
        channel.unreachable(9, ERROR);

        assertEquals(List.of("answered 7 41", "unstamped 8", "unreachable 9 " + ERROR), heard.calls);
    }

    @Test
    void answersEveryPacketBeforeSendReturns() {
        transport.script("berlin", Script.answered(RTT));
        var channel = transport.open(Samples.probe("berlin"), InetAddress.getLoopbackAddress(), heard);

        channel.send(1);

        assertEquals(List.of("answered 1 20000000"), heard.calls);
    }

    @Test
    void losesEveryFifthPacket() {
        var channel = new ScriptedTransport(Script.everyNthLost(5, RTT))
                .open(Samples.probe("berlin"), InetAddress.getLoopbackAddress(), heard);

        for (long sequence = 1; sequence <= 10; sequence++) {
            channel.send(sequence);
        }

        assertEquals(10, channel.sent().size());
        assertEquals(8, heard.calls.size());
    }

    @Test
    void refusesToSendWithTheScriptedResult() {
        transport.script("berlin", Script.notSent(SendResult.NO_ROUTE));
        var channel = transport.open(Samples.probe("berlin"), InetAddress.getLoopbackAddress(), heard);

        assertEquals(SendResult.NO_ROUTE, channel.send(1));
        assertEquals(List.of(), channel.sent());
    }

    @Test
    void bringsIcmpErrorsBackByScript() {
        transport.script("berlin", Script.unreachable(ERROR));

        transport
                .open(Samples.probe("berlin"), InetAddress.getLoopbackAddress(), heard)
                .send(1);

        assertEquals(List.of("unreachable 1 " + ERROR), heard.calls);
    }

    @Test
    void playsNewScriptOnAnOpenChannel() {
        var channel = transport.open(Samples.probe("berlin"), InetAddress.getLoopbackAddress(), heard);
        transport.script("berlin", Script.answered(RTT));

        channel.send(1);

        assertEquals(1, heard.calls.size());
    }

    @Test
    void forgetsProbeWhenClosed() {
        var channel = transport.open(Samples.probe("berlin"), InetAddress.getLoopbackAddress(), heard);

        channel.close();
        channel.answer(1, 1);

        assertTrue(channel.isClosed());
        assertEquals(SendResult.CAPTURE_DOWN, channel.send(2));
        assertEquals(List.of(), heard.calls);
    }

    @Test
    void findsTheChannelOpenedLast() {
        transport
                .open(Samples.probe("berlin"), InetAddress.getLoopbackAddress(), heard)
                .close();
        var second = transport.open(Samples.probe("berlin"), InetAddress.getLoopbackAddress(), heard);

        assertEquals(second, transport.channel("berlin"));
        assertEquals(2, transport.channels().size());
        assertThrows(AssertionError.class, () -> transport.channel("paris"));
    }

    @Test
    void showsTheEgressItWasGiven() {
        var egress = new Egress("eth0", InetAddress.getLoopbackAddress(), InetAddress.getLoopbackAddress());
        var channel = transport.open(Samples.probe("berlin"), InetAddress.getLoopbackAddress(), heard);
        channel.egress(egress);
        assertEquals(Optional.of(egress), channel.egress());

        channel.noEgress();
        assertEquals(Optional.empty(), channel.egress());
    }

    private static final class Heard implements SampleListener {
        private final List<String> calls = new ArrayList<>();

        @Override
        public void answered(long sequence, long rttNanos) {
            calls.add("answered " + sequence + " " + rttNanos);
        }

        @Override
        public void refused(long sequence, long rttNanos) {
            calls.add("refused " + sequence + " " + rttNanos);
        }

        @Override
        public void unreachable(long sequence, IcmpError error) {
            calls.add("unreachable " + sequence + " " + error);
        }

        @Override
        public void unstamped(long sequence) {
            calls.add("unstamped " + sequence);
        }
    }
}
