package org.gatewatch.snmp.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** PID {@code org.gatewatch.snmp}. */
@ObjectClassDefinition(
        id = "org.gatewatch.snmp",
        name = "Gatewatch SNMP agent",
        description = "SNMP agent with DISMAN-PING-MIB (RFC 4560)")
@interface SnmpAgentConfig {
    @AttributeDefinition(
            name = "Listen address",
            description =
                    "IPv4 or IPv6 address on which requests are taken. A port in use is tried again until it is free")
    String listen_address() default "127.0.0.1";

    @AttributeDefinition(name = "Listen port", description = "UDP port, 1 to 65535", min = "1", max = "65535")
    int listen_port() default 1161;

    @AttributeDefinition(
            name = "SNMPv2c community",
            type = AttributeType.PASSWORD,
            description = "Who knows it may read; at most 32 octets; empty switches SNMPv2c off."
                    + " 'public' and 'private' are refused unless the listen address is a loopback address")
    String v2c_community() default "public";

    @AttributeDefinition(
            name = "SNMPv2c sources",
            description = "Networks from which the community may read, such as 192.0.2.0/24, with commas between them;"
                    + " empty means all, and is allowed on a loopback address only")
    String v2c_sources() default "";

    @AttributeDefinition(
            name = "SNMPv3 user",
            description =
                    "May read, authenticated and encrypted (authPriv); at most 32 octets; empty with empty v3.users"
                            + " switches SNMPv3 off")
    String v3_user() default "";

    @AttributeDefinition(
            name = "SNMPv3 authentication protocol",
            description = "SHA-256, SHA-384 or SHA-512",
            options = {
                @Option(label = "SHA-256", value = "SHA-256"),
                @Option(label = "SHA-384", value = "SHA-384"),
                @Option(label = "SHA-512", value = "SHA-512")
            })
    String v3_auth_protocol() default "SHA-256";

    @AttributeDefinition(
            name = "SNMPv3 authentication passphrase",
            type = AttributeType.PASSWORD,
            description = "At least 8 characters; needed with an SNMPv3 user; - as both passphrases: the keys that are"
                    + " stored since the last start with passphrases")
    String v3_auth_passphrase() default "";

    @AttributeDefinition(
            name = "SNMPv3 privacy protocol",
            description = "AES-128 or AES-256",
            options = {@Option(label = "AES-128", value = "AES-128"), @Option(label = "AES-256", value = "AES-256")})
    String v3_priv_protocol() default "AES-128";

    @AttributeDefinition(
            name = "SNMPv3 privacy passphrase",
            type = AttributeType.PASSWORD,
            description = "At least 8 characters; needed with an SNMPv3 user")
    String v3_priv_passphrase() default "";

    @AttributeDefinition(
            name = "More SNMPv3 users",
            type = AttributeType.PASSWORD,
            description = "Each is NAME AUTHENTICATION PASSPHRASE PRIVACY PASSPHRASE, such as"
                    + " noc SHA-512 ... AES-256 ..., with commas between them; no passphrase has a comma or a space")
    String v3_users() default "";

    @AttributeDefinition(
            name = "SNMPv3 users who may write",
            description = "Names, with commas between them, of users who may create and destroy rows of pingCtlTable;"
                    + " empty means nobody")
    String write_users() default "";

    @AttributeDefinition(
            name = "sysName",
            description = "Name of this host; at most 255 octets; empty means the kernel's host name")
    String sys_name() default "";

    @AttributeDefinition(name = "sysContact", description = "Who answers for this host; at most 255 octets")
    String sys_contact() default "";

    @AttributeDefinition(name = "sysLocation", description = "Where this host is; at most 255 octets")
    String sys_location() default "";

    @AttributeDefinition(
            name = "OID of GATEWATCH-MIB",
            description =
                    "Empty means where the shipped MIB file says; a site with a number of its own sets it here and"
                            + " in the MIB file")
    String mib_base() default "";

    @AttributeDefinition(
            name = "AgentX socket",
            description = "Socket of the snmpd (RFC 2741) that serves the tables as well, /var/agentx/master on Debian;"
                    + " empty means none")
    String agentx_socket() default "";

    @AttributeDefinition(
            name = "Writing through AgentX",
            description = "true: whom that snmpd lets write to pingCtlTable may create and destroy its rows")
    boolean agentx_write() default false;

    @AttributeDefinition(
            name = "VICI socket",
            description =
                    "Socket of this host's strongSwan, /var/run/charon.vici on Debian, which is asked for the states"
                            + " of security associations; empty means that they are unknown")
    String vici_socket() default "";

    @AttributeDefinition(
            name = "Notifications",
            description = "What is sent, with commas between: health, connectionHealth, probeFailure,"
                    + " testFailure, testCompletion")
    String notify_kinds() default "health";

    @AttributeDefinition(
            name = "Unanswered samples in a row of a probeFailure",
            description = "0 to 15; 0 means never",
            min = "0",
            max = "15")
    int notify_probe_failures() default 1;

    @AttributeDefinition(
            name = "Unanswered samples in one period of a testFailure",
            description = "0 to 15; 0 means never",
            min = "0",
            max = "15")
    int notify_test_failures() default 1;

    @AttributeDefinition(
            name = "Receivers of notifications",
            description = "ADDRESS:PORT or [IPV6]:PORT, with commas between them; empty means none but those of the"
                    + " snmpd at the AgentX socket")
    String notify_receivers() default "";

    @AttributeDefinition(
            name = "Informs instead of traps",
            description = "true: receivers acknowledge, and what they do not is repeated")
    boolean notify_acknowledged() default true;

    @AttributeDefinition(
            name = "SNMPv2c community of notifications",
            type = AttributeType.PASSWORD,
            description = "Empty means SNMPv3 with the SNMPv3 user")
    String notify_community() default "";
}
