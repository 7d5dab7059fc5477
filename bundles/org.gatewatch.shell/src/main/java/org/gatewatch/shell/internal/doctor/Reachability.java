package org.gatewatch.shell.internal.doctor;

import java.io.IOException;
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
import java.util.Map;
import java.util.Optional;
import org.gatewatch.shell.internal.StatusDocument.ReporterEntry;

/** What Gatewatch has to reach, and the ports that it has to have. */
final class Reachability {
    private static final int CONNECT_LIMIT_MILLIS = (int) Duration.ofSeconds(2).toMillis();
    private static final Map<String, Integer> BROKER_PORTS = Map.of("tcp", 1883, "ssl", 8883, "ws", 80, "wss", 443);

    private final Path config;
    private final boolean runs;
    private final List<ReporterEntry> reporters;

    /**
     * @param runs whether an instance runs, which then has its ports
     * @param reporters how its reporters do, as far as it tells
     */
    Reachability(Path config, boolean runs, List<ReporterEntry> reporters) {
        this.config = config;
        this.runs = runs;
        this.reporters = List.copyOf(reporters);
    }

    List<Finding> all() {
        var findings = new ArrayList<Finding>();
        SettingsFile.of(config, "org.gatewatch.mqtt").stream()
                .filter(file -> file.isOn("enabled", true))
                .forEach(file -> findings.add(
                        told("broker", "mqtt/" + file.instance(), remedy(file)).orElseGet(() -> broker(file))));
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

    /**
     * What the running instance says of one of its reporters: it knows more than a connection shows, such as that it is
     * not let in.
     */
    private Optional<Finding> told(String subject, String reporter, String remedy) {
        return reporters.stream()
                .filter(each -> each.name().equals(reporter))
                .map(each -> told(subject, each, remedy))
                .findFirst();
    }

    private static Finding told(String subject, ReporterEntry reporter, String remedy) {
        String problem = reporter.problem() == null ? "" : reporter.problem();
        if (reporter.connected() && problem.isEmpty()) {
            return Finding.good(subject, "the running instance uses " + reporter.peer());
        }
        String how = reporter.connected() ? " is used, but: " : " is not used: ";
        return Finding.warning(
                subject, reporter.peer() + how + (problem.isEmpty() ? "the log says why" : problem) + ": " + remedy);
    }

    /** The same if it is no good news, which are better asked for. */
    private Optional<Finding> toldBad(String subject, String reporter, SettingsFile file) {
        return told(subject, reporter, "ss -lnp shows who has its port; or see the log and " + file.name())
                .filter(finding -> finding.verdict() != Finding.Verdict.GOOD);
    }

    private static Finding broker(SettingsFile file) {
        String uris = file.value("serverUri", "tcp://127.0.0.1:1883");
        String why = "";
        for (String each : Arrays.stream(uris.split(",", -1)).map(String::strip).toList()) {
            try (var socket = new Socket()) {
                var uri = URI.create(each);
                socket.connect(new InetSocketAddress(uri.getHost(), port(uri)), CONNECT_LIMIT_MILLIS);
                return Finding.good("broker", each + " takes connections");
            } catch (IOException | RuntimeException e) { // also what is no URI: the check of the configuration tells
                why = String.valueOf(e.getMessage());
            }
        }
        return Finding.warning("broker", uris + " does not answer (" + why + "): " + remedy(file));
    }

    private static String remedy(SettingsFile broker) {
        return "start it, or set serverUri, or enabled = false in " + broker.name();
    }

    /** Where a broker listens that this address leads to. */
    static int port(URI broker) {
        return broker.getPort() < 0 ? BROKER_PORTS.getOrDefault(broker.getScheme(), 1883) : broker.getPort();
    }

    private Finding snmpPort(SettingsFile file) {
        var address = address(file, "listen.address", "listen.port", 1161);
        return runs
                ? toldBad("SNMP", "snmp", file).orElseGet(() -> snmpAnswer(file, address))
                : port("SNMP", "udp:", address, file.name(), Reachability::datagrams);
    }

    private static Finding snmpAnswer(SettingsFile file, InetSocketAddress address) {
        String community = file.valueOrBlank("v2c.community", "public");
        if (community.isEmpty()) {
            return Finding.good(
                    "SNMP",
                    "v2c is off, so the agent on udp:" + text(address) + " was not asked: snmpget -v3 shows more");
        }
        return SnmpQuestion.answered(address, community)
                ? Finding.good("SNMP", "the agent answers on udp:" + text(address))
                : Finding.warning(
                        "SNMP",
                        "the agent on udp:" + text(address) + " does not answer v2c: see the log,"
                                + " v2c.sources and v2c.community in " + file.name());
    }

    private Finding httpPort(SettingsFile file) {
        var address = address(file, "address", "port", 8443);
        return runs
                ? toldBad("HTTP", "http", file).orElseGet(() -> httpAnswer(address))
                : port("HTTP", "tcp:", address, file.name(), ServerSocketChannel::open);
    }

    private static Finding httpAnswer(InetSocketAddress address) {
        try (var socket = new Socket()) {
            socket.connect(address, CONNECT_LIMIT_MILLIS);
            return Finding.good("HTTP", "answers on tcp:" + text(address));
        } catch (IOException e) {
            return Finding.bad(
                    "HTTP", "does not answer on tcp:" + text(address) + " (" + e.getMessage() + "): see the log");
        }
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
