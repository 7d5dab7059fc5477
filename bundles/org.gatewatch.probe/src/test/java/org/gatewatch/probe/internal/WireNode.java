package org.gatewatch.probe.internal;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.felix.framework.FrameworkFactory;
import org.gatewatch.api.Packet;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Protocol;
import org.gatewatch.api.Source;
import org.gatewatch.api.probe.ProbeChannel;
import org.gatewatch.api.probe.ProbeTransport;
import org.gatewatch.api.probe.SelfTest;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/**
 * The real bundles in a real Felix, in a process of their own: a JVM cannot change its network namespace. Does what
 * standard input says, one line each, and answers each with one line.
 */
public final class WireNode {
    private static final List<String> BUNDLES = List.of(
            "pax-logging-api",
            "org.osgi.util.function",
            "org.osgi.util.promise",
            "org.osgi.service.component-",
            "org.apache.felix.scr",
            "jna-",
            "org.gatewatch.link",
            "org.gatewatch.probe");

    private final BundleContext context;
    private final Map<Protocol, ProbeTransport> transports = new EnumMap<>(Protocol.class);
    private final Map<String, ProbeChannel> channels = new HashMap<>();
    private final Map<String, Fates> fates = new HashMap<>();

    private WireNode(BundleContext context) throws InvalidSyntaxException {
        this.context = context;
        for (var reference : context.getServiceReferences(ProbeTransport.class, null)) {
            ProbeTransport transport = context.getService(reference);
            transports.put(transport.protocol(), transport);
        }
    }

    public static void main(String[] arguments) throws Exception {
        Framework felix = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        arguments[0],
                        "felix.log.level",
                        "1",
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        "org.gatewatch.api;version=1.0.0,org.gatewatch.api.probe;version=1.0.0"));
        felix.start();
        install(felix.getBundleContext());
        WireNode node = new WireNode(felix.getBundleContext());
        System.out.println("ready");
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            System.out.println("= " + node.obey(line.split(" ", -1)));
        }
        long startNanos = System.nanoTime();
        felix.stop();
        felix.waitForStop(TimeUnit.SECONDS.toMillis(10));
        System.out.println("= " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos) + " "
                + Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("gatewatch-"))
                        .count());
    }

    private static void install(BundleContext context) throws BundleException {
        List<org.osgi.framework.Bundle> installed = new ArrayList<>();
        for (String name : BUNDLES) {
            String location = List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1)).stream()
                    .filter(entry -> entry.contains(name) && !entry.endsWith("test-classes"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(name + " is not on the class path"));
            installed.add(context.installBundle("reference:" + new File(location).toURI()));
        }
        for (var bundle : installed) {
            bundle.start();
        }
    }

    private String obey(String[] words) throws IOException {
        return switch (words[0]) {
            case "open" ->
                open(words[1], words[2], words[3], packet(List.of(words).subList(4, words.length)));
            case "send" -> send(words[1], Long.parseLong(words[2]), Integer.parseInt(words[3]));
            case "egress" ->
                channels.get(words[1])
                        .egress()
                        .map(way -> way.interfaceName() + " " + way.source().getHostAddress())
                        .orElse("none");
            case "fates" -> fates.get(words[1]).toString();
            case "missing" -> String.join("|", service(SelfTest.class).missing());
            case "missed" -> Long.toString(transports.get(Protocol.ICMP).packetsMissed());
            case "strays" ->
                transports.get(Protocol.valueOf(words[1])).strayReplies().toString();
            case "flow" -> {
                channels.get(words[1]).changeFlow();
                yield "changed";
            }
            case "close" -> {
                channels.remove(words[1]).close();
                yield "closed";
            }
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    /** A packet size, then any of {@code tcp:443}, {@code dscp:46}, {@code ttl:9} and {@code df}. */
    private static Packet packet(List<String> words) {
        Map<String, Integer> options = new HashMap<>();
        for (String word : words.subList(1, words.size())) {
            String[] option = word.split(":", -1);
            options.put(option[0], option.length > 1 ? Integer.parseInt(option[1]) : 1);
        }
        Integer port = options.get("tcp");
        return new Packet(
                port == null ? Protocol.ICMP : Protocol.TCP,
                port == null ? OptionalInt.empty() : OptionalInt.of(port),
                Integer.parseInt(words.get(0)),
                options.getOrDefault("dscp", 0),
                options.getOrDefault("ttl", Packet.DEFAULT_TTL),
                options.containsKey("df"));
    }

    private String open(String name, String destination, String source, Packet packet) throws IOException {
        fates.put(name, new Fates());
        channels.put(
                name,
                transports
                        .get(packet.protocol())
                        .open(
                                Probe.to(name, InetAddress.getByName(destination))
                                        .from(source(source))
                                        .sending(packet)
                                        .every(Duration.ofMillis(10), Duration.ofSeconds(1)),
                                InetAddress.getByName(destination),
                                fates.get(name)));
        return "opened";
    }

    private static Source source(String text) throws IOException {
        if (text.equals("any")) {
            return new Source.Any();
        }
        boolean address = text.contains(":") || Character.isDigit(text.charAt(0));
        return address ? new Source.Address(InetAddress.getByName(text)) : new Source.Interface(text);
    }

    private String send(String name, long first, int count) {
        Map<String, Integer> results = new TreeMap<>();
        ProbeChannel channel = channels.get(name);
        for (long number = first; number < first + count; number++) {
            results.merge(channel.send(number).name(), 1, Integer::sum);
        }
        return results.entrySet().stream().map(Object::toString).collect(Collectors.joining(" "));
    }

    private <T> T service(Class<T> type) {
        ServiceReference<T> reference = context.getServiceReference(type);
        return context.getService(reference);
    }
}
