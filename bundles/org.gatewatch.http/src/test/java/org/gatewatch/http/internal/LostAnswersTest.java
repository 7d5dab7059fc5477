package org.gatewatch.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.huaweicloud.sdk.core.exception.SdkException;
import com.huaweicloud.sdk.vpn.v5.model.CreateConnectionMonitorRequest;
import com.huaweicloud.sdk.vpn.v5.model.CreateConnectionMonitorRequestBody;
import com.huaweicloud.sdk.vpn.v5.model.CreateConnectionMonitorRequestBodyContent;
import com.huaweicloud.sdk.vpn.v5.model.ListConnectionMonitorsRequest;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.networkmonitor.NetworkMonitorClient;
import software.amazon.awssdk.services.networkmonitor.model.Protocol;
import software.amazon.awssdk.services.networkmonitor.model.ResourceNotFoundException;

/** The network loses answers, and clients try again as they do: nothing is made twice. */
class LostAnswersTest {
    /** What the SDK tries by default: once, and three times again. */
    private static final int ATTEMPTS = 4;

    @TempDir
    Path root;

    private Gateway gateway;
    private FlakyNetwork network;
    private NetworkMonitorClient client;

    @BeforeEach
    void connect() throws Exception {
        gateway = new Gateway(root);
        network = new FlakyNetwork(gateway.uri());
        client = gateway.aws(Gateway.WRITER, network.uri());
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        network.close();
        gateway.close();
    }

    @Test
    void createsMonitorOnceHoweverOftenItsAnswerIsLost() {
        network.lose(ATTEMPTS - 1);

        var made = client.createMonitor(it -> it.monitorName("m1"));

        assertEquals("m1", made.monitorName());
        assertEquals(ATTEMPTS - 1, network.lost());
    }

    @Test
    void createsProbeOnceHoweverOftenItsAnswerIsLost() {
        client.createMonitor(it -> it.monitorName("m1"));
        network.lose(2);

        var made = client.createProbe(create -> create.monitorName("m1")
                .probe(it ->
                        it.sourceArn(Gateway.SUBNET).destination("10.0.0.1").protocol(Protocol.ICMP)));

        var probes = client.getMonitor(it -> it.monitorName("m1")).probes();
        assertEquals(1, probes.size());
        assertEquals(made.probeId(), probes.get(0).probeId());
    }

    @Test
    void givesUpWhenTheSdkDoes() {
        network.lose(ATTEMPTS);

        assertThrows(SdkClientException.class, () -> client.createMonitor(it -> it.monitorName("m1")));

        assertEquals("m1", client.getMonitor(it -> it.monitorName("m1")).monitorName());
    }

    @Test
    void updatesAndTagsAgain() {
        var made = client.createMonitor(it -> it.monitorName("m1"));
        network.lose(1);
        client.updateMonitor(it -> it.monitorName("m1").aggregationPeriod(30L));
        network.lose(1);
        client.tagResource(it -> it.resourceArn(made.monitorArn()).tags(Map.of("a", "b")));

        var shown = client.getMonitor(it -> it.monitorName("m1"));
        assertEquals(30L, shown.aggregationPeriod());
        assertEquals("b", shown.tags().get("a"));
    }

    /** Signed anew in another second the same is a 404, which Terraform takes for a success. */
    @Test
    void deletesOnce() {
        client.createMonitor(it -> it.monitorName("m1"));
        network.lose(1);
        try {
            client.deleteMonitor(it -> it.monitorName("m1"));
        } catch (ResourceNotFoundException e) {
            assertEquals(1, network.lost());
        }

        assertThrows(ResourceNotFoundException.class, () -> client.getMonitor(it -> it.monitorName("m1")));
    }

    @Test
    void createsConnectionMonitorOnce() {
        var client = gateway.huawei(Gateway.key(Gateway.WRITER), network.uri());
        var content = new CreateConnectionMonitorRequestBodyContent().withVpnConnectionId(Gateway.CONNECTION);
        var request = new CreateConnectionMonitorRequest()
                .withBody(new CreateConnectionMonitorRequestBody().withConnectionMonitor(content));
        network.lose(1);
        try {
            client.createConnectionMonitor(request); // OkHttp may try again itself, on a new connection
        } catch (SdkException e) {
            assertEquals(1, network.lost());
        }

        assertEquals(
                1,
                client.listConnectionMonitors(new ListConnectionMonitorsRequest())
                        .getConnectionMonitors()
                        .size());
    }
}
