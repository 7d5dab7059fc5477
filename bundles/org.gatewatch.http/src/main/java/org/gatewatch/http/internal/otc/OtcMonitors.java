package org.gatewatch.http.internal.otc;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.UUID;
import org.gatewatch.api.AddressText;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.resource.ConnectionMonitorView;
import org.gatewatch.api.resource.ResourceException;
import org.gatewatch.api.resource.ResourceException.Kind;
import org.gatewatch.api.resource.Resources;
import org.gatewatch.http.internal.door.Answer;
import org.gatewatch.http.internal.door.JsonList;
import org.gatewatch.http.internal.door.Members;

/** The operations on connection monitors. */
record OtcMonitors(Resources resources) {
    private static final String ONE = "connection_monitor";
    private static final String CONNECTION = "vpn_connection_id";

    Answer create(OtcCall call) {
        call.requireAll();
        String connection = Members.of(call.request().body())
                .members(ONE)
                .flatMap(it -> it.text(CONNECTION))
                .orElseThrow(() -> OtcException.invalid(ONE + "." + CONNECTION + " is missing"));
        try {
            var made = resources.createConnectionMonitor(uuid(connection), "");
            return Answer.json(201, call.named(ONE, shape(made)));
        } catch (ResourceException e) {
            if (e.kind() == Kind.CONFLICT) {
                String message = "VPN connection " + connection + " already has connection monitor";
                throw (OtcException) new OtcException(400, "VPN.0381", message).initCause(e);
            }
            throw e;
        }
    }

    Answer show(OtcCall call) {
        return Answer.json(200, call.named(ONE, withStatus(visible(call))));
    }

    Answer list(OtcCall call) {
        var connections = call.request().values(CONNECTION);
        var projects = call.request().values("enterprise_project_id");
        var views = resources.connectionMonitors().stream()
                .filter(view -> call.caller().maySee(view.monitor().monitor().name()))
                .filter(view -> fits(connections, view.connection().id().toString()))
                .filter(view -> fits(projects, OtcShapes.enterpriseProject(view.connection())))
                .toList();
        var head = new JsonObject();
        head.addProperty("request_id", call.requestId());
        return JsonList.answer(head, "connection_monitors", views, OtcMonitors::withStatus);
    }

    Answer delete(OtcCall call) {
        resources.deleteConnectionMonitor(visible(call).id());
        return Answer.empty(204);
    }

    private ConnectionMonitorView visible(OtcCall call) {
        var view = resources.connectionMonitor(call.uuid());
        if (!call.caller().maySee(view.monitor().monitor().name())) {
            throw OtcException.notFound(call.id());
        }
        return view;
    }

    private static boolean fits(List<String> wanted, String value) {
        return wanted.isEmpty() || wanted.contains(value);
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw (OtcException) OtcException.invalid(CONNECTION + " '" + text + "' is no UUID")
                    .initCause(e);
        }
    }

    private static JsonObject withStatus(ConnectionMonitorView view) {
        var json = shape(view);
        json.addProperty("status", status(view.monitor().state()));
        return json;
    }

    /** Without a status: the answer to creating one has none. */
    private static JsonObject shape(ConnectionMonitorView view) {
        var json = new JsonObject();
        json.addProperty("id", view.id().toString());
        json.addProperty(CONNECTION, view.connection().id().toString());
        json.addProperty("type", "gateway");
        json.addProperty("source_ip", AddressText.of(view.connection().gatewayAddress()));
        json.addProperty("destination_ip", AddressText.of(view.connection().customerGatewayAddress()));
        json.addProperty("proto_type", "icmp");
        return json;
    }

    /** There are three; a monitor that is there and cannot run, or is switched off, is one that was created. */
    private static String status(LifecycleState state) {
        return switch (state) {
            case PENDING -> "PENDING_CREATE";
            case DELETING, DELETED -> "PENDING_DELETE";
            case ACTIVE, INACTIVE, ERROR -> "ACTIVE";
        };
    }
}
