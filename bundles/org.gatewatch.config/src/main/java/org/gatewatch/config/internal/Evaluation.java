package org.gatewatch.config.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.Source;
import org.gatewatch.api.VpnConnection;
import org.gatewatch.api.desired.ConfigurationProblem;
import org.gatewatch.api.desired.DesiredState;
import org.gatewatch.config.internal.Settlement.Candidate;

/**
 * What a set of files comes to: the versions that run, and what is wrong with the newest ones. Immutable.
 *
 * @param connections by file of {@code connections/}, the version that runs
 * @param subnets by file of {@code subnets/}, the version that runs
 * @param monitors by file of {@code monitors/}, the version that runs
 * @param problems ordered by file and place
 */
record Evaluation(
        SortedMap<String, Version<List<VpnConnection>>> connections,
        SortedMap<String, Version<List<Subnet>>> subnets,
        SortedMap<String, Version<Monitor>> monitors,
        List<ConfigurationProblem> problems) {
    /** Before any file was seen. */
    static final Evaluation NONE = new Evaluation(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), List.of());

    private static final Comparator<ConfigurationProblem> BY_PLACE = Comparator.comparing(ConfigurationProblem::file)
            .thenComparing(ConfigurationProblem::line)
            .thenComparing(ConfigurationProblem::column)
            .thenComparing(ConfigurationProblem::key);

    /** What these files come to for somebody who sees them for the first time. */
    static Evaluation of(Collection<ReadFile> files) {
        return NONE.next(files, MemoryBudget.roomOfThisJvm());
    }

    /**
     * What these files, all that there are now, come to after this evaluation.
     *
     * @param roomBytes the memory for all connections and probes
     */
    Evaluation next(Collection<ReadFile> files, long roomBytes) {
        var sorted = files.stream()
                .map(file -> half(file).map(file::refused).orElse(file))
                .sorted(Comparator.comparing(ReadFile::file))
                .toList();
        var problems = new ArrayList<ConfigurationProblem>();
        sorted.forEach(file -> problems.addAll(file.problems()));

        var settledConnections = Settlement.of(connectionCandidates(sorted), roomBytes - bytes(monitors));
        var settledSubnets = Settlement.of(subnetCandidates(sorted), roomBytes);
        problems.addAll(settledConnections.problems());
        problems.addAll(settledSubnets.problems());
        var known = new KnownEnds(byId(settledConnections.running()), byArn(settledSubnets.running()));

        var references = new References(known, brokenFilesOfEnds(problems, sorted));
        long left = roomBytes - bytes(settledConnections.running());
        var settledMonitors = Settlement.of(monitorCandidates(sorted, references), left);
        problems.addAll(references.problems());
        problems.addAll(settledMonitors.problems());
        problems.sort(BY_PLACE);
        return new Evaluation(
                settledConnections.running(),
                settledSubnets.running(),
                settledMonitors.running(),
                List.copyOf(problems));
    }

    /** What is wrong if this file seems to have only the first half of a text. */
    Optional<ConfigurationProblem> half(ReadFile file) {
        var running = Optional.<Version<?>>ofNullable(connections.get(file.file()))
                .or(() -> Optional.ofNullable(subnets.get(file.file())))
                .or(() -> Optional.ofNullable(monitors.get(file.file())));
        return running.flatMap(version -> file.version().flatMap(newest -> newest.halfOf(version)));
    }

    /** Everything that runs, in the order of the files. */
    DesiredState state() {
        return new DesiredState(
                connections.values().stream()
                        .flatMap(version -> version.content().stream())
                        .toList(),
                monitors.values().stream().map(Version::content).toList());
    }

    private static long bytes(SortedMap<String, ? extends Version<?>> versions) {
        return versions.values().stream().mapToLong(Version::bytes).sum();
    }

    Set<String> filesWithProblems() {
        return problems.stream().map(ConfigurationProblem::file).collect(Collectors.toSet());
    }

    private List<Candidate<List<VpnConnection>>> connectionCandidates(List<ReadFile> files) {
        var candidates = new ArrayList<Candidate<List<VpnConnection>>>();
        for (ReadFile read : files) {
            if (read instanceof ReadFile.OfConnections file) {
                var lastGood = Optional.ofNullable(connections.get(file.file()));
                candidates.add(new Candidate<>(file.file(), file.version(), lastGood));
            }
        }
        return candidates;
    }

    private List<Candidate<List<Subnet>>> subnetCandidates(List<ReadFile> files) {
        var candidates = new ArrayList<Candidate<List<Subnet>>>();
        for (ReadFile read : files) {
            if (read instanceof ReadFile.OfSubnets file) {
                var lastGood = Optional.ofNullable(subnets.get(file.file()));
                candidates.add(new Candidate<>(file.file(), file.version(), lastGood));
            }
        }
        return candidates;
    }

    private List<Candidate<Monitor>> monitorCandidates(List<ReadFile> files, References references) {
        var candidates = new ArrayList<Candidate<Monitor>>();
        for (ReadFile read : files) {
            if (read instanceof ReadFile.OfMonitor file) {
                var lastGood = Optional.ofNullable(monitors.get(file.file()));
                var newest = file.version().flatMap(references::resolve).map(version -> version.sharing(lastGood));
                candidates.add(new Candidate<>(file.file(), newest, lastGood));
            }
        }
        return candidates;
    }

    private static Map<UUID, VpnConnection> byId(SortedMap<String, Version<List<VpnConnection>>> running) {
        return running.values().stream()
                .flatMap(version -> version.content().stream())
                .collect(Collectors.toMap(VpnConnection::id, Function.identity()));
    }

    private static Map<String, Source> byArn(SortedMap<String, Version<List<Subnet>>> running) {
        return running.values().stream()
                .flatMap(version -> version.content().stream())
                .collect(Collectors.toMap(Subnet::arn, Subnet::source));
    }

    /** The files of connections and subnets whose newest version does not run. */
    private static List<String> brokenFilesOfEnds(List<ConfigurationProblem> problems, List<ReadFile> files) {
        var broken = new HashSet<String>();
        problems.forEach(problem -> broken.add(problem.file()));
        return files.stream()
                .filter(file -> !(file instanceof ReadFile.OfMonitor))
                .map(ReadFile::file)
                .filter(broken::contains)
                .toList();
    }
}
