package org.gatewatch.api;

import java.net.Inet4Address;
import java.net.InetAddress;

/** Addresses as people and machines read them everywhere in the product. */
public final class AddressText {
    private static final int GROUPS = 8;

    private AddressText() {}

    /**
     * IPv4 in dotted decimals; IPv6 in the one form that RFC 5952 section 4 recommends: lower case, no leading zeros, the
     * first longest run of two or more zero groups as {@code ::}. Java's own form leaves zeros in.
     */
    public static String of(InetAddress address) {
        if (address instanceof Inet4Address) {
            return address.getHostAddress();
        }
        int[] groups = groups(address.getAddress());
        int start = longestZeros(groups);
        int end = start + zerosAt(groups, start);
        var text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            boolean shortened = end - start >= 2 && i >= start && i < end;
            if (!shortened) {
                text.append(Integer.toHexString(groups[i])).append(i < GROUPS - 1 ? ":" : "");
            } else if (i == start) {
                text.append(start == 0 ? "::" : ":");
            }
        }
        return text.toString();
    }

    private static int[] groups(byte[] bytes) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
        }
        return groups;
    }

    private static int longestZeros(int[] groups) {
        int best = 0;
        for (int i = 1; i < GROUPS; i++) {
            best = zerosAt(groups, i) > zerosAt(groups, best) ? i : best;
        }
        return best;
    }

    private static int zerosAt(int[] groups, int start) {
        int end = start;
        while (end < GROUPS && groups[end] == 0) {
            end++;
        }
        return end - start;
    }
}
