package org.gatewatch.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What OTC's library asks when it starts up, in the order in which it does, and what it does afterwards. */
class KeystoneTest {
    private static final String PASSWORD = """
            {"auth":{"identity":{"methods":["password"],"password":{"user":
            {"name":"%s","password":"%s","domain":{"name":"d"}}}},"scope":{%s}}}
            """;
    private static final String PROJECT_SCOPE = "\"project\":{\"name\":\"eu-de_office\",\"domain\":{\"name\":\"d\"}}";
    private static final String DOMAIN_SCOPE = "\"domain\":{\"name\":\"d\"}";
    private static final String MONITOR =
            "{\"connection_monitor\":{\"vpn_connection_id\":\"" + Gateway.CONNECTION + "\"}}\n";

    private final HttpClient client = HttpClient.newHttpClient();

    @AutoClose
    private Gateway gateway;

    @BeforeEach
    void serve(@TempDir Path root) {
        gateway = new Gateway(root);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> signed(String method, String path, String body) throws Exception {
        return send(OtcSigner.sign(method, gateway.uri().resolve(path), body));
    }

    private HttpResponse<String> login(String password, String scope) throws Exception {
        String body = PASSWORD.formatted("terraform", password, scope);
        return send(HttpRequest.newBuilder(gateway.uri().resolve("/v3/auth/tokens"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static JsonObject json(HttpResponse<String> response) {
        return JsonParser.parseString(response.body()).getAsJsonObject();
    }

    private static URI volumes(JsonObject catalog) {
        for (var service : catalog.getAsJsonArray("catalog")) {
            var object = service.getAsJsonObject();
            if (object.get("type").getAsString().equals("volumev2")) {
                return URI.create(object.getAsJsonArray("endpoints")
                        .get(0)
                        .getAsJsonObject()
                        .get("url")
                        .getAsString());
            }
        }
        throw new AssertionError(catalog.toString());
    }

    private HttpResponse<String> monitors(HttpResponse<String> login) throws Exception {
        String token = login.headers().firstValue("X-Subject-Token").orElseThrow();
        // As the library makes it: the first v2 and the first evs are replaced.
        String base = volumes(json(login).getAsJsonObject("token")).toString().replaceFirst("v2", "v5");
        return send(HttpRequest.newBuilder(URI.create(base + "/connection-monitors"))
                .header("X-Auth-Token", token)
                .build());
    }

    @Test
    void startsWithPassword() throws Exception {
        var login = login(Gateway.SECRET, PROJECT_SCOPE);

        assertEquals(201, login.statusCode());
        var token = json(login).getAsJsonObject("token");
        assertEquals(
                "eu-de_office", token.getAsJsonObject("project").get("name").getAsString());
        assertEquals(200, monitors(login).statusCode());
    }

    @Test
    void startsWithPasswordForDomain() throws Exception {
        var login = login(Gateway.SECRET, DOMAIN_SCOPE);

        var token = json(login).getAsJsonObject("token");
        assertEquals("terraform", token.getAsJsonObject("user").get("name").getAsString());
        assertFalse(token.has("project"));
        assertEquals(200, monitors(login).statusCode());
    }

    @Test
    void refusesWrongPassword() throws Exception {
        assertEquals(401, login("wrong", PROJECT_SCOPE).statusCode());
    }

    @Test
    void refusesTokenThatItDidNotGive() throws Exception {
        var response =
                send(HttpRequest.newBuilder(gateway.uri().resolve("/v5/" + Gateway.PROJECT + "/connection-monitors"))
                        .header("X-Auth-Token", "made-up")
                        .build());

        assertEquals(401, response.statusCode());
        assertEquals("VPN.0010", json(response).get("error_code").getAsString());
    }

    @Test
    void startsWithKeyAskingEverythingTwice() throws Exception {
        for (int i = 0; i < 2; i++) {
            var projects = json(signed("GET", "/v3/projects?name=eu-de", ""));
            assertEquals(
                    Gateway.PROJECT,
                    projects.getAsJsonArray("projects")
                            .get(0)
                            .getAsJsonObject()
                            .get("id")
                            .getAsString());
            assertEquals(200, signed("GET", "/v3/auth/domains?name=d", "").statusCode());
        }
        var catalog = json(signed("GET", "/v3/auth/catalog", ""));
        assertEquals(
                gateway.uri().resolve("/v2/" + Gateway.PROJECT).getPath(),
                volumes(catalog).getPath());
    }

    @Test
    void createsAndDeletesMonitorSignedAsGoDoes() throws Exception {
        String path = "/v5/" + Gateway.PROJECT + "/connection-monitors";
        var made = signed("POST", path, MONITOR);
        assertEquals(201, made.statusCode(), made.body());
        String id = json(made).getAsJsonObject("connection_monitor").get("id").getAsString();

        assertEquals(200, signed("GET", path + "/" + id, "").statusCode());
        assertEquals(204, signed("DELETE", path + "/" + id, "").statusCode());
        assertEquals(404, signed("GET", path + "/" + id, "").statusCode());
    }

    @Test
    void startsWithToken() throws Exception {
        String token = login(Gateway.SECRET, PROJECT_SCOPE)
                .headers()
                .firstValue("X-Subject-Token")
                .orElseThrow();

        var seen = send(HttpRequest.newBuilder(gateway.uri().resolve("/v3/auth/tokens"))
                .header("X-Auth-Token", token)
                .header("X-Subject-Token", token)
                .build());

        assertEquals(200, seen.statusCode());
    }
}
