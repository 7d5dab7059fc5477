package org.gatewatch.config.internal.resource;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Source;

/**
 * Ids and ARNs, made when they are asked for: from names alone, so that they are the same after every restart, whatever was
 * lost. What clients create gets a random id, which its file keeps.
 *
 * @param partition of ARNs
 * @param region of ARNs
 * @param account of ARNs
 * @param gateway what tells this gateway's subnets from others'
 */
record Names(String partition, String region, String account, String gateway) {
    private static final int ID_LENGTH = 25;
    private static final int RADIX = 36;
    private static final BigInteger IDS = BigInteger.valueOf(RADIX).pow(ID_LENGTH);
    private static final int CLOUD_ID_DIGITS = 17;
    private static final SecureRandom RANDOM = new SecureRandom();

    String monitorArn(String monitorName) {
        return arn("networkmonitor", "monitor/" + monitorName);
    }

    String probeArn(String probeId) {
        return arn("networkmonitor", "probe/" + probeId);
    }

    /** The name of the monitor with this ARN. */
    Optional<String> monitorOf(String arn) {
        return after(monitorArn(""), arn);
    }

    /** The id of the probe with this ARN. */
    Optional<String> probeOf(String arn) {
        return after(probeArn(""), arn);
    }

    /** The ARN of the subnet that is said to be at a source of this host. */
    String subnetArn(Source source) {
        return arn("ec2", "subnet/subnet-" + cloudId("subnet", source));
    }

    /** The id of the VPC that is said to be at a source of this host. */
    String vpcId(Source source) {
        return "vpc-" + cloudId("vpc", source);
    }

    /** The id that the probe's file gives, or else the one that its names make. */
    static String probeId(String monitorName, Probe probe) {
        return probe.labels().id().orElseGet(() -> id(new BigInteger(1, hash("probe", monitorName, probe.name()))));
    }

    static String randomProbeId() {
        return id(new BigInteger(2 * IDS.bitLength(), RANDOM));
    }

    private static String id(BigInteger number) {
        String digits = number.mod(IDS).toString(RADIX);
        return "probe-" + "0".repeat(ID_LENGTH - digits.length()) + digits;
    }

    private String cloudId(String what, Source source) {
        byte[] hash = hash(what, gateway, source.getClass().getSimpleName(), source.toString());
        return HexFormat.of().formatHex(hash).substring(0, CLOUD_ID_DIGITS);
    }

    private String arn(String service, String resource) {
        return String.join(":", "arn", partition, service, region, account, resource);
    }

    private static Optional<String> after(String start, String arn) {
        return arn.startsWith(start) ? Optional.of(arn.substring(start.length())) : Optional.empty();
    }

    private static byte[] hash(String... parts) {
        try {
            var text = String.join("\0", parts).getBytes(StandardCharsets.UTF_8);
            return MessageDigest.getInstance("SHA-256").digest(text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
