package org.gatewatch.distribution.lab;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reports on whole periods, and what tcpdump saw meanwhile. */
final class Measurement {
    private final Map<String, List<Report>> reports;
    private final Map<InetAddress, List<Echo>> echoes;

    private Measurement(Map<String, List<Report>> reports, List<Echo> echoes) {
        this.reports = reports;
        this.echoes = echoes.stream().collect(Collectors.groupingBy(Echo::peer));
    }

    /**
     * Waits until every probe has so many reports on periods that were captured from start to end.
     *
     * @param patience how long that may take
     */
    static Measurement of(GatewatchInLab gatewatch, Collection<String> probes, int periods, Duration patience)
            throws IOException {
        try (var capture = new Capture(gatewatch.lab(), gatewatch.folder())) {
            await().until(() -> !capture.echoes().isEmpty());
            long startEpochNanos = capture.echoes().get(0).sentEpochNanos();
            Function<String, List<Report>> since = probe -> gatewatch.reports(probe).stream()
                    .filter(report -> report.startEpochNanos() > startEpochNanos)
                    .toList();
            await().atMost(patience).until(() -> probes.stream()
                    .allMatch(probe -> since.apply(probe).size() >= periods));
            var reports = probes.stream().collect(Collectors.toMap(Function.identity(), since));
            return new Measurement(reports, capture.echoes()); // after the reports: it holds all that they speak of
        }
    }

    List<Report> reports(String probe) {
        return reports.get(probe);
    }

    /** When each packet of all probes left, in order. */
    long[] sentEpochNanos() {
        return echoes.values().stream()
                .flatMap(List::stream)
                .mapToLong(Echo::sentEpochNanos)
                .sorted()
                .toArray();
    }

    /** What was seen of a probe that is the only one to its destination. */
    Wire wire(String probe, Duration timeout) {
        try {
            return new Wire(
                    echoes.get(InetAddress.getByName(reports(probe).get(0).destination())), timeout);
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }
}
