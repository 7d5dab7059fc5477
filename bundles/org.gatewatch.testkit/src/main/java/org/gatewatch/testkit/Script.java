package org.gatewatch.testkit;

import java.time.Duration;
import org.gatewatch.api.probe.IcmpError;
import org.gatewatch.api.probe.SendResult;

/**
 * Says what becomes of each packet without a test having to drive every answer. Same sequence, same fate. Whatever a
 * script answers is heard before {@code send} returns, as it can be on a fast network.
 */
@FunctionalInterface
public interface Script {
    /** What becomes of one packet. */
    sealed interface Fate {
        /** A reply with this RTT, which may lie beyond the probe's timeout. */
        record Answered(long rttNanos) implements Fate {}

        /** Sent; an answer comes only by hand, through {@link ScriptedChannel}. */
        record Silent() implements Fate {}

        /** An ICMP error comes back. */
        record Unreachable(IcmpError error) implements Fate {}

        /** {@code send} returns this and nothing leaves the host. */
        record NotSent(SendResult result) implements Fate {}
    }

    /** The fate of the packet with this sequence number. */
    Fate fate(long sequence);

    /** Every packet is sent and none answered. */
    static Script silent() {
        return sequence -> new Fate.Silent();
    }

    /** Every packet is answered with the same RTT. */
    static Script answered(Duration rtt) {
        return sequence -> new Fate.Answered(rtt.toNanos());
    }

    /** Of every {@code n} packets the one whose sequence is a multiple of {@code n} is lost, the others are answered. */
    static Script everyNthLost(int n, Duration rtt) {
        return sequence -> sequence % n == 0 ? new Fate.Silent() : new Fate.Answered(rtt.toNanos());
    }

    /** Every packet brings an ICMP error back. */
    static Script unreachable(IcmpError error) {
        return sequence -> new Fate.Unreachable(error);
    }

    /** No packet leaves the host. */
    static Script notSent(SendResult result) {
        return sequence -> new Fate.NotSent(result);
    }
}
