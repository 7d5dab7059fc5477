package org.gatewatch.snmp.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Variable;

/**
 * Who may do what, as management stations read it: SNMP-VIEW-BASED-ACM-MIB (RFC 3415) and {@code usmUserTable} (RFC 3414).
 * They say what {@link Access} does; nothing in them can be set. The community is not named, and keys read as empty.
 */
final class AccessTables {
    private static final OID VACM = new OID("1.3.6.1.6.3.16.1");
    private static final OID USM_USER = new OID("1.3.6.1.6.3.15.1.2");
    private static final OID SNMP_MODULES = new OID("1.3.6.1.6.3");
    private static final OID SYSTEM = new OID("1.3.6.1.2.1.1");
    private static final OID SNMP = new OID("1.3.6.1.2.1.11");
    private static final OID PING_CTL_TABLE = PingMib.CTL_ENTRY.trim();
    private static final OID NO_CLONE = new OID("0.0");

    private static final OctetString NONE = new OctetString();
    private static final OctetString ALL = new OctetString("all");
    private static final OctetString ALL_BUT_ACCESS = new OctetString("all-but-access");
    private static final OctetString TESTS = new OctetString("tests");
    private static final OctetString COMMUNITY = new OctetString("community");
    private static final OctetString READERS = new OctetString("readers");
    private static final OctetString WRITERS = new OctetString("writers");

    private static final Integer32 EXACT = new Integer32(1);
    private static final Integer32 INCLUDED = new Integer32(1);
    private static final Integer32 EXCLUDED = new Integer32(2);
    private static final Integer32 READ_ONLY = new Integer32(PingMib.STORAGE_READ_ONLY);
    private static final Integer32 ACTIVE = new Integer32(PingMib.ROW_ACTIVE);

    private final SnmpSettings settings;

    private AccessTables(SnmpSettings settings) {
        this.settings = settings;
    }

    /** One row: its index and what its columns hold, in their order. */
    private record Entry(OID index, List<Variable> values) {
        static Entry of(OID index, Variable... values) {
            return new Entry(index, List.of(values));
        }
    }

    static List<MibView.Subtree> of(SnmpSettings settings, OctetString engineId) {
        var tables = new AccessTables(settings);
        return List.of(
                // the only context is the one without a name
                table(at(VACM, 1, 1), 1, List.of(Entry.of(index(NONE), NONE))),
                table(at(VACM, 2, 1), 3, tables.groups()),
                table(at(VACM, 4, 1), 4, tables.rights()),
                lock(at(VACM, 5, 1)),
                table(at(VACM, 5, 2, 1), 3, tables.views()),
                lock(at(USM_USER, 1)),
                table(at(USM_USER, 2, 1), 3, tables.users(engineId)));
    }

    private static OID at(OID root, int... ids) {
        return new OID(root).append(new OID(ids));
    }

    private static OID index(Variable... parts) {
        var index = new OID();
        for (Variable part : parts) {
            index.append(part.toSubIndex(false));
        }
        return index;
    }

    /** Columns that follow one another, from the first that may be read. */
    private static Table<Entry> table(OID entry, int firstColumn, List<Entry> rows) {
        var columns = IntStream.range(0, rows.get(0).values().size())
                .mapToObj(at -> new Table.Column<Entry>(firstColumn + at, "" + (firstColumn + at), row -> row.values()
                        .get(at)))
                .toList();
        var sorted = rows.stream().sorted(Comparator.comparing(Entry::index)).toList();
        return new Table<>(entry, columns, new SortedRows<>(sorted, Entry::index));
    }

    /** Nobody can take it, as nothing can be set. */
    private static Scalars lock(OID object) {
        return new Scalars(object, Map.of(object, () -> new Integer32(0)));
    }

    private List<Entry> groups() {
        var groups = new ArrayList<Entry>();
        settings.community()
                .ifPresent(unused -> groups.add(member(SecurityModel.SECURITY_MODEL_SNMPv2c, COMMUNITY, COMMUNITY)));
        settings.users()
                .forEach(user -> groups.add(member(
                        SecurityModel.SECURITY_MODEL_USM,
                        new OctetString(user.name()),
                        isWriter(user) ? WRITERS : READERS)));
        return groups;
    }

    private boolean isWriter(User user) {
        return settings.writers().contains(user.name());
    }

    private static Entry member(int model, OctetString name, OctetString group) {
        return Entry.of(index(new Integer32(model), name), group, READ_ONLY, ACTIVE);
    }

    private List<Entry> rights() {
        var community = index(
                COMMUNITY,
                NONE,
                new Integer32(SecurityModel.SECURITY_MODEL_SNMPv2c),
                new Integer32(SecurityLevel.NOAUTH_NOPRIV));
        return List.of(
                Entry.of(community, EXACT, ALL_BUT_ACCESS, NONE, NONE, READ_ONLY, ACTIVE),
                Entry.of(secured(READERS), EXACT, ALL, NONE, ALL, READ_ONLY, ACTIVE),
                Entry.of(secured(WRITERS), EXACT, ALL, TESTS, ALL, READ_ONLY, ACTIVE));
    }

    private static OID secured(OctetString group) {
        return index(
                group, NONE, new Integer32(SecurityModel.SECURITY_MODEL_USM), new Integer32(SecurityLevel.AUTH_PRIV));
    }

    private List<Entry> views() {
        var views = new ArrayList<Entry>();
        for (OctetString view : List.of(ALL, ALL_BUT_ACCESS)) {
            for (OID root : List.of(SYSTEM, SNMP, PingMib.ROOT, settings.mib().base(), SNMP_MODULES)) {
                views.add(family(view, root, INCLUDED));
            }
        }
        views.add(family(ALL_BUT_ACCESS, VACM, EXCLUDED));
        views.add(family(ALL_BUT_ACCESS, USM_USER, EXCLUDED));
        views.add(family(TESTS, PING_CTL_TABLE, INCLUDED));
        return views;
    }

    private static Entry family(OctetString view, OID root, Integer32 type) {
        return Entry.of(index(view, root), NONE, type, READ_ONLY, ACTIVE);
    }

    private List<Entry> users(OctetString engineId) {
        return settings.users().stream().map(user -> user(engineId, user)).toList();
    }

    private static Entry user(OctetString engineId, User user) {
        var name = new OctetString(user.name());
        return Entry.of(
                index(engineId, name),
                name,
                NO_CLONE,
                user.auth().id(),
                NONE,
                NONE,
                user.priv().id(),
                NONE,
                NONE,
                NONE,
                READ_ONLY,
                ACTIVE);
    }
}
