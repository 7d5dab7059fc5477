package org.gatewatch.http.internal.auth;

import java.util.List;
import org.gatewatch.http.internal.door.Request;

/**
 * What Open Telekom Cloud's Go library, and so its Terraform provider, signs with: {@code SDK-HMAC-SHA256 Credential=…},
 * with an algorithm that is named as Huawei's and is another one. Region and service are empty in its scope.
 */
record OtcLegacy() implements Scheme {
    private static final String END = "sdk_request";

    @Override
    public boolean isOf(Authorization authorization) {
        return authorization.algorithm().equals(HuaweiSimple.ALGORITHM) && authorization.hasCredential();
    }

    @Override
    public String headerPrefix() {
        return "x-sdk-";
    }

    @Override
    public void requireScope(List<String> scope, String day) throws Refusal {
        Scheme.require(scope.size() == 4 && scope.get(3).equals(END), "needed is KEY/DATE///" + END);
        Scheme.require(scope.get(0).equals(day), "its date is not that of the request");
    }

    @Override
    public String signature(Request request, Signing signing) {
        boolean isQueryPayload = request.method().equals("POST") && !request.hasBody();
        String canonical = Canonical.request(
                request,
                Canonical.encodedOnce(request),
                isQueryPayload ? "" : Canonical.otcQuery(request),
                signing.signedHeaders(),
                isQueryPayload ? Hashes.sha256Hex(Canonical.otcForm(request)) : Hashes.sha256Hex(request.body()));
        return ScopedKey.signature("SDK", HuaweiSimple.ALGORITHM, signing, canonical);
    }
}
