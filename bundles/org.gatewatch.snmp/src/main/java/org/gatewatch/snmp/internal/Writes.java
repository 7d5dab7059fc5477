package org.gatewatch.snmp.internal;

import java.util.List;
import org.snmp4j.smi.VariableBinding;

/** Takes what managers want to set, in the two phases of RFC 3416 section 4.2.5. Used by the front ends' threads. */
public interface Writes {
    /** Error status of SNMP. */
    int NO_ERROR = 0;

    int NO_ACCESS = 6;
    int COMMIT_FAILED = 14;
    int UNDO_FAILED = 15;

    /** Nothing is writable. */
    Writes NONE = bindings -> Prepared.refused(NO_ACCESS, Math.min(1, bindings.size()));

    /** Looks at the values of one request, all of them or none to be set. Changes nothing. */
    Prepared prepare(List<VariableBinding> bindings);

    /**
     * What a request comes to.
     *
     * @param error status of SNMP; 0 when it may be done
     * @param index of the binding that is wrong, from 1; 0 when none is, or all are
     * @param change carries it out
     */
    record Prepared(int error, int index, Change change) {
        static Prepared refused(int error, int index) {
            return new Prepared(error, index, Change.NONE);
        }
    }

    /** Something that can be done and, at once afterwards, undone. */
    interface Change {
        Change NONE = new Change() {
            @Override
            public int commit() {
                return COMMIT_FAILED;
            }

            @Override
            public int undo() {
                return UNDO_FAILED;
            }
        };

        /** Does it; gives the error status that says why not. */
        int commit();

        /** Takes it back; {@code UNDO_FAILED} where that is impossible. */
        int undo();
    }
}
