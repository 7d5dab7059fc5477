package org.gatewatch.http.internal.auth;

import java.util.HexFormat;
import org.gatewatch.http.internal.auth.Scheme.Signing;

/** Signs with a key that is derived for a scope part by part, as AWS does it, and after it OTC's older signer. */
final class ScopedKey {
    private ScopedKey() {}

    static String signature(String prefix, String algorithm, Signing signing, String canonical) {
        byte[] key = Hashes.bytes(prefix + signing.secret());
        for (String part : signing.scope()) {
            key = Hashes.hmac(key, part);
        }
        String text = String.join(
                "\n", algorithm, signing.time(), String.join("/", signing.scope()), Hashes.sha256Hex(canonical));
        return HexFormat.of().formatHex(Hashes.hmac(key, text));
    }
}
