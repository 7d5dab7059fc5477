package org.gatewatch.config.internal.resource;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Source;
import org.gatewatch.api.resource.SubnetView;
import org.gatewatch.config.internal.Running;
import org.gatewatch.config.internal.Subnet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stands for a cloud's subnets on this host: those of {@code subnets/*.yaml}, and one more for each interface,
 * address or choice of the kernel that has none.
 */
record Subnets(Names names, Running running) {
    private static final Logger LOG = LoggerFactory.getLogger(Subnets.class);
    private static final Source ANY = new Source.Any();

    /** All that a probe can start from, by what is configured. */
    List<SubnetView> all() {
        var configured = running.subnets().toList();
        var views = new ArrayList<SubnetView>();
        configured.forEach(subnet -> views.add(view(subnet)));
        Stream.concat(interfaces(), Stream.of(ANY))
                .filter(source ->
                        configured.stream().noneMatch(subnet -> subnet.source().equals(source)))
                .forEach(source -> views.add(made(source)));
        return views;
    }

    /** What a probe's source is called. */
    SubnetView of(Probe probe) {
        var labels = probe.labels();
        var subnet = labels.subnetArn()
                .flatMap(arn -> find(it -> it.arn().equals(arn)))
                .or(() -> find(it -> it.source().equals(probe.source())));
        var view = subnet.map(this::view).orElseGet(() -> made(probe.source()));
        return labels.vpcId()
                .map(vpc -> new SubnetView(view.arn(), vpc, view.source()))
                .orElse(view);
    }

    /** What stands behind an ARN that was made here; empty when it was not, or is configured. */
    Optional<Source> behind(String arn) {
        var used =
                running.monitors().flatMap(it -> it.content().probes().stream()).map(Probe::source);
        return Stream.of(Stream.of(ANY), interfaces(), addresses(), used)
                .flatMap(sources -> sources)
                .filter(source -> names.subnetArn(source).equals(arn))
                .findFirst();
    }

    private Optional<Subnet> find(Predicate<Subnet> fitting) {
        return running.subnets().filter(fitting).findFirst();
    }

    private SubnetView view(Subnet subnet) {
        String vpcId = subnet.vpcId().orElseGet(() -> names.vpcId(subnet.source()));
        return new SubnetView(subnet.arn(), vpcId, subnet.source());
    }

    private SubnetView made(Source source) {
        return new SubnetView(names.subnetArn(source), names.vpcId(source), source);
    }

    private static Stream<Source> interfaces() {
        return hostInterfaces().map(NetworkInterface::getName).sorted().map(Source.Interface::new);
    }

    private static Stream<Source> addresses() {
        return hostInterfaces().flatMap(NetworkInterface::inetAddresses).map(Source.Address::new);
    }

    private static Stream<NetworkInterface> hostInterfaces() {
        try {
            return NetworkInterface.networkInterfaces();
        } catch (SocketException e) {
            LOG.warn(
                    "interfaces-unknown: The interfaces of this host cannot be listed: {}; they have no subnets now",
                    e.toString());
            return Stream.empty();
        }
    }
}
