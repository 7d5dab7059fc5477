package org.gatewatch.itest;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.desired.Configuration;
import org.gatewatch.api.probe.ProbeTransport;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.ReportListener;
import org.gatewatch.itest.harness.Home;
import org.gatewatch.testkit.RecordingListener;
import org.gatewatch.testkit.Script;
import org.gatewatch.testkit.ScriptedTransport;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/**
 * The running image with a scripted network under it and a listener beside SNMP and MQTT. What a test writes to the
 * watched folder is taken back when it ends.
 */
final class Bench implements AutoCloseable {
    /** Long enough for a machine on which others work: nothing is proved by a time. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    static final Duration RTT = Duration.ofMillis(20);

    private final Felix felix = new Felix();
    private final ScriptedTransport transport = new ScriptedTransport(Script.answered(RTT));
    private final RecordingListener listener = new RecordingListener();
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private final List<Path> written = new ArrayList<>();

    Felix felix() {
        return felix;
    }

    Home home() {
        return felix.home();
    }

    ScriptedTransport transport() {
        return transport;
    }

    RecordingListener listener() {
        return listener;
    }

    Configuration configuration() {
        return felix.service(Configuration.class);
    }

    void open() {
        var ranking = FrameworkUtil.asDictionary(Map.of(Constants.SERVICE_RANKING, Integer.MAX_VALUE));
        registrations.add(felix.context().registerService(ProbeTransport.class, transport, ranking));
        registrations.add(felix.context().registerService(ReportListener.class, listener, null));
    }

    /** Puts a file into the watched folder in one step, as an editor or a deployment tool should. */
    void write(String file, String text) throws IOException {
        Path target = home().config().resolve(file);
        Files.createDirectories(target.getParent());
        Path draft = Files.writeString(home().data().resolve("draft"), text);
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        written.add(target);
    }

    void remove(String file) throws IOException {
        Files.delete(home().config().resolve(file));
    }

    /** The next report of a probe that is not yet here. */
    Report nextReport(ProbeId id) {
        int seen = listener.reports(id).size();
        await().atMost(PATIENCE).until(() -> listener.reports(id).size() > seen);
        return listener.reports(id).get(seen);
    }

    /** Whether the reports of a probe are numbered without a gap or a restart. */
    boolean isUnbroken(ProbeId id) {
        var reports = listener.reports(id);
        for (int i = 1; i < reports.size(); i++) {
            if (reports.get(i).sequence() != reports.get(i - 1).sequence() + 1) {
                return false;
            }
        }
        return true;
    }

    /** How often a channel was opened for the probes of this name. */
    long timesOpened(String probeName) {
        return transport.channels().stream()
                .filter(channel -> channel.probe().name().equals(probeName))
                .count();
    }

    @Override
    public void close() throws IOException {
        for (Path file : written) {
            Files.deleteIfExists(file);
        }
        await().atMost(PATIENCE)
                .until(() -> configuration().desired().monitors().isEmpty());
        registrations.forEach(ServiceRegistration::unregister);
    }
}
