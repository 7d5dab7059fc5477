package org.gatewatch.http.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is sent gets a 4xx or a closed connection, and the next client is served. */
class HostileClientTest {
    private static final long SEED = 20_260_101;
    private static final Limits HASTY =
            new Limits(16, 16 << 10, 64 << 10, Duration.ofSeconds(5), Duration.ofMillis(500), 6, 3);

    @AutoClose
    private Gateway gateway;

    @BeforeEach
    void serve(@TempDir Path root) {
        gateway = new Gateway(root, HASTY, Map.of());
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.server.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    /** The status of the answer, or 0 when the connection was closed without one. */
    private int status(byte[] request) throws IOException {
        try (var socket = connect()) {
            try {
                socket.getOutputStream().write(request);
                socket.shutdownOutput();
            } catch (SocketException e) {
                // Closed while we were still sending: the answer may be there.
                assertTrue(socket.isConnected());
            }
            return status(socket);
        }
    }

    private static int status(Socket socket) throws IOException {
        try {
            byte[] answer = socket.getInputStream().readNBytes(12);
            String text = new String(answer, StandardCharsets.ISO_8859_1);
            return answer.length < 12 ? 0 : Integer.parseInt(text.substring(9, 12));
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (SocketException e) {
            return 0;
        }
    }

    private int status(String request) throws IOException {
        return status(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void assertServesOthers() {
        try (var client = gateway.aws(Gateway.WRITER)) {
            assertEquals(1, client.listMonitors(it -> {}).monitors().size());
        }
    }

    @Test
    void refusesOversizedHead() throws IOException {
        int status = status("GET /monitors HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n");

        assertTrue(status == 431 || status == 0, "status " + status);
        assertServesOthers();
    }

    @Test
    void refusesOversizedBody() throws IOException {
        assertEquals(413, status("POST /monitors HTTP/1.1\r\nHost: a\r\nContent-Length: 70000\r\n\r\n"));
    }

    @Test
    void refusesOversizedChunkedBody() throws IOException {
        String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
        int status = status("POST /monitors HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk.repeat(8)
                + "0\r\n\r\n");

        assertTrue(status == 413 || status == 0, "status " + status);
        assertServesOthers();
    }

    @Test
    void refusesMalformedRequests() throws IOException {
        for (String request : List.of(
                "\r\n\r\n",
                "GET\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /%ff HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /monitors HTTP/1.1\r\n\r\n",
                "GET /monitors HTTP/9.9\r\nHost: a\r\n\r\n",
                "POST /monitors HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
                "POST /monitors HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
                "GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n")) {
            int status = status(request);
            assertTrue(status == 0 || status / 100 == 4 || status == 505, request + " " + status);
        }
        assertServesOthers();
    }

    @Test
    void closesConnectionsThatTrickle() throws IOException {
        try (var head = connect()) {
            head.getOutputStream().write("GET /monitors HTTP/1.1\r\nHost: a\r\n".getBytes(StandardCharsets.US_ASCII));
            // One byte now and then would keep it open for ever if only silence were limited.
            await().pollInterval(Duration.ofMillis(100))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> isClosed(head));
        }
        assertServesOthers();
    }

    private static boolean isClosed(Socket socket) {
        try {
            socket.getOutputStream().write('X');
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void servesOthersWhenConnectionsAreHeldOpen() throws IOException {
        var held = new ArrayList<Socket>();
        for (int i = 0; i < HASTY.connections() - 1; i++) {
            var socket = connect();
            socket.getOutputStream().write("POST /monitors HTTP/1.1\r\nContent-Le".getBytes(StandardCharsets.US_ASCII));
            held.add(socket);
        }
        assertServesOthers();
        for (Socket socket : held) {
            socket.close();
        }
    }

    @Test
    void survivesTenThousandRandomRequests() throws IOException {
        var random = new Random(SEED);
        byte[] good = ("POST /monitors?state=ACTIVE&maxResults=1 HTTP/1.1\r\nHost: a\r\nContent-Length: 20\r\n"
                        + "Authorization: AWS4-HMAC-SHA256 Credential=AKIDWRITER/20260101/r/networkmonitor/aws4_request, "
                        + "SignedHeaders=host;x-amz-date, Signature=00\r\nX-Amz-Date: 20260101T000000Z\r\n"
                        + "Connection: close\r\n\r\n{\"monitorName\":\"abc\"}")
                .getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 10_000; i++) {
            byte[] request = good.clone();
            for (int changes = random.nextInt(8); changes >= 0; changes--) {
                request[random.nextInt(request.length)] = (byte) random.nextInt(256);
            }
            int status = status(request);
            assertTrue(status == 0 || status / 100 == 4 || status == 505 || status == 501, "case " + i + ": " + status);
        }
        assertServesOthers();
        await().atMost(Duration.ofSeconds(60)).until(() -> gateway.server.connections() <= 1);
    }
}
