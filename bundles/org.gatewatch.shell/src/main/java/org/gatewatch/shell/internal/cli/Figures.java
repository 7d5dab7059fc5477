package org.gatewatch.shell.internal.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gatewatch.shell.internal.StatusDocument.CountersEntry;
import org.gatewatch.shell.internal.StatusDocument.HistoryEntry;
import org.gatewatch.shell.internal.StatusDocument.ProbeEntry;
import org.gatewatch.shell.internal.StatusDocument.ReportEntry;

/** The figures of one probe's last completed period, {@code -} where there is none. */
final class Figures {
    private static final String NONE = "-";

    private Figures() {}

    static String loss(ReportEntry report) {
        return report == null || report.lossPercent() == null ? NONE : Words.percent(report.lossPercent());
    }

    static String lostOfSent(ReportEntry report) {
        return report == null ? NONE : report.sent() - report.answered() + "/" + report.sent();
    }

    static String p50(ReportEntry report) {
        return report == null || report.rttMicros() == null
                ? NONE
                : Words.millis(report.rttMicros().p50());
    }

    static String p95(ReportEntry report) {
        return report == null || report.rttMicros() == null
                ? NONE
                : Words.millis(report.rttMicros().p95());
    }

    /** What a person must know beside the figures: why it cannot run, and samples with another fate than a plain loss. */
    static String note(ProbeEntry entry) {
        var notes = new ArrayList<String>();
        if (entry.reason() != null) {
            notes.add(entry.reason());
        }
        if (entry.state().equals("INACTIVE")) {
            notes.add("switched off");
        } else if (entry.report() == null) {
            notes.add("no period completed yet");
        } else {
            addNotes(entry.report(), entry.reason() == null, notes);
            if (entry.since().isAfter(end(entry.report()))) {
                notes.add("the figures are of before this change");
            }
        }
        if (entry.paceMillis() > entry.intervalMillis()) {
            notes.add("slowed to one packet in " + Words.millis(1_000.0 * entry.paceMillis()) + " ms");
        }
        if (entry.pathMtu() != null) {
            notes.add("path MTU " + entry.pathMtu());
        }
        return String.join(", ", notes);
    }

    private static Instant end(ReportEntry report) {
        return report.periodStart().plusSeconds(report.periodSeconds());
    }

    /** Samples with another fate than a plain loss. */
    static String note(ReportEntry report) {
        var notes = new ArrayList<String>();
        addNotes(report, true, notes);
        return String.join(", ", notes);
    }

    /**
     * Adds them.
     *
     * @param withReason whether it is to be said why samples were not sent; else it was said before
     */
    private static void addNotes(ReportEntry report, boolean withReason, List<String> notes) {
        if (withReason) {
            addOutcome(report, "not-sent", report.notSent(), notes);
        } else {
            add(report.notSent(), "not sent", notes);
        }
        addOutcome(report, "void", report.voided(), notes);
        add(report.late(), "late", notes);
        add(report.refused(), "refused", notes);
        addOutcome(report, "unreachable", report.unreachable(), notes);
        add(report.duplicates(), "duplicate", notes);
        add(report.reordered(), "reordered", notes);
    }

    /** With the reasons, where they are known: what to mend is in them. */
    private static void addOutcome(ReportEntry report, String outcome, int samples, List<String> notes) {
        String words = outcome.replace('-', ' ');
        var details = report.details().stream()
                .filter(detail -> detail.outcome().equals(outcome))
                .toList();
        if (details.isEmpty()) {
            add(samples, words, notes);
        }
        for (var detail : details) {
            String sender =
                    detail.error() == null ? "" : ", says " + detail.error().sender();
            notes.add(detail.samples() + " " + words + " (" + detail.reason() + sender + ")");
        }
    }

    /** What a person must know of the store of past periods. */
    static List<String> store(HistoryEntry history) {
        var lines = new ArrayList<String>();
        if (history != null) {
            if (history.problem() != null) {
                lines.add("history cannot be written: " + history.problem());
            }
            add(history.reportsDropped(), "reports not stored since the start: the disk did not take them", lines);
        }
        return lines;
    }

    /** The counters that should be 0 and are not, in words; what could not be sent is in the notes of its probes. */
    static List<String> dropped(CountersEntry counters) {
        var lines = new ArrayList<String>();
        if (counters != null) {
            add(counters.packetsMissed(), "packets missed since the start: the capture fell behind", lines);
            add(counters.eventsDropped(), "answers dropped since the start: the engine fell behind", lines);
            add(counters.notificationsDropped(), "reports dropped since the start: SNMP or MQTT fell behind", lines);
        }
        return lines;
    }

    private static void add(long number, String what, List<String> to) {
        if (number > 0) {
            to.add(number + " " + what);
        }
    }
}
