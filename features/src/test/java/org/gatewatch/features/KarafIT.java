package org.gatewatch.features;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import org.apache.karaf.features.FeaturesService;
import org.awaitility.core.ConditionFactory;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Installs our features on the current Karaf 4.4 and lets them probe 127.0.0.1 with real packets. Pax Exam unpacks Karaf,
 * starts it, runs the methods inside of it and ends it. Needs root, Mosquitto and net-snmp's tools.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class KarafIT {
    private static final Set<String> ALL =
            Set.of("gatewatch", "gatewatch-history", "gatewatch-snmp", "gatewatch-mqtt", "gatewatch-http");

    @Inject
    private FeaturesService features;

    @Inject
    private BundleContext context;

    private Traces traces;
    private Process broker;

    @Configuration
    public Option[] karaf() throws IOException {
        return KarafOptions.make();
    }

    @Before
    public void lookAtTheKarafAsItWas() throws IOException {
        assumeTrue("needs root", "root".equals(System.getProperty("user.name")));
        traces = new Traces(context);
        broker = Gatewatch.broker();
    }

    /** Each test ends with nothing left, so that each but the first is one of installing again. */
    @After
    public void leaveNothing() throws Exception {
        if (broker == null) {
            return; // not root: nothing was done
        }
        broker.destroyForcibly().waitFor();
        for (String feature : ALL) {
            if (features.isRequired(features.getFeature(feature))) {
                features.uninstallFeature(feature);
            }
        }
        shortly().until(traces::all, List::isEmpty);
    }

    @Test
    public void gatewatchReportsAlone() throws Exception {
        install(Set.of("gatewatch"));
    }

    @Test
    public void historyRemembersAlone() throws Exception {
        install(Set.of("gatewatch-history"));
        shortly().until(Gatewatch::remembersPeriods);
    }

    @Test
    public void snmpCountsResponsesAlone() throws Exception {
        install(Set.of("gatewatch-snmp"));
        shortly().until(Gatewatch::countsResponses);
    }

    @Test
    public void mqttPublishesReportsAlone() throws Exception {
        install(Set.of("gatewatch-mqtt"));
        shortly().until(Gatewatch::publishesReports);
    }

    @Test
    public void httpServesMetricsAlone() throws Exception {
        install(Set.of("gatewatch-http"));
        shortly().until(Gatewatch::servesMetrics);
    }

    @Test
    public void allReportTogetherAndGoOnAfterARefreshOfEach() throws Exception {
        installAll();
        for (Bundle bundle : ours()) {
            goesOnAfter("a refresh of " + bundle, () -> refresh(bundle));
        }
        allReport();
    }

    @Test
    public void allGoOnAfterAnUpdateOfEach() throws Exception {
        installAll();
        for (Bundle bundle : ours()) {
            goesOnAfter("an update of " + bundle, () -> {
                bundle.update();
                return refresh(bundle);
            });
        }
        allReport();
    }

    @Test
    public void allStartInTheWrongOrder() throws Exception {
        installAll();
        List<Bundle> backwards = ours();
        Collections.reverse(backwards);
        goesOnAfter("a start in the wrong order", () -> restart(backwards));
        allReport();
    }

    private void install(Set<String> names) throws Exception {
        features.installFeatures(names, EnumSet.noneOf(FeaturesService.Option.class));
        shortly().until(Gatewatch::lastGoodPeriod, period -> !period.isEmpty());
    }

    private void installAll() throws Exception {
        install(ALL);
        allReport();
    }

    private static void allReport() {
        shortly().until(Gatewatch::remembersPeriods);
        shortly().until(Gatewatch::countsResponses);
        shortly().until(Gatewatch::publishesReports);
        shortly().until(Gatewatch::servesMetrics);
    }

    /** In the order of their installation, which is that of the feature. */
    private List<Bundle> ours() {
        List<Bundle> bundles = Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getSymbolicName().startsWith("org.gatewatch."))
                .toList();
        assertTrue(bundles.toString(), bundles.size() >= 10);
        return new ArrayList<>(bundles);
    }

    private static void goesOnAfter(String what, Callable<Boolean> change) throws Exception {
        String before = Gatewatch.lastGoodPeriod();
        assertTrue(what, change.call());
        shortly().alias(what).until(Gatewatch::lastGoodPeriod, period -> period.compareTo(before) > 0);
    }

    private boolean refresh(Bundle bundle) throws InterruptedException {
        var refreshed = new CountDownLatch(1);
        context.getBundle(0).adapt(FrameworkWiring.class).refreshBundles(List.of(bundle), event -> {
            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                refreshed.countDown();
            }
        });
        return refreshed.await(60, TimeUnit.SECONDS);
    }

    private static boolean restart(List<Bundle> order) throws BundleException {
        for (Bundle bundle : order) {
            bundle.stop(Bundle.STOP_TRANSIENT);
        }
        for (Bundle bundle : order) {
            bundle.start(Bundle.START_TRANSIENT);
        }
        return true;
    }

    /** Seconds on a quiet machine, and never more than a minute on a loaded one. */
    private static ConditionFactory shortly() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
    }
}
