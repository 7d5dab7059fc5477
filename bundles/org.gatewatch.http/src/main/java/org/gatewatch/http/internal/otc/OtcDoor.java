package org.gatewatch.http.internal.otc;

import com.google.gson.JsonObject;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.gatewatch.api.resource.ResourceException;
import org.gatewatch.http.internal.auth.Caller;
import org.gatewatch.http.internal.auth.Refusal;
import org.gatewatch.http.internal.ces.VpnHistory;
import org.gatewatch.http.internal.door.Answer;
import org.gatewatch.http.internal.door.Door;
import org.gatewatch.http.internal.door.Members.WrongJson;
import org.gatewatch.http.internal.door.Request;
import org.gatewatch.http.internal.door.Services;

/** The VPN API v5 of Open Telekom Cloud and Huawei, as far as monitors and what they refer to go. */
public final class OtcDoor implements Door {
    private static final String START = "/v5/";
    private static final int KIND = 2;

    private final Project project;
    private final Map<String, Function<OtcCall, Answer>> operations = new HashMap<>();

    /** The VPN API of one project. */
    public OtcDoor(Services services, Project project, InstantSource clock) {
        this.project = project;
        var monitors = new OtcMonitors(services.resources());
        var objects = new OtcObjects(services.resources(), new VpnHistory(services)::tunnels);
        var log = new ConnectionLog(services, clock);
        operations.put("POST connection-monitors", monitors::create);
        operations.put("GET connection-monitors", monitors::list);
        operations.put("GET connection-monitors/*", monitors::show);
        operations.put("DELETE connection-monitors/*", monitors::delete);
        operations.put("GET vpn-connection", objects::connections);
        operations.put("GET vpn-connection/*", objects::connection);
        operations.put("GET vpn-connection/*/log", log::of);
        operations.put("GET customer-gateways", objects::customerGateways);
        operations.put("GET customer-gateways/*", objects::customerGateway);
        operations.put("GET vpn-gateways", objects::gateways);
        operations.put("GET vpn-gateways/*", objects::gateway);
        operations.put("GET vpn/*", objects::quotas);
    }

    @Override
    public boolean serves(Request request) {
        return request.path().startsWith(START);
    }

    @Override
    public Answer answer(Request request, Caller caller) {
        String requestId = UUID.randomUUID().toString();
        try {
            return perform(request, caller, requestId).with("X-Request-Id", requestId);
        } catch (OtcException e) {
            return error(e.status(), e.code(), e.getMessage(), requestId);
        } catch (WrongJson e) {
            return error(400, "VPN.0001", "invalid request: " + e.getMessage(), requestId);
        } catch (ResourceException e) {
            return error(e, requestId);
        }
    }

    private Answer perform(Request request, Caller caller, String requestId) {
        List<String> segments = request.segments();
        boolean hasId = segments.size() >= KIND + 2;
        String below = segments.size() == KIND + 3 ? "/" + segments.get(KIND + 2) : "";
        String kind = segments.size() > KIND ? segments.get(KIND) : "";
        var operation = operations.get(request.method() + " " + kind + (hasId ? "/*" : "") + below);
        String id = hasId ? segments.get(KIND + 1) : "";
        if (operation == null || segments.size() > KIND + 3 || (kind.equals("vpn") && !id.equals("quotas"))) {
            throw OtcException.notFound(request.toString());
        }
        if (!segments.get(1).equals(project.id())) {
            throw OtcException.forbidden("the project is " + project.id());
        }
        if (!caller.mayWrite() && !request.method().equals("GET")) {
            throw OtcException.forbidden("this key may read only");
        }
        return operation.apply(new OtcCall(request, caller, id, requestId));
    }

    @Override
    public Answer refuse(Request request, Refusal refusal) {
        String requestId = UUID.randomUUID().toString();
        String message = refusal.getMessage();
        return switch (refusal.kind()) {
            case MISSING, BAD_TOKEN -> error(401, "VPN.0010", "Token authentication failed: " + message, requestId);
            case FORBIDDEN -> error(403, "VPN.0007", "is not authorized to perform: " + message, requestId);
            case THROTTLED -> error(429, "VPN.0429", "Too Many Request: " + message, requestId);
            case INCOMPLETE, UNKNOWN_KEY, MISMATCH, SKEWED, REPLAYED ->
                error(403, "VPN.0003", "Authentication failed: " + message, requestId);
        };
    }

    @Override
    public Answer failed(Request request) {
        return error(
                500,
                "VPN.0002",
                "server error: the gateway's log says why",
                UUID.randomUUID().toString());
    }

    private static Answer error(ResourceException refusal, String requestId) {
        String message = refusal.getMessage();
        return switch (refusal.kind()) {
            case NOT_FOUND -> error(404, "VPN.0004", "resource not found: " + message, requestId);
            case READ_ONLY -> error(403, "VPN.0007", "is not authorized to perform: " + message, requestId);
            case INTERNAL -> error(500, "VPN.0002", "server error: " + message, requestId);
            case VALIDATION, CONFLICT, QUOTA -> error(400, "VPN.0001", "invalid request: " + message, requestId);
        };
    }

    private static Answer error(int status, String code, String message, String requestId) {
        var body = new JsonObject();
        body.addProperty("error_code", code);
        body.addProperty("error_msg", message);
        body.addProperty("request_id", requestId);
        return Answer.json(status, body).with("X-Request-Id", requestId);
    }
}
