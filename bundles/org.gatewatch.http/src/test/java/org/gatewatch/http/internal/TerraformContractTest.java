package org.gatewatch.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.huaweicloud.sdk.core.exception.ClientRequestException;
import com.huaweicloud.sdk.vpn.v5.VpnClient;
import com.huaweicloud.sdk.vpn.v5.model.CreateConnectionMonitorRequest;
import com.huaweicloud.sdk.vpn.v5.model.CreateConnectionMonitorRequestBody;
import com.huaweicloud.sdk.vpn.v5.model.CreateConnectionMonitorRequestBodyContent;
import com.huaweicloud.sdk.vpn.v5.model.DeleteConnectionMonitorRequest;
import com.huaweicloud.sdk.vpn.v5.model.ListConnectionMonitorsRequest;
import com.huaweicloud.sdk.vpn.v5.model.ShowConnectionMonitorRequest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.networkmonitor.NetworkMonitorClient;
import software.amazon.awssdk.services.networkmonitor.model.MonitorState;
import software.amazon.awssdk.services.networkmonitor.model.ProbeState;
import software.amazon.awssdk.services.networkmonitor.model.Protocol;
import software.amazon.awssdk.services.networkmonitor.model.ResourceNotFoundException;

/**
 * The calls that Terraform's providers make for their acceptance tests, in their order, by the SDKs: Terraform itself is
 * not available here. What they assert after each step is asserted after it.
 */
class TerraformContractTest {
    private static final List<MonitorState> SETTLED = List.of(MonitorState.ACTIVE, MonitorState.INACTIVE);

    @TempDir
    Path root;

    private Gateway gateway;
    private NetworkMonitorClient aws;
    private VpnClient huawei;

    @BeforeEach
    void connect() {
        gateway = new Gateway(root);
        aws = gateway.aws(Gateway.WRITER);
        huawei = gateway.huawei(Gateway.key(Gateway.WRITER));
    }

    @AfterEach
    void close() {
        aws.close();
        gateway.close();
    }

    private void createMonitor(Map<String, String> tags) {
        aws.createMonitor(it -> it.monitorName("tf-1").aggregationPeriod(30L).tags(tags));
        assertTrue(SETTLED.contains(aws.getMonitor(it -> it.monitorName("tf-1")).state()));
    }

    private void deleteMonitor() {
        aws.deleteMonitor(it -> it.monitorName("tf-1"));
        assertThrows(ResourceNotFoundException.class, () -> aws.getMonitor(it -> it.monitorName("tf-1")));
    }

    private String createProbe() {
        return aws.createProbe(create -> create.monitorName("tf-1")
                        .tags(Map.of("Name", "a probe"))
                        .probe(it -> it.sourceArn(Gateway.SUBNET)
                                .destination("10.0.0.1")
                                .protocol(Protocol.ICMP)))
                .probeId();
    }

    /** Monitor_basic: made, imported, updated in place, destroyed. */
    @Test
    void keepsMonitorThroughItsLife() {
        createMonitor(Map.of());
        var shown = aws.getMonitor(it -> it.monitorName("tf-1"));
        assertTrue(shown.monitorArn().endsWith(":monitor/tf-1"), shown.monitorArn());
        assertEquals(30L, shown.aggregationPeriod());
        assertEquals(Map.of(), shown.tags());

        aws.updateMonitor(it -> it.monitorName("tf-1").aggregationPeriod(60L));
        var updated = aws.getMonitor(it -> it.monitorName("tf-1"));
        assertEquals(60L, updated.aggregationPeriod());
        assertEquals(shown.createdAt(), updated.createdAt());
        assertTrue(SETTLED.contains(updated.state()));
        deleteMonitor();
    }

    /** Monitor_disappears and Probe_disappears: another deleted it; that is what reading it and deleting it say. */
    @Test
    void saysThatWhatDisappearedIsGone() {
        createMonitor(Map.of());
        String probe = createProbe();
        aws.deleteProbe(it -> it.monitorName("tf-1").probeId(probe));

        assertThrows(
                ResourceNotFoundException.class,
                () -> aws.getProbe(it -> it.monitorName("tf-1").probeId(probe)));
        assertThrows(
                ResourceNotFoundException.class,
                () -> aws.deleteProbe(it -> it.monitorName("tf-1").probeId(probe)));
        deleteMonitor();
        assertThrows(ResourceNotFoundException.class, () -> aws.deleteMonitor(it -> it.monitorName("tf-1")));
    }

    /** What the generated suite of tags goes through: from, to. */
    static List<List<Map<String, String>>> tagSteps() {
        return List.of(
                List.of(Map.of(), Map.of("key1", "value1")), // AddOnUpdate
                List.of(Map.of("key1", "value1"), Map.of("key1", "value1updated", "key2", "value2")),
                List.of(Map.of("key1", "value1updated", "key2", "value2"), Map.of("key2", "value2")),
                List.of(Map.of("key2", "value2"), Map.of()),
                List.of(Map.of("key1", ""), Map.of("key1", "")), // EmptyTag_OnCreate
                List.of(Map.of("key1", "value1"), Map.of("key1", "value1", "key2", "")), // EmptyTag_OnUpdate_Add
                List.of(Map.of("key1", "value1"), Map.of("key1", "")), // EmptyTag_OnUpdate_Replace
                List.of(
                        Map.of("defaultkey1", "v", "r 1", "a/b"),
                        Map.of("defaultkey1", "v", "r 1", "ä&=+"))); // defaults
    }

