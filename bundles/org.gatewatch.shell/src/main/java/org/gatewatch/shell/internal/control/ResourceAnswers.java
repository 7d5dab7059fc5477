package org.gatewatch.shell.internal.control;

import com.google.gson.JsonObject;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.Probe;
import org.gatewatch.api.report.Monitoring;
import org.gatewatch.api.resource.ConnectionMonitorView;
import org.gatewatch.api.resource.MonitorView;
import org.gatewatch.api.resource.Page;
import org.gatewatch.api.resource.ProbeView;
import org.gatewatch.api.resource.ResourceException;
import org.gatewatch.api.resource.ResourceException.Kind;
import org.gatewatch.api.resource.Resources;
import org.gatewatch.api.resource.Settings;
import org.gatewatch.shell.internal.ConnectionMonitorNames;

/** Carries out requests that look at resources in detail and change them. */
public final class ResourceAnswers {
    private static final int PAGE = 100;
    private static final String CONNECTION = "vpnConnectionId";

    private final Resources service;
    private final ControlRequest request;
    /** The monitor that is meant. */
    private final String monitor;

    private final Connections connections;

    private ResourceAnswers(Resources service, Optional<Monitoring> monitoring, ControlRequest request) {
        this.service = service;
        this.request = request;
        this.monitor = monitoring
                .map(running -> ConnectionMonitorNames.real(request.name(), running))
                .orElse(request.name());
        this.connections = new Connections(service);
    }

    /**
     * What comes of a request: one resource, unless it is a list; made while it is read.
     *
     * @param monitoring knows what people call monitors
     */
    public static Stream<JsonObject> items(
            Optional<Resources> resources, Optional<Monitoring> monitoring, ControlRequest request) {
        Resources service = resources.orElseThrow(
                () -> new ResourceException(Kind.INTERNAL, "org.gatewatch.config does not run; the log says why"));
        var answers = new ResourceAnswers(service, monitoring, request);
        return switch (request.resource()) {
            case "monitor" -> answers.monitor();
            case "probe" -> answers.probe();
            case "connection" -> answers.connection();
            default -> throw answers.unknown();
        };
    }

    private Stream<JsonObject> monitor() {
        var settings = JsonSettings.of(request.settings());
        return switch (request.operation()) {
            case "create" ->
                Stream.of(monitor(service.createMonitor(settings.with("monitorName", monitor), request.token())));
            case "list" ->
                pages(token -> service.monitors(Optional.empty(), PAGE, token)).map(this::summary);
            case "show" -> Stream.of(monitor(service.monitor(monitor)));
            case "update" ->
                changed(monitor(service.monitor(monitor)), () -> monitor(service.updateMonitor(monitor, settings)));
            case "delete" -> {
                var gone = summary(service.monitor(monitor));
                service.deleteMonitor(monitor, true);
                yield Stream.of(gone);
            }
            default -> throw unknown();
        };
    }

    private Stream<JsonObject> probe() {
        String name = request.probe();
        return switch (request.operation()) {
            case "create" -> Stream.of(probe(service.createProbe(monitor, probeSettings(), request.token())));
            case "list" -> service.monitor(monitor).probes().stream().map(this::probe);
            case "show" -> Stream.of(probe(service.probe(monitor, name)));
            case "update" ->
                changed(
                        probe(service.probe(monitor, name)),
                        () -> probe(service.updateProbe(monitor, name, probeSettings())));
            case "delete" -> {
                var gone = probe(service.probe(monitor, name));
                service.deleteProbe(monitor, name);
                yield Stream.of(gone);
            }
            default -> throw unknown();
        };
    }

    private JsonObject monitor(MonitorView view) {
        var probes = view.probes().stream().map(this::probe).toList();
        return named(ResourceJson.monitor(view, probes), view.monitor());
    }

    private JsonObject summary(MonitorView view) {
        return named(ResourceJson.summary(view), view.monitor());
    }

    /** A connection monitor is called after its connection. */
    private JsonObject named(JsonObject json, Monitor monitor) {
        boolean isConnectionMonitor = monitor.name().startsWith(ConnectionMonitorView.NAME_PREFIX);
        return isConnectionMonitor && monitor.probes().size() == 1
                ? named(json, monitor.probes().get(0))
                : json;
    }

    private JsonObject probe(ProbeView view) {
        return named(ResourceJson.probe(view), view.probe());
    }

    private JsonObject named(JsonObject json, Probe probe) {
        probe.connectionId().ifPresent(id -> json.addProperty("vpnConnectionName", connections.name(id)));
        return json;
    }

    /** A VPN connection may be called by its name here; a file says its id. */
    private Settings probeSettings() {
        var settings = JsonSettings.of(request.settings());
        return settings.values().get(CONNECTION) instanceof String called
                ? settings.with(CONNECTION, (Object) connections.id(called).toString())
                : settings;
    }

    private Stream<JsonObject> connection() {
        Settings settings = JsonSettings.of(request.settings());
        return switch (request.operation()) {
            case "create" -> Stream.of(ResourceJson.connection(service.createConnection(settings, request.token())));
            case "list" -> connections.all().map(ResourceJson::connection);
            case "show" -> Stream.of(ResourceJson.connection(service.connection(id())));
            case "update" ->
                changed(
                        ResourceJson.connection(service.connection(id())),
                        () -> ResourceJson.connection(service.updateConnection(id(), settings)));
            case "monitor" ->
                Stream.of(ResourceJson.connectionMonitor(service.createConnectionMonitor(id(), request.token())));
            case "delete" -> {
                var gone = ResourceJson.connection(service.connection(id()));
                service.deleteConnection(id());
                yield Stream.of(gone);
            }
            default -> throw unknown();
        };
    }

    private UUID id() {
        return connections.id(request.name());
    }

    /** Says as well whether the change has changed anything. */
    private static Stream<JsonObject> changed(JsonObject before, Supplier<JsonObject> change) {
        var after = change.get();
        boolean changed = !before.get("settings").equals(after.get("settings"));
        after.addProperty("changed", changed);
        return Stream.of(after);
    }

    static <T> Stream<T> pages(Function<String, Page<T>> part) {
        return Stream.iterate(Optional.of(part.apply("")), Optional::isPresent, page -> page.orElseThrow()
                        .nextToken()
                        .map(part))
                .flatMap(page -> page.orElseThrow().items().stream());
    }

    private ResourceException unknown() {
        return new ResourceException(
                Kind.VALIDATION, "no such request: " + request.resource() + " " + request.operation());
    }
}
