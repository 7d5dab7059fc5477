package org.gatewatch.shell.internal.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final String HIDDEN = "Geheim-4711";

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
                "serverUri = tcp://user:Geheim-4711@broker:1883"
            })
    void takesOutEverySecret(String text) {
        assertFalse(Secrets.without(text).contains(HIDDEN), Secrets.without(text));
    }

    @Test
    void leavesEverythingElse() {
        String text = "serverUri = tcp://broker:1883\nlisten.port = 1161\nmonitorName: branches\n";
        assertEquals(text, Secrets.without(text));
    }

    /** Whatever key of a shipped file is typed as a password, a value in it does not come out. */
    @Test
    void takesOutWhatEveryShippedSettingHides() throws IOException {
        for (String name : List.of("mqtt", "snmp")) {
            String file = Files.readString(Path.of("../../config/org.gatewatch." + name + ".cfg"));
            String filled = file.replaceAll("(?m)^((?:.*pass.*|.*community) =).*$", "$1 " + HIDDEN);
            assertFalse(Secrets.without(filled).contains(HIDDEN), name);
        }
    }
}
