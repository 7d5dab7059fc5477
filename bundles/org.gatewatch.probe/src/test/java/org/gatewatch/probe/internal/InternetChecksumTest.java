package org.gatewatch.probe.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class InternetChecksumTest {
    private static final byte[] RFC_1071_EXAMPLE = HexFormat.of().parseHex("0001f203f4f5f6f7");

    @Test
    void sumsTheExampleOfRfc1071() {
        long sum = InternetChecksum.add(0, RFC_1071_EXAMPLE, 0, 8);
        assertEquals(~0xddf2 & 0xffff, InternetChecksum.fold(sum));
    }

    @Test
    void padsAnOddLastByteWithZero() {
        assertEquals(0x0001 + 0xf200, InternetChecksum.add(0, RFC_1071_EXAMPLE, 0, 3));
    }

    @Test
    void sumsEveryLengthAsTheDefinitionSays() {
        for (int length = 0; length <= RFC_1071_EXAMPLE.length; length++) {
            long sum = 0;
            for (int i = 0; i < length; i++) {
                sum += (RFC_1071_EXAMPLE[i] & 0xff) << (i % 2 == 0 ? 8 : 0);
            }
            int checksum = InternetChecksum.fold(InternetChecksum.add(0, RFC_1071_EXAMPLE, 0, length));
            assertEquals(InternetChecksum.fold(sum), checksum);
        }
    }

    @Test
    void addsANumberLikeItsEightBytes() {
        int checksum = InternetChecksum.fold(InternetChecksum.add(7, RFC_1071_EXAMPLE, 0, 8));
        assertEquals(checksum, InternetChecksum.fold(InternetChecksum.addLong(7, 0x0001f203f4f5f6f7L)));
    }

    @Test
    void addsNegativeNumbersWithoutSign() {
        assertEquals(4 * 0xffffL, InternetChecksum.addLong(0, -1));
    }

    @Test
    void foldsCarriesThatCarryAgain() {
        assertEquals(0xfffe, InternetChecksum.fold(0xffff_0001L));
        assertEquals(0, InternetChecksum.fold(0xffff));
    }

    @Test
    void isZeroOverAHeaderWithItsChecksum() {
        byte[] header = HexFormat.of().parseHex("45000054000040004001" + "b6c9" + "c6336402" + "cb007101");
        header[10] = 0;
        header[11] = 0;
        int checksum = InternetChecksum.fold(InternetChecksum.add(0, header, 0, 20));
        header[10] = (byte) (checksum >> 8);
        header[11] = (byte) checksum;
        assertEquals(0, InternetChecksum.fold(InternetChecksum.add(0, header, 0, 20)));
    }
}
