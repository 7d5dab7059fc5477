package org.gatewatch.shell.internal.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.gatewatch.api.Destination;
import org.gatewatch.api.desired.DesiredState;

/** What Gatewatch has to reach, and the ports that it has to have. */
final class Reachability {
    private static final int CONNECT_LIMIT_MILLIS = (int) Duration.ofSeconds(2).toMillis();
    private static final int DISCARD = 9;

    private final Path config;
    private final boolean runs;

    /** @param runs whether an instance runs, which then has its ports */
    Reachability(Path config, boolean runs) {
        this.config = config;
        this.runs = runs;
    }

    /** Asks the kernel for the way to every destination that is an address; sends nothing. */
    static Finding routes(DesiredState desired) {
        var without = new TreeMap<String, String>();
        int asked = 0;
        for (var probe : desired.monitors().stream()
                .flatMap(each -> each.probes().stream())
                .toList()) {
            if (probe.destination() instanceof Destination.Address destination) {
                asked++;
                routeProblem(destination.address())
                        .ifPresent(why -> without.put(probe.destination().toString(), why));
            }
        }
        if (without.isEmpty()) {
            return Finding.good("routes", asked + " destinations have one");
        }
        var first = without.firstEntry();
        return Finding.bad(
                "routes",
                "none to %s (%s)%s: ip route get %s"
                        .formatted(
                                first.getKey(),
                                first.getValue(),
                                without.size() > 1 ? " and " + (without.size() - 1) + " more" : "",
                                first.getKey()));
    }

    private static java.util.Optional<String> routeProblem(InetAddress destination) {
        try (var channel = DatagramChannel.open()) {
            channel.connect(new InetSocketAddress(destination, DISCARD)); // only looks the route up
            return java.util.Optional.empty();
        } catch (IOException e) {
            return java.util.Optional.of(String.valueOf(e.getMessage()));
        }
    }

    List<Finding> all() {
        var findings = new ArrayList<Finding>();
        SettingsFile.of(config, "org.gatewatch.mqtt").stream()
                .filter(file -> file.isOn("enabled", true))
                .forEach(file -> findings.add(broker(file)));
        for (var file : SettingsFile.of(config, "org.gatewatch.snmp")) {
            findings.add(snmpPort(file));
            String socket = file.value("agentx.socket", "");
            if (!socket.isEmpty()) {
                findings.add(agentx(socket));
            }
        }
        SettingsFile.of(config, "org.gatewatch.http").stream()
                .filter(file -> file.isOn("enabled", false))
                .forEach(file -> findings.add(httpPort(file)));
        return findings;
    }

    private static Finding broker(SettingsFile file) {
        String uris = file.value("serverUri", "tcp://127.0.0.1:1883");
        String why = "";
        for (String each : Arrays.stream(uris.split(",", -1)).map(String::strip).toList()) {
            try (var socket = new Socket()) {
                var uri = URI.create(each);
                int usual = uri.getScheme().equals("ssl") ? 8883 : 1883;
                var address = new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? usual : uri.getPort());
                socket.connect(address, CONNECT_LIMIT_MILLIS);
                return Finding.good("broker", each + " takes connections");
            } catch (IOException | RuntimeException e) { // also what is no URI: the check of the configuration tells
                why = String.valueOf(e.getMessage());
            }
        }
        return Finding.warning(
                "broker",
                "%s does not answer (%s): start it, or set serverUri, or enabled = false in %s"
                        .formatted(uris, why, file.name()));
    }

    private Finding snmpPort(SettingsFile file) {
        var address = address(file, "listen.address", "listen.port", 1161);
        if (runs) {
            return SnmpQuestion.answered(address, file.value("v2c.community", "public"))
                    ? Finding.good("SNMP", "the agent answers on udp:" + text(address))
                    : Finding.warning(
                            "SNMP",
                            "the agent on udp:" + text(address) + " does not answer v2c: see the log,"
                                    + " v2c.sources and v2c.community in " + file.name());
        }
        return port("SNMP", "udp:", address, file.name(), Reachability::datagrams);
    }

    private Finding httpPort(SettingsFile file) {
        var address = address(file, "address", "port", 8443);
        if (runs) {
            try (var socket = new Socket()) {
                socket.connect(address, CONNECT_LIMIT_MILLIS);
                return Finding.good("HTTP", "answers on tcp:" + text(address));
            } catch (IOException e) {
                return Finding.bad(
                        "HTTP", "does not answer on tcp:" + text(address) + " (" + e.getMessage() + "): see the log");
            }
        }
        return port("HTTP", "tcp:", address, file.name(), ServerSocketChannel::open);
    }

    private static Finding agentx(String socket) {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return Finding.good("snmpd", "takes sub-agents at " + channel.getRemoteAddress());
        } catch (IOException | IllegalArgumentException e) {
            return Finding.warning(
                    "snmpd",
                    "takes no sub-agent at " + socket + " (" + e.getMessage()
                            + "): install share/snmp/gatewatch-snmpd.conf, and let this user use the socket");
        }
    }

    private static Finding port(String subject, String kind, InetSocketAddress address, String file, Opening opening) {
        try (var channel = opening.open()) {
            bind(channel, address);
            return Finding.good(subject, "port " + kind + text(address) + " is free");
        } catch (IOException e) {
            return Finding.bad(
                    subject,
                    "cannot have %s%s (%s): ss -lnp shows who has it; or set another in %s"
                            .formatted(kind, text(address), e.getMessage(), file));
        }
    }

    private static void bind(NetworkChannel channel, SocketAddress address) throws IOException {
        var unused = channel.bind(address);
    }

    private static DatagramChannel datagrams() throws IOException {
        return DatagramChannel.open();
    }

    private static InetSocketAddress address(SettingsFile file, String host, String port, int usualPort) {
        String number = file.value(port, String.valueOf(usualPort));
        return new InetSocketAddress(
                file.value(host, "127.0.0.1"),
                number.matches("\\d{1,5}") ? Integer.parseInt(number) & 0xFFFF : usualPort);
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    private interface Opening {
        NetworkChannel open() throws IOException;
    }
}
