package org.gatewatch.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A gateway and a customer gateway as network namespaces, joined by a cable, for each test; who may not make them skips it and
 * says so. Nothing of them stays, nor of what was started on them.
 */
final class Namespaces implements BeforeEachCallback, AfterEachCallback {
    static final String CUSTOMER_ADDRESS = "198.51.100.1";

    private static final AtomicInteger MADE = new AtomicInteger();

    private final String suffix = ProcessHandle.current().pid() + "-" + MADE.incrementAndGet();
    private final String gateway = "gwimage-gw-" + suffix;
    private final String customer = "gwimage-cg-" + suffix;

    /** For a JVM that is ended by a signal. */
    private final Thread onExit = new Thread(this::delete);

    private final List<Instance> instances = new ArrayList<>();

    @Override
    public void beforeEach(ExtensionContext context) throws IOException, InterruptedException {
        boolean root = "root".equals(System.getProperty("user.name"));
        if (!root) {
            System.err.println("SKIPPED: " + context.getRequiredTestClass().getSimpleName()
                    + " boots the image in a network namespace and needs root");
        }
        Assumptions.assumeTrue(root, "needs root");
        Runtime.getRuntime().addShutdownHook(onExit);
        ip("netns", "add", gateway);
        ip("netns", "add", customer);
        ip("-n", gateway, "link", "add", "wan0", "type", "veth", "peer", "name", "wan0", "netns", customer);
        address(gateway, "198.51.100.2/24");
        address(customer, CUSTOMER_ADDRESS + "/24");
    }

    /** Also when making them failed half-way. */
    @Override
    public void afterEach(ExtensionContext context) {
        instances.forEach(Instance::close);
        if (Runtime.getRuntime().removeShutdownHook(onExit)) {
            delete();
        }
    }

    /** Lets the customer gateway answer for a whole prefix. */
    void answerFor(String prefix) throws IOException, InterruptedException {
        ip("-n", customer, "link", "set", "lo", "up");
        ip("-n", customer, "route", "add", "local", prefix, "dev", "lo");
        ip("-n", gateway, "route", "add", prefix, "via", CUSTOMER_ADDRESS);
    }

    /** What starts a command on the gateway. */
    List<String> onGateway() {
        return List.of("ip", "netns", "exec", gateway);
    }

    /**
     * A new instance on the gateway, not started yet.
     *
     * @param folder for its files
     * @param rights what takes some of the rights away before it starts, as {@code setpriv} does
     */
    Instance instance(Path folder, String... rights) {
        var prefix = new ArrayList<>(onGateway());
        prefix.addAll(List.of(rights));
        var instance = new Instance(prefix, folder);
        instances.add(instance);
        return instance;
    }

    private void delete() {
        try {
            for (String name : List.of(gateway, customer)) {
                run("netns", "del", name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void address(String namespace, String address) throws IOException, InterruptedException {
        ip("-n", namespace, "addr", "add", address, "dev", "wan0");
        ip("-n", namespace, "link", "set", "wan0", "up");
    }

    private static void ip(String... arguments) throws IOException, InterruptedException {
        if (run(arguments) != 0) {
            throw new IOException("ip " + String.join(" ", arguments) + " failed");
        }
    }

    private static int run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
