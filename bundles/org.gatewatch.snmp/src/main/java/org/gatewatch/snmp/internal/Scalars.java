package org.gatewatch.snmp.internal;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** Objects with one instance each. */
final class Scalars implements MibView.Subtree {
    private final OID root;
    private final NavigableMap<OID, Supplier<Variable>> instances = new TreeMap<>();

    /**
     * @param objects by the OID of the object, without the instance's {@code .0}
     */
    Scalars(OID root, Map<OID, Supplier<Variable>> objects) {
        this.root = root;
        objects.forEach((object, value) -> instances.put(new OID(object).append(0), value));
    }

    @Override
    public OID root() {
        return root;
    }

    @Override
    public Variable get(OID oid) {
        var value = instances.get(oid);
        if (value != null) {
            return value.get();
        }
        boolean known = instances.keySet().stream().anyMatch(instance -> oid.startsWith(instance.trim()));
        return known ? Null.noSuchInstance : Null.noSuchObject;
    }

    @Override
    public Optional<VariableBinding> next(OID oid) {
        return Optional.ofNullable(instances.higherEntry(oid))
                .map(next -> new VariableBinding(next.getKey(), next.getValue().get()));
    }
}
