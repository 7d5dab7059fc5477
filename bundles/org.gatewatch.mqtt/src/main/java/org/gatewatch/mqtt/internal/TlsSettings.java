package org.gatewatch.mqtt.internal;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Whom to trust, and how to be trusted. Files are read for each connection, so that renewed ones are used without a restart.
 *
 * @param trustFile certificates in PEM of those who may vouch for the broker; empty: the JVM's
 * @param identity our own certificate, if the broker wants one
 * @param applications names of protocols to ask for (ALPN, RFC 7301), the best one first; empty: not asked
 */
record TlsSettings(Optional<Path> trustFile, Optional<Identity> identity, List<String> applications) {
    static final TlsSettings DEFAULT = new TlsSettings(Optional.empty(), Optional.empty(), List.of());

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> KEY_ALGORITHMS = List.of("EC", "RSA", "EdDSA");

    /**
     * What shows the broker who we are.
     *
     * @param certificateFile our certificate and those that vouch for it, in PEM
     * @param keyFile its key in PEM (PKCS #8, not encrypted), which only its owner may read
     */
    record Identity(Path certificateFile, Path keyFile) {}

    TlsSettings {
        applications = List.copyOf(applications);
    }

    /** Makes sockets; says which file is wrong when one is. */
    SSLSocketFactory sockets() throws IOException {
        try {
            if (trustFile.isEmpty() && identity.isEmpty()) {
                return SSLContext.getDefault().getSocketFactory();
            }
            var context = SSLContext.getInstance("TLS");
            context.init(keyManagers(), trustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be used: " + e.getMessage(), e);
        }
    }

    private KeyManager[] keyManagers() throws IOException, GeneralSecurityException {
        if (identity.isEmpty()) {
            return new KeyManager[0];
        }
        var store = emptyStore();
        var chain = certificates(identity.get().certificateFile()).toArray(Certificate[]::new);
        store.setKeyEntry("gatewatch", key(identity.get().keyFile()), new char[0], chain);
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, new char[0]);
        return managers.getKeyManagers();
    }

    private TrustManager[] trustManagers() throws IOException, GeneralSecurityException {
        if (trustFile.isEmpty()) {
            return null; // which stands for the JVM's own
        }
        var store = emptyStore();
        for (Certificate certificate : certificates(trustFile.get())) {
            store.setCertificateEntry("trusted-" + store.size(), certificate);
        }
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        return managers.getTrustManagers();
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static List<Certificate> certificates(Path file) throws IOException {
        try (var content = Files.newInputStream(file)) {
            var found = List.<Certificate>copyOf(
                    CertificateFactory.getInstance("X.509").generateCertificates(content));
            if (found.isEmpty()) {
                throw new IOException("no certificate in " + file);
            }
            return found;
        } catch (FileSystemException e) {
            throw FileProblem.of(file, e);
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " is no certificate in PEM: " + e.getMessage(), e);
        }
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        var pem = KEY.matcher(SecretFile.text(file));
        if (!pem.find()) {
            throw new IOException(
                    "no key in " + file + ": -----BEGIN PRIVATE KEY----- is needed (PKCS #8, not encrypted)");
        }
        var encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
        for (String algorithm : KEY_ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (InvalidKeySpecException e) {
                // A key of another algorithm; the file does not say of which.
            }
        }
        throw new IOException(file + " is none of " + KEY_ALGORITHMS);
    }
}
