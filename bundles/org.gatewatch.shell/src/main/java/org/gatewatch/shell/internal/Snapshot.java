package org.gatewatch.shell.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import org.gatewatch.api.AddressText;
import org.gatewatch.api.Destination;
import org.gatewatch.api.desired.Configuration;
import org.gatewatch.api.desired.ConfigurationProblem;
import org.gatewatch.api.history.History;
import org.gatewatch.api.history.HistoryStatus;
import org.gatewatch.api.history.PastPeriod;
import org.gatewatch.api.probe.Egress;
import org.gatewatch.api.probe.IcmpError;
import org.gatewatch.api.probe.StrayReplies;
import org.gatewatch.api.report.ConnectionStatus;
import org.gatewatch.api.report.EngineCounters;
import org.gatewatch.api.report.MonitorStatus;
import org.gatewatch.api.report.Monitoring;
import org.gatewatch.api.report.OutcomeDetail;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Reporter;
import org.gatewatch.api.report.ReporterStatus;
import org.gatewatch.api.report.RttStatistics;

/**
 * Writes the running state down as a status document. Its lists are views of the running state as it was at that time:
 * with thousands of probes there is no memory for all entries at once.
 *
 * @param host this host's name
 * @param version of this instance
 * @param startedAt of this instance
 */
record Snapshot(String host, String version, Instant startedAt) {
    private static final double NANOS_PER_MICRO = 1_000.0;

    StatusDocument of(Services services, Instant at) {
        var monitoring = services.monitoring();
        var configuration = services.configuration();
        var missing = new ArrayList<String>();
        if (monitoring.isEmpty()) {
            missing.add("monitoring");
        }
        if (configuration.isEmpty()) {
            missing.add("configuration");
        }
        return new StatusDocument(
                StatusDocument.SCHEMA,
                host,
                version,
                ProcessHandle.current().pid(),
                startedAt,
                at,
                missing,
                entries(monitoring.map(Monitoring::connections), Snapshot::connection),
                entries(monitoring.map(Monitoring::monitors), Snapshot::monitor),
                entries(monitoring.map(Monitoring::probes), Snapshot::probe),
                problems(services),
                monitoring.map(Monitoring::counters).map(Snapshot::counters).orElse(null),
                services.history().map(History::status).map(Snapshot::history).orElse(null),
                services.reporters().stream()
                        .map(Reporter::status)
                        .sorted(Comparator.comparing(ReporterStatus::name))
                        .map(Snapshot::reporter)
                        .toList());
    }

    private static StatusDocument.HistoryEntry history(HistoryStatus status) {
        return new StatusDocument.HistoryEntry(
                status.problem().isEmpty() ? null : status.problem(),
                status.oldest().orElse(null),
                status.bytes(),
                status.maxBytes(),
                status.reportsDropped(),
                status.periodsCutShort());
    }

    /** What is wrong with the YAML, and which settings were refused. */
    private static List<StatusDocument.ProblemEntry> problems(Services services) {
        var problems = new ArrayList<ConfigurationProblem>();
        services.configuration().map(Configuration::problems).ifPresent(problems::addAll);
        services.failed().map(FailedComponents::problems).ifPresent(problems::addAll);
        return problems.stream().map(Snapshot::problem).toList();
    }

    private static StatusDocument.ReporterEntry reporter(ReporterStatus status) {
        return new StatusDocument.ReporterEntry(
                status.name(),
                status.peer(),
                status.connected(),
                status.problem().isEmpty() ? null : status.problem(),
                status.waiting(),
                status.lost());
    }

    private static <T, E> List<E> entries(Optional<List<T>> values, Function<T, E> entry) {
        return new MappedList<>(values.orElse(List.of()), entry);
    }

    private static StatusDocument.ConnectionEntry connection(ConnectionStatus status) {
        return new StatusDocument.ConnectionEntry(
                status.connection().id().toString(),
                status.connection().name(),
                AddressText.of(status.connection().gatewayAddress()),
                AddressText.of(status.connection().customerGatewayAddress()),
                status.health().name(),
                status.cause().label(),
                status.since().equals(Instant.EPOCH) ? null : status.since(),
                ConfiguredKeys.of(status.connection()));
    }