    private void retag(String arn, Map<String, String> from, Map<String, String> to) {
        var gone = new HashSet<>(from.keySet());
        gone.removeAll(to.keySet());
        if (!gone.isEmpty()) {
            aws.untagResource(it -> it.resourceArn(arn).tagKeys(gone));
        }
        var changed = new HashMap<>(to);
        changed.entrySet().removeAll(from.entrySet());
        if (!changed.isEmpty()) {
            aws.tagResource(it -> it.resourceArn(arn).tags(changed));
        }
    }

    @ParameterizedTest
    @MethodSource("tagSteps")
    void followsTagsOfMonitor(List<Map<String, String>> step) {
        createMonitor(step.get(0));
        var shown = aws.getMonitor(it -> it.monitorName("tf-1"));
        assertEquals(step.get(0), shown.tags());

        retag(shown.monitorArn(), step.get(0), step.get(1));

        assertEquals(step.get(1), aws.getMonitor(it -> it.monitorName("tf-1")).tags());
        assertEquals(
                step.get(1),
                aws.listTagsForResource(it -> it.resourceArn(shown.monitorArn()))
                        .tags());
    }

    @ParameterizedTest
    @MethodSource("tagSteps")
    void followsTagsOfProbe(List<Map<String, String>> step) {
        createMonitor(Map.of());
        var made = aws.createProbe(
                create -> create.monitorName("tf-1").tags(step.get(0)).probe(it -> it.sourceArn(Gateway.SUBNET)
                        .destination("10.0.0.1")
                        .protocol(Protocol.ICMP)));
        assertEquals(step.get(0), made.tags());

        retag(made.probeArn(), step.get(0), step.get(1));

        assertEquals(
                step.get(1),
                aws.getProbe(it -> it.monitorName("tf-1").probeId(made.probeId()))
                        .tags());
    }

    /** Probe_basic: every computed value is there, and a port is not. */
    @Test
    void computesWhatProviderDoesNotSay() {
        createMonitor(Map.of());
        String id = createProbe();

        var shown = aws.getProbe(it -> it.monitorName("tf-1").probeId(id));
        assertTrue(shown.probeArn().endsWith(":probe/" + id), shown.probeArn());
        assertEquals("IPV4", shown.addressFamilyAsString());
        assertNull(shown.destinationPort());
        assertEquals(56, shown.packetSize());
        assertFalse(shown.vpcId().isEmpty());
        assertEquals(Map.of("Name", "a probe"), shown.tags());
        assertTrue(List.of(ProbeState.ACTIVE, ProbeState.INACTIVE, ProbeState.PENDING)
                .contains(shown.state()));
    }

    /** Probe_update: only changed members are sent, and the probe stays the same one. */
    @Test
    void updatesProbeInPlace() {
        createMonitor(Map.of());
        String id = aws.createProbe(create -> create.monitorName("tf-1").probe(it -> it.sourceArn(Gateway.SUBNET)
                        .destination("10.0.0.1")
                        .destinationPort(8080)
                        .packetSize(256)
                        .protocol(Protocol.TCP)))
                .probeId();

        aws.updateProbe(it -> it.monitorName("tf-1")
                .probeId(id)
                .destination("10.0.0.2")
                .destinationPort(8443)
                .packetSize(512));

        var shown = aws.getProbe(it -> it.monitorName("tf-1").probeId(id));
        assertEquals(
                List.of("10.0.0.2", 8443, 512),
                List.of(shown.destination(), shown.destinationPort(), shown.packetSize()));
        aws.deleteProbe(it -> it.monitorName("tf-1").probeId(id));
        deleteMonitor();
    }

    private String createHealthCheck() {
        var content = new CreateConnectionMonitorRequestBodyContent().withVpnConnectionId(Gateway.CONNECTION);
        return huawei.createConnectionMonitor(new CreateConnectionMonitorRequest()
                        .withBody(new CreateConnectionMonitorRequestBody().withConnectionMonitor(content)))
                .getConnectionMonitor()
                .getId();
    }

    /** TestAccConnectionHealthCheck_basic of both providers: made, read, imported by its id, destroyed, gone. */
    @Test
    void keepsHealthCheckThroughItsLife() {
        String id = createHealthCheck();
        var show = new ShowConnectionMonitorRequest().withConnectionMonitorId(id);
        var shown = huawei.showConnectionMonitor(show).getConnectionMonitor();
        assertEquals(Gateway.CONNECTION, shown.getVpnConnectionId());
        assertEquals("198.51.100.2", shown.getSourceIp());
        assertEquals("203.0.113.1", shown.getDestinationIp());
        assertFalse(shown.getStatus().isEmpty());

        huawei.deleteConnectionMonitor(new DeleteConnectionMonitorRequest().withConnectionMonitorId(id));
        assertEquals(
                404,
                assertThrows(ClientRequestException.class, () -> huawei.showConnectionMonitor(show))
                        .getHttpStatusCode());
    }

    /** TestAccVPNConnectionHealthChecksDataSource_Basic: the provider lists all, and looks for itself. */
    @Test
    void listsHealthChecksWithAllThatProviderFiltersBy() {
        createHealthCheck();

        var listed = huawei.listConnectionMonitors(new ListConnectionMonitorsRequest())
                .getConnectionMonitors();

        assertEquals(1, listed.size());
        assertEquals(Gateway.CONNECTION, listed.get(0).getVpnConnectionId());
        assertEquals("198.51.100.2", listed.get(0).getSourceIp());
        assertEquals("203.0.113.1", listed.get(0).getDestinationIp());
        assertFalse(listed.get(0).getStatus().isEmpty());
    }
}
