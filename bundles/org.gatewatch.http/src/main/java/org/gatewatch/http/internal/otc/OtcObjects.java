package org.gatewatch.http.internal.otc;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.gatewatch.api.AddressText;
import org.gatewatch.api.resource.ConnectionView;
import org.gatewatch.api.resource.Page;
import org.gatewatch.api.resource.Resources;
import org.gatewatch.http.internal.door.Answer;
import org.gatewatch.http.internal.door.JsonList;

/**
 * Looks at what monitors refer to: VPN connections, and the gateways at both ends of them.
 *
 * @param resources has them
 * @param tunnels which of some connections are probed through their tunnels
 */
record OtcObjects(Resources resources, Function<List<ConnectionView>, Set<UUID>> tunnels) {
    private static final int MAX_LIMIT = 2_000;
    private static final int PAGE = 1_000;

    Answer connection(OtcCall call) {
        call.requireAll();
        var view = resources.connection(call.uuid());
        return Answer.json(200, call.named("vpn_connection", OtcShapes.connection(view, tunnels.apply(List.of(view)))));
    }

    Answer connections(OtcCall call) {
        call.requireAll();
        var request = call.request();
        var all = all().stream()
                .filter(it -> fits(request.values("vgw_id"), OtcShapes.gatewayId(it.connection())))
                .filter(it -> fits(
                        request.values("vgw_ip"), AddressText.of(it.connection().gatewayAddress())))
                .filter(it ->
                        fits(request.values("enterprise_project_id"), OtcShapes.enterpriseProject(it.connection())))
                .toList();
        String marker = request.value("marker").orElse("");
        int limit = request.value("limit").map(OtcObjects::limit).orElse(MAX_LIMIT);
        var part = all.stream()
                .filter(it -> it.connection().id().toString().compareTo(marker) > 0)
                .limit(limit)
                .toList();
        var head = head(call);
        var pages = new JsonObject();
        pages.addProperty("current_count", part.size());
        if (part.size() == limit && limit > 0) {
            pages.addProperty(
                    "next_marker", part.get(part.size() - 1).connection().id().toString());
        }
        head.add("page_info", pages);
        head.addProperty("total_count", all.size());
        return JsonList.answer(head, "vpn_connections", part, shape(tunnels.apply(part)));
    }

    Answer customerGateway(OtcCall call) {
        return one(call, "customer_gateway", it -> OtcShapes.customerGatewayId(it.connection()), this::customerGateway);
    }

    Answer customerGateways(OtcCall call) {
        return several(
                call, "customer_gateways", it -> OtcShapes.customerGatewayId(it.connection()), this::customerGateway);
    }

    Answer gateway(OtcCall call) {
        return one(call, "vpn_gateway", it -> OtcShapes.gatewayId(it.connection()), this::gateway);
    }

    Answer gateways(OtcCall call) {
        return several(call, "vpn_gateways", it -> OtcShapes.gatewayId(it.connection()), this::gateway);
    }

    Answer quotas(OtcCall call) {
        call.requireAll();
        var resource = new JsonObject();
        resource.addProperty("type", "vpn_connection");
        resource.addProperty("quota", resources.quotas().connections());
        resource.addProperty("used", all().size());
        var list = new JsonArray();
        list.add(resource);
        var quotas = new JsonObject();
        quotas.add("resources", list);
        return Answer.json(200, call.named("quotas", quotas));
    }

    private JsonObject customerGateway(ConnectionView view) {
        return OtcShapes.customerGateway(view);
    }

    private JsonObject gateway(ConnectionView view) {
        long connections = all().stream()
                .filter(it -> it.connection()
                        .gatewayAddress()
                        .equals(view.connection().gatewayAddress()))
                .count();
        return OtcShapes.gateway(view, connections);
    }

    private Answer one(
            OtcCall call,
            String name,
            Function<ConnectionView, String> id,
            Function<ConnectionView, JsonObject> shape) {
        call.requireAll();
        return all().stream()
                .filter(it -> id.apply(it).equals(call.id()))
                .findFirst()
                .map(it -> Answer.json(200, call.named(name, shape.apply(it))))
                .orElseThrow(() -> OtcException.notFound(call.id()));
    }

    private Answer several(
            OtcCall call,
            String name,
            Function<ConnectionView, String> id,
            Function<ConnectionView, JsonObject> shape) {
        call.requireAll();
        var byId = new LinkedHashMap<String, ConnectionView>();
        all().forEach(it -> byId.putIfAbsent(id.apply(it), it));
        return JsonList.answer(head(call), name, List.copyOf(byId.values()), shape);
    }

    private static Function<ConnectionView, JsonObject> shape(Set<UUID> probed) {
        return view -> OtcShapes.connection(view, probed);
    }

    private static JsonObject head(OtcCall call) {
        var head = new JsonObject();
        head.addProperty("request_id", call.requestId());
        return head;
    }

    /** All connections, by id. */
    private List<ConnectionView> all() {
        var all = new ArrayList<ConnectionView>();
        Optional<String> token = Optional.of("");
        while (token.isPresent()) {
            Page<ConnectionView> page = resources.connections(PAGE, token.get());
            all.addAll(page.items());
            token = page.nextToken();
        }
        return all;
    }

    private static boolean fits(List<String> wanted, String value) {
        return wanted.isEmpty() || wanted.contains(value);
    }

    private static int limit(String text) {
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) > MAX_LIMIT) {
            throw OtcException.invalid("limit '" + text + "': allowed is 0 to " + MAX_LIMIT);
        }
        return Integer.parseInt(text);
    }
}
