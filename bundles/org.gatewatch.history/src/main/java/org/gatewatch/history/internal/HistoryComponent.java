package org.gatewatch.history.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.history.History;
import org.gatewatch.api.history.HistoryStatus;
import org.gatewatch.api.history.PastPeriod;
import org.gatewatch.api.history.PastSample;
import org.gatewatch.api.probe.Clock;
import org.gatewatch.api.report.PeriodSamples;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.ReportListener;
import org.gatewatch.history.internal.PeriodStore.Content;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/** Stores each report within seconds, and the samples of probes that keep them, and gives back what is stored. */
@Component(
        name = HistoryConfig.PID,
        service = {ReportListener.class, History.class},
        configurationPid = HistoryConfig.PID)
@Designate(ocd = HistoryConfig.class)
public final class HistoryComponent implements ReportListener, History {
    private static final FlushLoop.Pace PACE = new FlushLoop.Pace(Duration.ofSeconds(4), Duration.ofSeconds(10));
    private final boolean enabled;
    private final PeriodStore periods;
    private final PeriodStore samples;
    private final FlushLoop loop;

    /** Opens nothing yet. */
    @Activate
    public HistoryComponent(BundleContext context, HistoryConfig config) {
        var settings = HistorySettings.of(config);
        enabled = settings.enabled();
        var folder = Folder.of(context);
        periods = new PeriodStore(Content.REPORTS, folder.resolve("periods.mv"), settings.retention(), Clock.system());
        samples = new PeriodStore(Content.SAMPLES, folder.resolve("samples.mv"), settings.samples(), Clock.system());
        loop = new FlushLoop("gatewatch-history", PACE, this::flush);
    }

    @Deactivate
    void stop() {
        loop.close();
        periods.close();
        samples.close();
    }

    /** What does not fit one file may fit the other. */
    private boolean flush() {
        boolean samplesWritten = samples.flush();
        return periods.flush() && samplesWritten;
    }

    @Override
    public void reported(Report report) {
        if (enabled) {
            flushSoon(periods.add(report));
        }
    }

    @Override
    public void cutShort(Report report) {
        if (enabled) {
            flushSoon(periods.addPart(report));
        }
    }

    @Override
    public boolean takesSamples() {
        return enabled;
    }

    @Override
    public void sampled(PeriodSamples period) {
        flushSoon(samples.add(period));
    }

    private void flushSoon(boolean muchWaits) {
        if (muchWaits) {
            loop.hurry();
        } else {
            loop.wake();
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
        return periods.periods(id, since, until);
    }

    @Override
    public Iterator<PastSample> samples(ProbeId id, Instant since, Instant until) {
        return samples.samples(id, since, until);
    }

    @Override
    public HistoryStatus status() {
        HistoryStatus status = periods.status();
        return status.problem().isEmpty() ? status.withProblem(samples.status().problem()) : status;
    }
}
