package org.gatewatch.snmp.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gatewatch.api.ProbeId;
import org.junit.jupiter.api.Test;
import org.snmp4j.smi.OID;

class PingIndexTest {
    private static final String[] CHARACTERS = {"a", "Z", "-", "é", "€", "漢", "😀"};

    @Test
    void encodesBothNamesWithTheirLengths() {
        assertEquals(new OID("3.119.97.110.6.98.101.114.108.105.110"), PingIndex.of(new ProbeId("wan", "berlin"), 0));
    }

    @Test
    void encodesOctetsAbove127AsUnsigned() {
        assertEquals(new OID("1.109.2.195.164"), PingIndex.of(new ProbeId("m", "ä"), 0));
    }

    @Test
    void keepsNamesOf32OctetsAndHashesLongerOnes() {
        String fits = "x".repeat(32);

        assertArrayEquals(fits.getBytes(StandardCharsets.UTF_8), PingIndex.name(fits, 0));
        assertEquals("x".repeat(19) + "~11ba55a3a7c1", text(PingIndex.name("x".repeat(33), 0)));
    }

    @Test
    void givesAnEmptyNameAnIndexThatIsNotEmpty() {
        assertEquals(13, PingIndex.name("", 0).length);
    }

    @Test
    void cutsManyLongNamesToWholeCharactersWithoutLosingUniqueness() throws CharacterCodingException {
        var random = new Random(20261121);
        Set<String> names = IntStream.range(0, 20_000)
                .mapToObj(number -> randomName(random))
                .collect(Collectors.toSet());

        var cut = new HashSet<String>();
        for (String name : names) {
            byte[] octets = PingIndex.name(name, 0);
            assertTrue(octets.length >= 1 && octets.length <= 32, name);
            cut.add(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString());
        }

        assertEquals(names.size(), cut.size());
    }

    /** Long common beginnings, as people give names, and all lengths of characters at the place of the cut. */
    private static String randomName(Random random) {
        var name = new StringBuilder("customer-gateway-");
        int characters = random.nextInt(40);
        for (int position = 0; position < characters; position++) {
            name.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
        }
        return name.append(random.nextInt(1_000)).toString();
    }

    @Test
    void givesAnotherIndexAtAnotherAttempt() {
        var id = new ProbeId("wan", "berlin");

        assertNotEquals(PingIndex.of(id, 0), PingIndex.of(id, 1));
        assertNotEquals(PingIndex.of(id, 1), PingIndex.of(id, 2));
        assertEquals(PingIndex.of(id, 1), PingIndex.of(id, 1));
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.UTF_8);
    }
}
