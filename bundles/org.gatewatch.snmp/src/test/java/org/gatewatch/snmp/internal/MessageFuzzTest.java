package org.gatewatch.snmp.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.gatewatch.api.probe.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snmp4j.MessageDispatcher;
import org.snmp4j.PDU;
import org.snmp4j.TransportStateReference;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.AbstractTransportMapping;

/** Mutated messages handed to the engine itself, always the same ones; {@link FuzzTest} sends some over UDP. */
class MessageFuzzTest {
    /** One million takes 20 s: {@code -Dgatewatch.fuzz=1000000}. */
    private static final int MESSAGES = Integer.getInteger("gatewatch.fuzz", 50_000);

    /** So many times what others cost. */
    private static final int CRYPTO_COSTS = 10;

    private static final String V1 = "302602010004067075626c6963a11902040badcafe020100020100300b300906052b060102010500";
    private static final String V2C_BULK =
            "302802010104067075626c6963a51b02040badcafe02010002027530300c300a06062b06010201500500";
    private static final String V2C_GET =
            "302902010104067075626c6963a01c02040badcafe020100020100300e300c06082b060102010105000500";
    private static final String V3_DISCOVERY = "3037020103300d020101020210000401040201030410300e0400020100020100"
            + "040004000400301104000400a00b0201070201000201003000";

    @TempDir
    Path folder = Path.of("");

    private final Channel channel = new Channel();
    private final ProbeStore store = new ProbeStore();
    private SnmpEngine engine;
    private MessageDispatcher dispatcher;
    private KeyHolder keyHolder;

    @BeforeEach
    void startEngine() throws IOException {
        store.reported(Samples.good("wan", "berlin", 1));
        var names = new SystemGroups.Names("Gatewatch", "gw1", "", "");
        engine = new SnmpEngine(
                Samples.settings(0),
                names,
                Served.readOnly(() -> Samples.view(store, EngineServices.NONE)),
                Clock.system());
        var state = new EngineState("80001f8805000102030405060708090a0b", 1);
        var keys = UserKeys.of(List.of(Samples.USER), state, folder);
        dispatcher = engine.start(state, keys);
        keyHolder = new KeyHolder(state, keys.get(0));
    }

    @Test
    void answersAfterMutatedMessagesOfEveryVersion() throws IOException {
        var random = new Random(20261121);
        List<byte[]> corpus = new ArrayList<>();
        for (String seed : List.of(V1, V2C_BULK, V2C_GET, V3_DISCOVERY)) {
            corpus.add(HexFormat.of().parseHex(seed));
        }

        for (int sent = 0; sent < MESSAGES; sent++) {
            receive(FuzzTest.mutate(corpus.get(random.nextInt(corpus.size())), random));
        }

        assertTrue(channel.largest <= UdpTransport.MAX_MESSAGE_OCTETS, "answers have " + channel.largest + " octets");
        channel.answers = 0;
        receive(HexFormat.of().parseHex(V2C_GET));
        assertEquals(1, channel.answers);
    }

    /** Whoever has the keys is not trusted either: these pass USM, and what is inside makes no sense. */
    @Test
    void answersAfterMutatedRequestsInSoundSecurity() throws IOException {
        var random = new Random(20261122);

        for (int sent = 0; sent < MESSAGES / CRYPTO_COSTS; sent++) {
            receive(keyHolder.secured(FuzzTest.mutate(secret(random), random)));
        }

        assertTrue(channel.answers > MESSAGES / CRYPTO_COSTS / 10, "only " + channel.answers + " passed USM");
        assertAnswersItsUser();
    }

    @Test
    void answersAfterMutatedSecuredMessages() throws IOException {
        var random = new Random(20261123);
        List<byte[]> corpus = new ArrayList<>();
        for (int message = 0; message < 50; message++) {
            corpus.add(keyHolder.secured(secret(random)));
        }

        for (int sent = 0; sent < MESSAGES / CRYPTO_COSTS; sent++) {
            receive(FuzzTest.mutate(corpus.get(random.nextInt(corpus.size())), random));
        }

        assertAnswersItsUser();
    }

    private byte[] secret(Random random) {
        int[] types = {PDU.GET, PDU.GETNEXT, PDU.GETBULK, PDU.SET, PDU.INFORM};
        return keyHolder.scoped(types[random.nextInt(types.length)], "1.3.6.1.2.1.1.5.0", "1.3.6.1.2.1.80.1.3");
    }

    private void assertAnswersItsUser() throws IOException {
        channel.answers = 0;
        channel.largest = 0;
        receive(keyHolder.secured(keyHolder.scoped(PDU.GETBULK, "1.3.6.1.2.1.80")));
        assertEquals(1, channel.answers);
        assertTrue(channel.largest > 1_000, "the answer has " + channel.largest + " octets: a report");
    }

    /** By default each costs 10 ms and stays in memory (measured). */
    @Test
    void remembersNothingOfStrangersEngines() throws IOException {
        var random = new Random(1);
        byte[] engineId = new byte[12];
        for (int sent = 0; sent < 20_000; sent++) {
            random.nextBytes(engineId);
            var hex = HexFormat.of().formatHex(engineId);
            receive(HexFormat.of()
                    .parseHex("3052020103300d02010102021000040104020103041f301d040c" + hex
                            + "02010002010004036e6d7304000400301d040c" + hex + "0400a00b0201070201000201003000"));
        }

        assertEquals(
                1,
                engine.security().orElseThrow().getUserTable().getUserEntries().size());
    }

    private void receive(byte[] message) throws IOException {
        var sender = new UdpAddress("127.0.0.1/4711");
        var state = new TransportStateReference(
                channel, sender, null, SecurityLevel.undefined, SecurityLevel.undefined, false, channel);
        dispatcher.processMessage(channel, sender, ByteBuffer.wrap(message), state);
    }

    /** Where answers go. */
    private static final class Channel extends AbstractTransportMapping<UdpAddress> {
        private int answers;
        private int largest;

        Channel() {
            maxInboundMessageSize = UdpTransport.MAX_MESSAGE_OCTETS;
        }

        @Override
        public void sendMessage(
                UdpAddress address, byte[] message, TransportStateReference state, long timeoutMillis, int maxRetries) {
            answers++;
            largest = Math.max(largest, message.length);
        }

        @Override
        public Class<? extends Address> getSupportedAddressClass() {
            return UdpAddress.class;
        }

        @Override
        public UdpAddress getListenAddress() {
            return new UdpAddress("127.0.0.1/161");
        }

        @Override
        public void listen() {
            // it is called, not read
        }

        @Override
        public boolean isListening() {
            return true;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
