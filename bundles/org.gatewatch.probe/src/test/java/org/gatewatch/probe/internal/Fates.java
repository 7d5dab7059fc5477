package org.gatewatch.probe.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.gatewatch.api.probe.IcmpError;
import org.gatewatch.api.probe.SampleListener;

/** Remembers the fate of every sample. */
class Fates implements SampleListener {
    final Map<Long, Long> rttNanos = new ConcurrentSkipListMap<>();
    final Map<Long, Long> refusedNanos = new ConcurrentSkipListMap<>();
    final Map<Long, IcmpError> errors = new ConcurrentSkipListMap<>();
    final Map<Long, Boolean> withoutStamp = new ConcurrentSkipListMap<>();
    final AtomicInteger calls = new AtomicInteger();

    @Override
    public void answered(long sequence, long rtt) {
        calls.incrementAndGet();
        rttNanos.put(sequence, rtt);
    }

    @Override
    public void refused(long sequence, long rtt) {
        calls.incrementAndGet();
        refusedNanos.put(sequence, rtt);
    }

    @Override
    public void unreachable(long sequence, IcmpError error) {
        calls.incrementAndGet();
        errors.put(sequence, error);
    }

    @Override
    public void unstamped(long sequence) {
        calls.incrementAndGet();
        withoutStamp.put(sequence, true);
    }

    /**
     * One line: {@code number:rttNanos}, {@code number-rttNanos} for a refusal, or {@code number!type/code/sender} and for
     * those who told it {@code /mtu}, separated by blanks.
     */
    @Override
    public String toString() {
        String answers = rttNanos.entrySet().stream()
                .map(e -> e.getKey() + ":" + e.getValue())
                .collect(Collectors.joining(" "));
        String refusals = refusedNanos.entrySet().stream()
                .map(e -> e.getKey() + "-" + e.getValue())
                .collect(Collectors.joining(" "));
        String problems = errors.entrySet().stream()
                .map(e -> e.getKey() + text(e.getValue()))
                .collect(Collectors.joining(" "));
        return (answers + " " + refusals + " " + problems).trim();
    }

    private static String text(IcmpError error) {
        String mtu = error.nextHopMtu().isPresent() ? "/" + error.nextHopMtu().getAsInt() : "";
        return "!" + error.type() + "/" + error.code() + "/" + error.sender().getHostAddress() + mtu;
    }
}
