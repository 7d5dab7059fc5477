package org.gatewatch.snmp.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.snmp4j.smi.OID;

/**
 * The agent's configuration, checked. Never prints a secret.
 *
 * @param listen where requests are taken
 * @param community of v2c readers; empty switches v2c off
 * @param users of SNMPv3; empty switches SNMPv3 off
 * @param writers who of them may create and destroy rows
 * @param name {@code sysName}
 * @param contact {@code sysContact}
 * @param location {@code sysLocation}
 * @param mib where GATEWATCH-MIB is
 * @param agentx socket of the snmpd that is to serve our tables; empty when none is
 * @param agentxWrites whether that snmpd may create and destroy rows
 * @param vici socket of the strongSwan that knows security associations; empty when none does
 * @param v2cSources from where the community may read; empty means from everywhere
 * @param notifications who is told what
 */
record SnmpSettings(
        InetSocketAddress listen,
        Optional<String> community,
        List<User> users,
        Set<String> writers,
        String name,
        String contact,
        String location,
        GatewatchMib mib,
        Optional<Path> agentx,
        boolean agentxWrites,
        Optional<Path> vici,
        List<Network> v2cSources,
        NotificationSettings notifications) {
    private static final Pattern OBJECT_ID = Pattern.compile("1\\.3(\\.[0-9]{1,9}){4,30}");
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F.]*:[0-9a-fA-F:.]*(%[0-9a-zA-Z._-]+)?");
    /** What every scanner tries first. */
    private static final Set<String> WELL_KNOWN = Set.of("public", "private");

    private static final int MAX_PORT = 65_535;
    private static final int MAX_NAME_OCTETS = 32;

    /** Reads the configuration or says what is wrong with it. */
    static SnmpSettings of(SnmpAgentConfig config) {
        var address = address(config.listen_address());
        var community = config.v2c_community().isEmpty() ? Optional.<String>empty() : community(config, address);
        var users = User.all(config);
        require(
                community.isPresent() || !users.isEmpty(),
                "v2c.community and v3.user are both empty: nobody could read; set one of them");
        return new SnmpSettings(
                new InetSocketAddress(address, port(config.listen_port())),
                community,
                users,
                writers(config.write_users(), users),
                config.sys_name().isEmpty() ? hostName() : text("sys.name", config.sys_name()),
                text("sys.contact", config.sys_contact()),
                text("sys.location", config.sys_location()),
                mib(config.mib_base()),
                socket("agentx.socket", config.agentx_socket()),
                config.agentx_write(),
                socket("vici.socket", config.vici_socket()),
                sources(config, address),
                NotificationSettings.of(config));
    }

    SystemGroups.Names names(String version) {
        return new SystemGroups.Names("Gatewatch " + version, name, contact, location);
    }

    private static InetAddress address(String value) {
        return literal(value)
                .orElseThrow(() -> new IllegalArgumentException(
                        "listen.address '" + value + "': allowed is an IPv4 or IPv6 address, not a name"));
    }

    /** The address that this text is; empty when it is anything else, for a name is never resolved. */
    static Optional<InetAddress> literal(String value) {
        try {
            return IPV4.matcher(value).matches() || IPV6.matcher(value).matches()
                    ? Optional.of(InetAddress.getByName(value))
                    : Optional.empty();
        } catch (UnknownHostException e) {
            // not an address after all
            return Optional.empty();
        }
    }

    private static List<Network> sources(SnmpAgentConfig config, InetAddress address) {
        var sources = Network.list("v2c.sources", config.v2c_sources());
        require(
                !sources.isEmpty()
                        || address.isLoopbackAddress()
                        || config.v2c_community().isEmpty(),
                "v2c.sources is empty: allowed on a loopback address only, and listen.address is "
                        + config.listen_address() + "; set the networks that may ask, such as 192.0.2.0/24");
        return sources;
    }

    private static int port(int value) {
        require(value >= 1 && value <= MAX_PORT, "listen.port " + value + ": allowed is 1 to " + MAX_PORT);
        return value;
    }

    private static Optional<String> community(SnmpAgentConfig config, InetAddress address) {
        String value = config.v2c_community();
        require(
                octets(value) <= MAX_NAME_OCTETS,
                "v2c.community: allowed are at most " + MAX_NAME_OCTETS + " octets, it has " + octets(value));
        require(
                address.isLoopbackAddress() || !WELL_KNOWN.contains(value),
                "v2c.community '" + value + "': allowed on a loopback address only, and listen.address is "
                        + config.listen_address()
                        + "; use SNMPv3 (v3.user) with an empty v2c.community, or a community that nobody guesses");
        return Optional.of(value);
    }

    private static Set<String> writers(String names, List<User> users) {
        var writers = new TreeSet<String>();
        for (String name : names.split(",", -1)) {
            if (!name.isBlank()) {
                require(
                        users.stream().anyMatch(user -> user.name().equals(name.strip())),
                        "write.users '" + name.strip()
                                + "': allowed are names of SNMPv3 users, and there is no such one");
                writers.add(name.strip());
            }
        }
        return Set.copyOf(writers);
    }

    private static String text(String key, String value) {
        require(
                octets(value) <= PingMib.MAX_TEXT_OCTETS,
                key + " '" + value + "': allowed are at most " + PingMib.MAX_TEXT_OCTETS + " octets");
        return value;
    }

    private static Optional<Path> socket(String key, String value) {
        require(value.isEmpty() || value.startsWith("/"), key + " '" + value + "': allowed is an absolute path");
        return value.isEmpty() ? Optional.empty() : Optional.of(Path.of(value));
    }

    private static GatewatchMib mib(String base) {
        if (base.isEmpty()) {
            return new GatewatchMib(GatewatchMib.builtBase());
        }
        require(
                OBJECT_ID.matcher(base).matches() && !new OID(base).startsWith(new OID("1.3.6.1.2.1")),
                "mib.base '" + base + "': allowed is an OID of 6 to 32 numbers that begins with 1.3 and is not under"
                        + " mib-2 (1.3.6.1.2.1), such as 1.3.6.1.4.1.NUMBER.1");
        return new GatewatchMib(new OID(base));
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void require(boolean allowed, String message) {
        if (!allowed) {
            throw new IllegalArgumentException(message);
        }
    }

    /** From the kernel: Java's own way may wait for a name server. */
    private static String hostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return "localhost";
        }
    }

    @Override
    public String toString() {
        return "SnmpSettings[" + listen + ", v2c=" + community.isPresent() + ", v3=" + users + "]";
    }
}
