package org.gatewatch.http.internal.view;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.report.Monitoring;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.http.internal.auth.Caller;
import org.gatewatch.http.internal.auth.Refusal;
import org.gatewatch.http.internal.door.Answer;
import org.gatewatch.http.internal.door.Door;
import org.gatewatch.http.internal.door.Request;

/** {@code /metrics} for Prometheus, and {@code /v1/} for everybody; both can be read only, by names and secrets, too. */
public final class ViewDoor implements Door {
    private static final String METRICS = "/metrics";
    private static final String OPENAPI = "/v1/openapi.json";

    private final Monitoring monitoring;

    public ViewDoor(Monitoring monitoring) {
        this.monitoring = monitoring;
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
            return Answer.text(200, MetricsText.CONTENT_TYPE, MetricsText.of(visible(caller), monitoring.counters()));
        }
        return request.path().equals(OPENAPI) ? openApi() : state(request.segments(), caller);
    }

    private Answer state(List<String> segments, Caller caller) {
        boolean isMonitors = segments.size() >= 2 && segments.get(1).equals("monitors");
        boolean isProbes = segments.size() >= 4 && segments.get(3).equals("probes");
        if (segments.size() == 2 && segments.get(1).equals("probes")) {
            return probes(visible(caller));
        }
        if (isMonitors && segments.size() == 2) {
            return monitors(caller);
        }
        if (isMonitors && isProbes && segments.size() == 4) {
            var ofMonitor = visible(caller).stream()
                    .filter(it -> it.id().monitor().equals(segments.get(2)))
                    .toList();
            return ofMonitor.isEmpty()
                    ? problem(404, "there is no such monitor, or it has no probes")
                    : probes(ofMonitor);
        }
        if (isMonitors && isProbes && segments.size() == 5) {
            return probe(segments.get(2), segments.get(4), caller)
                    .map(it -> Answer.json(200, ProbeJson.of(it)))
                    .orElseGet(() -> problem(404, "there is no such probe"));
        }
        return problem(404, "there is nothing here; " + OPENAPI + " tells what there is");
    }

    private Optional<ProbeStatus> probe(String monitor, String probe, Caller caller) {
        return caller.maySee(monitor) && !monitor.isEmpty() && !probe.isEmpty()
                ? monitoring.probe(new ProbeId(monitor, probe))
                : Optional.empty();
    }

    private Answer monitors(Caller caller) {
        var list = new JsonArray();
        monitoring.monitors().stream()
                .filter(it -> caller.maySee(it.monitor().name()))
                .forEach(it -> list.add(ProbeJson.of(it)));
        return named("monitors", list);
    }

    private static Answer probes(List<ProbeStatus> statuses) {
        var list = new JsonArray();
        statuses.forEach(it -> list.add(ProbeJson.of(it)));
        return named("probes", list);
    }

    private static Answer named(String name, JsonArray list) {
        var body = new JsonObject();
        body.add(name, list);
        return Answer.json(200, body);
    }

    private List<ProbeStatus> visible(Caller caller) {
        return monitoring.probes().stream()
                .filter(it -> caller.maySee(it.id().monitor()))
                .toList();
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

    private static Answer problem(int status, String message) {
        var body = new JsonObject();
        body.addProperty("message", message);
        return Answer.json(status, body);
    }
}
