package org.gatewatch.mqtt.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A self-signed certificate made by the JDK's keytool, in the forms that broker and JVM want. */
final class TestCertificate {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String ALIAS = "broker";

    private final Path folder;
    private final KeyStore store;

    /** Makes a certificate for a subject alternative name such as {@code ip:127.0.0.1}. */
    TestCertificate(Path folder, String subjectAlternativeName) throws IOException, GeneralSecurityException {
        this.folder = folder;
        var file = folder.resolve("broker.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-J-XX:-UsePerfData",
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test broker",
                        "-ext",
                        "SAN=" + subjectAlternativeName,
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        keytool.onExit().join();
        store = KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    /** Lines for a listener of mosquitto. */
    String mosquittoLines() throws IOException, GeneralSecurityException {
        var certificate = pem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded());
        var key = pem("PRIVATE KEY", store.getKey(ALIAS, PASSWORD).getEncoded());
        return "certfile " + certificate + "\nkeyfile " + key + "\n";
    }

    /** TLS that trusts this certificate and no other. */
    SSLContext trusting() throws IOException, GeneralSecurityException {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(ALIAS, store.getCertificate(ALIAS));
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private Path pem(String type, byte[] content) throws IOException {
        return Files.writeString(
                folder.resolve(type.replace(' ', '-') + ".pem"),
                "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                        + type + "-----\n");
    }
}
