package org.gatewatch.features;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Inside of Karaf: what Gatewatch says to this host's operator, broker, manager and metrics server. Asked over its sockets:
 * a test that used its classes would stand in the way of taking them away.
 */
final class Gatewatch {
    static final String CONFIG = "gatewatch.config";
    static final String DATA = "gatewatch.data";
    static final String SNMP = "gatewatch.test.snmp.port";
    static final String MQTT = "gatewatch.test.mqtt.port";
    static final String HTTP = "gatewatch.test.http.port";
    static final String KEY = "AKIDREADER";
    static final String SECRET = "0123456789abcdef0123456789abcdef01234567";

    private static final Pattern PERIOD = Pattern.compile("\"periodStart\":\"([^\"]+)\"");
    private static final String HISTORY = """
            {"resource":"history","operation":"show","settings":{"monitor":"here","probe":"loopback",\
            "since":"1970-01-01T00:00:00Z","until":"2999-01-01T00:00:00Z"}}""";

    private Gatewatch() {}

    /** The folder with its sockets and its history. */
    static Path data() {
        return Path.of(System.getProperty(DATA));
    }

    /** When the last period with a good report began; empty when there is none. */
    static String lastGoodPeriod() {
        String status = ask("");
        var period = PERIOD.matcher(status);
        return status.contains("\"health\":\"HEALTHY\"") && period.find() ? period.group(1) : "";
    }

    static boolean remembersPeriods() {
        return PERIOD.matcher(ask(HISTORY)).find();
    }

    /** Over MQTT: a report that is published now. */
    static boolean publishesReports() throws IOException, InterruptedException {
        return output(
                        "mosquitto_sub",
                        "-p",
                        System.getProperty(MQTT),
                        "-t",
                        "gatewatch/+/here/loopback/report",
                        "-C",
                        "1",
                        "-W",
                        "5")
                .contains("\"health\":\"HEALTHY\"");
    }

    /** Over SNMP: pingResultsProbeResponses of DISMAN-PING-MIB. */
    static boolean countsResponses() throws IOException, InterruptedException {
        String agent = "127.0.0.1:" + System.getProperty(SNMP);
        return output("snmpwalk", "-v2c", "-c", "public", "-r0", "-Oqv", agent, "1.3.6.1.2.1.80.1.3.1.7")
                .matches("[1-9]\\d*\n");
    }

    /** Over HTTP: a figure of the last period. */
    static boolean servesMetrics() throws IOException {
        var metrics = (HttpURLConnection)
                new URL("http://127.0.0.1:" + System.getProperty(HTTP) + "/metrics").openConnection();
        String user = Base64.getEncoder().encodeToString((KEY + ":" + SECRET).getBytes(StandardCharsets.US_ASCII));
        metrics.setRequestProperty("Authorization", "Basic " + user);
        try (var body = metrics.getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8).contains("gatewatch_probe_rtt_p95_seconds{");
        } catch (IOException e) {
            return false; // it is not there yet
        } finally {
            metrics.disconnect();
        }
    }

    /** Empty while nobody answers. */
    private static String ask(String request) {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(data().resolve("gatewatch.sock")))) {
            channel.write(StandardCharsets.UTF_8.encode(request + "\n"));
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return ""; // it starts, or hangs up because it stops
        }
    }

    private static String output(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return output;
        } finally {
            process.destroyForcibly();
        }
    }

    /** A broker on this host's loopback, which ends with the thread that starts it, whatever happens to that. */
    static Process broker() throws IOException {
        return new ProcessBuilder("setpriv", "--pdeathsig", "KILL", "mosquitto", "-p", System.getProperty(MQTT))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
