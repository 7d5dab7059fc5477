package org.gatewatch.shell.internal.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gatewatch.shell.internal.HistoryDocument;
import org.gatewatch.shell.internal.HistoryDocument.LevelsEntry;
import org.gatewatch.shell.internal.HistoryDocument.TurnEntry;

/**
 * When a probe would have alarmed.
 *
 * @param zone in which times are given
 */
record AlarmLines(ZoneId zone) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z", Locale.ROOT);

    List<String> of(HistoryDocument document) {
        var lines = new ArrayList<String>();
        var alarms = new ArrayList<String>();
        var turns = new ArrayList<>(document.turns());
        for (int i = 0; i < turns.size(); i++) {
            TurnEntry turn = turns.get(i);
            Instant end = i + 1 < turns.size() ? turns.get(i + 1).at() : document.until();
            if (isBad(turn)) {
                alarms.add(time(turn.at()) + "  " + turn.health() + "  for "
                        + Words.age(Duration.between(turn.at(), end)));
            }
        }
        String probe = document.monitor() + "/" + document.probe();
        lines.add(turns.isEmpty() ? "nothing is stored of " + probe : heading(probe, alarms.size(), document));
        lines.addAll(alarms);
        lines.add("Judged by completed periods: an alarm is told with the period it falls into.");
        return lines;
    }

    private String heading(String probe, int alarms, HistoryDocument document) {
        Instant known = document.turns().iterator().next().at();
        Instant since = known.isAfter(document.since()) ? known : document.since();
        return Words.count(alarms, "alarm") + " of " + probe + " since " + time(since) + " with "
                + levels(document.levels());
    }

    private static boolean isBad(TurnEntry turn) {
        return turn.health().equals("DEGRADED") || turn.health().equals("DOWN");
    }

    private static String levels(LevelsEntry levels) {
        String loss = "loss raised at " + Words.percent(levels.raiseLoss()) + ", cleared below "
                + Words.percent(levels.clearLoss());
        return levels.raiseRtt() == null
                ? loss
                : loss + "; RTT raised at " + levels.raiseRtt() + " ms, cleared below " + levels.clearRtt() + " ms";
    }

    private String time(Instant instant) {
        return TIME.format(instant.atZone(zone));
    }
}
