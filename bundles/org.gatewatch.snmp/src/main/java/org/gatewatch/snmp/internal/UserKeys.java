package org.gatewatch.snmp.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.smi.OctetString;

/**
 * Keys of one user that are good for one engine alone (RFC 3414 section 2.6): who steals them cannot use them elsewhere.
 * They are kept, readable by the owner only, so that a passphrase may be taken out of the configuration after a first
 * start with it.
 *
 * @param user whose they are
 * @param authKey of the user's authentication protocol
 * @param privKey of the user's privacy protocol
 */
record UserKeys(User user, OctetString authKey, OctetString privKey) {
    private static final HexFormat HEX = HexFormat.of();

    /** Keys of all users, from their passphrases or from the file of the last time; writes the file when it changed. */
    static List<UserKeys> of(List<User> users, EngineState engine, Path folder) throws IOException {
        Path file = folder.resolve("keys");
        List<String> stored = Files.exists(file) ? Files.readAllLines(file, StandardCharsets.US_ASCII) : List.of();
        var keys = new ArrayList<UserKeys>();
        for (User user : users) {
            keys.add(user.isStored() ? find(user, engine, stored) : localised(user, engine));
        }
        var lines = keys.stream().map(each -> each.line(engine)).toList();
        if (!lines.equals(stored)) {
            OwnerOnlyFile.replace(file, lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
        }
        return List.copyOf(keys);
    }

    private static UserKeys localised(User user, EngineState engine) {
        SecurityProtocols protocols = SnmpEngine.protocols();
        byte[] engineId = HEX.parseHex(engine.engineId());
        return new UserKeys(
                user,
                new OctetString(
                        protocols.passwordToKey(user.auth().id(), new OctetString(user.authPassphrase()), engineId)),
                new OctetString(protocols.passwordToKey(
                        user.priv().id(), user.auth().id(), new OctetString(user.privPassphrase()), engineId)));
    }

    private static UserKeys find(User user, EngineState engine, List<String> stored) throws IOException {
        String head = head(user, engine);
        for (String line : stored) {
            if (line.startsWith(head)) {
                String[] keys = line.substring(head.length()).split(" ", -1);
                return new UserKeys(
                        user, new OctetString(HEX.parseHex(keys[0])), new OctetString(HEX.parseHex(keys[1])));
            }
        }
        throw new IOException("no keys of SNMPv3 user '" + user.name() + "' with " + user.auth() + " and " + user.priv()
                + " are stored: give its passphrases once");
    }

    private static String head(User user, EngineState engine) {
        return engine.engineId()
                + ' '
                + HEX.formatHex(user.name().getBytes(StandardCharsets.UTF_8))
                + ' '
                + user.auth()
                + ' '
                + user.priv()
                + ' ';
    }

    private String line(EngineState engine) {
        return head(user, engine) + HEX.formatHex(authKey.getValue()) + ' ' + HEX.formatHex(privKey.getValue());
    }

    void addTo(USM usm) {
        usm.addLocalizedUser(
                usm.getLocalEngineID().getValue(),
                new OctetString(user.name()),
                user.auth().id(),
                authKey.getValue(),
                user.priv().id(),
                privKey.getValue());
    }

    @Override
    public String toString() {
        return "UserKeys[" + user.name() + "]";
    }
}
