package org.gatewatch.http.internal.otc;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Optional;
import java.util.PriorityQueue;
import org.gatewatch.api.Health;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.history.PastPeriod;
import org.gatewatch.http.internal.door.Answer;
import org.gatewatch.http.internal.door.Services;

/**
 * The log of a VPN connection: each change of a verdict about one of its probes within the last week, out of the history.
 * Of tunnels and their negotiation the gateway knows nothing.
 */
record ConnectionLog(Services services, InstantSource clock) {
    /** As many as the cloud shows. */
    private static final int MAX_LINES = 200;

    private static final Duration REACH = Duration.ofDays(7);

    private record Line(Instant at, String text) {}

    Answer of(OtcCall call) {
        call.requireAll();
        var connection =
                services.resources().connection(call.uuid()).connection().id();
        var newest = new PriorityQueue<>(Comparator.comparing(Line::at));
        services.monitoring().probes().stream()
                .filter(it -> it.probe().connectionId().equals(Optional.of(connection)))
                .forEach(it -> add(it.id(), newest));
        var logs = new JsonArray();
        for (Line line = newest.poll(); line != null; line = newest.poll()) {
            var json = new JsonObject();
            json.addProperty("time", line.at().getEpochSecond());
            json.addProperty("raw_message", line.text());
            logs.add(json);
        }
        var body = new JsonObject();
        body.add("logs", logs);
        body.addProperty("request_id", call.requestId());
        return Answer.json(200, body);
    }

    private void add(ProbeId id, PriorityQueue<Line> newest) {
        Instant now = clock.instant();
        Health before = Health.UNKNOWN;
        Iterator<PastPeriod> periods = services.history()
                .get()
                .map(it -> it.periods(id, now.minus(REACH), now))
                .orElseGet(Collections::emptyIterator);
        while (periods.hasNext()) {
            PastPeriod period = periods.next();
            if (period.health() != before) {
                newest.add(new Line(period.start(), text(id, before, period)));
                before = period.health();
            }
            if (newest.size() > MAX_LINES) {
                newest.remove();
            }
        }
    }

    private static String text(ProbeId id, Health before, PastPeriod period) {
        var counts = period.counts();
        return "%s: %s -> %s, cause %s, %d of %d packets answered within %d s"
                .formatted(
                        id,
                        before,
                        period.health(),
                        period.cause().label(),
                        counts.answered(),
                        counts.sent(),
                        period.period().toSeconds());
    }
}
