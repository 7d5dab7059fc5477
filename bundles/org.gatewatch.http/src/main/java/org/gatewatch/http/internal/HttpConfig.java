package org.gatewatch.http.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What the operator sets in {@code org.gatewatch.http.cfg}; {@link HttpSettings} is its checked form. */
@ObjectClassDefinition(
        id = HttpConfig.PID,
        name = "Gatewatch HTTP",
        description = "Serves AWS's and OTC/Huawei's APIs, OpenMetrics and JSON.")
@interface HttpConfig {
    String PID = "org.gatewatch.http";

    @AttributeDefinition(name = "Enabled", description = "true: serve; false: open no port and start no thread.")
    boolean enabled() default false;

    @AttributeDefinition(name = "Address", description = "An address of this host; 0.0.0.0 or :: for all.")
    String address() default "127.0.0.1";

    @AttributeDefinition(
            name = "Port",
            description = "TCP port, 0 to 65535; 0: any that is free.",
            min = "0",
            max = "65535")
    int port() default 8443;

    @AttributeDefinition(name = "TLS", description = "true: HTTPS; false: plain HTTP, on a loopback address only.")
    boolean tls() default true;

    @AttributeDefinition(
            name = "Certificate",
            description = "Path of a PEM file, the chain beginning with ours; empty: a self-signed one is made.")
    String tls_certificate() default "";

    @AttributeDefinition(name = "Private key", description = "Path of a PEM file, PKCS #8, of the certificate.")
    String tls_key() default "";

    @AttributeDefinition(
            name = "Keys",
            description = "Path of the file of access keys, which only its owner may read; empty: http.keys in the "
                    + "folder of this configuration.")
    String keys_file() default "";

    @AttributeDefinition(
            name = "Region",
            description = "That clients must sign for, at most 30 of a-z A-Z 0-9 -; empty: any.")
    String region() default "";

    @AttributeDefinition(
            name = "Clock skew",
            description = "Seconds that a request's date may be from this host's clock, 10 to 3600.",
            min = "10",
            max = "3600")
    int clock_skew_seconds() default 300;

    @AttributeDefinition(
            name = "Connections",
            description = "How many may be open at a time, 1 to 1000; further ones wait.",
            min = "1",
            max = "1000")
    int connections() default 64;

    @AttributeDefinition(
            name = "Project id",
            description = "In paths of the OTC/Huawei API, 32 of 0-9 a-f; empty: made from the host name.")
    String project_id() default "";

    @AttributeDefinition(
            name = "Project name",
            description = "That OTC's and Huawei's clients must ask for, at most 64 characters; empty: any.")
    String project_name() default "";

    @AttributeDefinition(
            name = "Domain name",
            description = "The same of the domain, at most 64 characters; empty: any.")
    String domain_name() default "";
}
