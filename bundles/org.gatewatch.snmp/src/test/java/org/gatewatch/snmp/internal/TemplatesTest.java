package org.gatewatch.snmp.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snmp4j.smi.OID;

/** What is shipped for network management systems names only columns and scalars that are there. */
class TemplatesTest {
    private static final Path SHIPPED = Path.of("../../distribution/src/main/image/share/snmp");
    private static final Pattern OUR_COLUMN =
            Pattern.compile("(1\\.3\\.6\\.1\\.4\\.1\\.8072\\.9999\\.9999\\.71\\.1\\.(?:1\\.\\d+|[234]\\.1\\.\\d+)"
                    + "|1\\.3\\.6\\.1\\.2\\.1\\.80\\.1\\.[234]\\.1\\.\\d+)");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zabbix/gatewatch.yaml",
                "librenms/os_discovery.yaml",
                "prometheus/snmp.yml",
                "telegraf/gatewatch.conf",
                "opennms/gatewatch.datacollection.xml"
            })
    void namesOnlyObjectsOfTheMibs(String file) throws IOException {
        Map<OID, SmiDump.SmiObject> known = new HashMap<>();
        known.putAll(SmiDump.objects(SmiDump.BUILT.resolve("GATEWATCH-MIB.txt").toString()));
        known.putAll(SmiDump.objects(SmiDump.STANDARD.resolve("DISMAN-PING-MIB").toString()));

        var named = new TreeSet<OID>();
        OUR_COLUMN
                .matcher(Files.readString(SHIPPED.resolve(file)))
                .results()
                .forEach(found -> named.add(new OID(found.group(1))));

        assertFalse(named.isEmpty());
        named.removeAll(known.keySet());
        assertEquals(new TreeSet<OID>(), named);
    }
}
