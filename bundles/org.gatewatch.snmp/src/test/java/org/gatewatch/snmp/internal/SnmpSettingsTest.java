package org.gatewatch.snmp.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snmp4j.smi.OID;

class SnmpSettingsTest {
    private static final Path CASES = Path.of("src/test/resources/config");
    private static final Path SHIPPED = Path.of("../../config/org.gatewatch.snmp.cfg");

    @Test
    void listensOnLoopbackForCommunityPublicByDefault() throws IOException {
        var hostName = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();

        assertEquals(
                new SnmpSettings(
                        new InetSocketAddress(Samples.address("127.0.0.1"), 1161),
                        Optional.of("public"),
                        List.of(),
                        Set.of(),
                        hostName,
                        "",
                        "",
                        new GatewatchMib(new OID("1.3.6.1.4.1.8072.9999.9999.71")),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        List.of(),
                        new NotificationSettings(
                                new NotificationPolicy(Set.of(NotificationPolicy.Kind.HEALTH), 1, 1),
                                List.of(),
                                true,
                                Optional.empty())),
                SnmpSettings.of(ConfigFile.empty().typed()));
    }

    @Test
    void shippedFileHasEveryKeyWithItsDefault() throws IOException {
        var shipped = ConfigFile.read(SHIPPED);

        assertEquals(ConfigFile.knownKeys(), shipped.keys());
        assertEquals(SnmpSettings.of(ConfigFile.empty().typed()), SnmpSettings.of(shipped.typed()));
    }

    @Test
    void takesAnIpv6AddressAndAnSnmpv3User() throws IOException {
        assertEquals(
                new SnmpSettings(
                        new InetSocketAddress(Samples.address("::"), 161),
                        Optional.empty(),
                        List.of(Samples.USER),
                        Set.of(),
                        "gw1",
                        "noc@example.net",
                        "Berlin",
                        new GatewatchMib(new OID("1.3.6.1.4.1.32473.1")),
                        Optional.of(Path.of("/var/agentx/master")),
                        false,
                        Optional.empty(),
                        List.of(),
                        new NotificationSettings(
                                new NotificationPolicy(
                                        Set.of(
                                                NotificationPolicy.Kind.TEST_FAILURE,
                                                NotificationPolicy.Kind.TEST_COMPLETION),
                                        3,
                                        10),
                                List.of(
                                        new InetSocketAddress(Samples.address("192.0.2.1"), 162),
                                        new InetSocketAddress(Samples.address("2001:db8::1"), 10162)),
                                false,
                                Optional.empty())),
                read("v3-on-every-address"));
    }

    @Test
    void takesSeveralUsersOfWhomSomeMayWrite() throws IOException {
        var settings = read("several-users");

        assertEquals(
                List.of(Samples.USER, new User("noc", User.Authentication.SHA_512, "-", User.Privacy.AES_256, "-")),
                settings.users());
        assertEquals(Set.of("noc"), settings.writers());
    }

    @Test
    void takesAnUnusualCommunityOnAnyAddress() throws IOException {
        assertEquals(Optional.of("Xw7-qq0_2"), read("community-on-lan").community());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "listen-on-name | listen.address 'localhost': allowed is an IPv4 or IPv6 address, not a name",
                "listen-on-bad-address | listen.address '192.0.2.300': allowed is an IPv4 or IPv6 address, not a name",
                "port-too-large | listen.port 65536: allowed is 1 to 65535",
                "public-on-lan | v2c.community 'public': allowed on a loopback address only, and listen.address is"
                        + " 192.0.2.1; use SNMPv3 (v3.user) with an empty v2c.community, or a community that nobody"
                        + " guesses",
                "community-too-long | v2c.community: allowed are at most 32 octets, it has 33",
                "nobody-may-read | v2c.community and v3.user are both empty: nobody could read; set one of them",
                "mib-under-mib-2 | mib.base '1.3.6.1.2.1.80': allowed is an OID of 6 to 32 numbers that begins with"
                        + " 1.3 and is not under mib-2 (1.3.6.1.2.1), such as 1.3.6.1.4.1.NUMBER.1",
                "agentx-relative | agentx.socket 'master': allowed is an absolute path",
                "sources-missing-on-lan | v2c.sources is empty: allowed on a loopback address only, and listen.address"
                        + " is 192.0.2.1; set the networks that may ask, such as 192.0.2.0/24",
                "sources-not-networks | v2c.sources '192.0.2.0/33': allowed are IPv4 and IPv6 networks such as"
                        + " 192.0.2.0/24, with commas between them",
                "notify-what | notify.kinds 'health, everything': allowed are health, connectionHealth, probeFailure,"
                        + " testFailure, testCompletion with commas between them, or nothing",
                "notify-by-name | notify.receivers 'nms.example.net:162': allowed are ADDRESS:PORT and [IPV6]:PORT with"
                        + " commas between them, and no names",
                "notify-as-nobody | notify.receivers '192.0.2.1:162': needs v3.user, or notify.community for SNMPv2c,"
                        + " and both are empty",
                "notify-filter-too-large | notify.probe.failures 16: allowed is 0 to 15",
                "users-same-name | v3.users: 'nms' is there twice",
                "users-too-few-words | v3.users: each is NAME AUTHENTICATION PASSPHRASE PRIVACY PASSPHRASE, such as noc"
                        + " SHA-512 ... AES-256 ..., with commas between them; one has 3 words instead of 5",
                "users-md5 | v3.users 'MD5': allowed are SHA-256, SHA-384, SHA-512",
                "users-des | v3.users 'DES': allowed are AES-128, AES-256",
                "writer-unknown | write.users 'noc': allowed are names of SNMPv3 users, and there is no such one",
                "inform-with-stored-keys | notify.acknowledged true: needs the passphrases of the first SNMPv3 user,"
                        + " because an inform's keys are made for its receiver",
                "user-too-long | v3.user '123456789012345678901234567890123': allowed are at most 32 octets",
                "passphrase-missing | v3.auth.passphrase: allowed are at least 8 characters, it has 0",
                "passphrase-too-short | v3.priv.passphrase: allowed are at least 8 characters, it has 7",
            })
    void rejectsWithKeyValueAndWhatIsAllowed(String file, String message) {
        var rejection = assertThrows(IllegalArgumentException.class, () -> read(file));

        assertEquals(message, rejection.getMessage());
    }

    @Test
    void rejectsATextThatTheSystemGroupCannotHold() throws IOException {
        var config = ConfigFile.read(CASES.resolve("location-too-long.cfg")).typed();

        var rejection = assertThrows(IllegalArgumentException.class, () -> SnmpSettings.of(config));

        assertEquals(
                "sys.location '" + config.sys_location() + "': allowed are at most 255 octets", rejection.getMessage());
    }

    @Test
    void neverPrintsASecret() throws IOException {
        var printed = read("v3-on-every-address").toString() + read("community-on-lan");

        assertFalse(printed.contains("passphrase"), printed);
        assertFalse(printed.contains("Xw7-qq0_2"), printed);
    }

    private static SnmpSettings read(String name) throws IOException {
        return SnmpSettings.of(ConfigFile.read(CASES.resolve(name + ".cfg")).typed());
    }
}
