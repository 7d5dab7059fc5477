package org.gatewatch.http.internal.view;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.history.History;
import org.gatewatch.api.report.MonitorStatus;
import org.gatewatch.api.report.Monitoring;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.http.internal.auth.Caller;
import org.gatewatch.http.internal.auth.Refusal;
import org.gatewatch.http.internal.door.Answer;
import org.gatewatch.http.internal.door.Door;
import org.gatewatch.http.internal.door.JsonList;
import org.gatewatch.http.internal.door.Request;

/** {@code /metrics} for Prometheus, and {@code /v1/} for everybody; both can be read only, by names and secrets, too. */
public final class ViewDoor implements Door {
    private static final String METRICS = "/metrics";
    private static final String OPENAPI = "/v1/openapi.json";

    private final Monitoring monitoring;
    private final HistoryView history;

    /**
     * Shows what runs and what is stored.
     *
     * @param history empty while nothing is stored
     */
    public ViewDoor(Monitoring monitoring, Supplier<Optional<History>> history, InstantSource clock) {
        this.monitoring = monitoring;
        this.history = new HistoryView(history, clock);
    }

    @Override
    public boolean serves(Request request) {
        return request.path().equals(METRICS) || request.path().startsWith("/v1/");
    }

    @Override
    public boolean isOpen(Request request) {
        return request.path().equals(OPENAPI);
    }

    @Override
    public Answer answer(Request request, Caller caller) {
        if (!request.method().equals("GET")) {
            return problem(405, "only GET is allowed").with("Allow", "GET");
        }
        if (request.path().equals(METRICS)) {
            return metrics(request, caller);
        }
        if (request.path().equals(OPENAPI)) {
            return openApi();
        }
        List<String> path = request.segments();
        return switch (path.get(1)) {
            case "monitors" -> ofMonitors(path.subList(2, path.size()), request, caller);
            case "probes" -> ofProbes(path.subList(2, path.size()), request, caller);
            default -> nothing();
        };
    }

    private Answer metrics(Request request, Caller caller) {
        var format = MetricsFormat.of(request.header("accept").orElse(""));
        var text = new MetricsText(format, visible(caller), monitoring);
        return Answer.streamed(format.contentType(), text.iterator()).with("Vary", "Accept");
    }

    private Answer ofMonitors(List<String> path, Request request, Caller caller) {
        if (path.isEmpty()) {
            var monitors = monitoring.monitors().stream()
                    .filter(it -> caller.maySee(it.monitor().name()))
                    .toList();
            return JsonList.answer(new JsonObject(), "monitors", monitors, ProbeJson::of);
        }
        String monitor = path.get(0);
        if (path.size() == 1) {
            return ofMonitor(monitor, caller, it -> Answer.json(200, ProbeJson.of(it)));
        }
        if (!path.get(1).equals("probes")) {
            return nothing();
        }
        if (path.size() == 2) {
            var probes = visible(caller).stream()
                    .filter(it -> it.id().monitor().equals(monitor))
                    .toList();
            return probes.isEmpty() ? ofMonitor(monitor, caller, it -> list(List.of())) : list(probes);
        }
        return ofProbe(new ProbeId(monitor, path.get(2)), path.subList(3, path.size()), request, caller);
    }

    private Answer ofMonitor(String name, Caller caller, Function<MonitorStatus, Answer> show) {
        return monitoring.monitors().stream()
                .filter(it -> it.monitor().name().equals(name) && caller.maySee(name))
                .findFirst()
                .map(show)
                .orElseGet(() -> problem(404, "there is no such monitor"));
    }

    /** The id of a probe is {@code MONITOR/PROBE}, with the slash percent-encoded. */
    private Answer ofProbes(List<String> path, Request request, Caller caller) {
        if (path.isEmpty()) {
            return list(visible(caller));
        }
        int slash = path.get(0).indexOf('/');
        return slash < 0
                ? problem(404, "there is no such probe: needed is its monitor, %2F and its name")
                : ofProbe(
                        new ProbeId(path.get(0).substring(0, slash), path.get(0).substring(slash + 1)),
                        path.subList(1, path.size()),
                        request,
                        caller);
    }

    private Answer ofProbe(ProbeId id, List<String> path, Request request, Caller caller) {
        Optional<ProbeStatus> status = caller.maySee(id.monitor()) ? monitoring.probe(id) : Optional.empty();
        if (status.isEmpty()) {
            return problem(404, "there is no such probe");
        }
        if (path.isEmpty()) {
            return Answer.json(200, ProbeJson.of(status.get()));
        }
        return path.equals(List.of("history")) ? history(id, request) : nothing();
    }

    private Answer history(ProbeId id, Request request) {
        try {
            return history.of(
                    id,
                    request.value("since").map(Instant::parse),
                    request.value("until").map(Instant::parse),
                    request.value("limit"));
        } catch (DateTimeParseException e) {
            return problem(400, "'" + e.getParsedString() + "': needed is a time like 2026-01-31T12:00:00Z");
        } catch (IllegalArgumentException e) {
            return problem(400, String.valueOf(e.getMessage()));
        }
    }

    private static Answer list(List<ProbeStatus> statuses) {
        return JsonList.answer(new JsonObject(), "probes", statuses, ProbeJson::of);
    }

    private List<ProbeStatus> visible(Caller caller) {
        var all = monitoring.probes();
        return caller.seesAll()
                ? all
                : all.stream().filter(it -> caller.maySee(it.id().monitor())).toList();
    }

    private static Answer openApi() {
        try (InputStream in = ViewDoor.class.getResourceAsStream("/org/gatewatch/http/openapi.json")) {
            return Answer.text(200, Answer.JSON, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the document is in the bundle", e);
        }
    }

    @Override
    public Answer refuse(Request request, Refusal refusal) {
        return problem(refusal.kind() == Refusal.Kind.FORBIDDEN ? 403 : 401, refusal.getMessage())
                .with("WWW-Authenticate", "Basic realm=\"Gatewatch\"");
    }

    @Override
    public Answer failed(Request request) {
        return problem(500, "the gateway's log says why");
    }

    private static Answer nothing() {
        return problem(404, "there is nothing here; " + OPENAPI + " tells what there is");
    }

    private static Answer problem(int status, String message) {
        var body = new JsonObject();
        body.addProperty("message", message);
        return Answer.json(status, body);
    }
}
