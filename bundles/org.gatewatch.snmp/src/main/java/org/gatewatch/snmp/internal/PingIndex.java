package org.gatewatch.snmp.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.gatewatch.api.ProbeId;
import org.snmp4j.smi.OID;

/**
 * The two-part index of a probe: monitor name and probe name, each of 1–32 octets. It depends on the names alone, so
 * that a row keeps its index whatever comes, goes, or restarts. A longer name keeps its beginning and ends in a hash of
 * the whole.
 */
final class PingIndex {
    /** {@code ~} and 48 bits: with 10,000 long names that begin alike, two meet once in 5 million installations. */
    private static final int HASH_OCTETS = 6;

    private static final int HEAD_OCTETS = PingMib.MAX_NAME_OCTETS - 1 - 2 * HASH_OCTETS;

    private static final char CUT = '~';

    private PingIndex() {}

    /**
     * @param attempt 0 unless the index is taken by another probe; a higher number gives another index, again one that
     *     depends on the names alone
     */
    static OID of(ProbeId id, int attempt) {
        byte[] owner = name(id.monitor(), attempt);
        byte[] test = name(id.probe(), attempt);
        int[] index = new int[2 + owner.length + test.length];
        int next = append(index, 0, owner);
        append(index, next, test);
        return new OID(index);
    }

    /** Whether names that differ may come to this index: those that are cut to it, and those that look so. */
    static boolean isAmbiguous(OID index) {
        return Arrays.stream(index.getValue()).anyMatch(octet -> octet == CUT);
    }

    /** The index of a thing with one name. */
    static OID of(String name, int attempt) {
        byte[] cut = name(name, attempt);
        int[] index = new int[1 + cut.length];
        append(index, 0, cut);
        return new OID(index);
    }

    /** The index of a thing with one name that nobody else has, marked as taken. */
    static OID free(String name, Set<OID> taken) {
        int attempt = 0;
        OID index = of(name, attempt);
        while (!taken.add(index)) {
            index = of(name, ++attempt);
        }
        return index;
    }

    private static int append(int[] index, int at, byte[] name) {
        int next = at;
        index[next++] = name.length;
        for (byte octet : name) {
            index[next++] = Byte.toUnsignedInt(octet);
        }
        return next;
    }

    static byte[] name(String name, int attempt) {
        byte[] whole = name.getBytes(StandardCharsets.UTF_8);
        if (attempt == 0 && whole.length > 0 && whole.length <= PingMib.MAX_NAME_OCTETS) {
            return whole;
        }
        byte[] head = SnmpValues.utf8(name, HEAD_OCTETS);
        byte[] hash = (CUT + hash(whole, attempt)).getBytes(StandardCharsets.US_ASCII);
        byte[] cut = Arrays.copyOf(head, head.length + hash.length);
        System.arraycopy(hash, 0, cut, head.length, hash.length);
        return cut;
    }

    private static String hash(byte[] name, int attempt) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(name);
            digest.update(new byte[attempt]);
            return HexFormat.of().formatHex(digest.digest(), 0, HASH_OCTETS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
