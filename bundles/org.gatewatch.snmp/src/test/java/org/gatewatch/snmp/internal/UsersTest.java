package org.gatewatch.snmp.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatewatch.api.probe.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several users of SNMPv3, as net-snmp's tools meet them. */
class UsersTest {
    private static final String SYS_NAME = "1.3.6.1.2.1.1.5.0";
    private static final EngineState ENGINE = new EngineState("80001f8805000102030405060708090a0b", 1);

    @TempDir
    Path data = Path.of("");

    private final List<SnmpAgent> agents = new ArrayList<>();

    @AfterEach
    void stopAgents() {
        agents.forEach(SnmpAgent::stop);
    }

    private NetSnmp agent(String users) throws IOException {
        Map<String, String> values = new HashMap<>(Map.of("sys.name", "gw1", "v3.users", users));
        values.put("listen.port", "11611");
        agents.forEach(SnmpAgent::stop);
        var agent = new SnmpAgent(
                new Framework(data).context(), SnmpSettings.of(SnmpSettingsValidator.typed(values)), Clock.system());
        agents.add(agent);
        await().until(() -> agent.server().localAddress().isPresent());
        Files.deleteIfExists(data.resolve("cert_indexes"));
        return new NetSnmp(agent.server().localAddress().orElseThrow(), data);
    }

    private static List<String> as(String user, String auth, String priv) {
        return List.of(
                "-v3",
                "-l",
                "authPriv",
                "-u",
                user,
                "-a",
                auth,
                "-A",
                "auth-passphrase",
                "-x",
                priv,
                "-X",
                "priv-passphrase");
    }

    @ParameterizedTest
    @CsvSource({
        "SHA-256, AES-128, AES",
        "SHA-384, AES-128, AES",
        "SHA-512, AES-256, AES-256",
        "SHA-256, AES-256, AES-256"
    })
    void readWithStrongerAlgorithms(String auth, String priv, String netSnmpPriv) throws IOException {
        var netSnmp = agent("noc " + auth + " auth-passphrase " + priv + " priv-passphrase");

        assertEquals(
                List.of("." + SYS_NAME + " = STRING: \"gw1\""),
                netSnmp.run("snmpget", as("noc", auth, netSnmpPriv), SYS_NAME));
    }

    @Test
    void keepTheirKeysWhenPassphrasesAreTakenOut() throws IOException {
        agent("nms SHA-256 auth-passphrase AES-128 priv-passphrase, noc SHA-512 auth-passphrase AES-256"
                + " priv-passphrase");

        var netSnmp = agent("nms SHA-256 - AES-128 -, noc SHA-512 - AES-256 -");

        for (var user : List.of(as("nms", "SHA-256", "AES"), as("noc", "SHA-512", "AES-256"))) {
            assertEquals(List.of("." + SYS_NAME + " = STRING: \"gw1\""), netSnmp.run("snmpget", user, SYS_NAME));
        }
    }

    @Test
    void leaveNoPassphraseOnTheDiskAndTheirKeysToTheOwner() throws IOException {
        UserKeys.of(List.of(Samples.USER), ENGINE, data);

        Path file = data.resolve("keys");
        assertFalse(Files.readString(file).contains("passphrase"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void areNotTakenWithKeysThatWereNeverStored() {
        var stored = new User("nms", User.Authentication.SHA_256, "-", User.Privacy.AES_128, "-");

        var failure = assertThrows(IOException.class, () -> UserKeys.of(List.of(stored), ENGINE, data));

        assertEquals(
                "no keys of SNMPv3 user 'nms' with SHA_256 and AES_128 are stored: give its passphrases once",
                failure.getMessage());
    }
}
