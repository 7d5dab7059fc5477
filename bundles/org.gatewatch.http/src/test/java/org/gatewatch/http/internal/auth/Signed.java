package org.gatewatch.http.internal.auth;

import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.http.HttpMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.gatewatch.http.internal.door.Request;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.utils.StringInputStream;

/** A request that a cloud's own library signed, in parts that can be changed. Names of headers are in lower case. */
record Signed(String method, String target, Map<String, String> headers, String body) {
    static final String KEY = "AKIDTEST";
    static final String SECRET = "a-secret-of-tests-0123456789";
    private static final String BODY = "{\"a\":\"größe\"}";
    private static final String PATH = "/monitors/a%20b%2Fc/probes";
    private static final String QUERY = "tagKeys=a%20b&tagKeys=c%26d&maxResults=1&z=%2B%3D";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssX", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** One of each scheme, by its name, with a body. */
    static Map<String, Signed> all() {
        return Map.of(
                "aws", aws(),
                "huawei", huawei(key()),
                "huawei derived", derived("vpn"),
                "otc", otc("with-body"));
    }

    /** One that OTC's library for Go sent: see README.md beside the files. */
    static Signed otc(String name) {
        try (var file = Signed.class.getResourceAsStream("/signed-by-otc/" + name + ".http")) {
            String[] parts = new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n\n", 2);
            String[] lines = parts[0].strip().split("\n", -1);
            String[] start = lines[0].split(" ", 3);
            var headers = new TreeMap<String, String>();
            for (int i = 1; i < lines.length; i++) {
                String[] header = lines[i].split(": ", 2);
                headers.put(header[0].toLowerCase(Locale.ROOT), header[1]);
            }
            return new Signed(start[0], start[1], headers, parts.length == 1 ? "" : parts[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Signed aws() {
        var unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(URI.create("https://gw.example:8443" + PATH + "?" + QUERY))
                .putHeader("Content-Type", "application/json")
                .putHeader("Host", "gw.example:8443")
                .build();
        var signed = AwsV4HttpSigner.create()
                .sign(it -> it.identity(AwsCredentialsIdentity.create(KEY, SECRET))
                        .request(unsigned)
                        .payload(() -> new StringInputStream(BODY))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "networkmonitor")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
                .request();
        var headers = new TreeMap<String, String>();
        signed.headers().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return new Signed("POST", PATH + "?" + QUERY, headers, BODY);
    }

    private static BasicCredentials key() {
        return new BasicCredentials().withAk(KEY).withSk(SECRET).withProjectId("p");
    }

    static Signed derived(String service) {
        var key = key().withDerivedPredicate(request -> true);
        key.processDerivedAuthParams(service, "eu-de");
        return huawei(key);
    }

    private static Signed huawei(BasicCredentials key) {
        var unsigned = com.huaweicloud.sdk.core.http.HttpRequest.newBuilder()
                .withMethod(HttpMethod.POST)
                .withEndpoint("https://gw.example:8443")
                .withPath("/v5/p/connection-monitors")
                .addQueryParam("enterprise_project_id", List.of("b c", "a&/ü"))
                .addQueryParam("vpn_connection_id", List.of("x"))
                .withContentType("application/json")
                .withBodyAsString(BODY)
                .build();
        var signed = key.syncProcessAuthRequest(unsigned, null);
        var headers = new TreeMap<String, String>();
        signed.getHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        headers.putIfAbsent("host", "gw.example:8443");
        return new Signed(
                "POST",
                "/v5/p/connection-monitors?enterprise_project_id=b%20c&enterprise_project_id=a%26%2F%C3%BC"
                        + "&vpn_connection_id=x",
                headers,
                BODY);
    }

    /** When it was signed. */
    Instant time() {
        String date = headers.getOrDefault("x-amz-date", headers.get("x-sdk-date"));
        return TIME.parse(date, Instant::from);
    }

    Request request() {
        var values = new HashMap<String, List<String>>();
        headers.forEach((name, value) -> values.put(name, List.of(value)));
        return new Request(method, target, values, body.getBytes(StandardCharsets.UTF_8));
    }

    Signed header(String name, UnaryOperator<String> change) {
        var changed = new TreeMap<>(headers);
        changed.compute(name, (key, value) -> change.apply(value == null ? "" : value));
        return new Signed(method, target, changed, body);
    }

    Signed without(String name) {
        var fewer = new TreeMap<>(headers);
        fewer.remove(name);
        return new Signed(method, target, fewer, body);
    }
}
