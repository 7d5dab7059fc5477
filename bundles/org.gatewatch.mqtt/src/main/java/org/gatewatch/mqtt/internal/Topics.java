package org.gatewatch.mqtt.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatewatch.api.ProbeId;

/**
 * Where messages go, as templates in which the names of the gateway stand already.
 *
 * @param statusTemplate of the gateway itself
 * @param reportTemplate of a probe's reports
 * @param stateTemplate of a probe's state
 * @param monitorTemplate of a monitor's state
 * @param connectionTemplate of a VPN connection's state
 * @param eventTemplate of everything that happens
 */
record Topics(
        TopicTemplate statusTemplate,
        TopicTemplate reportTemplate,
        TopicTemplate stateTemplate,
        TopicTemplate monitorTemplate,
        TopicTemplate connectionTemplate,
        TopicTemplate eventTemplate) {
    private static final Set<String> GATEWAY = Set.of("gateway", "site", "account");
    /** A level that monitors and VPN connections share by default; a monitor of that name gives way. */
    private static final String CONNECTION_LEVEL = "connection";

    /** Checks the operator's templates and puts the gateway's names into them. */
    static Topics of(MqttReporterConfig config, Map<String, String> gateway) {
        var names = new HashSet<>(GATEWAY);
        var status = template("topic.status", config.topic_status(), names, List.of());
        var event = template("topic.event", config.topic_event(), names, List.of());
        names.add("connection");
        var connection = template("topic.connection", config.topic_connection(), names, List.of("connection"));
        names.remove("connection");
        names.add("monitor");
        var monitor = template("topic.monitor", config.topic_monitor(), names, List.of("monitor"));
        names.add("probe");
        var state = template("topic.state", config.topic_state(), names, List.of("monitor", "probe"));
        var report = template("topic.report", config.topic_report(), names, List.of());
        var all = List.of(status, report, state, monitor, connection, event);
        all.forEach(template -> requireNames(template, gateway));
        requireDifferent(all);
        return new Topics(
                status.with(gateway),
                report.with(gateway),
                state.with(gateway),
                monitor.with(gateway),
                connection.with(gateway),
                event.with(gateway));
    }

    private static TopicTemplate template(String key, String text, Set<String> allowed, List<String> needed) {
        return new TopicTemplate(text).checked(key, allowed, needed);
    }

    private static void requireNames(TopicTemplate template, Map<String, String> gateway) {
        for (String name : GATEWAY) {
            if (template.uses(name) && gateway.get(name).isEmpty()) {
                throw new IllegalArgumentException(
                        name + " '': must be set because topic '" + template.text() + "' uses it");
            }
        }
    }

    private static void requireDifferent(List<TopicTemplate> all) {
        var seen = new HashSet<String>();
        for (var template : all) {
            if (!seen.add(template.text())) {
                throw new IllegalArgumentException("two topics are '" + template.text() + "': they must differ");
            }
        }
    }

    String status() {
        return statusTemplate.text();
    }

    String event() {
        return eventTemplate.text();
    }

    String report(ProbeId id) {
        return reportTemplate.filled(names(id));
    }

    String state(ProbeId id) {
        return stateTemplate.filled(names(id));
    }

    String monitor(String name) {
        return monitorTemplate.filled(Map.of("monitor", monitorLevel(name)));
    }

    String connection(String name) {
        return connectionTemplate.filled(Map.of("connection", name));
    }

    private static Map<String, String> names(ProbeId id) {
        return Map.of("monitor", monitorLevel(id.monitor()), "probe", id.probe());
    }

    private static String monitorLevel(String monitor) {
        return monitor.equals(CONNECTION_LEVEL) ? "connection%" : monitor;
    }
}
