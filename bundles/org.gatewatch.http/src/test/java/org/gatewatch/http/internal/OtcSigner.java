package org.gatewatch.http.internal;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs as Open Telekom Cloud's Go library does ({@code signer_helper.go} of v0.9.3), written anew from its rules; it has
 * none in Java. Paths need no encoding, and queries have one parameter at most.
 */
final class OtcSigner {
    private static final String AGENT = "golangsdk/2.0.0";

    private OtcSigner() {}

    static HttpRequest sign(String method, URI uri, String body) {
        String time = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(Instant.now());
        String scope = time.substring(0, 8) + "///sdk_request";
        String names =
                body.isEmpty() ? "accept;host;user-agent;x-sdk-date" : "accept;content-type;host;user-agent;x-sdk-date";
        String headers = "accept:application/json\n"
                + (body.isEmpty() ? "" : "content-type:application/json\n")
                + "host:" + uri.getAuthority() + "\nuser-agent:" + AGENT + "\nx-sdk-date:" + time + "\n";
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        String canonical = String.join("\n", method, uri.getRawPath() + "/", query, headers, names, hex(sha256(body)));
        String text = String.join("\n", "SDK-HMAC-SHA256", time, scope, hex(sha256(canonical)));
        byte[] key = ("SDK" + Gateway.SECRET).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        return HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .header("User-Agent", AGENT)
                .header("X-Sdk-Date", time)
                .header("X-Domain-Id", "added after signing")
                .header(
                        "Authorization",
                        "SDK-HMAC-SHA256 Credential=" + Gateway.WRITER + "/" + scope + ", SignedHeaders=" + names
                                + ", Signature=" + hex(hmac(key, text)))
                .build();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
