package org.gatewatch.snmp.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.gatewatch.api.probe.Clock;
import org.gatewatch.api.report.ReportListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snmp4j.PDU;
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.asn1.BEROutputStream;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.VariableBinding;

/** Hostile datagrams, always the same ones. */
class FuzzTest {
    private static final int PACKETS = 6_000;
    private static final int[] TYPES = {PDU.GET, PDU.GETNEXT, PDU.GETBULK, PDU.SET, PDU.INFORM, PDU.TRAP};
    /** A v3 GET of noAuthNoPriv with an empty engine id: how discovery begins. */
    private static final byte[] DISCOVERY = HexFormat.of()
            .parseHex("3037020103300d020101020210000401040201030410300e0400020100020100"
                    + "040004000400301104000400a00b0201070201000201003000");

    @TempDir
    Path data = Path.of("");

    private SnmpAgent agent;
    private ReportListener listener;
    private InetSocketAddress address;

    @BeforeEach
    void startAgent() {
        var framework = new Framework(data);
        agent = new SnmpAgent(framework.context(), Samples.settings(0), Clock.system());
        listener = framework.listener();
        IntStream.range(0, 20).forEach(number -> listener.reported(Samples.good("wan", "customer-" + number, 1)));
        await().until(() -> agent.server().localAddress().isPresent());
        address = agent.server().localAddress().orElseThrow();
    }

    @AfterEach
    void stopAgent() {
        agent.stop();
    }

    @Test
    void reportsItsEngineIdToAStranger() throws IOException {
        try (var socket = new DatagramSocket()) {
            send(socket, DISCOVERY);
            var hex = HexFormat.of().formatHex(receive(socket));
            assertTrue(hex.contains("80001f8805"), hex);
        }
    }

    @Test
    void answersAfterThousandsOfMutatedMessages() {
        assertTimeout(Duration.ofSeconds(5), () -> {
            var random = new Random(20261121);
            List<byte[]> corpus = IntStream.range(0, 60)
                    .mapToObj(number -> number % 6 == 5 ? DISCOVERY : message(TYPES[number % 6], random))
                    .toList();
            try (var socket = new DatagramSocket()) {
                for (int sent = 0; sent < PACKETS; sent++) {
                    send(socket, mutate(corpus.get(random.nextInt(corpus.size())), random));
                    if (sent % 100 == 99) {
                        // so that the receive buffer does not spare the agent the rest
                        assertAnswers();
                    }
                }
            }
            assertAnswers();
        });
        assertEquals(
                List.of("gatewatch-snmp-agent"),
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter(name -> name.startsWith("gatewatch-snmp"))
                        .toList());
    }

    @Test
    void answersAfterDeeplyNestedSequences() throws IOException {
        try (var socket = new DatagramSocket()) {
            for (int depth : new int[] {100, 4_000, UdpTransport.MAX_MESSAGE_OCTETS / 4}) {
                var nested = ByteBuffer.allocate(4 * depth);
                for (int level = 1; level <= depth; level++) {
                    nested.put((byte) 0x30).put((byte) 0x82).putShort((short) (4 * (depth - level)));
                }
                send(socket, nested.array());
            }
        }
        assertAnswers();
    }

    static byte[] mutate(byte[] message, Random random) {
        byte[] mutant = message.clone();
        int changes = random.nextInt(4);
        for (int change = 0; change < changes; change++) {
            int at = random.nextInt(mutant.length);
            mutant[at] =
                    random.nextBoolean() ? (byte) random.nextInt(256) : (byte) (mutant[at] ^ 1 << random.nextInt(8));
        }
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(mutant, random.nextInt(mutant.length + 1));
            case 1 -> Arrays.copyOf(mutant, mutant.length + random.nextInt(2_000));
            default -> mutant;
        };
    }

    private static byte[] message(int type, Random random) {
        var pdu = new PDU();
        pdu.setType(type);
        pdu.setRequestID(new Integer32(random.nextInt()));
        if (type == PDU.GETBULK) {
            pdu.setMaxRepetitions(random.nextInt(40_000));
        }
        int bindings = random.nextInt(30);
        for (int binding = 0; binding < bindings; binding++) {
            pdu.add(new VariableBinding(new OID(random.nextBoolean() ? PingMib.RESULTS_ENTRY : PingMib.HISTORY_ENTRY)
                    .append(random.nextInt(12))));
        }
        return encode(pdu, "public");
    }

    private static byte[] encode(PDU pdu, String community) {
        try {
            var version = new Integer32(1);
            var name = new OctetString(community);
            int length = version.getBERLength() + name.getBERLength() + pdu.getBERLength();
            var out = new BEROutputStream(ByteBuffer.allocate(length + 8));
            BER.encodeHeader(out, 0x30, length);
            version.encodeBER(out);
            name.encodeBER(out);
            pdu.encodeBER(out);
            return Arrays.copyOf(out.getBuffer().array(), out.getBuffer().position());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The agent has then taken all that was sent before: it answers in order. */
    private void assertAnswers() throws IOException {
        var pdu = new PDU();
        pdu.setType(PDU.GET);
        pdu.setRequestID(new Integer32(4_711));
        pdu.add(new VariableBinding(new OID("1.3.6.1.2.1.1.5.0")));
        try (var socket = new DatagramSocket()) {
            send(socket, encode(pdu, "public"));
            assertEquals("gw1", value(receive(socket)));
        }
    }

    private static byte[] receive(DatagramSocket socket) throws IOException {
        socket.setSoTimeout(5_000);
        var answer = new DatagramPacket(new byte[1_500], 1_500);
        socket.receive(answer);
        return Arrays.copyOf(answer.getData(), answer.getLength());
    }

    private static String value(byte[] message) throws IOException {
        var in = new BERInputStream(ByteBuffer.wrap(message));
        BER.decodeHeader(in, new BER.MutableByte());
        new Integer32().decodeBER(in);
        new OctetString().decodeBER(in);
        var pdu = new PDU();
        pdu.decodeBER(in);
        return pdu.get(0).getVariable().toString();
    }

    private void send(DatagramSocket socket, byte[] message) throws IOException {
        socket.send(new DatagramPacket(message, message.length, InetAddress.getLoopbackAddress(), address.getPort()));
    }
}
