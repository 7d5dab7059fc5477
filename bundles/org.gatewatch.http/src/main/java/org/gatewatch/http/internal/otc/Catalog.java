package org.gatewatch.http.internal.otc;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import org.gatewatch.http.internal.door.Request;

/**
 * Where clients find what they need: all at the host that they asked. OTC's library makes the VPN's endpoint out of that of
 * {@code volumev2}, replacing the first {@code v2} by {@code v5} and {@code evs} by {@code vpn}; so there is one.
 *
 * @param project whose it is
 * @param scheme {@code https} or {@code http}
 */
record Catalog(Project project, String scheme) {
    JsonArray of(Request request, String projectName) {
        String base = scheme + "://" + request.header("host").orElse("localhost");
        String region = region(projectName);
        var services = new JsonArray();
        services.add(service("volumev2", "evs", base + "/v2/" + project.id(), region));
        services.add(service("vpn", "vpn", base + "/v5/" + project.id(), region));
        services.add(service("identity", "iam", base + "/v3", region));
        services.add(service("cesv1", "ces", base + "/V1.0/" + project.id(), region));
        return services;
    }

    /** As it is set, or as projects of OTC and Huawei begin: {@code eu-de} in {@code eu-de_office}. */
    private String region(String projectName) {
        return project.region().isEmpty() ? projectName.replaceFirst("_.*", "") : project.region();
    }

    private static JsonObject service(String type, String name, String url, String region) {
        var endpoint = new JsonObject();
        endpoint.addProperty("id", type);
        endpoint.addProperty("interface", "public");
        endpoint.addProperty("region", region);
        endpoint.addProperty("region_id", region);
        endpoint.addProperty("url", url);
        var endpoints = new JsonArray();
        endpoints.add(endpoint);
        var service = new JsonObject();
        service.addProperty("id", type);
        service.addProperty("type", type);
        service.addProperty("name", name);
        service.add("endpoints", endpoints);
        return service;
    }
}
