package org.gatewatch.snmp.internal;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who is told what. Never prints a secret.
 *
 * @param policy what is worth telling
 * @param receivers who is told, beside whom the snmpd of this host tells
 * @param acknowledged whether receivers acknowledge: informs instead of traps
 * @param community of SNMPv2c; empty when SNMPv3 is used
 */
record NotificationSettings(
        NotificationPolicy policy,
        List<InetSocketAddress> receivers,
        boolean acknowledged,
        Optional<String> community) {
    private static final Pattern RECEIVER = Pattern.compile("\\[?([0-9a-fA-F:.%a-z]+?)\\]?:([0-9]{1,5})");
    private static final int MAX_PORT = 65_535;

    NotificationSettings {
        receivers = List.copyOf(receivers);
    }

    static NotificationSettings of(SnmpAgentConfig config) {
        var receivers = receivers(config.notify_receivers());
        if (!receivers.isEmpty()
                && config.notify_community().isEmpty()
                && User.all(config).isEmpty()) {
            throw new IllegalArgumentException("notify.receivers '" + config.notify_receivers()
                    + "': needs v3.user, or notify.community for SNMPv2c, and both are empty");
        }
        if (!receivers.isEmpty()
                && config.notify_community().isEmpty()
                && config.notify_acknowledged()
                && User.all(config).get(0).isStored()) {
            throw new IllegalArgumentException(
                    "notify.acknowledged true: needs the passphrases of the first SNMPv3 user,"
                            + " because an inform's keys are made for its receiver");
        }
        return new NotificationSettings(
                new NotificationPolicy(
                        NotificationPolicy.kinds(config.notify_kinds()),
                        filter("notify.probe.failures", config.notify_probe_failures()),
                        filter("notify.test.failures", config.notify_test_failures())),
                receivers,
                config.notify_acknowledged(),
                Optional.of(config.notify_community()).filter(word -> !word.isEmpty()));
    }

    private static int filter(String key, int value) {
        if (value < 0 || value > NotificationPolicy.MAX_FILTER) {
            throw new IllegalArgumentException(
                    key + " " + value + ": allowed is 0 to " + NotificationPolicy.MAX_FILTER);
        }
        return value;
    }

    private static List<InetSocketAddress> receivers(String text) {
        var receivers = new ArrayList<InetSocketAddress>();
        for (String part : text.split(",", -1)) {
            if (!part.isBlank()) {
                receivers.add(receiver(part.strip())
                        .orElseThrow(() -> new IllegalArgumentException("notify.receivers '" + text
                                + "': allowed are ADDRESS:PORT and [IPV6]:PORT with commas"
                                + " between them, and no names")));
            }
        }
        return receivers;
    }

    private static Optional<InetSocketAddress> receiver(String text) {
        var match = RECEIVER.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(match.group(2));
        return SnmpSettings.literal(match.group(1))
                .filter(any -> port >= 1 && port <= MAX_PORT)
                .map(address -> new InetSocketAddress(address, port));
    }

    @Override
    public String toString() {
        return "NotificationSettings[" + policy + ", to=" + receivers + ", acknowledged=" + acknowledged + "]";
    }
}
