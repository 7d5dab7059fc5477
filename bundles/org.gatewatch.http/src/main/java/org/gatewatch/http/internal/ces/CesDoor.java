package org.gatewatch.http.internal.ces;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatewatch.http.internal.auth.Caller;
import org.gatewatch.http.internal.auth.Refusal;
import org.gatewatch.http.internal.ces.VpnHistory.Series;
import org.gatewatch.http.internal.door.Answer;
import org.gatewatch.http.internal.door.Door;
import org.gatewatch.http.internal.door.JsonList;
import org.gatewatch.http.internal.door.Members;
import org.gatewatch.http.internal.door.Members.WrongJson;
import org.gatewatch.http.internal.door.Request;
import org.gatewatch.http.internal.door.Services;

/** The metric queries of Cloud Eye V1.0, of VPN connections only. */
public final class CesDoor implements Door {
    private static final String START = "/V1.0/";
    private static final int MAX_LIMIT = 1_000;
    private static final int MAX_SERIES = 10;

    private final VpnHistory history;
    private final String project;

    /**
     * The metrics of one project.
     *
     * @param project that paths must name
     */
    public CesDoor(Services services, String project) {
        this.history = new VpnHistory(services);
        this.project = project;
    }

    @Override
    public boolean serves(Request request) {
        return request.path().startsWith(START);
    }

