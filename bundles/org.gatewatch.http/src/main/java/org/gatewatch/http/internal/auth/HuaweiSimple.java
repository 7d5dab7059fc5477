package org.gatewatch.http.internal.auth;

import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.gatewatch.http.internal.door.Request;
import org.gatewatch.http.internal.door.Request.Parameter;

/**
 * Huawei's signature with the secret itself: {@code SDK-HMAC-SHA256 Access=…}.
 *
 * @param values how values of one parameter are sorted
 */
record HuaweiSimple(Comparator<Parameter> values) implements Scheme {
    static final String ALGORITHM = "SDK-HMAC-SHA256";

    @Override
    public boolean isOf(Authorization authorization) {
        return authorization.algorithm().equals(ALGORITHM) && !authorization.hasCredential();
    }

    @Override
    public String headerPrefix() {
        return "x-sdk-";
    }

    @Override
    public void requireScope(List<String> scope, String day) {
        // It has none: whoever has the key may use it for every region and service.
    }

    @Override
    public String signature(Request request, Signing signing) {
        String text =
                String.join("\n", ALGORITHM, signing.time(), Hashes.sha256Hex(canonical(request, signing, values)));
        return HexFormat.of().formatHex(Hashes.hmac(Hashes.bytes(signing.secret()), text));
    }

    static String canonical(Request request, Signing signing, Comparator<Parameter> values) {
        return Canonical.request(
                request,
                Canonical.encodedOnce(request),
                Canonical.huaweiQuery(request, values),
                signing.signedHeaders(),
                Hashes.sha256Hex(request.body()));
    }
}
