package org.gatewatch.shell.internal.control;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.gatewatch.api.resource.Page;
import org.gatewatch.api.resource.ResourceException;
import org.gatewatch.api.resource.ResourceException.Kind;
import org.gatewatch.api.resource.Resources;
import org.gatewatch.api.resource.Settings;

/**
 * Carries requests out, and says what came of it: {@code {"items":[…]}}, one item unless it is a list, or
 * {@code {"error":{"kind":…,"message":…}}}. Items are written one by one: there may be thousands.
 */
final class ControlAnswers implements ControlServer.Answer {
    private static final Gson GSON = new Gson();
    private static final int PAGE = 100;

    private final Supplier<Optional<Resources>> resources;

    ControlAnswers(Supplier<Optional<Resources>> resources) {
        this.resources = resources;
    }

    @Override
    public void to(String line, TimedChannel client) throws IOException {
        var text = new BufferedWriter(new OutputStreamWriter(client.output(), StandardCharsets.UTF_8));
        var json = new JsonWriter(text);
        json.setSerializeNulls(false);
        Stream<JsonObject> items;
        try {
            items = items(line);
        } catch (ResourceException e) {
            GSON.toJson(error(e), json);
            text.flush();
            return;
        }
        json.beginObject().name("items").beginArray();
        for (var each = items.iterator(); each.hasNext(); ) {
            GSON.toJson((JsonElement) each.next(), json);
        }
        json.endArray().endObject().flush();
    }

    private Stream<JsonObject> items(String line) {
        try {
            return carryOut(GSON.fromJson(line, ControlRequest.class));
        } catch (JsonParseException | NullPointerException e) {
            throw refused("not a request: " + e.getMessage(), e);
        }
    }

    private static ResourceException refused(String message, Exception cause) {
        var refusal = new ResourceException(Kind.VALIDATION, message);
        refusal.addSuppressed(cause);
        return refusal;
    }

    private static JsonElement error(ResourceException e) {
        var error = new JsonObject();
        error.addProperty("kind", e.kind().name());
        error.addProperty("message", e.getMessage());
        var json = new JsonObject();
        json.add("error", error);
        return json;
    }

    private Stream<JsonObject> carryOut(ControlRequest request) {
        Resources service = resources
                .get()
                .orElseThrow(() ->
                        new ResourceException(Kind.INTERNAL, "org.gatewatch.config does not run; the log says why"));
        return switch (request.resource()) {
            case "monitor" -> monitor(service, request);
            case "probe" -> probe(service, request);
            case "connection" -> connection(service, request);
            default -> throw unknown(request);
        };
    }

    private static Stream<JsonObject> monitor(Resources service, ControlRequest request) {
        String name = request.name();
        return switch (request.operation()) {
            case "create" -> {
                var settings = JsonSettings.of(request.settings()).with("monitorName", name);
                yield Stream.of(ResourceJson.monitor(service.createMonitor(settings, request.token())));
            }
            case "list" ->
                pages(token -> service.monitors(Optional.empty(), PAGE, token)).map(ResourceJson::summary);
            case "show" -> Stream.of(ResourceJson.monitor(service.monitor(name)));
            case "update" ->
                Stream.of(ResourceJson.monitor(service.updateMonitor(name, JsonSettings.of(request.settings()))));
            case "delete" -> {
                var gone = ResourceJson.summary(service.monitor(name));
                service.deleteMonitor(name, true);
                yield Stream.of(gone);
            }
            default -> throw unknown(request);
        };
    }

    private static Stream<JsonObject> probe(Resources service, ControlRequest request) {
        String monitor = request.name();
        Settings settings = JsonSettings.of(request.settings());
        return switch (request.operation()) {
            case "create" -> Stream.of(ResourceJson.probe(service.createProbe(monitor, settings, request.token())));
            case "list" -> service.monitor(monitor).probes().stream().map(ResourceJson::probe);
            case "show" -> Stream.of(ResourceJson.probe(service.probe(monitor, request.probe())));
            case "update" -> Stream.of(ResourceJson.probe(service.updateProbe(monitor, request.probe(), settings)));
            case "delete" -> {
                var gone = ResourceJson.probe(service.probe(monitor, request.probe()));
                service.deleteProbe(monitor, request.probe());
                yield Stream.of(gone);
            }
            default -> throw unknown(request);
        };
    }

    private static Stream<JsonObject> connection(Resources service, ControlRequest request) {
        Settings settings = JsonSettings.of(request.settings());
        return switch (request.operation()) {
            case "create" -> Stream.of(ResourceJson.connection(service.createConnection(settings, request.token())));
            case "list" -> pages(token -> service.connections(PAGE, token)).map(ResourceJson::connection);
            case "show" -> Stream.of(ResourceJson.connection(service.connection(id(request))));
            case "update" -> Stream.of(ResourceJson.connection(service.updateConnection(id(request), settings)));
            case "monitor" ->
                Stream.of(
                        ResourceJson.connectionMonitor(service.createConnectionMonitor(id(request), request.token())));
            case "delete" -> {
                var gone = ResourceJson.connection(service.connection(id(request)));
                service.deleteConnection(id(request));
                yield Stream.of(gone);
            }
            default -> throw unknown(request);
        };
    }

    private interface Part<T> {
        Page<T> after(String token);
    }

    private static <T> Stream<T> pages(Part<T> part) {
        return Stream.iterate(Optional.of(part.after("")), Optional::isPresent, page -> page.orElseThrow()
                        .nextToken()
                        .map(part::after))
                .flatMap(page -> page.orElseThrow().items().stream());
    }

    private static UUID id(ControlRequest request) {
        try {
            return UUID.fromString(request.name());
        } catch (IllegalArgumentException e) {
            throw refused("'" + request.name() + "': the id of a VPN connection is needed, a UUID", e);
        }
    }

    private static ResourceException unknown(ControlRequest request) {
        return new ResourceException(
                Kind.VALIDATION, "no such request: " + request.resource() + " " + request.operation());
    }
}
