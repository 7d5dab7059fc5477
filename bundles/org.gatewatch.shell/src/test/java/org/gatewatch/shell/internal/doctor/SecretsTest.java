package org.gatewatch.shell.internal.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final String HIDDEN = "Geheim-4711";

    private final Secrets secrets = new Secrets(List.of("v3.users"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password = Geheim-4711",
                "password=Geheim-4711 with blanks",
                "v3.auth.passphrase: Geheim-4711",
                "  v3.priv.passphrase =   Geheim-4711",
                "v2c.community = Geheim-4711",
                "notify.community Geheim-4711",
                "#password = Geheim-4711",
                "PASSWORD = first \\\n   Geheim-4711",
                "key=ID secret=Geheim-4711 rights=read-only",
                "key=ID rights=read-only secret=Geheim-4711",
                "v3.users = noc SHA-512 Geheim-4711 AES-256 Geheim-4711",
                "v3.users\tnoc SHA-512 Geheim-4711 AES-256 Geheim-4711",
                "#v3.users=a SHA-256 1 AES-128 2,\\\n  noc SHA-512 Geheim-4711 AES-256 Geheim-4711",
                "serverUri = tcp://user:Geheim-4711@broker:1883"
            })
    void takesOutEverySecret(String text) {
        assertFalse(secrets.without(text).contains(HIDDEN), secrets.without(text));
    }

    @Test
    void leavesEverythingElse() {
        String text = "serverUri = tcp://broker:1883\nlisten.port = 1161\nmonitorName: branches\nwrite.users = noc\n";
        assertEquals(text, secrets.without(text));
    }
}
