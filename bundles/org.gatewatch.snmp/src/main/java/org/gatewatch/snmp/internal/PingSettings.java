package org.gatewatch.snmp.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.gatewatch.api.Packet;
import org.gatewatch.api.resource.Settings;
import org.gatewatch.snmp.internal.PingRequest.RefusedException;
import org.snmp4j.PDU;

/** What the columns of a request are in the words of the configuration files. */
final class PingSettings {
    /** Default of {@code pingCtlTimeOut}. */
    private static final int DEFAULT_TIMEOUT_SECONDS = 3;

    private static final Duration ONE_PACKET = Duration.ofSeconds(1);
    private static final int IPV4 = 1;
    private static final int IPV6 = 2;
    private static final int DNS = 16;

    private PingSettings() {}

    /** All that a new probe is, with the MIB's defaults for what the request leaves out. */
    static Settings created(PingRequest request) throws RefusedException {
        if (!request.has(PingRequest.TARGET)) {
            throw request.refused(PDU.inconsistentValue, PingRequest.ROW_STATUS);
        }
        long probes = request.number(PingRequest.PROBE_COUNT, 1);
        boolean once = request.number(PingRequest.FREQUENCY, 0) == 0;
        return changed(request)
                .with("name", request.id().probe())
                .with("timeout", request.number(PingRequest.TIMEOUT, DEFAULT_TIMEOUT_SECONDS) + "s")
                .with("interval", once ? ONE_PACKET : period(request).dividedBy(probes))
                .with("enabled", isEnabled(request))
                .with("tags", new Settings(once ? PingTest.tags(probes) : PingTest.TAGS));
    }

    /** The monitor's: a test that is done once has a period, and so a row of the history, for each packet. */
    static Duration period(PingRequest request) {
        long seconds = request.number(PingRequest.FREQUENCY, 0);
        return seconds == 0 ? ONE_PACKET : Duration.ofSeconds(seconds);
    }

    /** The default of {@code pingCtlAdminStatus} is disabled. */
    private static boolean isEnabled(PingRequest request) {
        return request.number(PingRequest.ADMIN_STATUS, PingMib.DISABLED) == PingMib.ENABLED;
    }

    /** No more than the request says. */
    static Settings changed(PingRequest request) throws RefusedException {
        var settings = Settings.NONE;
        if (request.has(PingRequest.TARGET)) {
            settings = settings.with(
                    "destination", (Object) address(request, PingRequest.TARGET_TYPE, PingRequest.TARGET));
        }
        if (request.has(PingRequest.SOURCE)) {
            settings = settings.with("source", (Object) address(request, PingRequest.SOURCE_TYPE, PingRequest.SOURCE));
        }
        if (request.has(PingRequest.TIMEOUT)) {
            settings = settings.with("timeout", request.number(PingRequest.TIMEOUT, 0) + "s");
        }
        if (request.has(PingRequest.ADMIN_STATUS)) {
            settings = settings.with("enabled", isEnabled(request));
        }
        if (request.has(PingRequest.DS_FIELD)) {
            settings = settings.with("dscp", request.number(PingRequest.DS_FIELD, 0) >>> 2);
        }
        return sized(request, settings);
    }

    /** A size of 0, the default, is as small as possible. */
    private static Settings sized(PingRequest request, Settings settings) throws RefusedException {
        long octets = request.number(PingRequest.DATA_SIZE, 0);
        if (octets == 0) {
            return settings;
        }
        if (octets < Packet.MIN_SIZE_BYTES || octets > Packet.MAX_SIZE_BYTES) {
            throw request.refused(PDU.wrongValue, PingRequest.DATA_SIZE);
        }
        return settings.with("packetSize", octets);
    }

    private static String address(PingRequest request, int typeColumn, int column) throws RefusedException {
        byte[] octets = request.octets(column);
        try {
            return switch ((int) request.number(typeColumn, IPV4)) {
                case IPV4, IPV6 -> InetAddress.getByAddress(octets).getHostAddress();
                case DNS -> new String(octets, StandardCharsets.US_ASCII);
                default -> throw request.refused(PDU.wrongValue, typeColumn);
            };
        } catch (UnknownHostException e) {
            // neither 4 nor 16 octets
            throw request.refused(PDU.wrongLength, column);
        }
    }

    /** What is compared with the rows that are there. */
    static boolean changesTheSchedule(PingRequest request) {
        return request.has(PingRequest.FREQUENCY) || request.has(PingRequest.PROBE_COUNT);
    }

    static Settings monitor(PingRequest request, Settings probe) {
        return Settings.NONE
                .with("monitorName", request.id().monitor())
                .with("aggregationPeriod", period(request).toSeconds())
                .with("tags", new Settings(Map.copyOf(PingTest.TAGS)))
                .with("probes", List.of(probe));
    }
}
