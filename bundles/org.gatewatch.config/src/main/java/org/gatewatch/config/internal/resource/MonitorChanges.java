package org.gatewatch.config.internal.resource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.Probe;
import org.gatewatch.api.resource.ConnectionMonitorView;
import org.gatewatch.api.resource.Settings;
import org.gatewatch.config.internal.LiveFiles.Folder;
import org.gatewatch.config.internal.Located;
import org.gatewatch.config.internal.Running;
import org.gatewatch.config.internal.managed.Document;
import org.gatewatch.config.internal.resource.Changes.Created;
import org.gatewatch.config.internal.resource.Changes.Creation;
import org.gatewatch.config.internal.resource.Changes.Draft;

/** Makes, changes and deletes monitors and probes. */
record MonitorChanges(Changes changes) {
    private static final String NAME = "monitorName";
    private static final String PROBES = "probes";
    private static final Set<String> CHANGEABLE =
            Set.of("aggregationPeriod", "tags", "thresholds", "quorum", "keepSamples");

    /** Returns its name. */
    String create(Settings settings, String token) {
        var creation = new Creation("CreateMonitor", token, settings);
        return changes.create(creation, Running::monitor, folder -> {
            String name = String.valueOf(settings.values().getOrDefault(NAME, ""));
            return create(folder, name, settings);
        });
    }

    private Created create(Folder folder, String name, Settings settings) {
        var document = Document.empty();
        var entry = new Entry(document.root());
        entry.put(settings);
        var probes = new ProbeEntries(
                new Subnets(changes.names(), folder.running()), changes.clock().instant());
        document.root().put(PROBES, probes(settings, probes));
        entry.created(changes.clock().instant());
        var draft = new Draft(folder.monitorFile(name), document, "");
        changes.check(folder, draft);
        requireFree(folder.running(), name);
        Changes.requireNew(folder, draft.file());
        requireRoom(folder.running());
        requireFits(document.items(PROBES));
        return new Created(name, draft);
    }

    private static List<Map<String, Object>> probes(Settings settings, ProbeEntries entries) {
        var probes = new ArrayList<Map<String, Object>>();
        var given = settings.values().getOrDefault(PROBES, List.of());
        if (!(given instanceof List<?> list)) {
            throw Refusals.invalid(PROBES, given.toString(), "a list of probes is needed");
        }
        for (Object each : list) {
            if (!(each instanceof Settings probe)) {
                throw Refusals.invalid(
                        PROBES + "[" + probes.size() + "]", each.toString(), "a probe's keys are needed");
            }
            probes.add(entries.made(probe));
        }
        return probes;
    }

    private static void requireFree(Running running, String name) {
        running.monitor(name).ifPresent(taken -> {
            throw Refusals.conflict("monitor " + name + " is already defined in " + taken.file());
        });
    }

    private void requireRoom(Running running) {
        int allowed = changes.quotas().monitors();
        if (running.monitors().count() >= allowed) {
            throw Refusals.quota("monitors", allowed, "quota.monitors");
        }
    }

    private void requireFits(List<Map<String, Object>> probes) {
        var quotas = changes.quotas();
        if (probes.size() > quotas.probesPerMonitor()) {
            throw Refusals.quota("probes in a monitor", quotas.probesPerMonitor(), "quota.probes.per.monitor");
        }
        long mostOfOneSource = probes.stream()
                .collect(Collectors.groupingBy(probe -> String.valueOf(probe.get("source")), Collectors.counting()))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        if (mostOfOneSource > quotas.probesPerSubnet()) {
            throw Refusals.quota(
                    "probes of one subnet in a monitor", quotas.probesPerSubnet(), "quota.probes.per.subnet");
        }
    }

    void update(String name, Settings settings) {
        Entry.requireOnly(settings, CHANGEABLE);
        edit(name, document -> {
            var before = new LinkedHashMap<>(document.root());
            var entry = new Entry(document.root());
            entry.put(settings);
            if (!before.equals(document.root())) {
                entry.modified(changes.clock().instant());
            }
        });
    }

    void delete(String name, boolean force) {
        changes.alone(folder -> {
            var located = required(folder.running(), name);
            Refusals.requireManaged("monitor " + name, located);
            requireIdle(located.content(), force);
            changes.delete(folder, Path.of(located.file()), "monitor " + name);
            return name;
        });
    }

