package org.gatewatch.http.internal.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.gatewatch.http.internal.auth.Refusal.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that the real SDKs signed are let in; with anything of them changed they are not. */
class SignaturesTest {
    private static final String KEY = Signed.KEY;

    @TempDir
    Path folder;

    private KeyRing keys;
    private Authenticator authenticator;
    private Instant now = Instant.now();

    @BeforeEach
    void readKeys() throws IOException {
        Path file = Files.writeString(
                folder.resolve("keys"), "key=" + KEY + " secret=" + Signed.SECRET + " rights=read-write\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        keys = KeyRing.read(file);
        authenticator = authenticator("");
    }

    private Authenticator authenticator(String region) {
        InstantSource clock = () -> now;
        return new Authenticator(keys, new Tokens(clock), region, Duration.ofMinutes(5), clock);
    }

    @TestFactory
    Stream<DynamicTest> letsInWhatSdksSigned() {
        return Signed.all().entrySet().stream()
                .map(each -> dynamicTest(each.getKey(), () -> {
                    now = each.getValue().time();
                    assertEquals(
                            KEY,
                            authenticator
                                    .authenticate(each.getValue().request())
                                    .key());
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"with-query", "query-as-payload", "encoded-path"})
    void letsInWhateverOtcsLibrarySigned(String name) throws Refusal {
        Signed signed = Signed.otc(name);
        now = signed.time();

        assertEquals(KEY, authenticator.authenticate(signed.request()).key());
    }

    private static String lastChanged(String text) {
        char last = text.charAt(text.length() - 1);
        return text.substring(0, text.length() - 1) + (char) (last ^ 1);
    }

    private static Map<String, UnaryOperator<Signed>> changes() {
        var changes = new TreeMap<String, UnaryOperator<Signed>>();
        changes.put(
                "body",
                it -> new Signed(
                        it.method(), it.target(), it.headers(), it.body().replace('a', 'b')));
        changes.put("method", it -> new Signed("PUT", it.target(), it.headers(), it.body()));
        changes.put(
                "path", it -> new Signed(it.method(), it.target().replaceFirst("s\\?", "r?"), it.headers(), it.body()));
        changes.put("query", it -> new Signed(it.method(), it.target() + "&x=y", it.headers(), it.body()));
        changes.put("query value", it -> new Signed(it.method(), lastChanged(it.target()), it.headers(), it.body()));
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
                        value -> value.startsWith("SDK-HMAC-SHA256")
                                ? value.replace("SDK-HMAC-SHA256", "AWS4-HMAC-SHA256")
                                : "SDK-HMAC-SHA256" + value.substring(value.indexOf(' '))));
        changes.put("no date", it -> it.without("x-amz-date").without("x-sdk-date"));
        changes.put(
                "other date",
                it -> it.header(
                        it.headers().containsKey("x-amz-date") ? "x-amz-date" : "x-sdk-date",
                        value -> value.replaceFirst(".Z$", value.endsWith("0Z") ? "1Z" : "0Z")));
        changes.put("temporary key", it -> it.header("x-amz-security-token", value -> "t"));
        changes.put("no authorization", it -> it.without("authorization"));
        changes.put("torn authorization", it -> it.header("authorization", value -> value.substring(0, 40)));
        return changes;
    }

    @TestFactory
    Stream<DynamicTest> refusesAnythingChanged() {
        return Signed.all().entrySet().stream().flatMap(each -> changes().entrySet().stream()
                .map(change -> dynamicTest(each.getKey() + ", " + change.getKey(), () -> {
                    now = each.getValue().time();
                    var changed = change.getValue().apply(each.getValue()).request();
                    assertThrows(Refusal.class, () -> authenticator.authenticate(changed));
                })));
    }

    @TestFactory
    Stream<DynamicTest> refusesOldAndFutureRequests() {
        return Signed.all().entrySet().stream().flatMap(each -> Stream.of(-330, 330)
                .map(seconds -> dynamicTest(each.getKey() + " " + seconds, () -> {
                    now = each.getValue().time().plusSeconds(seconds);
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
                Signed.aws().headers().get("x-amz-date").substring(0, 8))) {
            var changed = Signed.aws().header("authorization", value -> value.replace("/" + part, "/x"));
            assertThrows(Refusal.class, () -> authenticator.authenticate(changed.request()), part);
        }
    }

    @Test
    void refusesDerivedKeyOfOtherService() {
        var refusal = assertThrows(
                Refusal.class,
                () -> authenticator.authenticate(Signed.derived("ecs").request()));

        assertEquals(Kind.INCOMPLETE, refusal.kind());
    }

    /** AWS's SDK signs for us-east-1 here, Huawei's with a derived key for eu-de. */
    @Test
    void refusesSignaturesForOtherRegionsThanTheConfiguredOne() throws Refusal {
        var american = authenticator("us-east-1");
        var german = authenticator("eu-de");

        assertEquals(KEY, american.authenticate(Signed.aws().request()).key());
        assertEquals(KEY, german.authenticate(Signed.derived("vpn").request()).key());
        for (Executable wrong : List.<Executable>of(
                () -> german.authenticate(Signed.aws().request()),
                () -> american.authenticate(Signed.derived("vpn").request()))) {
            assertEquals(Kind.INCOMPLETE, assertThrows(Refusal.class, wrong).kind());
        }
    }

    @Test
    void refusesUnsignedPayload() {
        var changed = Signed.aws().header("x-amz-content-sha256", value -> "UNSIGNED-PAYLOAD");

        assertThrows(Refusal.class, () -> authenticator.authenticate(changed.request()));
    }

    @Test
    void refusesUnsignedHeaderOfAws() {
        var changed = Signed.aws().header("x-amz-other", value -> "1");

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
