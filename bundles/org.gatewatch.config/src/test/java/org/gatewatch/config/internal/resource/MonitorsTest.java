package org.gatewatch.config.internal.resource;

import static org.awaitility.Awaitility.await;
import static org.gatewatch.api.LifecycleState.DELETING;
import static org.gatewatch.config.internal.resource.Bench.BERLIN;
import static org.gatewatch.config.internal.resource.Bench.monitor;
import static org.gatewatch.config.internal.resource.Bench.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.resource.MonitorView;
import org.gatewatch.api.resource.ResourceException.Kind;
import org.gatewatch.api.resource.Settings;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Monitors as clients make, change and delete them. */
class MonitorsTest {
    private static final String BY_HAND = "monitorName: hand\nprobes:\n  - {name: a, destination: 203.0.113.9}\n";

    @TempDir
    Path root;

    @AutoClose
    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(root);
    }

    private MonitorView create(Settings settings) {
        return bench.service.createMonitor(settings, "");
    }

    @Test
    void runsWhatItCreatesAtOnce() {
        create(monitor("offices", BERLIN));

        var states = bench.folder.states();
        assertEquals("offices", states.get(states.size() - 1).monitors().get(0).name());
    }

    @Test
    void writesWhatItCreatesToAManagedFile() throws IOException {
        create(monitor("offices", BERLIN.with("packetSize", 100)).with("tags", (Object) Map.of("team", "wan")));

        var text = Files.readString(root.resolve("monitors/managed/offices.yaml"));
        assertTrue(text.contains("\nmonitorName: offices\n"), text);
        assertTrue(text.contains("packetSize: 100"), text);
    }

    @Test
    void keepsIdsAndTimesOverARestart() {
        var before = create(monitor("offices", BERLIN));
        bench.restart();

        assertEquals(before, bench.service.monitor("offices"));
    }

    @Test
    void givesRandomIdsOfTheCloudsForm() {
        var probes = create(monitor("offices", BERLIN, BERLIN)).probes();

        assertTrue(probes.get(0).id().matches("probe-[0-9a-z]{25}"), probes.toString());
        assertFalse(probes.get(0).id().equals(probes.get(1).id()), probes.toString());
        assertEquals(
                "arn:aws:networkmonitor:local:000000000000:probe/"
                        + probes.get(0).id(),
                probes.get(0).arn());
    }

    @Test
    void saysWhenItWasMade() {
        var origin = create(monitor("offices")).origin();

        assertEquals(Instant.parse("2026-01-31T12:00:00Z"), origin.createdAt());
        assertEquals(origin.createdAt(), origin.modifiedAt());
        assertTrue(origin.managed());
    }

    @Test
    void createsNothingWhenOneProbeIsWrong() {
        var refusal = refused(
                Kind.VALIDATION, () -> create(monitor("offices", BERLIN, BERLIN.with("packetSize", 10), BERLIN)));

        assertEquals(
                List.of("probes[1].packetSize '10': out of range (allowed: 56 to 8500 bytes)"),
                refusal.fields().stream().map(Object::toString).toList());
        assertFalse(bench.exists("monitors/managed/offices.yaml"));
    }

    @Test
    void tellsAllThatIsWrongAtOnce() {
        var refusal = refused(
                Kind.VALIDATION,
                () -> create(monitor("a b", BERLIN.with("protocol", "UDP")).with("aggregationPeriod", 0)));

        assertEquals(
                List.of("aggregationPeriod", "monitorName", "probes[0].protocol"),
                refusal.fields().stream().map(field -> field.field()).sorted().toList());
    }

    @Test
    void writesNowhereElseWhateverTheName() {
        refused(Kind.VALIDATION, () -> create(monitor("../../escaped")));

        assertFalse(bench.exists("escaped.yaml"));
    }

    @Test
    void namesTheFileOfATakenName() {
        Path file = bench.write("monitors/hand.yaml", BY_HAND);

        var refusal = refused(Kind.CONFLICT, () -> create(monitor("hand")));

        assertTrue(refusal.getMessage().contains(file.toString()), refusal.getMessage());
    }

    @Test
    void readsWhatAPersonWrote() {
        bench.write("monitors/hand.yaml", BY_HAND);

        var view = bench.service.monitor("hand");

        assertFalse(view.origin().managed());
        assertEquals(
                view.probes().get(0),
                bench.service.probe("hand", view.probes().get(0).id()));
    }

    @Test
    void changesNothingThatAPersonWrote() {
        Path file = bench.write("monitors/hand.yaml", BY_HAND);

        var refusal = refused(
                Kind.READ_ONLY, () -> bench.service.updateMonitor("hand", Settings.NONE.with("aggregationPeriod", 30)));

        assertTrue(refusal.getMessage().contains(file.toString()), refusal.getMessage());
    }

    @Test
    void deletesNothingThatAPersonWrote() {
        bench.write("monitors/hand.yaml", BY_HAND);

        refused(Kind.READ_ONLY, () -> bench.service.deleteMonitor("hand", true));
    }

    @Test
    void refusesToChangeAFileThatWasBroken() throws IOException {
        create(monitor("offices", BERLIN));
        Files.writeString(root.resolve("monitors/managed/offices.yaml"), "monitorName: offices\nprobes: 7\n");
        bench.restart();
        bench.write("monitors/managed/others.yaml", "monitorName: others\nprobes: []\n");

        refused(Kind.NOT_FOUND, () -> bench.service.monitor("offices"));
        refused(Kind.CONFLICT, () -> create(monitor("offices")));
    }

    @Test
    void changesThePeriodAndSaysWhen() {
        create(monitor("offices", BERLIN));
        bench.pass(Duration.ofMinutes(1));

        var view = bench.service.updateMonitor("offices", Settings.NONE.with("aggregationPeriod", 30));

        assertEquals(Duration.ofSeconds(30), view.monitor().aggregationPeriod());
        assertEquals(view.origin().createdAt().plusSeconds(60), view.origin().modifiedAt());
    }

    @Test
    void keepsTheTimeOfAChangeThatChangesNothing() {
        create(monitor("offices", BERLIN));
        bench.pass(Duration.ofMinutes(1));

        var view = bench.service.updateMonitor("offices", Settings.NONE);

        assertEquals(view.origin().createdAt(), view.origin().modifiedAt());
    }

    @Test
    void refusesToRenameAMonitor() {
        create(monitor("offices"));

        refused(
                Kind.VALIDATION,
                () -> bench.service.updateMonitor("offices", Settings.NONE.with("monitorName", "others")));
    }

    @Test
    void keepsWhatAPersonAddedToAManagedFile() throws IOException {
        create(monitor("offices", BERLIN));
        Path file = root.resolve("monitors/managed/offices.yaml");
        Files.writeString(file, Files.readString(file) + "thresholds: {downAfter: 7}\n");
        bench.restart();

        var view = bench.service.updateMonitor("offices", Settings.NONE.with("aggregationPeriod", 30));

        assertEquals(7, view.probes().get(0).probe().thresholds().downAfter());
    }

    @Test
    void deletesAMonitorWithItsFile() {
        create(monitor("offices", BERLIN));

        bench.service.deleteMonitor("offices", true);

        refused(Kind.NOT_FOUND, () -> bench.service.monitor("offices"));
        assertFalse(bench.exists("monitors/managed/offices.yaml"));
    }

    /** Lets a deletion wait for its turn until something is seen, and waits for its end. */
    private void whileDeleting(String name, Callable<Boolean> seen) throws Exception {
        bench.folder
                .files()
                .change(folder -> {
                    var deletion = CompletableFuture.runAsync(() -> bench.service.deleteMonitor(name, true));
                    await().until(seen);
                    return deletion;
                })
                .join();
    }

    @Test
    void showsAMonitorWithItsProbesAsBeingDeletedUntilItIsGone() throws Exception {
        create(monitor("offices", BERLIN));

        whileDeleting("offices", () -> {
            var view = bench.service.monitor("offices");
            return view.state() == DELETING && view.probes().get(0).state() == DELETING;
        });

        refused(Kind.NOT_FOUND, () -> bench.service.monitor("offices"));
    }

    @Test
    void listsMonitorsThatAreBeingDeleted() throws Exception {
        create(monitor("offices", BERLIN));
        create(monitor("others", BERLIN));

        whileDeleting("offices", () -> names(
                        bench.service.monitors(Optional.of(DELETING), 10, "").items())
                .equals(List.of("offices")));
    }

    @Test
    void isAsBeforeWhenItsDeletionIsRefused() {
        var before = create(monitor("offices", BERLIN));

        refused(Kind.CONFLICT, () -> bench.service.deleteMonitor("offices", false));

        assertEquals(before, bench.service.monitor("offices"));
    }

    @Test
    void keepsAMonitorWhoseProbesAreOnUnlessForced() {
        create(monitor("offices", BERLIN.with("name", "berlin"), BERLIN.with("enabled", false)));

        var refusal = refused(Kind.CONFLICT, () -> bench.service.deleteMonitor("offices", false));

        assertTrue(refusal.getMessage().endsWith("switched on: berlin"), refusal.getMessage());
    }

    @Test
    void limitsMonitors() {
        for (int i = 0; i < Bench.QUOTAS.monitors(); i++) {
            create(monitor("m" + i));
        }

        var refusal = refused(Kind.QUOTA, () -> create(monitor("one-more")));

        assertTrue(refusal.getMessage().contains("quota.monitors"), refusal.getMessage());
    }

    @Test
    void checksTheRequestBeforeTheQuota() {
        for (int i = 0; i < Bench.QUOTAS.monitors(); i++) {
            create(monitor("m" + i));
        }

        refused(Kind.VALIDATION, () -> create(monitor("not a name")));
    }

    @Test
    void limitsProbesOfAMonitor() {
        refused(
                Kind.QUOTA,
                () -> create(monitor("m", BERLIN, BERLIN.with("source", "lo"), BERLIN.with("source", "lo"), BERLIN)));
    }

    @Test
    void limitsProbesOfASubnet() {
        refused(Kind.QUOTA, () -> create(monitor("m", BERLIN, BERLIN, BERLIN)));
    }

    /** The problem names a line of the managed file, and the change moves that line. */
    @Test
    void isNotHinderedByOldProblemOfAnotherFile() {
        bench.write(
                "monitors/managed/offices.yaml",
                "probes: [{name: a, destination: 203.0.113.9}]\n\n\n\nmonitorName: offices\n");
        Path second = bench.write("monitors/second.yaml", "monitorName: offices\nprobes: []\n");
        var running = bench.folder.files().running();
        assertEquals(1, running.problems(second.toString()).size());

        var changed = bench.service.updateMonitor("offices", Settings.NONE.with("aggregationPeriod", 30));

        assertEquals(30, changed.monitor().aggregationPeriod().toSeconds());
    }

    @Test
    void changesNothingThatCannotBeWritten() throws IOException {
        Files.createDirectories(root.resolve("monitors"));
        Files.writeString(root.resolve("monitors/managed"), "a file where the folder should be");

        var refusal = refused(Kind.INTERNAL, () -> create(monitor("offices", BERLIN)));

        assertTrue(refusal.getMessage().startsWith("nothing was changed"), refusal.getMessage());
        refused(Kind.NOT_FOUND, () -> bench.service.monitor("offices"));
    }

    @Test
    void listsByNameInParts() {
        List.of("c", "a", "b").forEach(name -> create(monitor(name)));

        var first = bench.service.monitors(Optional.empty(), 2, "");
        var second =
                bench.service.monitors(Optional.empty(), 2, first.nextToken().orElseThrow());

        assertEquals(List.of("a", "b"), names(first.items()));
        assertEquals(List.of("c"), names(second.items()));
        assertEquals(Optional.empty(), second.nextToken());
    }

    @Test
    void goesOnBehindAnItemThatIsGone() {
        List.of("a", "b", "c").forEach(name -> create(monitor(name)));
        var first = bench.service.monitors(Optional.empty(), 2, "");
        bench.service.deleteMonitor("b", true);

        var second =
                bench.service.monitors(Optional.empty(), 2, first.nextToken().orElseThrow());

        assertEquals(List.of("c"), names(second.items()));
    }

    @Test
    void refusesForeignTokens() {
        refused(Kind.VALIDATION, () -> bench.service.monitors(Optional.empty(), 2, "bogus!"));
    }

    @Test
    void listsThoseInAState() {
        create(monitor("empty"));
        create(monitor("offices", BERLIN));

        var pending = bench.service.monitors(Optional.of(LifecycleState.PENDING), 10, "");

        assertEquals(List.of("offices"), names(pending.items()));
    }

    private static List<String> names(List<MonitorView> views) {
        return views.stream().map(view -> view.monitor().name()).toList();
    }
}
