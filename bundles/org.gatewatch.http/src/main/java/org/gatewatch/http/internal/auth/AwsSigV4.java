package org.gatewatch.http.internal.auth;

import java.util.List;
import org.gatewatch.http.internal.door.Request;

/**
 * AWS Signature Version 4 in headers.
 *
 * @param region that must be signed for; empty for any
 */
record AwsSigV4(String region) implements Scheme {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String SERVICE = "networkmonitor";
    private static final String END = "aws4_request";

    @Override
    public boolean isOf(Authorization authorization) {
        return authorization.algorithm().equals(ALGORITHM) && authorization.hasCredential();
    }

    @Override
    public String headerPrefix() {
        return "x-amz-";
    }

    @Override
    public boolean signsAllItsHeaders() {
        return true;
    }

    @Override
    public void requireScope(List<String> scope, String day) throws Refusal {
        Scheme.require(scope.size() == 4 && scope.get(3).equals(END), "needed is KEY/DATE/REGION/SERVICE/" + END);
        Scheme.require(scope.get(0).equals(day), "its date is not that of the request");
        Scheme.require(region.isEmpty() || scope.get(1).equals(region), "the region is " + region);
        Scheme.require(scope.get(2).equals(SERVICE), "the service is " + SERVICE);
    }

    @Override
    public String signature(Request request, Signing signing) {
        String canonical = Canonical.request(
                request,
                Canonical.encodedTwice(request),
                Canonical.awsQuery(request),
                signing.signedHeaders(),
                Hashes.sha256Hex(request.body()));
        return ScopedKey.signature("AWS4", ALGORITHM, signing, canonical);
    }
}
