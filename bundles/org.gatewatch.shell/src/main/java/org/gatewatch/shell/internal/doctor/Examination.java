package org.gatewatch.shell.internal.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.gatewatch.api.desired.CheckedConfiguration;
import org.gatewatch.api.desired.ConfigurationProblem.Severity;
import org.gatewatch.shell.internal.StatusDocument;

/** Looks at everything that Gatewatch needs on this host. Changes nothing and sends no probe. */
public final class Examination {
    private Examination() {}

    /**
     * Takes some seconds where something does not answer.
     *
     * @param config folder with settings and YAML
     * @param data folder of the instance, which need not run
     * @param checked what the files in {@code config} say
     * @param running what the running instance says of itself; empty when it does not tell
     */
    public static List<Finding> of(
            Path config, Path data, CheckedConfiguration checked, Optional<StatusDocument> running) {
        Optional<String> owner = Instance.ownerOfHidden(data);
        if (owner.isPresent()) {
            return List.of(Finding.bad(
                    "instance", data + " belongs to " + owner.get() + ": run this as its owner or as root"));
        }
        OptionalLong instance = Instance.processOn(data);
        String remark = Instance.remarkOnRights(data);
        var findings = new ArrayList<Finding>();
        findings.add(
                instance.isPresent()
                        ? Finding.good("instance", "process " + instance.getAsLong() + " uses " + data)
                        : Finding.warning(
                                "instance", "none runs on " + data + ": systemctl start gatewatch, or gatewatch run"));
        findings.add(Host.rights(instance));
        findings.add(Host.libpcap());
        findings.add(Host.clock());
        findings.add(Host.memory());
        findings.add(Host.disk(data).with(remark));
        findings.add(Host.interfaces());
        findings.add(configuration(config, checked));
        Ways.missingInterfaces(checked.state()).ifPresent(findings::add);
        Ways.missingAddresses(checked.state()).ifPresent(findings::add);
        failed(running).ifPresent(findings::add);
        findings.add(Ways.to(checked.state()));
        new Reachability(
                        config,
                        instance.isPresent(),
                        running.map(StatusDocument::reporters).orElse(List.of()))
                .all().stream()
                        .map(finding -> finding.subject().equals("snmpd") ? finding.with(remark) : finding)
                        .forEach(findings::add);
        return findings;
    }

    private static Finding configuration(Path config, CheckedConfiguration checked) {
        int errors = checked.problems(Severity.ERROR).size();
        int probes = checked.state().monitors().stream()
                .mapToInt(monitor -> monitor.probes().size())
                .sum();
        if (errors > 0) {
            return Finding.bad(
                    "configuration", count(errors, "problem") + " in " + config + ": gatewatch check shows them");
        }
        return probes == 0
                ? Finding.warning("configuration", "nothing is watched: see the examples in " + config)
                : Finding.good("configuration", count(probes, "probe") + " in " + config);
    }

    private static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** Probes that the instance cannot run, and why: a name that nobody knows, a source that is not there. */
    private static Optional<Finding> failed(Optional<StatusDocument> running) {
        var failed = running.stream()
                .flatMap(document -> document.probes().stream())
                .filter(probe -> probe.state().equals("ERROR"))
                .toList();
        return failed.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.bad(
                        "probes",
                        Ways.some(failed.stream()
                                        .map(probe -> probe.path() + " to " + probe.destination() + " ("
                                                + probe.reason() + ")")
                                        .toList())
                                + " cannot run: each goes on by itself once that is mended"));
    }
}
