package org.gatewatch.config.internal.yaml;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gatewatch.api.Destination;
import org.gatewatch.api.Destination.Family;
import org.gatewatch.api.Source;

/** What values may be, where they say an end of a path. */
public final class AddressTypes {
    private static final Pattern INTERFACE = Pattern.compile("(?!\\.{1,2}$)[^\\p{C}\\p{Z}/:]{1,15}");
    /** Without what languages of patterns do not agree on: control characters and spaces of all scripts. */
    private static final Form INTERFACE_FORM = Form.text(
            "(?![0-9]+(\\.[0-9]+)+$)(?!\\.{1,2}$)[^\\s/:]{1,15}", "the name of an interface, 1 to 15 characters");

    private static final String ADDRESS = "an IPv4 or IPv6 address, such as 203.0.113.1 or 2001:db8::1";

    private AddressTypes() {}

    /** An address that packets can go to or come from. */
    public static ValueType<InetAddress> address() {
        return ValueType.of(
                AddressLiteral.FORM, value -> ValueTypes.string(value, ADDRESS).flatMap(text -> unicast(value, text)));
    }

    public static ValueType<Source> interfaceName() {
        String allowed = "the name of an interface, 1 to 15 characters";
        return ValueType.of(INTERFACE_FORM, value -> ValueTypes.string(value, allowed)
                .flatMap(text -> interfaceName(value, text, allowed)));
    }

    /** An address of this host or the name of one of its interfaces. */
    public static ValueType<Source> source() {
        String allowed = "an address of this host, or the name of an interface, 1 to 15 characters";
        var form =
                Form.anyOf("an address of this host, or the name of an interface", AddressLiteral.FORM, INTERFACE_FORM);
        return ValueType.of(form, value -> ValueTypes.string(value, allowed)
                .flatMap(text -> AddressLiteral.isMeantAsAddress(text)
                        ? unicast(value, text).map(Source.Address::new)
                        : interfaceName(value, text, allowed)));
    }

    /** Either a source or what another type takes, as data; it is read by one of both. */
    public static ValueType<Source> sourceOr(ValueType<String> other) {
        var form = Form.anyOf(source().form().words() + ", or " + other.form().words(), source().form(), other.form());
        return ValueType.of(form, source()::read);
    }

    /** An address or a name of any family. What looks like an address is never taken for a name. */
    public static ValueType<Destination> destination() {
        String allowed =
                "an IPv4 or IPv6 address or a DNS name, such as 203.0.113.1, 2001:db8::1 or" + " vpn.example.com";
        var name = new Form(
                "{\"type\": \"string\", \"maxLength\": 253, \"pattern\": " + Form.quoted("^(?:" + HostName.FORM + ")$")
                        + "}",
                "");
        var form = Form.anyOf("an IPv4 or IPv6 address, or a DNS name", AddressLiteral.FORM, name);
        return ValueType.of(form, value -> ValueTypes.string(value, allowed).flatMap(text -> {
            if (AddressLiteral.isMeantAsAddress(text)) {
                return unicast(value, text).map(Destination.Address::new);
            }
            if (!HostName.isOne(text)) {
                value.wrong("neither address nor name", allowed);
                return Optional.empty();
            }
            return Optional.of(new Destination.Name(text, Family.ANY));
        }));
    }

    private static Optional<Source> interfaceName(Value value, String text, String allowed) {
        if (!INTERFACE.matcher(text).matches()) {
            value.wrong("no name of an interface", allowed);
            return Optional.empty();
        }
        return Optional.of(new Source.Interface(text));
    }

    private static Optional<InetAddress> unicast(Value value, String text) {
        var address = AddressLiteral.parse(text);
        if (address.isEmpty()) {
            boolean hasZone = text.indexOf('%') >= 0;
            value.wrong("no address" + (hasZone ? "; the key source names an interface, not %" : ""), ADDRESS);
        } else if (address.get().isAnyLocalAddress()
                || address.get().isMulticastAddress()
                || text.equals("255.255.255.255")) {
            value.wrong("an unspecified, multicast or broadcast address", "the address of one host");
            return Optional.empty();
        }
        return address;
    }
}