    private static void requireIdle(Monitor monitor, boolean force) {
        var active = monitor.probes().stream().filter(Probe::enabled).toList();
        if (!force && !active.isEmpty()) {
            throw Refusals.conflict("monitor " + monitor.name() + " has probes that are switched on: "
                    + String.join(
                            ", ", active.stream().map(Probe::name).limit(10).toList()));
        }
    }

    /** Returns its id. */
    String createProbe(String monitorName, Settings settings, String token) {
        var creation = new Creation("CreateProbe/" + monitorName, token, settings);
        return changes.create(creation, (running, id) -> probe(running, monitorName, id), folder -> {
            var located = required(folder.running(), monitorName);
            var document = changes.open(folder, "monitor " + monitorName, located);
            var probes = document.items(PROBES);
            var made = entries(folder).made(settings);
            probes.add(made);
            var draft = new Draft(Path.of(located.file()), document, prefix(probes.size() - 1));
            changes.check(folder, draft);
            requireFits(probes);
            return new Created(String.valueOf(made.get("id")), draft);
        });
    }

    void updateProbe(String monitorName, String probe, Settings settings) {
        changes.alone(folder -> {
            var located = required(folder.running(), monitorName);
            String name = requiredProbe(located.content(), probe).name();
            var document = changes.open(folder, "monitor " + monitorName, located);
            int index = index(document, name);
            entries(folder).change(document.items(PROBES).get(index), settings);
            changes.write(folder, new Draft(Path.of(located.file()), document, prefix(index)));
            return probe;
        });
    }

    void deleteProbe(String monitorName, String probe) {
        changes.alone(folder -> {
            String name = requiredProbe(required(folder.running(), monitorName).content(), probe)
                    .name();
            return edit(folder, monitorName, document -> document.items(PROBES)
                    .removeIf(item -> name.equals(String.valueOf(item.get("name")))));
        });
    }

    /** Returns the name of the monitor that does the work. */
    String createConnectionMonitor(UUID connectionId, String token) {
        var settings = Settings.NONE.with("vpnConnectionId", connectionId);
        var creation = new Creation("CreateConnectionMonitor", token, settings);
        return changes.create(creation, Running::monitor, folder -> {
            var running = folder.running();
            ConnectionChanges.required(running, connectionId);
            ConnectionMonitors.of(running, connectionId).ifPresent(taken -> {
                throw Refusals.conflict("VPN connection " + connectionId + " already has connection monitor "
                        + taken.content().name() + ", in " + taken.file());
            });
            String name = ConnectionMonitorView.NAME_PREFIX + UUID.randomUUID();
            return create(folder, name, ConnectionMonitors.settings(name, connectionId));
        });
    }

    private void edit(String monitorName, Consumer<Document> edit) {
        changes.alone(folder -> edit(folder, monitorName, edit));
    }

    private String edit(Folder folder, String monitorName, Consumer<Document> edit) throws IOException {
        var located = required(folder.running(), monitorName);
        var document = changes.open(folder, "monitor " + monitorName, located);
        edit.accept(document);
        changes.write(folder, new Draft(Path.of(located.file()), document, ""));
        return monitorName;
    }

    private ProbeEntries entries(Folder folder) {
        return new ProbeEntries(
                new Subnets(changes.names(), folder.running()), changes.clock().instant());
    }

    static Located<Monitor> required(Running running, String name) {
        return running.monitor(name).orElseThrow(() -> Refusals.notFound("monitor", name));
    }

    static Probe requiredProbe(Monitor monitor, String probe) {
        return probe(monitor, probe)
                .orElseThrow(() -> Refusals.notFound("probe", probe + " in monitor " + monitor.name()));
    }

    private static Optional<Probe> probe(Running running, String monitorName, String id) {
        return running.monitor(monitorName).flatMap(it -> probe(it.content(), id));
    }

    /** By its id or name. */
    static Optional<Probe> probe(Monitor monitor, String probe) {
        var named =
                monitor.probes().stream().filter(it -> it.name().equals(probe)).findFirst();
        return named.isPresent() || !probe.startsWith("probe-")
                ? named
                : monitor.probes().stream()
                        .filter(it -> Names.probeId(monitor.name(), it).equals(probe))
                        .findFirst();
    }

    private static int index(Document document, String name) {
        var items = document.items(PROBES);
        for (int i = 0; i < items.size(); i++) {
            if (name.equals(String.valueOf(items.get(i).get("name")))) {
                return i;
            }
        }
        throw Refusals.conflict("probe " + name + " is not in its file any more; the file was edited just now");
    }

    private static String prefix(int index) {
        return PROBES + "[" + index + "].";
    }
}
