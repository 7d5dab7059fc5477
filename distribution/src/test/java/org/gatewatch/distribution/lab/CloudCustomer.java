package org.gatewatch.distribution.lab;

import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.vpn.v5.VpnClient;
import com.huaweicloud.sdk.vpn.v5.model.CreateConnectionMonitorRequest;
import com.huaweicloud.sdk.vpn.v5.model.CreateConnectionMonitorRequestBody;
import com.huaweicloud.sdk.vpn.v5.model.CreateConnectionMonitorRequestBodyContent;
import com.huaweicloud.sdk.vpn.v5.model.DeleteConnectionMonitorRequest;
import java.io.PrintStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.networkmonitor.NetworkMonitorClient;
import software.amazon.awssdk.services.networkmonitor.model.CreateMonitorProbeInput;
import software.amazon.awssdk.services.networkmonitor.model.Protocol;

/**
 * Somebody with the SDKs of both clouds, on the gateway: a program of its own, for this JVM is not in the lab. Says when
 * the gateway had answered, in milliseconds since the epoch, and which id it gave.
 */
final class CloudCustomer {
    static final String KEY = "AKIDCUSTOMER";
    static final String SECRET = "a-secret-of-the-lab-0123456789";
    static final String PROJECT = "0123456789abcdef0123456789abcdef";
    static final String SUBNET = "arn:aws:ec2:us-east-1:123456789012:subnet/subnet-0123456789abcdef0";
    static final int PORT = 8080;

    private static final String GATEWAY = "http://127.0.0.1:" + PORT;
    private static final String MONITOR = "by-sdk";

    private CloudCustomer() {}

    /** {@code aws-create DESTINATION}, {@code aws-delete}, {@code otc-create CONNECTION} or {@code otc-delete ID}. */
    public static void main(String[] arguments) {
        PrintStream out = System.out;
        String id =
                switch (arguments[0]) {
                    case "aws-create" -> createMonitor(arguments[1]);
                    case "aws-delete" -> deleteMonitor();
                    case "otc-create" -> createConnectionMonitor(arguments[1]);
                    default -> deleteConnectionMonitor(arguments[1]);
                };
        out.println("answered " + Instant.now().toEpochMilli() + " " + id);
    }

    private static NetworkMonitorClient aws() {
        return NetworkMonitorClient.builder()
                .endpointOverride(URI.create(GATEWAY))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, SECRET)))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }

    private static String createMonitor(String destination) {
        try (var client = aws()) {
            client.createMonitor(it -> it.monitorName(MONITOR)
                    .aggregationPeriod(30L)
                    .probes(CreateMonitorProbeInput.builder()
                            .sourceArn(SUBNET)
                            .destination(destination)
                            .protocol(Protocol.ICMP)
                            .build()));
            return MONITOR;
        }
    }

    private static String deleteMonitor() {
        try (var client = aws()) {
            client.getMonitor(it -> it.monitorName(MONITOR))
                    .probes()
                    .forEach(probe ->
                            client.deleteProbe(it -> it.monitorName(MONITOR).probeId(probe.probeId())));
            client.deleteMonitor(it -> it.monitorName(MONITOR));
            return MONITOR;
        }
    }

    private static VpnClient otc() {
        return VpnClient.newBuilder()
                .withCredential(
                        new BasicCredentials().withAk(KEY).withSk(SECRET).withProjectId(PROJECT))
                .withEndpoints(List.of(GATEWAY))
                .build();
    }

    private static String createConnectionMonitor(String connection) {
        var content = new CreateConnectionMonitorRequestBodyContent().withVpnConnectionId(connection);
        var body = new CreateConnectionMonitorRequestBody().withConnectionMonitor(content);
        return otc().createConnectionMonitor(new CreateConnectionMonitorRequest().withBody(body))
                .getConnectionMonitor()
                .getId();
    }

    private static String deleteConnectionMonitor(String id) {
        otc().deleteConnectionMonitor(new DeleteConnectionMonitorRequest().withConnectionMonitorId(id));
        return id;
    }
}
