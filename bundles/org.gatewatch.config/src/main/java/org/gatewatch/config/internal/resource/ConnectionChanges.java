package org.gatewatch.config.internal.resource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatewatch.api.VpnConnection;
import org.gatewatch.api.resource.Settings;
import org.gatewatch.config.internal.LiveFiles.Folder;
import org.gatewatch.config.internal.Located;
import org.gatewatch.config.internal.Running;
import org.gatewatch.config.internal.managed.Document;
import org.gatewatch.config.internal.resource.Changes.Created;
import org.gatewatch.config.internal.resource.Changes.Creation;
import org.gatewatch.config.internal.resource.Changes.Draft;

/** Makes, changes and deletes VPN connections, each in a managed file of its own. */
record ConnectionChanges(Changes changes) {
    private static final String ID = "id";
    private static final String CONNECTIONS = "connections";
    /** So many are named; nobody reads more. */
    private static final int MAX_USERS = 10;

    /** Returns its id. */
    String create(Settings settings, String token) {
        var creation = new Creation("CreateVpnConnection", token, settings);
        return changes.create(creation, (running, id) -> running.connection(UUID.fromString(id)), folder -> {
            String id = String.valueOf(settings.values().getOrDefault(ID, UUID.randomUUID()));
            var document = Document.empty();
            var values = new LinkedHashMap<String, Object>();
            var entry = new Entry(values);
            entry.put(settings.with(ID, id));
            entry.created(changes.clock().instant());
            document.items(CONNECTIONS).add(values);
            var draft = new Draft(folder.connectionFile(id), document, prefix(0));
            changes.check(folder, draft);
            requireFree(folder.running(), id);
            Changes.requireNew(folder, draft.file());
            requireRoom(folder.running());
            return new Created(id, draft);
        });
    }

    private static void requireFree(Running running, String id) {
        running.connection(UUID.fromString(id)).ifPresent(taken -> {
            throw Refusals.conflict("VPN connection " + id + " is already defined in " + taken.file());
        });
    }

    private void requireRoom(Running running) {
        int allowed = changes.quotas().connections();
        if (running.connections().count() >= allowed) {
            throw Refusals.quota("VPN connections", allowed, "quota.connections");
        }
    }

    void update(UUID id, Settings settings) {
        Entry.require(settings, ID, "a connection keeps its id");
        changes.alone(folder -> {
            var located = required(folder.running(), id);
            var document = changes.open(folder, "VPN connection " + id, located);
            int index = index(document, id);
            Map<String, Object> values = document.items(CONNECTIONS).get(index);
            var before = new LinkedHashMap<>(values);
            var entry = new Entry(values);
            entry.put(settings);
            if (!before.equals(values)) {
                entry.modified(changes.clock().instant());
            }
            changes.write(folder, new Draft(Path.of(located.file()), document, prefix(index)));
            return id;
        });
    }

    void delete(UUID id) {
        changes.alone(folder -> {
            var located = required(folder.running(), id);
            requireUnused(folder.running(), located.content());
            var document = changes.open(folder, "VPN connection " + id, located);
            document.items(CONNECTIONS).remove(index(document, id));
            remove(folder, located, document);
            return id;
        });
    }

    /** Names who would have to let go of it first. */
    private static void requireUnused(Running running, VpnConnection connection) {
        var users = running.monitors()
                .map(Located::content)
                .filter(monitor -> monitor.probes().stream()
                        .anyMatch(probe -> probe.connectionId().equals(Optional.of(connection.id()))))
                .map(monitor -> ConnectionMonitors.id(monitor).isPresent()
                        ? "its connection monitor"
                        : "monitor " + monitor.name())
                .toList();
        if (!users.isEmpty()) {
            String more = users.size() > MAX_USERS ? " and " + (users.size() - MAX_USERS) + " more" : "";
            throw Refusals.conflict("VPN connection " + connection.name() + " is still needed by "
                    + String.join(", ", users.subList(0, Math.min(users.size(), MAX_USERS))) + more
                    + "; delete them first, or let their probes measure something else");
        }
    }

    /** With the last of its connections a file goes, too. */
    private void remove(Folder folder, Located<VpnConnection> located, Document document) throws IOException {
        var file = Path.of(located.file());
        String what = "VPN connection " + located.content().id();
        if (document.items(CONNECTIONS).isEmpty()) {
            changes.delete(folder, file, what);
        } else {
            changes.write(folder, new Draft(file, document, ""));
        }
    }

    static Located<VpnConnection> required(Running running, UUID id) {
        return running.connection(id).orElseThrow(() -> Refusals.notFound("VPN connection", id));
    }

    private static int index(Document document, UUID id) {
        var items = document.items(CONNECTIONS);
        for (int i = 0; i < items.size(); i++) {
            if (id.toString().equalsIgnoreCase(String.valueOf(items.get(i).get(ID)))) {
                return i;
            }
        }
        throw Refusals.conflict("VPN connection " + id + " is not in its file any more; the file was edited just now");
    }

    private static String prefix(int index) {
        return CONNECTIONS + "[" + index + "].";
    }
}
