package org.gatewatch.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.exception.ClientRequestException;
import com.huaweicloud.sdk.vpn.v5.VpnClient;
import com.huaweicloud.sdk.vpn.v5.model.CreateConnectionMonitorInfo;
import com.huaweicloud.sdk.vpn.v5.model.CreateConnectionMonitorRequest;
import com.huaweicloud.sdk.vpn.v5.model.CreateConnectionMonitorRequestBody;
import com.huaweicloud.sdk.vpn.v5.model.CreateConnectionMonitorRequestBodyContent;
import com.huaweicloud.sdk.vpn.v5.model.DeleteConnectionMonitorRequest;
import com.huaweicloud.sdk.vpn.v5.model.ListCgwsRequest;
import com.huaweicloud.sdk.vpn.v5.model.ListConnectionMonitorsRequest;
import com.huaweicloud.sdk.vpn.v5.model.ListVgwsRequest;
import com.huaweicloud.sdk.vpn.v5.model.ListVpnConnectionsRequest;
import com.huaweicloud.sdk.vpn.v5.model.ShowCgwRequest;
import com.huaweicloud.sdk.vpn.v5.model.ShowConnectionMonitorRequest;
import com.huaweicloud.sdk.vpn.v5.model.ShowQuotasInfoRequest;
import com.huaweicloud.sdk.vpn.v5.model.ShowVgwRequest;
import com.huaweicloud.sdk.vpn.v5.model.ShowVpnConnectionRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real SDK of Huawei against the real service. */
class HuaweiClientTest {
    private static final String NOWHERE = "00000000-0000-0000-0000-000000000001";

    @TempDir
    Path root;

    @AutoClose
    private Gateway gateway;

    private VpnClient client;

    @BeforeEach
    void serve() {
        gateway = new Gateway(root);
        client = gateway.huawei(Gateway.key(Gateway.WRITER));
    }

    private static CreateConnectionMonitorInfo create(VpnClient client, String connection) {
        var content = new CreateConnectionMonitorRequestBodyContent().withVpnConnectionId(connection);
        var body = new CreateConnectionMonitorRequestBody().withConnectionMonitor(content);
        var response = client.createConnectionMonitor(new CreateConnectionMonitorRequest().withBody(body));
        assertEquals(201, response.getHttpStatusCode());
        assertNotNull(response.getRequestId());
        return response.getConnectionMonitor();
    }

    private static ShowConnectionMonitorRequest show(String id) {
        return new ShowConnectionMonitorRequest().withConnectionMonitorId(id);
    }

    @Test
    void createsMonitorOfConnection() {
        var made = create(client, Gateway.CONNECTION);

        assertEquals("198.51.100.2", made.getSourceIp());
        assertEquals("203.0.113.1", made.getDestinationIp());
        assertEquals("icmp", made.getProtoType());
        assertEquals("gateway", made.getType());
        assertEquals(Gateway.CONNECTION, made.getVpnConnectionId());
    }

    @Test
    void showsMonitorWithStatus() {
        var made = create(client, Gateway.CONNECTION);

        var shown = client.showConnectionMonitor(show(made.getId())).getConnectionMonitor();

        assertEquals("PENDING_CREATE", shown.getStatus());
        assertEquals(Gateway.CONNECTION, shown.getVpnConnectionId());
    }

    @Test
    void listsMonitorsByConnection() {
        create(client, Gateway.CONNECTION);

        assertEquals(
                1,
                client.listConnectionMonitors(
                                new ListConnectionMonitorsRequest().withVpnConnectionId(Gateway.CONNECTION))
                        .getConnectionMonitors()
                        .size());
        assertEquals(
                List.of(),
                client.listConnectionMonitors(new ListConnectionMonitorsRequest().withVpnConnectionId(NOWHERE))
                        .getConnectionMonitors());
        assertEquals(
                List.of(),
                client.listConnectionMonitors(
                                new ListConnectionMonitorsRequest().withEnterpriseProjectId(List.of("a", "b")))
                        .getConnectionMonitors());
    }

    @Test
    void deletesMonitorWith204() {
        var made = create(client, Gateway.CONNECTION);

        var gone = client.deleteConnectionMonitor(
                new DeleteConnectionMonitorRequest().withConnectionMonitorId(made.getId()));

        assertEquals(204, gone.getHttpStatusCode());
        var refusal = assertThrows(ClientRequestException.class, () -> gateway.huawei(derived())
                .deleteConnectionMonitor(new DeleteConnectionMonitorRequest().withConnectionMonitorId(made.getId())));
        assertEquals(404, refusal.getHttpStatusCode());
        assertEquals("VPN.0004", refusal.getErrorCode());
        assertNotNull(refusal.getRequestId());
    }

