package org.gatewatch.snmp.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snmp4j.smi.OID;

/** The code against the MIB files, as libsmi and net-snmp read them. */
class MibFilesTest {
    private static final MibView VIEW = Samples.everything();

    /** Its exit status is 0 whatever it finds. */
    @ParameterizedTest
    @ValueSource(strings = {"GATEWATCH-MIB", "GATEWATCH-CAPABILITIES-MIB"})
    void smilintFindsNothing(String module) {
        assertEquals(List.of(), SmiDump.lint(SmiDump.BUILT.resolve(module + ".txt")));
    }

    @Test
    void netSnmpLoadsBoth() {
        assertEquals(
                List.of("." + Samples.MIB.capability(1)),
                SmiDump.run(
                        "/usr/bin/snmptranslate",
                        "-M",
                        SmiDump.STANDARD + ":" + SmiDump.BUILT,
                        "-m",
                        "GATEWATCH-MIB:GATEWATCH-CAPABILITIES-MIB",
                        "-On",
                        "GATEWATCH-CAPABILITIES-MIB::gwPingCapability"));
    }

    @Test
    void servesEveryObjectOfGatewatchMibWithItsType() {
        assertServes(SmiDump.BUILT.resolve("GATEWATCH-MIB.txt"), Samples.MIB.base());
    }

    @Test
    void servesEveryObjectOfDismanPingMibWithItsType() {
        assertServes(SmiDump.STANDARD.resolve("DISMAN-PING-MIB"), new OID("1.3.6.1.2.1.80"));
    }

    /** Every readable object, with its type on the wire, and no other. */
    private static void assertServes(Path module, OID root) {
        var objects = SmiDump.objects(module.toString());
        var expected = new TreeMap<OID, String>();
        objects.forEach((oid, object) -> expected.put(oid, object.type()));

        var served = new TreeMap<OID, String>();
        for (var next = VIEW.next(root); next.isPresent() && next.get().getOid().startsWith(root); ) {
            var oid = next.get().getOid();
            var object = objects.keySet().stream().filter(oid::startsWith).findFirst();
            served.put(
                    object.orElse(oid),
                    SmiDump.typeName(next.get().getVariable().getSyntax()));
            next = VIEW.next(oid);
        }
        assertEquals(expected, served);
    }

    /** Columns carry their names in the code as well. */
    @Test
    void namesColumnsAsTheMibsDo() {
        var names = new TreeMap<OID, String>();
        SmiDump.objects(SmiDump.BUILT.resolve("GATEWATCH-MIB.txt").toString())
                .forEach((oid, object) -> names.put(oid, object.name()));
        SmiDump.objects(SmiDump.STANDARD.resolve("DISMAN-PING-MIB").toString())
                .forEach((oid, object) -> names.put(oid, object.name()));

        Samples.tables().forEach(table -> table.columnNames()
                .forEach((oid, name) -> assertTrue(names.get(oid).endsWith(name), names.get(oid) + " " + name)));
    }
}
