package org.gatewatch.config.internal.yaml;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses from their literals. Never asks a name server. */
final class AddressLiteral {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "\\." + OCTET + "\\." + OCTET + "\\." + OCTET);
    /** Only these characters, and a colon among them: what {@link InetAddress} then never takes for a name. */
    private static final Pattern IPV6_CHARACTERS = Pattern.compile("(?=.*:)[0-9a-fA-F:.]{2,45}");

    private static final Pattern LOOKS_LIKE_ADDRESS = Pattern.compile(".*:.*|\\d+(\\.\\d+)+");

    /** What no address of one host begins with: unspecified, multicast and broadcast ones. */
    private static final String NOT_UNICAST = "(?!0\\.0\\.0\\.0$|22[4-9]\\.|23[0-9]\\.|255\\.255\\.255\\.255$)";

    /** Of IPv6 only the characters: a pattern of all its forms is longer than the code that reads them. */
    static final Form FORM = Form.text(NOT_UNICAST + IPV4 + "|" + IPV6_CHARACTERS, "an IPv4 or IPv6 address");

    private AddressLiteral() {}

    /** Whether somebody who wrote this meant an address, be it a valid one or not. */
    static boolean isMeantAsAddress(String text) {
        return LOOKS_LIKE_ADDRESS.matcher(text).matches();
    }

    /** The address; empty when the text is none. An IPv4 address in IPv6's clothes is none. */
    static Optional<InetAddress> parse(String text) {
        var ipv4 = IPV4.matcher(text);
        if (ipv4.matches()) {
            var bytes = new byte[4];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) Integer.parseInt(ipv4.group(i + 1));
            }
            return fromBytes(bytes);
        }
        return IPV6_CHARACTERS.matcher(text).matches() ? parseIpv6(text) : Optional.empty();
    }

    private static Optional<InetAddress> fromBytes(byte[] bytes) {
        try {
            return Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static Optional<InetAddress> parseIpv6(String text) {
        try {
            return Optional.of(InetAddress.getByName(text)).filter(address -> address.getAddress().length == 16);
        } catch (UnknownHostException e) {
            // the characters were right, their order was not; the caller says what is allowed
            return Optional.empty();
        }
    }
}
