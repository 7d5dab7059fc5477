package org.gatewatch.snmp.internal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.snmp4j.smi.AbstractVariable;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.SMIConstants;

/** What libsmi's tools (Debian package {@code smitools}) make of our MIB files and of DISMAN-PING-MIB. */
final class SmiDump {
    static final Path BUILT = Path.of("target/classes/mibs");
    static final Path STANDARD = Path.of("src/test/resources/mibs");

    private static final Pattern OBJECT = Pattern.compile(
            "<(?:scalar|column) name=\"(\\w+)\" oid=\"([0-9.]+)\".*?<syntax>(.*?)</syntax>.*?<access>(\\w+)</access>",
            Pattern.DOTALL);
    private static final Pattern NOTIFICATION =
            Pattern.compile("<notification name=\"(\\w+)\" oid=\"([0-9.]+)\".*?</notification>", Pattern.DOTALL);
    private static final Pattern NOTIFIED = Pattern.compile("<object module=\"[\\w-]+\" name=\"(\\w+)\"");
    private static final Pattern TYPE = Pattern.compile("<type module=\"[\\w-]*\" name=\"(\\w+)\"");
    private static final Pattern BASE = Pattern.compile("basetype=\"(\\w+)\"(?:[^<]*<parent [^>]*name=\"(\\w+)\")?");

    private SmiDump() {}

    /** An object that a manager may read. */
    record SmiObject(String name, String type) {}

    static List<String> lint(Path file) {
        return run("/usr/bin/smilint", "-s", "-l", "3", file.toString());
    }

    /** All readable objects of a module, by OID. */
    static Map<OID, SmiObject> objects(String module) {
        var objects = new TreeMap<OID, SmiObject>();
        var match = OBJECT.matcher(xml(module));
        while (match.find()) {
            if (!match.group(4).equals("noaccess")) {
                var oid = new OID(match.group(2));
                objects.put(oid, new SmiObject(match.group(1), typeName(syntax(match.group(3)))));
            }
        }
        return objects;
    }

    /** The objects that each notification of a module carries, in order, by the notification's OID. */
    static Map<OID, List<String>> notifications(String module) {
        var notifications = new TreeMap<OID, List<String>>();
        var match = NOTIFICATION.matcher(xml(module));
        while (match.find()) {
            notifications.put(
                    new OID(match.group(2)),
                    NOTIFIED.matcher(match.group())
                            .results()
                            .map(found -> found.group(1))
                            .toList());
        }
        return notifications;
    }

    private static int syntax(String text) {
        var base = BASE.matcher(text);
        if (base.find()) {
            return number(base.group(2) == null || !base.group(2).equals("Gauge32") ? base.group(1) : "Gauge32");
        }
        var type = TYPE.matcher(text);
        if (!type.find()) {
            throw new IllegalArgumentException(text);
        }
        return number(type.group(1));
    }

    /** On the wire: of textual conventions, what they are made of. */
    private static int number(String type) {
        return switch (type) {
            case "Integer32",
                    "Enumeration",
                    "GwHealth",
                    "GwCause",
                    "GwSaState",
                    "InetAddressType",
                    "OperationResponseStatus",
                    "TruthValue",
                    "RowStatus",
                    "StorageType",
                    "InterfaceIndexOrZero" -> SMIConstants.SYNTAX_INTEGER32;
            case "Unsigned32", "Gauge32" -> SMIConstants.SYNTAX_GAUGE32;
            case "Counter64", "CounterBasedGauge64" -> SMIConstants.SYNTAX_COUNTER64;
            case "OctetString", "Bits", "SnmpAdminString", "DateAndTime", "InetAddress" ->
                SMIConstants.SYNTAX_OCTET_STRING;
            case "ObjectIdentifier" -> SMIConstants.SYNTAX_OBJECT_IDENTIFIER;
            default -> throw new IllegalArgumentException(type);
        };
    }

    static String typeName(int syntax) {
        return AbstractVariable.getSyntaxString(syntax);
    }

    private static String xml(String module) {
        return String.join("\n", run("/usr/bin/smidump", "-q", "-f", "xml", module));
    }

    static List<String> run(String... command) {
        var found = Files.isExecutable(Path.of(command[0]));
        if (!found) {
            System.err.println("SKIPPED: libsmi's tools are missing; apt-get install smitools");
        }
        assumeTrue(found, "libsmi's tools are missing; apt-get install smitools");
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            // libsmi takes a file without an ending as a module
            builder.environment().put("SMIPATH", STANDARD.toAbsolutePath() + ":" + BUILT.toAbsolutePath());
            var process = builder.start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
