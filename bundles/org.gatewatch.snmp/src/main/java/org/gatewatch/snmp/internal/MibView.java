package org.gatewatch.snmp.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * All that we serve, at one moment: what a front end pins for one request. Nothing else exists for it, so this is the
 * read view of access control as well.
 */
public final class MibView {
    static final MibView EMPTY = new MibView(List.of());

    private final List<Subtree> subtrees;

    /**
     * @param subtrees whose instances do not alternate: where one root contains another, all of the outer one's come first
     */
    MibView(List<Subtree> subtrees) {
        this.subtrees =
                subtrees.stream().sorted(Comparator.comparing(Subtree::root)).toList();
    }

    /** The same and what is under other roots. */
    MibView with(List<Subtree> more) {
        return new MibView(Stream.concat(subtrees.stream(), more.stream()).toList());
    }

    /** The value at exactly this OID, else {@code noSuchInstance} or {@code noSuchObject}. */
    public Variable get(OID oid) {
        // an inner root sorts after the outer one
        for (int position = subtrees.size() - 1; position >= 0; position--) {
            if (oid.startsWith(subtrees.get(position).root())) {
                return subtrees.get(position).get(oid);
            }
        }
        return Null.noSuchObject;
    }

    /** The first instance after the given OID; empty at the end of the view. */
    public Optional<VariableBinding> next(OID oid) {
        for (Subtree subtree : subtrees) {
            if (oid.compareTo(subtree.root()) <= 0 || oid.startsWith(subtree.root())) {
                var next = subtree.next(oid);
                if (next.isPresent()) {
                    return next;
                }
            }
        }
        return Optional.empty();
    }

    /** Objects under one OID, in OID order; does not change as long as one request looks at it. */
    interface Subtree {
        /** All objects are under it. */
        OID root();

        /**
         * The value at exactly this OID, which is under the root; else {@code noSuchInstance} or {@code noSuchObject}.
         */
        Variable get(OID oid);

        /**
         * The first instance whose OID sorts after the given one, which may be anywhere; empty after the last instance.
         */
        Optional<VariableBinding> next(OID oid);
    }
}
