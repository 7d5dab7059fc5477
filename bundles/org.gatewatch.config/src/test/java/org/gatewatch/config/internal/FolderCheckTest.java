package org.gatewatch.config.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.gatewatch.api.desired.ConfigurationCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderCheckTest {
    private static final String ID_ALLOWED = " (allowed: the id of one in connections/)";
    private static final String SUBNET_ALLOWED = " (allowed: the ARN of one in subnets/ of the same family)";

    private static final Path FOLDERS = TestFiles.ROOT.resolve("folders");

    @Test
    void isFoundByServiceLoader() {
        var found = ServiceLoader.load(ConfigurationCheck.class).findFirst();

        assertInstanceOf(FolderCheck.class, found.orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"good", "empty", "editors-leftovers"})
    void findsNothingWrongWith(String folder) {
        assertEquals(List.of(), check(folder));
    }

    @Test
    void namesFolderThatIsNotThere() {
        assertEquals(List.of("nowhere: no such folder"), check("nowhere"));
    }

    @Test
    void namesFolderThatHoldsNoConfiguration() {
        assertEquals(
                List.of("no-configuration: not a configuration folder: it has neither connections/ nor monitors/"),
                check("no-configuration"));
    }

    @Test
    void tellsEveryReferenceToUnknownConnection() {
        assertEquals(
                List.of(
                        "unknown-connection/monitors/branch-offices.yaml:4:22: probes[0].vpnConnectionId:"
                                + " '5b6c5d0e-7c6e-4d8e-9b53-0c3b0f6d2a11': no VPN connection has this id" + ID_ALLOWED,
                        "unknown-connection/monitors/branch-offices.yaml:6:22: probes[1].vpnConnectionId:"
                                + " '5b6c5d0e-7c6e-4d8e-9b53-0c3b0f6d2a12': no VPN connection has this id"
                                + ID_ALLOWED),
                check("unknown-connection"));
    }

    @Test
    void tellsEveryReferenceToUnknownSubnetOrOneOfAnotherFamily() {
        String arn = "arn:aws:ec2:us-east-1:123456789012:subnet/subnet-0123456789abcdef";
        assertEquals(
                List.of(
                        "unknown-subnet/monitors/a.yaml:5:13: probes[0].source: '" + arn + "1': no subnet has this ARN"
                                + SUBNET_ALLOWED,
                        "unknown-subnet/monitors/a.yaml:8:13: probes[1].source: '" + arn
                                + "0': 198.51.100.2 stands for it"
                                + " and is not of the same address family as the destination 2001:db8::1"
                                + SUBNET_ALLOWED),
                check("unknown-subnet"));
    }

    @Test
    void tellsOneReferencePerMonitorWhileConnectionsAreBroken() {
        assertEquals(
                List.of(
                        "broken-connections/connections/customers.yaml:5:29: connections[0].customerGatewayAddress:"
                                + " 'berlin': no address (allowed: an IPv4 or IPv6 address, such as 203.0.113.1 or"
                                + " 2001:db8::1)",
                        "broken-connections/monitors/branch-offices.yaml:4:22: probes[0].vpnConnectionId:"
                                + " '5b6c5d0e-7c6e-4d8e-9b53-0c3b0f6d2a11': no VPN connection has this id;"
                                + " first mend broken-connections/connections/customers.yaml" + ID_ALLOWED),
                check("broken-connections"));
    }

    @Test
    void namesBothPlacesOfMonitorGivenTwice() {
        assertEquals(
                List.of("same-monitor-twice/monitors/b.yml:2:14: monitorName: 'branch-offices': this monitor name is"
                        + " already given at same-monitor-twice/monitors/a.yaml:1:14 (allowed: a unique one)"),
                check("same-monitor-twice"));
    }

    @Test
    void namesBothPlacesOfConnectionGivenTwice() {
        assertEquals(
                List.of(
                        "same-connection-twice/connections/b.yaml:2:9: connections[0].id:"
                                + " '5b6c5d0e-7c6e-4d8e-9b53-0c3b0f6d2a11': this connection id is already given at"
                                + " same-connection-twice/connections/a.yaml:2:9 (allowed: a unique one)",
                        "same-connection-twice/connections/b.yaml:3:11: connections[0].name: 'berlin': this connection"
                                + " name is already given at same-connection-twice/connections/a.yaml:3:11"
                                + " (allowed: a unique one)"),
                check("same-connection-twice"));
    }

    private static List<String> check(String folder) {
        return new FolderCheck()
                .check(FOLDERS.resolve(folder), ConfigurationCheck.SeenRtt.NONE).problems().stream()
                        .map(problem -> problem.toString().replace(FOLDERS + "/", ""))
                        .toList();
    }
}
