package org.gatewatch.http.internal.auth;

import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.gatewatch.http.internal.door.Request;
import org.gatewatch.http.internal.door.Request.Parameter;

/**
 * Huawei's signature with a derived key: {@code V11-HMAC-SHA256 Credential=…}. The key is the first block of HKDF (RFC
 * 5869), written as hexadecimal digits.
 *
 * @param region that must be signed for; empty for any
 * @param values how values of one parameter are sorted
 */
record HuaweiDerived(String region, Comparator<Parameter> values) implements Scheme {
    private static final String ALGORITHM = "V11-HMAC-SHA256";
    private static final Set<String> SERVICES = Set.of("vpn", "ces", "iam");
    private static final String FIRST_BLOCK = "\u0001";

    @Override
    public boolean isOf(Authorization authorization) {
        return authorization.algorithm().equals(ALGORITHM) && authorization.hasCredential();
    }

    @Override
    public String headerPrefix() {
        return "x-sdk-";
    }

    @Override
    public void requireScope(List<String> scope, String day) throws Refusal {
        Scheme.require(scope.size() == 3, "needed is KEY/DATE/REGION/SERVICE");
        Scheme.require(scope.get(0).equals(day), "its date is not that of the request");
        Scheme.require(region.isEmpty() || scope.get(1).equals(region), "the region is " + region);
        Scheme.require(SERVICES.contains(scope.get(2)), "the service is one of vpn, ces and iam");
    }

    @Override
    public String signature(Request request, Signing signing) {
        String info = String.join("/", signing.scope());
        byte[] extracted = Hashes.hmac(Hashes.bytes(signing.keyId()), signing.secret());
        String key = HexFormat.of().formatHex(Hashes.hmac(extracted, info + FIRST_BLOCK));
        String hash = Hashes.sha256Hex(HuaweiSimple.canonical(request, signing, values));
        String text = String.join("\n", ALGORITHM, signing.time(), info, hash);
        return HexFormat.of().formatHex(Hashes.hmac(Hashes.bytes(key), text));
    }
}
