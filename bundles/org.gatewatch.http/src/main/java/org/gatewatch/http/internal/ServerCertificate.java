package org.gatewatch.http.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gatewatch.api.AddressText;

/**
 * What the server shows to say who it is, with the private key of it.
 *
 * @param keyStore has both
 */
record ServerCertificate(KeyStore keyStore) {
    private static final String ALIAS = "gatewatch";
    /** Of a store that only we can read: the file's permissions keep it, a password beside it would not. */
    private static final String PASSWORD = "gatewatch";

    private static final List<String> KEY_KINDS = List.of("EC", "RSA", "Ed25519");
    private static final int MAKING_SECONDS = 60;

    String password() {
        return PASSWORD;
    }

    /**
     * One of an authority.
     *
     * @param chain PEM, ours first
     * @param key PEM, PKCS #8, not encrypted
     */
    static ServerCertificate of(Path chain, Path key) throws IOException {
        try (InputStream in = Files.newInputStream(chain)) {
            var certificates = CertificateFactory.getInstance("X.509").generateCertificates(in);
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, privateKey(key), PASSWORD.toCharArray(), certificates.toArray(Certificate[]::new));
            return new ServerCertificate(store);
        } catch (GeneralSecurityException e) {
            throw new IOException(chain + " and " + key + ": no certificate and key: " + e.getMessage(), e);
        }
    }

    private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        String pem = Files.readString(file);
        String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        if (!pem.contains("-----BEGIN PRIVATE KEY-----")) {
            throw new IOException(file + ": needed is a key in PKCS #8 PEM: openssl pkcs8 -topk8 -nocrypt makes one");
        }
        try {
            return privateKey(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": not PEM", e);
        }
    }

    private static PrivateKey privateKey(PKCS8EncodedKeySpec encoded) throws GeneralSecurityException {
        for (String kind : KEY_KINDS) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(encoded);
            } catch (InvalidKeySpecException e) {
                // It is of another kind, then.
            }
        }
        throw new InvalidKeySpecException("the key is not one of " + KEY_KINDS);
    }

    /**
     * The one that was made at the first start, or a new one.
     *
     * @param folder where it is kept
     * @param hostName that it is for
     * @param address that it is for besides, unless it stands for all of this host's
     */
    static ServerCertificate selfSigned(Path folder, String hostName, InetAddress address) throws IOException {
        Path file = folder.resolve("self-signed.p12");
        if (!Files.exists(file)) {
            make(file, hostName.replaceAll("[^A-Za-z0-9.-]", "-"), address);
        }
        try (InputStream in = Files.newInputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            return new ServerCertificate(store);
        } catch (GeneralSecurityException e) {
            throw new IOException(file + ": cannot be read; delete it, and a new one is made", e);
        }
    }

    /** With the JVM's own tool: Java has no public API that makes certificates. */
    private static void make(Path file, String name, InetAddress address) throws IOException {
        Files.createDirectories(
                file.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path draft = file.resolveSibling("draft.p12");
        Files.deleteIfExists(draft);
        run(keytool(draft, name, address));
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static ProcessBuilder keytool(Path draft, String name, InetAddress address) {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-validity",
                        "3650",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=" + alternativeNames(name, address),
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        draft.toString(),
                        "-storepass",
                        PASSWORD,
                        "-keypass",
                        PASSWORD)
                .redirectErrorStream(true);
    }

    private static void run(ProcessBuilder keytool) throws IOException {
        Process tool = keytool.start();
        try {
            tool.getOutputStream().close();
            String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!tool.waitFor(MAKING_SECONDS, TimeUnit.SECONDS) || tool.exitValue() != 0) {
                throw new IOException("keytool made no certificate: " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while a certificate was made", e);
        } finally {
            tool.destroyForcibly();
        }
    }

    private static String alternativeNames(String name, InetAddress address) {
        String names = "dns:" + name + ",dns:localhost,ip:127.0.0.1";
        String own = AddressText.of(address);
        return address.isAnyLocalAddress() || own.equals("127.0.0.1") ? names : names + ",ip:" + own;
    }

    /** SHA-256 of the certificate, as browsers and openssl show it. */
    String fingerprint() {
        try {
            byte[] encoded =
                    keyStore.getCertificate(keyStore.aliases().nextElement()).getEncoded();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(encoded);
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read has a hash", e);
        }
    }
}
