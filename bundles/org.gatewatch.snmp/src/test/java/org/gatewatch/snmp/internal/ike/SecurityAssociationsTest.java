package org.gatewatch.snmp.internal.ike;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.gatewatch.api.Quorum;
import org.gatewatch.api.VpnConnection;
import org.gatewatch.snmp.internal.ike.SecurityAssociations.States;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** States as a charon tells them: a script of the packets of strongSwan 5.9.8. */
class SecurityAssociationsTest {
    @TempDir
    Path folder = Path.of("");

    private Optional<ServerSocketChannel> charon = Optional.empty();
    private Optional<SecurityAssociations> asked = Optional.empty();

    @AfterEach
    void stop() throws IOException {
        asked.ifPresent(SecurityAssociations::close);
        if (charon.isPresent()) {
            charon.get().close();
        }
    }

    @Test
    void areUnknownWhileNobodyAnswers() {
        assertEquals(States.UNKNOWN, associations().of(connection("203.0.113.1")));
    }

    @Test
    void areTheBestOfThoseBetweenTheAddresses() throws IOException {
        charon(sa("ESTABLISHED", child("DELETING") + child("INSTALLED")) + sa("CONNECTING", ""));

        assertStates(new States(SaState.UP, SaState.UP), "203.0.113.1");
    }

    @Test
    void areAbsentWhereThereIsNone() throws IOException {
        charon(sa("ESTABLISHED", child("INSTALLED")));

        assertStates(new States(SaState.ABSENT, SaState.ABSENT), "203.0.113.2");
    }

    @Test
    void tellOfAnIkeSaWithoutChildren() throws IOException {
        charon(sa("REKEYING", ""));

        assertStates(new States(SaState.REKEYING, SaState.ABSENT), "203.0.113.1");
    }

    @Test
    void areUnknownAfterDamagedMessages() throws IOException {
        charon("01ff" + sa("ESTABLISHED", ""));
        var associations = associations();

        await().until(() -> associations.of(connection("203.0.113.1")).equals(States.UNKNOWN));
    }

    private void assertStates(States expected, String peer) {
        var associations = associations();
        await().untilAsserted(() -> assertEquals(expected, associations.of(connection(peer))));
    }

    private SecurityAssociations associations() {
        var made = new SecurityAssociations(folder.resolve("vici"));
        asked = Optional.of(made);
        made.start();
        return made;
    }

    private static VpnConnection connection(String peer) {
        try {
            return new VpnConnection(
                    new UUID(0, 1),
                    "berlin",
                    InetAddress.getByName("198.51.100.2"),
                    InetAddress.getByName(peer),
                    Quorum.DEFAULT);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String sa(String state, String children) {
        return section(
                "gw-" + state,
                value("state", state)
                        + value("local-host", "198.51.100.2")
                        + value("remote-host", "203.0.113.1")
                        + section("child-sas", children));
    }

    private static String child(String state) {
        return section("net-" + state, value("state", state) + list("local-ts", "192.0.2.0/24"));
    }

    private static String section(String name, String content) {
        return "01" + name(name) + content + "02";
    }

    private static String value(String name, String text) {
        return "03" + name(name) + sized(text);
    }

    private static String list(String name, String item) {
        return "04" + name(name) + "05" + sized(item) + "06";
    }

    private static String sized(String text) {
        return HexFormat.of().toHexDigits((short) text.length()) + hex(text);
    }

    private static String name(String text) {
        return HexFormat.of().toHexDigits((byte) text.length()) + hex(text);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Confirms, sends one event, and the empty response. */
    private void charon(String message) throws IOException {
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(folder.resolve("vici")));
        charon = Optional.of(server);
        var thread = new Thread(() -> serve(server, message), "charon");
        thread.setDaemon(true);
        thread.start();
    }

    private static void serve(ServerSocketChannel server, String message) {
        while (server.isOpen()) {
            try (SocketChannel client = server.accept()) {
                read(client);
                write(client, "05");
                read(client);
                write(client, "07" + name("list-sa") + message);
                write(client, "01");
            } catch (IOException e) {
                // the test is over
                return;
            }
        }
    }

    private static void read(SocketChannel client) throws IOException {
        var length = ByteBuffer.allocate(4);
        client.read(length);
        client.read(ByteBuffer.allocate(length.flip().getInt()));
    }

    private static void write(SocketChannel client, String packet) throws IOException {
        byte[] octets = HexFormat.of().parseHex(packet);
        client.write(ByteBuffer.allocate(4 + octets.length)
                .putInt(octets.length)
                .put(octets)
                .flip());
    }
}