    private static StatusDocument.MonitorEntry monitor(MonitorStatus status) {
        var quorum = status.monitor().quorum();
        return new StatusDocument.MonitorEntry(
                status.monitor().name(),
                status.health().name(),
                status.cause().label(),
                status.since().equals(Instant.EPOCH) ? null : status.since(),
                status.monitor().probes().size(),
                orNull(quorum.down()),
                quorum.degraded(),
                ConfiguredKeys.of(status.monitor()));
    }

    private static StatusDocument.ProbeEntry probe(ProbeStatus status) {
        return new StatusDocument.ProbeEntry(
                status.id().monitor(),
                status.id().probe(),
                status.probe().connectionId().map(UUID::toString).orElse(null),
                status.probe().packet().protocol().name(),
                orNull(status.probe().packet().port()),
                status.egress()
                        .map(egress -> AddressText.of(egress.source()))
                        .orElseGet(() -> status.probe().source().toString()),
                status.probe().destination().toString(),
                status.egress()
                        .filter(egress -> status.probe().destination() instanceof Destination.Name)
                        .map(egress -> AddressText.of(egress.destination()))
                        .orElse(null),
                status.egress().map(Egress::interfaceName).orElse(null),
                status.state().name(),
                status.reason().isEmpty() ? null : status.reason(),
                status.health().name(),
                status.cause().label(),
                status.since(),
                status.aggregationPeriod().toSeconds(),
                status.probe().interval().toMillis(),
                status.pace().toMillis(),
                orNull(status.pathMtu()),
                status.lastReport().map(PastPeriod::of).map(Snapshot::report).orElse(null),
                ConfiguredKeys.of(status.probe(), status.aggregationPeriod()));
    }

    static StatusDocument.ReportEntry report(PastPeriod report) {
        var counts = report.counts();
        OptionalDouble loss = counts.lossPercent();
        return new StatusDocument.ReportEntry(
                report.start(),
                report.period().toSeconds(),
                report.sequence(),
                counts.sent(),
                counts.answered(),
                counts.late(),
                counts.lost(),
                counts.refused(),
                counts.unreachable(),
                counts.notSent(),
                counts.voided(),
                counts.duplicates(),
                counts.reordered(),
                counts.lossRuns(),
                counts.longestLossRun(),
                report.details().stream().map(Snapshot::detail).toList(),
                loss.isPresent() ? Math.round(loss.getAsDouble() * 1_000) / 1_000.0 : null,
                report.rtt().map(Snapshot::rtt).orElse(null));
    }

    private static StatusDocument.DetailEntry detail(OutcomeDetail detail) {
        return new StatusDocument.DetailEntry(
                detail.outcome().label(),
                detail.cause().label(),
                detail.reason(),
                detail.samples(),
                detail.error().map(Snapshot::error).orElse(null));
    }

    private static StatusDocument.ErrorEntry error(IcmpError error) {
        return new StatusDocument.ErrorEntry(
                error.type(), error.code(), AddressText.of(error.sender()), orNull(error.nextHopMtu()));
    }

    private static StatusDocument.RttEntry rtt(RttStatistics rtt) {
        OptionalLong jitter = rtt.jitterNanos();
        return new StatusDocument.RttEntry(
                rtt.minNanos() / NANOS_PER_MICRO,
                rtt.meanNanos() / NANOS_PER_MICRO,
                rtt.p50Nanos() / NANOS_PER_MICRO,
                rtt.p95Nanos() / NANOS_PER_MICRO,
                rtt.p99Nanos() / NANOS_PER_MICRO,
                rtt.maxNanos() / NANOS_PER_MICRO,
                rtt.stddevNanos() / NANOS_PER_MICRO,
                jitter.isPresent() ? jitter.getAsLong() / NANOS_PER_MICRO : null);
    }

    private static StatusDocument.ProblemEntry problem(ConfigurationProblem problem) {
        return new StatusDocument.ProblemEntry(
                problem.file(), problem.line(), problem.column(), problem.key(), problem.value(), problem.message());
    }

    private static StatusDocument.CountersEntry counters(EngineCounters counters) {
        return new StatusDocument.CountersEntry(
                counters.packetsSent(),
                counters.packetsNotSent(),
                counters.packetsLate(),
                counters.packetsMissed(),
                counters.eventsDropped(),
                counters.notificationsDropped(),
                stray(counters.strayReplies()));
    }

    private static StatusDocument.StrayEntry stray(StrayReplies replies) {
        return new StatusDocument.StrayEntry(replies.foreign(), replies.forged(), replies.corrupted());
    }

    private static Integer orNull(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : null;
    }
}
