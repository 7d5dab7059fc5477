package org.gatewatch.snmp.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snmp4j.smi.OID;
import org.w3c.dom.Element;

/** What is shipped for network management systems names only columns and scalars that are there. */
class TemplatesTest {
    private static final Path SHIPPED = Path.of("../../distribution/src/main/image/share/snmp");
    private static final Pattern OUR_COLUMN =
            Pattern.compile("(1\\.3\\.6\\.1\\.4\\.1\\.8072\\.9999\\.9999\\.71\\.1\\.(?:1\\.\\d+|[234]\\.1\\.\\d+)"
                    + "|1\\.3\\.6\\.1\\.2\\.1\\.80\\.1\\.[234]\\.1\\.\\d+)");

    private static final List<String> MODULES = List.of(
            SmiDump.BUILT.resolve("GATEWATCH-MIB.txt").toString(),
            SmiDump.STANDARD.resolve("DISMAN-PING-MIB").toString());
    private static final Pattern PARAMETER = Pattern.compile("%parm\\[(?:name-)?#(\\d+)]%");

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
        MODULES.forEach(module -> known.putAll(SmiDump.objects(module)));

        var named = new TreeSet<OID>();
        OUR_COLUMN
                .matcher(Files.readString(SHIPPED.resolve(file)))
                .results()
                .forEach(found -> named.add(new OID(found.group(1))));

        assertFalse(named.isEmpty());
        named.removeAll(known.keySet());
        assertEquals(new TreeSet<OID>(), named);
    }

    /** OpenNMS takes 71.0.1 apart: enterprise 71, and 1 that is specific to it. */
    @Test
    void openNmsKnowsEveryNotificationAndWhatItCarries() throws Exception {
        Map<OID, List<String>> known = new TreeMap<>();
        MODULES.forEach(module -> known.putAll(SmiDump.notifications(module)));

        var named = new TreeSet<OID>();
        for (Element event : elements(xml("opennms/gatewatch.events.xml"), "event")) {
            var mask = elements(event, "mevalue").stream()
                    .map(Element::getTextContent)
                    .toList();
            assertEquals("6", mask.get(1)); // enterpriseSpecific
            var notification = new OID(mask.get(0).substring(1) + ".0." + mask.get(2));
            named.add(notification);
            var carried = known.getOrDefault(notification, List.of());
            PARAMETER
                    .matcher(event.getTextContent())
                    .results()
                    .forEach(it -> assertTrue(Integer.parseInt(it.group(1)) <= carried.size(), it.group()));
        }
        assertEquals(known.keySet(), named);
    }

    @Test
    void openNmsCollectsFromWellFormedXml() throws Exception {
        assertFalse(
                elements(xml("opennms/gatewatch.datacollection.xml"), "mibObj").isEmpty());
    }

    private static Element xml(String file) throws Exception {
        var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        return builder.parse(SHIPPED.resolve(file).toFile()).getDocumentElement();
    }

    private static List<Element> elements(Element parent, String name) {
        var nodes = parent.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(at -> (Element) nodes.item(at))
                .toList();
    }
}
