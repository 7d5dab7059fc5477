package org.gatewatch.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A gateway and a customer gateway as network namespaces, joined by a cable. */
final class Namespaces {
    static final String CUSTOMER_ADDRESS = "198.51.100.1";

    private static final AtomicInteger MADE = new AtomicInteger();

    private final String suffix = ProcessHandle.current().pid() + "-" + MADE.incrementAndGet();
    private final String gateway = "gwimage-gw-" + suffix;
    private final String customer = "gwimage-cg-" + suffix;

    /** For a JVM that is ended by a signal. */
    private final Thread onExit = new Thread(this::delete);

    Namespaces() throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(onExit);
        try {
            ip("netns", "add", gateway);
            ip("netns", "add", customer);
            ip("-n", gateway, "link", "add", "wan0", "type", "veth", "peer", "name", "wan0", "netns", customer);
            address(gateway, "198.51.100.2/24");
            address(customer, CUSTOMER_ADDRESS + "/24");
        } catch (IOException | RuntimeException e) {
            remove();
            throw e;
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

    /** Nothing of them stays. */
    void remove() {
        Runtime.getRuntime().removeShutdownHook(onExit);
        delete();
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