    @Override
    public Answer answer(Request request, Caller caller) {
        List<String> path = request.segments();
        if (path.size() != 3) {
            return error(404, "ces.0016", "The requested resource does not exist.");
        }
        if (!path.get(1).equals(project) || !caller.seesAll()) {
            return error(403, "ces.0017", "This key is not for all of project " + path.get(1));
        }
        try {
            return switch (request.method() + ' ' + path.get(2)) {
                case "GET metrics" -> metrics(request);
                case "GET metric-data" -> data(request);
                case "POST batch-query-metric-data" -> batch(Members.of(request.body()));
                default -> error(404, "ces.0016", "The requested resource does not exist.");
            };
        } catch (WrongJson e) {
            return error(
                    400, "ces.0014", "Some content in message body is not correct, error message: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            return error(400, "ces.0013", "The URL parameter is invalid or does not exist: " + e.getMessage());
        }
    }

    private Answer metrics(Request request) {
        var order = Comparator.comparing(Series::marker);
        boolean isAscending = request.value("order").filter("asc"::equals).isPresent();
        var all = history.series().stream()
                .filter(it -> fits(request, "namespace", VpnMetric.NAMESPACE))
                .filter(it -> fits(request, "metric_name", it.metric().text()))
                .filter(it -> fits(request, "dim.0", VpnMetric.DIMENSION + ',' + it.connection())
                        || fits(request, "dim.0", VpnMetric.DIMENSION))
                .sorted(isAscending ? order : order.reversed())
                .toList();
        String start = request.value("start").orElse("");
        var part = all.stream()
                .filter(it -> start.isEmpty() || (it.marker().compareTo(start) > 0) == isAscending)
                .filter(it -> !it.marker().equals(start))
                .limit(request.value("limit").map(CesDoor::limit).orElse(MAX_LIMIT))
                .toList();
        var meta = new JsonObject();
        meta.addProperty("count", part.size());
        meta.addProperty(
                "marker", part.isEmpty() ? "" : part.get(part.size() - 1).marker());
        meta.addProperty("total", all.size());
        var head = new JsonObject();
        head.add("meta_data", meta);
        return JsonList.answer(head, "metrics", part, CesDoor::shape);
    }

    private Answer data(Request request) {
        var query = CesQuery.of(
                request.value("from").orElse(""),
                request.value("to").orElse(""),
                request.value("period").orElse(""),
                request.value("filter").orElse(""));
        String name = request.value("metric_name").orElse("");
        String[] dimension = request.value("dim.0").orElse("").split(",", 2);
        String value = dimension.length == 2 ? dimension[1] : "";
        var series = series(request.value("namespace").orElse(""), name, dimension[0], value);
        var body = new JsonObject();
        body.add("datapoints", points(series, query));
        body.addProperty("metric_name", name);
        return Answer.json(200, body);
    }

    /** Several at a time, in the form of a change, which it is not. */
    private Answer batch(Members body) {
        var query = CesQuery.of(
                body.number("from"),
                body.number("to"),
                body.number("period"),
                body.text("filter").orElse(""));
        var wanted = body.list("metrics").orElse(List.of());
        if (wanted.isEmpty() || wanted.size() > MAX_SERIES) {
            throw new IllegalArgumentException("metrics: allowed are 1 to " + MAX_SERIES);
        }
        var list = new JsonArray();
        for (Members metric : wanted) {
            var dimension = metric.list("dimensions").orElse(List.of()).stream().findFirst();
            var series = series(
                    metric.text("namespace").orElse(""),
                    metric.text("metric_name").orElse(""),
                    dimension.flatMap(it -> it.text("name")).orElse(""),
                    dimension.flatMap(it -> it.text("value")).orElse(""));
            var shape = metric.object().deepCopy();
            shape.addProperty("unit", series.map(it -> it.metric().unit()).orElse("unknown"));
            shape.add("datapoints", points(series, query));
            list.add(shape);
        }
        var answer = new JsonObject();
        answer.add("metrics", list);
        return Answer.json(200, answer);
    }

    /** Of what there is not, Cloud Eye shows no values, and no error. */
    private JsonArray points(Optional<Series> series, CesQuery query) {
        return series.map(it -> history.points(it, query.from(), query.to())
                        .json(query.periodMillis(), query.filter(), it.metric().unit()))
                .orElseGet(JsonArray::new);
    }

    private static Optional<Series> series(String namespace, String metric, String dimension, String value) {
        boolean isOurs = namespace.equals(VpnMetric.NAMESPACE) && dimension.equals(VpnMetric.DIMENSION);
        return isOurs
                ? VpnMetric.named(metric).flatMap(it -> uuid(value).map(id -> new Series(it, id)))
                : Optional.empty();
    }

    private static Optional<UUID> uuid(String text) {
        return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
                ? Optional.of(UUID.fromString(text))
                : Optional.empty();
    }

    private static JsonObject shape(Series series) {
        var dimension = new JsonObject();
        dimension.addProperty("name", VpnMetric.DIMENSION);
        dimension.addProperty("value", series.connection().toString());
        var dimensions = new JsonArray();
        dimensions.add(dimension);
        var json = new JsonObject();
        json.addProperty("namespace", VpnMetric.NAMESPACE);
        json.add("dimensions", dimensions);
        json.addProperty("metric_name", series.metric().text());
        json.addProperty("unit", series.metric().unit());
        return json;
    }

    private static boolean fits(Request request, String parameter, String value) {
        return request.value(parameter).map(value::equals).orElse(true);
    }

    private static int limit(String text) {
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MAX_LIMIT) {
            throw new IllegalArgumentException("limit '" + text + "': allowed is 1 to " + MAX_LIMIT);
        }
        return Integer.parseInt(text);
    }

    @Override
    public Answer refuse(Request request, Refusal refusal) {
        return switch (refusal.kind()) {
            case FORBIDDEN -> error(403, "ces.0017", refusal.getMessage());
            case THROTTLED -> error(429, "ces.0429", refusal.getMessage());
            default -> error(401, "ces.0015", refusal.getMessage());
        };
    }

    @Override
    public Answer failed(Request request) {
        return error(500, "ces.0007", "Internal service error: the gateway's log says why");
    }

    private static Answer error(int status, String code, String details) {
        var message = new JsonObject();
        message.addProperty("details", details);
        message.addProperty("code", code);
        var body = new JsonObject();
        body.addProperty("http_code", status);
        body.add("message", message);
        body.add("encoded_authorization_message", JsonNull.INSTANCE);
        return Answer.json(status, body).with("X-Request-Id", UUID.randomUUID().toString());
    }
}
