package org.gatewatch.http.internal.view;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.history.History;
import org.gatewatch.api.history.PastPeriod;
import org.gatewatch.http.internal.door.Answer;
import org.gatewatch.http.internal.door.JsonList;

/**
 * Completed periods of a probe, read from the disk while they are sent.
 *
 * @param history empty while nothing is stored
 * @param clock tells until when there can be any
 */
record HistoryView(Supplier<Optional<History>> history, InstantSource clock) {
    private static final Duration DEFAULT_SPAN = Duration.ofHours(1);
    private static final int DEFAULT_LIMIT = 1_000;
    private static final int MAX_LIMIT = 10_000;

    /**
     * The periods that start in a span of time.
     *
     * @param since an hour before its end if it is not said
     * @param until now if it is not said
     * @param limit of how many are sent; whoever wants more asks again, since the start after the last
     * @throws IllegalArgumentException if the limit is none
     */
    Answer of(ProbeId id, Optional<Instant> since, Optional<Instant> until, Optional<String> limit) {
        int most = limit.map(HistoryView::limit).orElse(DEFAULT_LIMIT);
        Instant end = until.orElseGet(clock::instant);
        Instant start = since.orElseGet(() -> end.minus(DEFAULT_SPAN));
        var head = new JsonObject();
        head.addProperty("monitor", id.monitor());
        head.addProperty("probe", id.probe());
        head.addProperty("since", start.toString());
        head.addProperty("until", end.toString());
        return JsonList.answer(
                head,
                "periods",
                history.get().map(it -> first(most, it.periods(id, start, end))).orElseGet(Collections::emptyIterator));
    }

    private static Iterator<JsonElement> first(int most, Iterator<PastPeriod> periods) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(periods, 0), false)
                .limit(most)
                .<JsonElement>map(ProbeJson::of)
                .iterator();
    }

    private static int limit(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MAX_LIMIT) {
            throw new IllegalArgumentException("limit '" + text + "': allowed is 1 to " + MAX_LIMIT);
        }
        return Integer.parseInt(text);
    }
}
