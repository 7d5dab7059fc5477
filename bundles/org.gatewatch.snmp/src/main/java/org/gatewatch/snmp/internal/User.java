package org.gatewatch.snmp.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthHMAC256SHA384;
import org.snmp4j.security.AuthHMAC384SHA512;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.PrivAES256;
import org.snmp4j.smi.OID;

/**
 * Somebody who may read over SNMPv3, authenticated and encrypted. Never prints a passphrase.
 *
 * @param name at most 32 octets
 * @param authPassphrase at least 8 characters, or {@link #STORED}
 * @param privPassphrase at least 8 characters, or {@link #STORED}
 */
record User(String name, Authentication auth, String authPassphrase, Privacy priv, String privPassphrase) {
    /** In place of both passphrases: the keys are on the disk since the last start with passphrases. */
    static final String STORED = "-";

    static final int MAX_NAME_OCTETS = 32;
    /** RFC 3414 section 11.2. */
    private static final int MIN_PASSPHRASE_CHARACTERS = 8;

    private static final int WORDS = 5;

    /** RFC 7860; nothing older. */
    enum Authentication {
        SHA_256("SHA-256"),
        SHA_384("SHA-384"),
        SHA_512("SHA-512");

        private final String word;

        Authentication(String word) {
            this.word = word;
        }

        OID id() {
            return switch (this) {
                case SHA_256 -> AuthHMAC192SHA256.ID;
                case SHA_384 -> AuthHMAC256SHA384.ID;
                case SHA_512 -> AuthHMAC384SHA512.ID;
            };
        }
    }

    /** AES-128 of RFC 3826; AES-256 as net-snmp and most others have it (draft-blumenthal-aes-usm-04). */
    enum Privacy {
        AES_128("AES-128"),
        AES_256("AES-256");

        private final String word;

        Privacy(String word) {
            this.word = word;
        }

        OID id() {
            return switch (this) {
                case AES_128 -> PrivAES128.ID;
                case AES_256 -> PrivAES256.ID;
            };
        }
    }

    /** {@code v3.user}, then those of {@code v3.users}. */
    static List<User> all(SnmpAgentConfig config) {
        var users = new ArrayList<User>();
        if (!config.v3_user().isEmpty()) {
            users.add(first(config));
        }
        for (String entry : config.v3_users().split(",", -1)) {
            if (!entry.isBlank()) {
                users.add(parse(entry.strip()));
            }
        }
        var names = new HashSet<String>();
        for (User user : users) {
            require(names.add(user.name()), "v3.users: '" + user.name() + "' is there twice");
        }
        return List.copyOf(users);
    }

    private static User first(SnmpAgentConfig config) {
        String auth = config.v3_auth_passphrase();
        String priv = config.v3_priv_passphrase();
        checkPassphrase("v3.auth.passphrase", auth, priv);
        checkPassphrase("v3.priv.passphrase", priv, auth);
        return new User(
                name("v3.user", config.v3_user()),
                authentication("v3.auth.protocol", config.v3_auth_protocol()),
                auth,
                privacy("v3.priv.protocol", config.v3_priv_protocol()),
                priv);
    }

    /** No message shows an entry: it has passphrases. */
    private static User parse(String entry) {
        String[] words = entry.split("\\s+", -1);
        require(
                words.length == WORDS,
                "v3.users: each is NAME AUTHENTICATION PASSPHRASE PRIVACY PASSPHRASE, such as noc SHA-512 ... AES-256"
                        + " ..., with commas between them; one has " + words.length + " words instead of " + WORDS);
        String name = name("v3.users", words[0]);
        checkPassphrase("v3.users: authentication passphrase of " + name, words[2], words[4]);
        checkPassphrase("v3.users: privacy passphrase of " + name, words[4], words[2]);
        return new User(name, authentication("v3.users", words[1]), words[2], privacy("v3.users", words[3]), words[4]);
    }

    private static String name(String key, String name) {
        require(
                name.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME_OCTETS,
                key + " '" + name + "': allowed are at most " + MAX_NAME_OCTETS + " octets");
        return name;
    }

    private static void checkPassphrase(String key, String value, String other) {
        if (value.equals(STORED) && other.equals(STORED)) {
            return;
        }
        require(
                value.length() >= MIN_PASSPHRASE_CHARACTERS,
                key + ": allowed are at least " + MIN_PASSPHRASE_CHARACTERS + " characters, it has " + value.length());
    }

    private static Authentication authentication(String key, String word) {
        return Arrays.stream(Authentication.values())
                .filter(known -> known.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(key + " '" + word + "': allowed are "
                        + Arrays.stream(Authentication.values())
                                .map(known -> known.word)
                                .collect(Collectors.joining(", "))));
    }

    private static Privacy privacy(String key, String word) {
        return Arrays.stream(Privacy.values())
                .filter(known -> known.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(key + " '" + word + "': allowed are "
                        + Arrays.stream(Privacy.values())
                                .map(known -> known.word)
                                .collect(Collectors.joining(", "))));
    }

    private static void require(boolean allowed, String message) {
        if (!allowed) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Whether only the keys on the disk are known, which are good for this engine alone. */
    boolean isStored() {
        return authPassphrase.equals(STORED);
    }

    @Override
    public String toString() {
        return "User[" + name + ", " + auth + ", " + priv + "]";
    }
}
