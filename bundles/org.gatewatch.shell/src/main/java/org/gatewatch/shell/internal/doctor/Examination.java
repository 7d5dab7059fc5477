package org.gatewatch.shell.internal.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.gatewatch.api.desired.CheckedConfiguration;
import org.gatewatch.api.desired.ConfigurationProblem.Severity;
import org.gatewatch.shell.internal.StatusDocument.ReporterEntry;

/** Looks at everything that Gatewatch needs on this host. Changes nothing and sends no probe. */
public final class Examination {
    private Examination() {}

    /**
     * Takes some seconds where something does not answer.
     *
     * @param config folder with settings and YAML
     * @param data folder of the instance, which need not run
     * @param checked what the files in {@code config} say
     * @param reporters of the running instance; empty when it does not tell
     */
    public static List<Finding> of(
            Path config, Path data, CheckedConfiguration checked, List<ReporterEntry> reporters) {
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
        findings.add(Ways.to(checked.state()));
        new Reachability(config, instance.isPresent(), reporters)
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
            return Finding.bad("configuration", errors + " problems in " + config + ": gatewatch check shows them");
        }
        return probes == 0
                ? Finding.warning("configuration", "nothing is watched: see the examples in " + config)
                : Finding.good("configuration", probes + " probes in " + config);
    }
}
