package org.gatewatch.itest;

import static org.awaitility.Awaitility.await;
import static org.gatewatch.itest.Bench.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.resource.MonitorView;
import org.gatewatch.api.resource.ProbeView;
import org.gatewatch.api.resource.Resources;
import org.gatewatch.api.resource.Settings;
import org.gatewatch.itest.harness.InFelix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleException;

/** What clients create runs at once, stays, and is changed without harm to the rest. */
@InFelix
public class ResourcesIT {
    private static final ProbeId BERLIN = new ProbeId("offices", "berlin");
    private static final ProbeId PARIS = new ProbeId("offices", "paris");

    private final Bench bench = new Bench();

    @BeforeEach
    public void open() {
        bench.open();
    }

    @AfterEach
    public void close() throws IOException {
        resources().monitors(Optional.empty(), 100, "").items().stream()
                .filter(view -> view.origin().managed())
                .forEach(view -> resources().deleteMonitor(view.monitor().name(), true));
        bench.close();
    }

    private Resources resources() {
        return bench.felix().service(Resources.class);
    }

    private static Settings probe(String name, String destination) {
        return Settings.NONE
                .with("name", name)
                .with("destination", destination)
                .with("interval", "50ms")
                .with("timeout", "100ms");
    }

    private MonitorView create() {
        return resources()
                .createMonitor(
                        Settings.NONE
                                .with("monitorName", "offices")
                                .with("aggregationPeriod", 1)
                                .with("probes", List.of(probe("berlin", "192.0.2.1"), probe("paris", "192.0.2.2"))),
                        "");
    }

    @Test
    public void runsWhatAClientCreates() {
        LifecycleState first = create().state(); // the engine may have been quicker than the answer
        assertTrue(first == LifecycleState.PENDING || first == LifecycleState.ACTIVE, first::toString);

        await().atMost(PATIENCE).untilAsserted(() -> {
            var view = resources().monitor("offices");
            assertEquals(LifecycleState.ACTIVE, view.state());
            assertEquals(LifecycleState.ACTIVE, view.probes().get(1).state());
        });
        bench.nextReport(BERLIN);
    }

    @Test
    public void keepsIdsOverARestart() throws BundleException {
        var before = create().probes().stream().map(ProbeView::id).toList();

        bench.felix().bundle("org.gatewatch.config").stop();
        bench.felix().bundle("org.gatewatch.config").start();

        await().atMost(PATIENCE)
                .until(() -> !bench.configuration().desired().monitors().isEmpty());
        assertEquals(
                before,
                resources().monitor("offices").probes().stream()
                        .map(ProbeView::id)
                        .toList());
    }

    @Test
    public void changesOnlyOneProbe() {
        create();
        bench.nextReport(BERLIN);
        bench.nextReport(PARIS);

        resources().updateProbe("offices", "paris", Settings.NONE.with("destination", "192.0.2.3"));

        await().atMost(PATIENCE).until(() -> bench.timesOpened("paris") == 2);
        bench.nextReport(BERLIN);
        assertTrue(
                bench.isUnbroken(BERLIN), () -> bench.listener().reports(BERLIN).toString());
        assertEquals(1, bench.timesOpened("berlin"));
    }

    @Test
    public void pausesAndResumesAProbe() {
        create();
        bench.nextReport(PARIS);

        resources().updateProbe("offices", "paris", Settings.NONE.with("enabled", false));
        await().atMost(PATIENCE).until(() -> bench.transport().channel("paris").isClosed());
        await().atMost(PATIENCE)
                .until(() -> resources().probe("offices", "paris").state() == LifecycleState.INACTIVE);

        resources().updateProbe("offices", "paris", Settings.NONE.with("enabled", true));
        await().atMost(PATIENCE)
                .until(() -> resources().probe("offices", "paris").state() == LifecycleState.ACTIVE);
    }

    @Test
    public void isNotAppliedTwiceWhenTheWatcherSeesItsFile() throws IOException {
        create();
        bench.nextReport(BERLIN);
        var file = bench.home().config().resolve("monitors/managed/offices.yaml");
        assertTrue(Files.exists(file));

        bench.write("monitors/other.yaml", "monitorName: other\nprobes: []\n"); // seen by the watcher in the same look
        await().atMost(PATIENCE)
                .until(() -> bench.configuration().desired().monitors().size() == 2);

        bench.nextReport(BERLIN);
        assertTrue(bench.isUnbroken(BERLIN));
        assertEquals(1, bench.timesOpened("berlin"));
    }

    @Test
    public void stopsWhatAClientDeletes() {
        create();
        bench.nextReport(BERLIN);

        resources().deleteMonitor("offices", true);

        bench.listener().awaitRemoval(PATIENCE, BERLIN);
        assertTrue(bench.transport().channel("berlin").isClosed());
    }
}
