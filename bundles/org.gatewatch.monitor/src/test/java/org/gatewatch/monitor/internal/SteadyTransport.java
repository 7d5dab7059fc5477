package org.gatewatch.monitor.internal;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Protocol;
import org.gatewatch.api.probe.Egress;
import org.gatewatch.api.probe.IcmpError;
import org.gatewatch.api.probe.ProbeChannel;
import org.gatewatch.api.probe.ProbeTransport;
import org.gatewatch.api.probe.SampleListener;
import org.gatewatch.api.probe.SendResult;

/**
 * Keeps nothing. Answers every packet, or lets a quarter of them meet everything that can happen to them, always alike.
 */
record SteadyTransport(boolean healthy) implements ProbeTransport {
    private static final IcmpError ERROR = new IcmpError(3, 1, InetAddress.getLoopbackAddress(), OptionalInt.empty());
    private static final Optional<Egress> EGRESS =
            Optional.of(new Egress("wan0", InetAddress.getLoopbackAddress(), InetAddress.getLoopbackAddress()));

    @Override
    public Protocol protocol() {
        return Protocol.ICMP;
    }

    @Override
    public ProbeChannel open(Probe probe, InetAddress destination, SampleListener listener) {
        return new Wire(healthy, probe.name().endsWith("0"), listener);
    }

    /** Half of its probes meet ICMP errors, the others everything else; so their verdicts stay what they are. */
    private record Wire(boolean healthy, boolean unreachable, SampleListener listener) implements ProbeChannel {
        @Override
        public SendResult send(long sequence) {
            int kind = (int) (sequence % 16);
            if (healthy || kind >= 4) {
                listener.answered(sequence, 20_000_000 + sequence % 1000);
            } else if (unreachable) {
                listener.unreachable(sequence, ERROR);
            } else if (kind == 3) {
                return SendResult.NO_ROUTE;
            } else if (kind == 2) {
                listener.refused(sequence, 1_000_000);
            }
            return SendResult.SENT;
        }

        @Override
        public Optional<Egress> egress() {
            return EGRESS;
        }

        @Override
        public void changeFlow() {
            // one flow
        }

        @Override
        public void close() {
            // nothing to forget
        }
    }
}
