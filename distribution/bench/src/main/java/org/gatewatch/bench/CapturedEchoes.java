package org.gatewatch.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The round trips in a capture: the stamp of the first reply minus the stamp of the request. */
final class CapturedEchoes {
    private final Map<Sample, Long> requests = new HashMap<>();
    private final Map<Sample, Long> rttNanos = new HashMap<>();
    /** fping and our SYNs number the requests to a target from 0, but their packets do not tell the number. */
    private final Map<Sample, Sample> byOrder = new HashMap<>();

    private final Map<Integer, Integer> requestsTo = new HashMap<>();

    private CapturedEchoes() {}

    static CapturedEchoes in(Path pcap) throws IOException {
        var echoes = new CapturedEchoes();
        PcapFile.read(pcap, echoes::add);
        return echoes;
    }

    /** Null when the request or the reply was not captured. */
    Long rttNanos(Sample sample) {
        return rttNanos.get(sample);
    }

    /**
     * The same for a request that is known by its place among those to its target.
     *
     * @param place in its sequence, how many requests to the target were before
     */
    Long rttNanosInOrder(Sample place) {
        return rttNanos.get(byOrder.get(place));
    }

    private void add(PcapFile.Echo echo) {
        if (echo.request()) {
            var sample = new Sample(echo.destination(), echo.sequence());
            requests.put(sample, echo.epochNanos());
            int place = requestsTo.merge(sample.address(), 1, Integer::sum) - 1;
            byOrder.put(new Sample(sample.address(), place), sample);
        } else {
            var sample = new Sample(echo.source(), echo.sequence());
            Long requestNanos = requests.get(sample);
            if (requestNanos != null) {
                rttNanos.putIfAbsent(sample, echo.epochNanos() - requestNanos);
            }
        }
    }
}
