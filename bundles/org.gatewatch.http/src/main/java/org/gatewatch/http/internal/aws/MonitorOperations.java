package org.gatewatch.http.internal.aws;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.resource.MonitorView;
import org.gatewatch.api.resource.Page;
import org.gatewatch.api.resource.Resources;
import org.gatewatch.api.resource.Settings;
import org.gatewatch.http.internal.door.Answer;
import org.gatewatch.http.internal.door.JsonList;
import org.gatewatch.http.internal.door.Members;
import org.gatewatch.http.internal.door.Request;

/** The operations on monitors. */
record MonitorOperations(Resources resources) {
    private static final String PERIOD = "aggregationPeriod";
    private static final int MAX_RESULTS = 25;

    JsonObject create(Call call) {
        Members body = call.body();
        String name = Rules.monitorName(Rules.required(body.text("monitorName"), body, "monitorName"));
        var probes = body.list("probes").orElse(List.of()).stream()
                .map(probe -> ProbeSettings.made(probe, "probeTags", Map.of()))
                .toList();
        var tags = body.map("tags").map(it -> Rules.tags(it, "tags")).filter(it -> !it.isEmpty());
        var settings = Settings.NONE
                .with("monitorName", (Object) name)
                .with(PERIOD, body.wholeNumber(PERIOD).map(Rules::aggregationPeriod))
                .with("tags", tags)
                .with("probes", probes);
        if (!call.caller().maySee(name)) {
            throw new AwsException(
                    ErrorType.ACCESS_DENIED,
                    "This key is for monitors whose names begin with "
                            + call.caller().prefix());
        }
        return Shapes.summary(
                resources.createMonitor(settings, body.text("clientToken").orElse("")));
    }

    /** A person may have given a monitor thousands of probes. */
    Answer get(Call call) {
        MonitorView view = resources.monitor(call.visibleMonitor());
        return JsonList.answer(Shapes.monitor(view), "probes", view.probes(), Shapes::probe);
    }

    JsonObject update(Call call) {
        String name = call.visibleMonitor();
        Members body = call.body();
        int period = Rules.aggregationPeriod(Rules.required(body.wholeNumber(PERIOD), body, PERIOD));
        return Shapes.summary(resources.updateMonitor(name, Settings.NONE.with(PERIOD, (Object) period)));
    }

    JsonObject delete(Call call) {
        resources.deleteMonitor(call.visibleMonitor(), false);
        return new JsonObject();
    }

    JsonObject list(Call call) {
        Request request = call.request();
        int limit = request.value("maxResults").map(MonitorOperations::limit).orElse(MAX_RESULTS);
        var state = request.value("state").map(MonitorOperations::state);
        String token = request.value("nextToken").orElse("");
        Rules.require(token.length() <= 4096, "nextToken: allowed are 0 to 4096 characters");
        Page<MonitorView> page = resources.monitors(state, limit, token);
        var visible = visible(page, call);
        // Whoever sees a part of all monitors gets shorter parts, but no empty one that is not the last.
        while (visible.isEmpty() && page.nextToken().isPresent()) {
            page = resources.monitors(state, limit, page.nextToken().get());
            visible = visible(page, call);
        }
        return page(visible, page.nextToken());
    }

    private static List<MonitorView> visible(Page<MonitorView> page, Call call) {
        return page.items().stream()
                .filter(view -> call.caller().maySee(view.monitor().name()))
                .toList();
    }

    private static JsonObject page(List<MonitorView> views, Optional<String> nextToken) {
        var monitors = new JsonArray();
        views.forEach(view -> monitors.add(Shapes.summary(view)));
        var json = new JsonObject();
        json.add("monitors", monitors);
        nextToken.ifPresent(token -> json.addProperty("nextToken", token));
        return json;
    }

    private static int limit(String text) {
        boolean isNumber = text.matches("[0-9]{1,9}");
        Rules.require(isNumber && Integer.parseInt(text) >= 1, "maxResults '" + text + "': allowed is 1 to 25");
        return Math.min(MAX_RESULTS, Integer.parseInt(text));
    }

    private static LifecycleState state(String text) {
        try {
            return LifecycleState.valueOf(text);
        } catch (IllegalArgumentException e) {
            var refusal = AwsException.invalid(
                    "state '" + text + "': allowed are PENDING, ACTIVE, INACTIVE, ERROR and DELETING");
            refusal.initCause(e);
            throw refusal;
        }
    }
}
