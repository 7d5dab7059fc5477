package org.gatewatch.http.internal.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.http.HttpMethod;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.gatewatch.http.internal.auth.Refusal.Kind;
import org.gatewatch.http.internal.door.Request;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.utils.StringInputStream;

/** Requests that the real SDKs signed are let in; with anything of them changed they are not. */
class SignaturesTest {
    private static final String KEY = "AKIDTEST";
    private static final String SECRET = "a-secret-of-tests-0123456789";
    private static final String BODY = "{\"a\":\"größe\"}";
    private static final String PATH = "/monitors/a%20b%2Fc/probes";
    private static final String QUERY = "tagKeys=a%20b&tagKeys=c%26d&maxResults=1&z=%2B%3D";

    @TempDir
    Path folder;

    private KeyRing keys;
    private Authenticator authenticator;
    private Instant now = Instant.now();

    /** A signed request, in parts that can be changed. */
    private record Signed(String method, String target, Map<String, String> headers, String body) {
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

    @BeforeEach
    void readKeys() throws IOException {
        Path file =
                Files.writeString(folder.resolve("keys"), "key=" + KEY + " secret=" + SECRET + " rights=read-write\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        keys = KeyRing.read(file);
        authenticator = authenticator("");
    }

    private Authenticator authenticator(String region) {
        InstantSource clock = () -> now;
        return new Authenticator(keys, new Tokens(clock), region, Duration.ofMinutes(5), clock);
    }

    private static Signed aws() {
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

    private static Signed derived(String service) {
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

    private static Map<String, Signed> all() {
        return Map.of("aws", aws(), "huawei", huawei(key()), "huawei derived", derived("vpn"));
    }

    @TestFactory
    Stream<DynamicTest> letsInWhatSdksSigned() {
        return all().entrySet().stream()
                .map(each -> dynamicTest(each.getKey(), () -> {
                    now = Instant.now();
                    assertEquals(
                            KEY,
                            authenticator
                                    .authenticate(each.getValue().request())
                                    .key());
                }));
    }

    private static String lastChanged(String text) {
        char last = text.charAt(text.length() - 1);
        return text.substring(0, text.length() - 1) + (char) (last ^ 1);
    }

    private static Map<String, UnaryOperator<Signed>> changes() {
        var changes = new TreeMap<String, UnaryOperator<Signed>>();
        changes.put("body", it -> new Signed(it.method, it.target, it.headers, it.body.replace('a', 'b')));
        changes.put("method", it -> new Signed("PUT", it.target, it.headers, it.body));
        changes.put("path", it -> new Signed(it.method, it.target.replaceFirst("s\\?", "r?"), it.headers, it.body));
        changes.put("query", it -> new Signed(it.method, it.target + "&x=y", it.headers, it.body));
        changes.put("query value", it -> new Signed(it.method, lastChanged(it.target), it.headers, it.body));
        changes.put("signature", it -> it.header("authorization", SignaturesTest::lastChanged));
        changes.put("host", it -> it.header("host", SignaturesTest::lastChanged));
        changes.put("key", it -> it.header("authorization", value -> value.replace(KEY, "AKIDTESU")));
        changes.put("unsigned host", it -> it.header("authorization", value -> value.replace("host;", "")));
        changes.put(
                "other algorithm",
                it -> it.header(
                        "authorization", value -> "SDK-ECDSA-P256-SHA256" + value.substring(value.indexOf(' '))));
        changes.put(
                "confused algorithm",
                it -> it.header(
                        "authorization",
                        value -> value.contains("Access=")
                                ? value.replace("SDK-HMAC-SHA256", "AWS4-HMAC-SHA256")
                                : "SDK-HMAC-SHA256" + value.substring(value.indexOf(' '))));
        changes.put("no date", it -> it.without("x-amz-date").without("x-sdk-date"));
        changes.put(
                "other date",
                it -> it.header(
                        it.headers.containsKey("x-amz-date") ? "x-amz-date" : "x-sdk-date",
                        value -> value.replaceFirst(".Z$", value.endsWith("0Z") ? "1Z" : "0Z")));
        changes.put("temporary key", it -> it.header("x-amz-security-token", value -> "t"));
        changes.put("no authorization", it -> it.without("authorization"));
        changes.put("torn authorization", it -> it.header("authorization", value -> value.substring(0, 40)));
        return changes;
    }

    @TestFactory
    Stream<DynamicTest> refusesAnythingChanged() {
        return all().entrySet().stream().flatMap(each -> changes().entrySet().stream()
                .map(change -> dynamicTest(each.getKey() + ", " + change.getKey(), () -> {
                    now = Instant.now();
                    var changed = change.getValue().apply(each.getValue()).request();
                    assertThrows(Refusal.class, () -> authenticator.authenticate(changed));
                })));
    }

    @TestFactory
    Stream<DynamicTest> refusesOldAndFutureRequests() {
        return all().entrySet().stream().flatMap(each -> Stream.of(-330, 330)
                .map(seconds -> dynamicTest(each.getKey() + " " + seconds, () -> {
                    now = Instant.now().plusSeconds(seconds);
                    var refusal = assertThrows(
                            Refusal.class,
                            () -> authenticator.authenticate(each.getValue().request()));
                    assertEquals(Kind.SKEWED, refusal.kind());
                })));
    }

    @Test
    void refusesScopeOfOtherServiceRegionAndDay() throws IOException {
        for (String part : List.of(
                "networkmonitor",
                "aws4_request",
                aws().headers().get("x-amz-date").substring(0, 8))) {
            var changed = aws().header("authorization", value -> value.replace("/" + part, "/x"));
            assertThrows(Refusal.class, () -> authenticator.authenticate(changed.request()), part);
        }
    }

    @Test
    void refusesDerivedKeyOfOtherService() {
        var refusal = assertThrows(
                Refusal.class, () -> authenticator.authenticate(derived("ecs").request()));

        assertEquals(Kind.INCOMPLETE, refusal.kind());
    }

    /** AWS's SDK signs for us-east-1 here, Huawei's with a derived key for eu-de. */
    @Test
    void refusesSignaturesForOtherRegionsThanTheConfiguredOne() throws Refusal {
        var american = authenticator("us-east-1");
        var german = authenticator("eu-de");

        assertEquals(KEY, american.authenticate(aws().request()).key());
        assertEquals(KEY, german.authenticate(derived("vpn").request()).key());
        for (Executable wrong : List.<Executable>of(
                () -> german.authenticate(aws().request()),
                () -> american.authenticate(derived("vpn").request()))) {
            assertEquals(Kind.INCOMPLETE, assertThrows(Refusal.class, wrong).kind());
        }
    }

    @Test
    void refusesUnsignedPayload() {
        var changed = aws().header("x-amz-content-sha256", value -> "UNSIGNED-PAYLOAD");

        assertThrows(Refusal.class, () -> authenticator.authenticate(changed.request()));
    }

    @Test
    void refusesUnsignedHeaderOfAws() {
        var changed = aws().header("x-amz-other", value -> "1");

        assertThrows(Refusal.class, () -> authenticator.authenticate(changed.request()));
    }

    @Test
    void refusesKeysThatOthersMayRead() throws IOException {
        Path file = Files.setPosixFilePermissions(folder.resolve("keys"), PosixFilePermissions.fromString("rw-r-----"));

        var refusal = assertThrows(IOException.class, () -> KeyRing.read(file));

        assertEquals(file + ": others than its owner may read it: chmod 600", refusal.getMessage());
    }

    @Test
    void forgetsTokenAfterDay() throws Exception {
        var tokens = new Tokens(() -> now);
        String token = tokens.issue(Caller.NOBODY, false);
        now = now.plus(Tokens.LIFE);

        assertEquals(false, tokens.find(token).isPresent());
    }
}
