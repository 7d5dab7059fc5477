package org.gatewatch.http.internal.otc;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.gatewatch.api.AddressText;
import org.gatewatch.api.ConnectionLabels.Tunnel;
import org.gatewatch.api.Health;
import org.gatewatch.api.VpnConnection;
import org.gatewatch.api.resource.ConnectionView;

/**
 * VPN connections and their two ends in the words of VPN v5. What the gateway does not know is absent: a connection's
 * {@code style}, a gateway's {@code ha_mode}. The ends have ids that are made from their addresses: connections of the same
 * address have the same gateway.
 */
final class OtcShapes {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String NO_PROJECT = "0";

    private OtcShapes() {}

    /**
     * A VPN connection.
     *
     * @param probed connections that are probed through their tunnels, which is what NQA does
     */
    static JsonObject connection(ConnectionView view, Set<UUID> probed) {
        VpnConnection connection = view.connection();
        var json = new JsonObject();
        json.addProperty("id", connection.id().toString());
        json.addProperty("name", connection.name());
        json.addProperty("status", status(view.health()));
        json.addProperty("vgw_id", gatewayId(connection));
        json.addProperty("vgw_ip", AddressText.of(connection.gatewayAddress()));
        json.addProperty("cgw_id", customerGatewayId(connection));
        connection.labels().tunnel().ifPresent(tunnel -> tunnel(json, tunnel));
        json.addProperty("enable_nqa", probed.contains(connection.id()));
        times(json, view.origin().createdAt(), view.origin().modifiedAt());
        json.addProperty("enterprise_project_id", enterpriseProject(connection));
        view.monitorId().ifPresent(id -> json.addProperty("connection_monitor_id", id.toString()));
        json.add("tags", tags(connection.labels().tags()));
        return json;
    }

    static JsonObject customerGateway(ConnectionView view) {
        var connection = view.connection();
        var json = new JsonObject();
        json.addProperty("id", customerGatewayId(connection));
        json.addProperty("name", "customer-gateway-of-" + connection.name());
        json.addProperty("id_type", "ip");
        json.addProperty("id_value", AddressText.of(connection.customerGatewayAddress()));
        json.addProperty("ip", AddressText.of(connection.customerGatewayAddress()));
        times(json, view.origin().createdAt(), view.origin().modifiedAt());
        return json;
    }

    /** One whose address may be seen from outside has it as its first EIP, any other as its private address. */
    static JsonObject gateway(ConnectionView view, long connections) {
        InetAddress address = view.connection().gatewayAddress();
        boolean isPrivate = address.isSiteLocalAddress();
        var json = new JsonObject();
        json.addProperty("id", gatewayId(view.connection()));
        json.addProperty("name", "gateway-" + AddressText.of(address));
        json.addProperty("status", "ACTIVE");
        json.addProperty("network_type", isPrivate ? "private" : "public");
        json.addProperty("used_connection_number", connections);
        if (isPrivate) {
            json.addProperty("access_private_ip_1", AddressText.of(address));
        } else {
            json.add("eip1", eip(address));
        }
        times(json, view.origin().createdAt(), view.origin().modifiedAt());
        return json;
    }

    private static JsonObject eip(InetAddress address) {
        var json = new JsonObject();
        json.addProperty("id", uuid("eip", address));
        json.addProperty("ip_version", address instanceof Inet4Address ? 4 : 6);
        json.addProperty("ip_address", AddressText.of(address));
        return json;
    }

    static String gatewayId(VpnConnection connection) {
        return uuid("vpn-gateway", connection.gatewayAddress());
    }

    static String customerGatewayId(VpnConnection connection) {
        return uuid("customer-gateway", connection.customerGatewayAddress());
    }

    static String enterpriseProject(VpnConnection connection) {
        return connection.labels().enterpriseProjectId().orElse(NO_PROJECT);
    }

    private static String uuid(String what, InetAddress address) {
        String text = what + "/" + AddressText.of(address);
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String status(Health health) {
        return switch (health) {
            case HEALTHY, DEGRADED -> "ACTIVE";
            case DOWN -> "DOWN";
            case UNKNOWN -> "UNKNOWN";
        };
    }

    /** The prefix is not known; the two fields have no other form than {@code 169.254.x.x/30}. */
    private static void tunnel(JsonObject json, Tunnel tunnel) {
        json.addProperty("tunnel_local_address", AddressText.of(tunnel.gateway()) + "/30");
        json.addProperty("tunnel_peer_address", AddressText.of(tunnel.customerGateway()) + "/30");
    }

    private static void times(JsonObject json, Instant createdAt, Instant updatedAt) {
        json.addProperty("created_at", TIME.format(createdAt));
        json.addProperty("updated_at", TIME.format(updatedAt));
    }

    private static JsonArray tags(Map<String, String> tags) {
        var list = new JsonArray();
        tags.forEach((key, value) -> {
            var tag = new JsonObject();
            tag.addProperty("key", key);
            tag.addProperty("value", value);
            list.add(tag);
        });
        return list;
    }
}
