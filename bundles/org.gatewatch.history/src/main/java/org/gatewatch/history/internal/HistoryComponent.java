package org.gatewatch.history.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.history.History;
import org.gatewatch.api.history.HistoryStatus;
import org.gatewatch.api.history.PastPeriod;
import org.gatewatch.api.probe.Clock;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.ReportListener;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/** Stores each report within seconds, and gives the stored periods back. */
@Component(
        name = HistoryConfig.PID,
        service = {ReportListener.class, History.class},
        configurationPid = HistoryConfig.PID)
@Designate(ocd = HistoryConfig.class)
public final class HistoryComponent implements ReportListener, History {
    private static final FlushLoop.Pace PACE = new FlushLoop.Pace(Duration.ofSeconds(4), Duration.ofSeconds(10));
    /** So many do not wait for their time: each is some 150 bytes of memory, and four times as many may wait. */
    private static final int HURRY = 3_000;

    private final boolean enabled;
    private final PeriodStore store;
    private final FlushLoop loop;

    /** Opens nothing yet. */
    @Activate
    public HistoryComponent(BundleContext context, HistoryConfig config) {
        var settings = HistorySettings.of(config);
        enabled = settings.enabled();
        store = new PeriodStore(Folder.of(context).resolve("periods.mv"), settings.retention(), Clock.system());
        loop = new FlushLoop("gatewatch-history", PACE, store::flush);
    }

    @Deactivate
    void stop() {
        loop.close();
        store.close();
    }

    @Override
    public void reported(Report report) {
        if (!enabled) {
            return;
        }
        if (store.add(report) < HURRY) {
            loop.wake();
        } else {
            loop.hurry();
        }
    }

    @Override
    public void changed(ProbeStatus status) {
        // a report says how the probe did at its end
    }

    @Override
    public void removed(ProbeId id) {
        // what was measured stays until its time is over
    }

    @Override
    public Iterator<PastPeriod> periods(ProbeId id, Instant since, Instant until) {
        return store.periods(id, since, until);
    }

    @Override
    public HistoryStatus status() {
        return store.status();
    }
}
