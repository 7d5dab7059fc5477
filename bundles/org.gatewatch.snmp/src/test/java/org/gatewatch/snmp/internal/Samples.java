package org.gatewatch.snmp.internal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.Quorum;
import org.gatewatch.api.Source;
import org.gatewatch.api.VpnConnection;
import org.gatewatch.api.probe.StrayReplies;
import org.gatewatch.api.report.ConnectionStatus;
import org.gatewatch.api.report.EngineCounters;
import org.gatewatch.api.report.MonitorStatus;
import org.gatewatch.api.report.Monitoring;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.RttStatistics;
import org.gatewatch.api.report.SampleCounts;

/** Reports and probes as the monitor makes them. */
final class Samples {
    static final Instant START = Instant.parse("2026-01-01T00:00:30Z");
    static final Duration PERIOD = Duration.ofSeconds(30);
    static final User USER =
            new User("nms", User.Authentication.SHA_256, "auth-passphrase", User.Privacy.AES_128, "priv-passphrase");

    static final GatewatchMib MIB = new GatewatchMib(GatewatchMib.builtBase());

    static final VpnConnection CONNECTION = new VpnConnection(
            UUID.fromString("5b6c5d0e-7c6e-4d8e-9b53-0c3b0f6d2a11"),
            "customer one",
            address("198.51.100.2"),
            address("203.0.113.1"),
            Quorum.DEFAULT);

    static final NotificationSettings SILENT =
            new NotificationSettings(NotificationPolicy.NONE, List.of(), true, Optional.empty());

    private Samples() {}

    static SnmpSettings settings(int port) {
        return settings(port, SILENT, Optional.empty());
    }

    /** Of an agent that listens to its community from some networks only. */
    static SnmpSettings settings(String v2cSources) {
        return settings(0, SILENT, Optional.empty(), Network.list("v2c.sources", v2cSources));
    }

    static SnmpSettings settings(NotificationSettings notifications) {
        return settings(0, notifications, Optional.empty());
    }

    static SnmpSettings settings(NotificationSettings notifications, Optional<Path> agentx) {
        return settings(0, notifications, agentx);
    }

    private static SnmpSettings settings(int port, NotificationSettings notifications, Optional<Path> agentx) {
        return settings(port, notifications, agentx, List.of());
    }

    private static SnmpSettings settings(
            int port, NotificationSettings notifications, Optional<Path> agentx, List<Network> v2cSources) {
        return new SnmpSettings(
                new InetSocketAddress(address("127.0.0.1"), port),
                Optional.of("public"),
                List.of(USER),
                Set.of(),
                "gw1",
                "noc@example.net",
                "Berlin",
                MIB,
                agentx,
                false,
                Optional.empty(),
                v2cSources,
                notifications);
    }

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }

    static Probe probe(String name, String destination) {
        return probe(name, new Source.Any(), destination);
    }

    static Probe probe(String name, Source source, String destination) {
        return Probe.to(name, address(destination)).from(source).every(Duration.ofSeconds(1), Duration.ofMillis(1500));
    }

    static ProbeStatus status(String monitor, Probe probe) {
        return status(monitor, probe, LifecycleState.ACTIVE);
    }

    static ProbeStatus status(String monitor, Probe probe, LifecycleState state) {
        return new ProbeStatus(
                new ProbeId(monitor, probe.name()),
                probe,
                Duration.ofSeconds(60),
                state,
                "",
                Health.UNKNOWN,
                Cause.NONE,
                START,
                Optional.empty(),
                OptionalInt.empty(),
                Duration.ofSeconds(1),
                Optional.empty());
    }

    /** 29 of 30 answered: minimum 41.2 µs, mean 1.0479 ms, maximum 3 ms exactly, standard deviation 0.5 ms. */
    static Report good(String monitor, String name, long sequence) {
        var rtt = new RttStatistics(
                41_200, 1_047_900, 1_040_000, 2_000_000, 2_900_000, 3_000_000, 500_000, OptionalLong.of(4_400));
        return report(monitor, probe(name, "203.0.113.1"), sequence, counts(29, 1, 0), Optional.of(rtt));
    }

    static Report dead(String monitor, String name, long sequence) {
        return report(monitor, probe(name, "203.0.113.1"), sequence, counts(0, 30, 0), Optional.empty());
    }

    static SampleCounts counts(int answered, int lost, int notSent) {
        return new SampleCounts(answered, 0, lost, 0, 0, notSent, 0, 0, 0, 0, 0);
    }

    static Report report(String monitor, Probe probe, long sequence, SampleCounts counts, Optional<RttStatistics> rtt) {
        return new Report(
                new ProbeId(monitor, probe.name()),
                probe,
                Optional.of(address("198.51.100.2")),
                Optional.empty(),
                Map.of("team", "wan"),
                START.plus(PERIOD.multipliedBy(sequence - 1)),
                PERIOD,
                sequence,
                counts,
                List.of(),
                rtt,
                Health.HEALTHY,
                Cause.NONE);
    }

    /** One row of every table. */
    static MibView everything() {
        var store = new ProbeStore();
        store.reported(good("wan", "berlin", 1));
        return view(store, new EngineServices(() -> Optional.of(MONITORING), Optional::empty));
    }

    static MibView view(ProbeStore store, EngineServices services) {
        return new MibView(subtrees(store, services));
    }

    static List<Table<?>> tables() {
        var tables = new ArrayList<Table<?>>();
        subtrees(new ProbeStore(), EngineServices.NONE).stream()
                .filter(Table.class::isInstance)
                .forEach(table -> tables.add((Table<?>) table));
        return tables;
    }

    private static List<MibView.Subtree> subtrees(ProbeStore store, EngineServices services) {
        var subtrees = new ArrayList<>(PingMib.of(store.snapshot().rows(), NotificationPolicy.NONE));
        subtrees.addAll(MIB.of(store.snapshot(), services, NotificationCounts.NONE));
        return subtrees;
    }

    /** One monitor, one connection, and counters from 1 to 9. */
    static final Monitoring MONITORING =
            monitoring(() -> new ConnectionStatus(CONNECTION, Health.DEGRADED, Cause.TUNNEL, START));

    /**
     * @param connection how the only one is now
     */
    static Monitoring monitoring(Supplier<ConnectionStatus> connection) {
        return new Monitoring() {
            @Override
            public List<ProbeStatus> probes() {
                return List.of();
            }

            @Override
            public List<MonitorStatus> monitors() {
                var probe = Samples.probe("berlin", "203.0.113.1");
                return List.of(new MonitorStatus(
                        new Monitor("wan", PERIOD, Map.of(), List.of(probe), Quorum.DEFAULT),
                        Health.DOWN,
                        Cause.LINK,
                        START));
            }

            @Override
            public List<ConnectionStatus> connections() {
                return List.of(connection.get());
            }

            @Override
            public int eventsWaiting() {
                return 11;
            }

            @Override
            public int notificationsWaiting() {
                return 12;
            }

            @Override
            public EngineCounters counters() {
                return new EngineCounters(1, 2, 3, 4, 5, 6, new StrayReplies(7, 8, 9));
            }
        };
    }
}
