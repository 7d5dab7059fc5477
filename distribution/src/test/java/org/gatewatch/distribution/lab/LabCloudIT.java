package org.gatewatch.distribution.lab;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From a call of a cloud's SDK to packets on the wire, to what they measured, and to no more packets. */
final class LabCloudIT {
    private static final String AWS_TARGET = "198.18.20.1";
    private static final String OTC_TARGET = "198.18.20.2";
    private static final String CONNECTION = "0b7d0a1e-5a4f-4f0e-9d5e-0123456789ab";
    private static final Duration DELAY = Duration.ofMillis(50);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    /** The clock of the answer is read by a program that may wait for a processor. */
    private static final Duration BUSY = Duration.ofMillis(500);

    @RegisterExtension
    static final GatewatchInLab GATEWATCH = new GatewatchInLab("""
            monitorName: by-hand
            aggregationPeriod: 2
            probes:
              - {name: by-hand, destination: 198.18.20.3}
            """);

    @BeforeAll
    static void openDoor() throws IOException {
        Path config = GATEWATCH.folder().resolve("config");
        Files.writeString(
                config.resolve("subnets/lab.yaml"),
                "subnets: [{arn: '" + CloudCustomer.SUBNET + "', interface: wan, vpcId: vpc-0123456789abcdef0}]\n");
        Files.writeString(
                config.resolve("connections/lab.yaml"),
                "connections: [{id: " + CONNECTION + ", name: lab, gatewayAddress: 198.51.100.2, "
                        + "customerGatewayAddress: " + OTC_TARGET + "}]\n");
        Path keys = Files.writeString(
                config.resolve("http.keys"),
                "key=%s secret=%s rights=read-write\n".formatted(CloudCustomer.KEY, CloudCustomer.SECRET));
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(
                config.resolve("org.gatewatch.http.cfg"),
                "enabled = true\ntls = false\nport = %d\nproject.id = %s\n"
                        .formatted(CloudCustomer.PORT, CloudCustomer.PROJECT));
        await().atMost(Duration.ofSeconds(30)).until(() -> GATEWATCH.log().contains("Serving HTTP on 127.0.0.1"));
        for (String target : List.of(AWS_TARGET, OTC_TARGET)) {
            GATEWATCH.lab().impair("detour " + target + " to delay=" + DELAY.toMillis());
            GATEWATCH.lab().impair("thin " + target + " from 5");
        }
    }

    /** What a customer's program said last. */
    private record Answered(long epochMillis, String id) {}

    private static Answered customer(String... arguments) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Path arguing = Files.writeString(
                GATEWATCH.folder().resolve("customer.arguments"), "-XX:-UsePerfData -cp " + classPath + "\n");
        String said = GATEWATCH
                .lab()
                .execute(
                        "gw",
                        java + " @" + arguing + " " + CloudCustomer.class.getName() + " "
                                + String.join(" ", arguments));
        String[] words = said.substring(said.lastIndexOf("answered ")).strip().split(" ", -1);
        return new Answered(Long.parseLong(words[1]), words[2]);
    }

    @Test
    void probesForCustomerOfAwsUntilTheMonitorIsDeleted() throws IOException {
        try (var wan = new Capture(GATEWATCH.lab(), GATEWATCH.folder())) {
            Answered created = customer("aws-create", AWS_TARGET);
            followsOneLife(wan, AWS_TARGET, created, List.of("aws-delete"));
        }
    }

    @Test
    void probesForCustomerOfOtcUntilTheMonitorIsDeleted() throws IOException {
        try (var wan = new Capture(GATEWATCH.lab(), GATEWATCH.folder())) {
            Answered created = customer("otc-create", CONNECTION);
            followsOneLife(wan, OTC_TARGET, created, List.of("otc-delete", created.id()));
        }
    }

    private static void followsOneLife(Capture wan, String target, Answered created, List<String> deletion)
            throws IOException {
        await().until(() -> !wan.echoes(target).isEmpty());
        long waitedNanos = wan.echoes(target).get(0).sentEpochNanos() - created.epochMillis() * 1_000_000;
        assertTrue(waitedNanos <= INTERVAL.plus(BUSY).toNanos(), () -> "first packet after " + waitedNanos + " ns");

        Report report = firstReport(target);
        assertReportsWhatWasOnTheWire(report, wan.echoes(target));

        Answered deleted = customer(deletion.toArray(String[]::new));
        int before = GATEWATCH.reports("by-hand").size();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> GATEWATCH.reports("by-hand").size() >= before + 3);
        long lastNanos = wan.echoes(target).stream()
                .mapToLong(Echo::sentEpochNanos)
                .max()
                .orElseThrow();
        assertTrue(lastNanos <= deleted.epochMillis() * 1_000_000 + BUSY.toNanos(), "it probes on");
    }

    /** Of its first period, of which it may have seen a part only. */
    private static Report firstReport(String target) {
        String probe = GATEWATCH.status().probes().stream()
                .filter(it -> it.destination().equals(target))
                .findFirst()
                .orElseThrow()
                .probe();
        await().atMost(Duration.ofSeconds(100))
                .until(() -> GATEWATCH.reports(probe).stream().anyMatch(it -> it.sent() >= 5));
        return GATEWATCH.reports(probe).stream()
                .filter(it -> it.sent() >= 5)
                .findFirst()
                .orElseThrow();
    }

    private static void assertReportsWhatWasOnTheWire(Report report, List<Echo> echoes) {
        long start = report.startEpochNanos();
        long end = start + Duration.ofSeconds(report.periodSeconds()).toNanos();
        var inPeriod = echoes.stream()
                .filter(it -> it.sentEpochNanos() >= start && it.sentEpochNanos() < end)
                .toList();
        var rtts = inPeriod.stream().flatMapToLong(it -> it.rttNanos().stream()).summaryStatistics();
        assertEquals(inPeriod.size(), report.sent(), report::toString);
        assertEquals(rtts.getCount(), report.answered(), report::toString);
        assertEquals(report.sent() / 5.0, report.lost(), 1.0, report::toString);
        assertEquals(rtts.getAverage() / 1_000, report.rttMicros().mean(), 1.0, report::toString);
        assertTrue(report.rttMicros().min() >= DELAY.toNanos() / 1e3, report::toString);
    }
}
