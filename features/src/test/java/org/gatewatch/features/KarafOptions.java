package org.gatewatch.features;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.CoreOptions.systemTimeout;
import static org.ops4j.pax.exam.CoreOptions.vmOption;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.features;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ops4j.pax.exam.Option;

/**
 * Outside of Karaf: what the Karaf of a test is made of. It is as downloaded, has Maven's network switched off, finds what is
 * installed in repositories that the build made, and is a host that uses declarative services already.
 */
final class KarafOptions {
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    /** What {@code bin/karaf} gives to Java 17, as far as it is needed without a console. */
    private static final List<String> JAVA = List.of(
            "-Xmx256m",
            "-XX:-UsePerfData",
            "-XX:TieredStopAtLevel=1",
            "--patch-module=java.base=lib/endorsed/org.apache.karaf.specs.locator-" + property("karaf.version")
                    + ".jar",
            "--patch-module=java.xml=lib/endorsed/org.apache.karaf.specs.java.xml-" + property("karaf.version")
                    + ".jar",
            "--add-reads=java.xml=java.logging",
            "--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.naming/javax.naming.spi=ALL-UNNAMED",
            "--add-opens=java.rmi/sun.rmi.transport.tcp=ALL-UNNAMED");

    private final List<Option> options = new ArrayList<>();
    private final Path home;

    private KarafOptions(Path home) {
        this.home = home;
    }

    /** A new one, with a folder of its own below {@code target}. */
    static Option[] make() throws IOException {
        var made = new KarafOptions(Files.createTempDirectory(TARGET, "karaf-home-"));
        made.karaf();
        made.repositories();
        made.gatewatch();
        return made.options.toArray(Option[]::new);
    }

    private void karaf() {
        options.add(karafDistributionConfiguration()
                .frameworkUrl(
                        TARGET.resolve("karaf/apache-karaf.tar.gz").toUri().toString())
                .karafVersion(property("karaf.version"))
                .unpackDirectory(TARGET.resolve("exam").toFile())
                .useDeployFolder(false));
        options.add(configureConsole().ignoreLocalConsole().ignoreRemoteShell());
        options.add(systemTimeout(120_000));
        JAVA.forEach(option -> options.add(vmOption(option)));
        Stream.of("awaitility", "hamcrest")
                .forEach(jar -> options.add(
                        bundle(TARGET.resolve("karaf/" + jar + ".jar").toUri().toString())));
    }

    private void repositories() {
        String file = "etc/org.ops4j.pax.url.mvn.cfg";
        String found = Stream.of("repository", "exam-repository")
                .map(name -> "," + TARGET.resolve(name).toUri() + "@id=" + name + "@snapshots")
                .reduce("file:${karaf.home}/${karaf.default.repository}@id=system@snapshots", String::concat);
        options.add(editConfigurationFilePut(file, "org.ops4j.pax.url.mvn.defaultRepositories", found));
        options.add(editConfigurationFilePut(file, "org.ops4j.pax.url.mvn.repositories", ""));
        options.add(editConfigurationFilePut(
                file,
                "org.ops4j.pax.url.mvn.localRepository",
                home.resolve("local").toString()));
        options.add(features(
                "mvn:org.apache.karaf.features/standard/" + property("karaf.version") + "/xml/features", "scr"));
        options.add(features(TARGET.resolve("features.xml").toUri().toString()));
    }

    private void gatewatch() throws IOException {
        Path monitors = Files.createDirectories(home.resolve("config/monitors"));
        Files.writeString(monitors.resolve("here.yaml"), """
                monitorName: here
                aggregationPeriod: 1
                probes:
                  - name: loopback
                    destination: 127.0.0.1
                    interval: 50ms
                    timeout: 250ms
                """);
        Path keys = Files.createFile(
                home.resolve("http.keys"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                keys, "key=" + Gatewatch.KEY + " secret=" + Gatewatch.SECRET + " rights=read-only user=reader\n");
        var ports = Map.of(Gatewatch.SNMP, freeUdpPort(), Gatewatch.MQTT, freeTcpPort(), Gatewatch.HTTP, freeTcpPort());
        ports.forEach((name, port) -> options.add(systemProperty(name).value(port.toString())));
        options.add(
                systemProperty(Gatewatch.CONFIG).value(home.resolve("config").toString()));
        options.add(systemProperty(Gatewatch.DATA)
                .value(Files.createDirectory(home.resolve("data")).toString()));
        setting("snmp", "listen.port", ports.get(Gatewatch.SNMP).toString());
        setting("mqtt", "serverUri", "tcp://127.0.0.1:" + ports.get(Gatewatch.MQTT));
        setting("http", "enabled", "true");
        setting("http", "tls", "false");
        setting("http", "port", ports.get(Gatewatch.HTTP).toString());
        setting("http", "keys.file", keys.toString());
    }

    private void setting(String bundle, String key, String value) {
        options.add(editConfigurationFilePut("etc/org.gatewatch." + bundle + ".cfg", key, value));
    }

    private static String property(String name) {
        return System.getProperty(name);
    }

    private static int freeUdpPort() throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static int freeTcpPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