    @Test
    void refusesSecondMonitorOfConnection() {
        create(client, Gateway.CONNECTION);

        // Signed in another way: the same bytes within a second would be a retry, which gets the first answer.
        var refusal =
                assertThrows(ClientRequestException.class, () -> create(gateway.huawei(derived()), Gateway.CONNECTION));

        assertEquals(400, refusal.getHttpStatusCode());
        assertEquals("VPN.0381", refusal.getErrorCode());
        assertEquals("VPN connection " + Gateway.CONNECTION + " already has connection monitor", refusal.getErrorMsg());
    }

    @Test
    void knowsNoMonitorOfUnknownConnection() {
        var refusal = assertThrows(ClientRequestException.class, () -> create(client, NOWHERE));

        assertEquals("VPN.0004", refusal.getErrorCode());
        assertEquals(
                400,
                assertThrows(ClientRequestException.class, () -> create(client, "no id"))
                        .getHttpStatusCode());
    }

    @Test
    void showsMonitorAtItsConnection() {
        var made = create(client, Gateway.CONNECTION);

        var connection = client.showVpnConnection(
                        new ShowVpnConnectionRequest().withVpnConnectionId(Gateway.CONNECTION))
                .getVpnConnection();

        assertEquals(made.getId(), connection.getConnectionMonitorId());
        assertEquals("berlin", connection.getName());
        assertEquals(
                1, client.listVpnConnections(new ListVpnConnectionsRequest()).getTotalCount());
    }

    @Test
    void showsBothEndsOfConnection() {
        var connection = client.showVpnConnection(
                        new ShowVpnConnectionRequest().withVpnConnectionId(Gateway.CONNECTION))
                .getVpnConnection();

        var customers = client.listCgws(new ListCgwsRequest()).getCustomerGateways();
        assertEquals(connection.getCgwId(), customers.get(0).getId());
        assertEquals(
                "203.0.113.1",
                client.showCgw(new ShowCgwRequest().withCustomerGatewayId(connection.getCgwId()))
                        .getCustomerGateway()
                        .getIdValue());
        var gateways = client.listVgws(new ListVgwsRequest()).getVpnGateways();
        assertEquals(connection.getVgwId(), gateways.get(0).getId());
        assertEquals(
                "198.51.100.2",
                client.showVgw(new ShowVgwRequest().withVgwId(connection.getVgwId()))
                        .getVpnGateway()
                        .getEip1()
                        .getIpAddress());
    }

    @Test
    void tellsQuotas() {
        assertEquals(200, client.showQuotasInfo(new ShowQuotasInfoRequest()).getHttpStatusCode());
    }

    @Test
    void servesDerivedKeys() {
        assertNotNull(create(gateway.huawei(derived()), Gateway.CONNECTION).getId());
    }

    private static BasicCredentials derived() {
        var key = Gateway.key(Gateway.WRITER).withDerivedPredicate(request -> true);
        key.processDerivedAuthParams("vpn", "eu-de");
        return key;
    }

    @Test
    void refusesOtherProjects() {
        var key = Gateway.key(Gateway.WRITER)
                .withProjectId(UUID.randomUUID().toString().replace("-", ""));

        var refusal = assertThrows(ClientRequestException.class, () -> gateway.huawei(key)
                .listConnectionMonitors(new ListConnectionMonitorsRequest()));

        assertEquals(403, refusal.getHttpStatusCode());
    }

    @Test
    void letsReaderReadOnly() {
        var reader = gateway.huawei(Gateway.key(Gateway.READER));

        assertEquals(
                List.of(),
                reader.listConnectionMonitors(new ListConnectionMonitorsRequest())
                        .getConnectionMonitors());
        var refusal = assertThrows(ClientRequestException.class, () -> create(reader, Gateway.CONNECTION));
        assertEquals("VPN.0007", refusal.getErrorCode());
    }

    @Test
    void refusesWrongSecret() {
        var stranger = gateway.huawei(Gateway.key(Gateway.WRITER).withSk("another-secret-0123456789"));

        var refusal = assertThrows(
                ClientRequestException.class,
                () -> stranger.listConnectionMonitors(new ListConnectionMonitorsRequest()));

        assertEquals(403, refusal.getHttpStatusCode());
        assertTrue(refusal.getErrorMsg().contains("signature"), refusal.getErrorMsg());
    }
}
