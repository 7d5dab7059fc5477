package org.gatewatch.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.gatewatch.http.internal.door.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HTTPS with a certificate that was made, and with the same as PEM. */
class TlsTest {
    @TempDir
    Path folder;

    private static HttpResponse<String> get(ServerCertificate certificate) throws Exception {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("gw", certificate.keyStore().getCertificate("gatewatch"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (var server = new HttpServer(
                address, Optional.of(certificate), Limits.of(8), request -> Answer.text(200, "text/plain", "hello"))) {
            var client = HttpClient.newBuilder().sslContext(context).build();
            var request = HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + "/"));
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private ServerCertificate made(String hostName) throws IOException {
        return ServerCertificate.selfSigned(folder.resolve("http"), hostName, InetAddress.getLoopbackAddress());
    }

    @Test
    void servesWithCertificateThatSignsItself() throws Exception {
        assertEquals("hello", get(made("gw1.example")).body());
    }

    @Test
    void choosesTheCipherThatIsCheapWithoutInstructionsOfItsOwn() throws Exception {
        var certificate = made("gw1.example");

        assertTrue(suite(get(certificate)).contains("CHACHA20"));
    }

    private static String suite(HttpResponse<String> response) {
        return response.sslSession().orElseThrow().getCipherSuite();
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "2001:db8::7, 2001:db8:0:0:0:0:0:7",
        "127.0.0.1, ''",
        "0.0.0.0, ''",
        "::, ''",
    })
    void isForTheAddressThatIsListenedOn(String address, String added) throws Exception {
        var certificate = ServerCertificate.selfSigned(folder, "gw1", InetAddress.getByName(address));

        var names = new ArrayList<>(List.of("gw1", "localhost", "127.0.0.1"));
        if (!added.isEmpty()) {
            names.add(added);
        }
        var shown = (X509Certificate) certificate.keyStore().getCertificate("gatewatch");
        assertEquals(
                names,
                shown.getSubjectAlternativeNames().stream().map(it -> it.get(1)).toList());
    }

    @Test
    void keepsCertificateThatWasMade() throws IOException {
        String first = made("gw1").fingerprint();

        assertEquals(first, made("gw1").fingerprint());
        assertTrue(first.matches("([0-9A-F]{2}:){31}[0-9A-F]{2}"), first);
    }

    @Test
    void hidesPrivateKeyFromOthers() throws IOException {
        made("gw1");

        var file = folder.resolve("http/self-signed.p12");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void servesWithOwnCertificate() throws Exception {
        var made = made("gw1").keyStore();
        var encoder = Base64.getMimeEncoder();
        byte[] certificate = made.getCertificate("gatewatch").getEncoded();
        byte[] key = made.getKey("gatewatch", "gatewatch".toCharArray()).getEncoded();
        Path chain = Files.writeString(
                folder.resolve("gw.pem"),
                "-----BEGIN CERTIFICATE-----\n" + encoder.encodeToString(certificate)
                        + "\n-----END CERTIFICATE-----\n");
        Path pem = Files.writeString(
                folder.resolve("gw.key"),
                "-----BEGIN PRIVATE KEY-----\n" + encoder.encodeToString(key) + "\n-----END PRIVATE KEY-----\n");

        assertEquals("hello", get(ServerCertificate.of(chain, pem)).body());
    }

    @Test
    void saysWhatKindOfKeyIsNeeded() throws IOException {
        Path none = Files.writeString(folder.resolve("none"), "");

        var refusal = assertThrows(IOException.class, () -> ServerCertificate.of(none, none));

        assertTrue(refusal.getMessage().contains("PKCS #8"), refusal.getMessage());
    }
}
