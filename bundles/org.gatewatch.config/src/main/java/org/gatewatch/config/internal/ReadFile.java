package org.gatewatch.config.internal;

import java.util.List;
import java.util.Optional;
import org.gatewatch.api.VpnConnection;
import org.gatewatch.api.desired.ConfigurationProblem;
import org.gatewatch.config.internal.yaml.Problems;

/** A file that has been read by itself: what it says, or what is wrong with it. */
sealed interface ReadFile {
    String file();

    /** What is wrong with the file by itself. */
    List<ConfigurationProblem> problems();

    /** What it says; absent when there are problems. */
    Optional<? extends Version<?>> version();

    /** The same, whose newest version is not taken. */
    ReadFile refused(ConfigurationProblem problem);

    /** A file of {@code connections/}; the version is absent when there are problems. */
    record OfConnections(
            String file, Optional<Version<List<VpnConnection>>> version, List<ConfigurationProblem> problems)
            implements ReadFile {
        @Override
        public ReadFile refused(ConfigurationProblem problem) {
            return new OfConnections(file, Optional.empty(), List.of(problem));
        }
    }

    /** A file of {@code subnets/}; the version is absent when there are problems. */
    record OfSubnets(String file, Optional<Version<List<Subnet>>> version, List<ConfigurationProblem> problems)
            implements ReadFile {
        @Override
        public ReadFile refused(ConfigurationProblem problem) {
            return new OfSubnets(file, Optional.empty(), List.of(problem));
        }
    }

    /** A file of {@code monitors/}; the version is absent when there are problems. */
    record OfMonitor(String file, Optional<Version<MonitorDraft>> version, List<ConfigurationProblem> problems)
            implements ReadFile {
        @Override
        public ReadFile refused(ConfigurationProblem problem) {
            return new OfMonitor(file, Optional.empty(), List.of(problem));
        }
    }

    static ReadFile ofConnections(String file, Optional<Version<List<VpnConnection>>> version, Problems problems) {
        return new OfConnections(file, version.filter(v -> problems.isEmpty()), problems.list());
    }

    static ReadFile ofSubnets(String file, Optional<Version<List<Subnet>>> version, Problems problems) {
        return new OfSubnets(file, version.filter(v -> problems.isEmpty()), problems.list());
    }

    static ReadFile ofMonitor(String file, Optional<Version<MonitorDraft>> version, Problems problems) {
        return new OfMonitor(file, version.filter(v -> problems.isEmpty()), problems.list());
    }
}
