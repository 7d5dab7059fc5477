package org.gatewatch.http.internal;

import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.vpn.v5.VpnClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatewatch.api.resource.Resources;
import org.gatewatch.config.internal.resource.RealResources;
import org.gatewatch.http.internal.door.Services;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.networkmonitor.NetworkMonitorClient;

/** The feature as it is shipped, over the real service and real files, on a port of the loopback. */
final class Gateway implements AutoCloseable {
    static final String WRITER = "AKIDWRITER";
    static final String READER = "AKIDREADER";
    static final String TEAM = "AKIDTEAM";
    static final String SECRET = "a-secret-of-tests-0123456789";
    static final String SUBNET = "arn:aws:ec2:us-east-1:123456789012:subnet/subnet-0123456789abcdef0";
    static final String OTHER_SUBNET = "arn:aws:ec2:us-east-1:123456789012:subnet/subnet-0123456789abcdef1";
    static final String CONNECTION = "0b7d0a1e-5a4f-4f0e-9d5e-0123456789ab";

    static final String PROJECT = "0123456789abcdef0123456789abcdef";

    final Path folder;
    final RunningMonitoring monitoring = new RunningMonitoring();
    final KeptHistory history = new KeptHistory();
    final Resources resources;
    final HttpServer server;

    Gateway(Path root) {
        this(root, Limits.of(64), Map.of());
    }

    Gateway(Path root, Limits limits, Map<String, Object> quotas) {
        try {
            folder = Files.createDirectories(root.resolve("config"));
            write("subnets/cloud.yaml", """
                    subnets:
                      - {arn: %s, interface: lo, vpcId: vpc-0123456789abcdef0}
                      - {arn: %s, interface: eth7, vpcId: vpc-0123456789abcdef0}
                    """.formatted(SUBNET, OTHER_SUBNET));
            write("connections/customers.yaml", """
                    connections:
                      - id: %s
                        name: berlin
                        gatewayAddress: 198.51.100.2
                        customerGatewayAddress: 203.0.113.1
                        tunnelGatewayAddress: 169.254.10.1
                        tunnelCustomerGatewayAddress: 169.254.10.2
                    """.formatted(CONNECTION));
            write("monitors/by-hand.yaml", """
                    monitorName: by-hand
                    probes:
                      - {name: berlin, destination: 203.0.113.1}
                    """);
            resources = RealResources.over(folder, monitoring, quotas);
            var doors = Opening.doors(
                    new Services(resources, monitoring, () -> Optional.of(history)),
                    HttpSettings.of(Configs.of(Map.of("project.id", PROJECT, "tls", "false")), "gw1"),
                    KeyFiles.ring(root),
                    InstantSource.system());
            server = new HttpServer(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty(), limits, doors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** An unmodified client of AWS. */
    NetworkMonitorClient aws(String key) {
        return aws(key, uri());
    }

    /** The same through a network. */
    NetworkMonitorClient aws(String key, URI endpoint) {
        return NetworkMonitorClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(key, SECRET)))
                .httpClientBuilder(ApacheHttpClient.builder().socketTimeout(Duration.ofSeconds(20)))
                .build();
    }

    /** An unmodified client of Huawei. */
    VpnClient huawei(BasicCredentials credentials) {
        return huawei(credentials, uri());
    }

    /** The same through a network. */
    VpnClient huawei(BasicCredentials credentials, URI endpoint) {
        return VpnClient.newBuilder()
                .withCredential(credentials)
                .withEndpoints(List.of(endpoint.toString()))
                .build();
    }

    static BasicCredentials key(String key) {
        return new BasicCredentials().withAk(key).withSk(SECRET).withProjectId(PROJECT);
    }

    @Override
    public void close() {
        server.close();
    }
}
