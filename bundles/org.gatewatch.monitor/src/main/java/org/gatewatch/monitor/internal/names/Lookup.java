package org.gatewatch.monitor.internal.names;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gatewatch.api.AddressText;
import org.gatewatch.api.Destination.Family;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One name, what is known of it, and when to ask again; whoever uses it shares it. Confined to the monitor thread. */
final class Lookup {
    private static final Logger LOG = LoggerFactory.getLogger(Lookup.class);
    private static final long AGAIN_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long FIRST_BACK_OFF_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int MAX_DOUBLINGS = 5;

    final Name name;
    private final List<Consumer<Resolution>> users = new ArrayList<>();
    private Resolution resolution = Resolution.PENDING;
    private int failuresInARow;
    private long dueNanos;
    /** Whether it has been answered quickly, so that it will not be in the way of others. */
    private boolean quick;

    /** What is asked for. */
    record Name(String host, Family family) {}

    Lookup(Name name, long dueNanos) {
        this.name = name;
        this.dueNanos = dueNanos;
    }

    void add(Consumer<Resolution> user) {
        users.add(user);
        if (!resolution.equals(Resolution.PENDING)) {
            user.accept(resolution);
        }
    }

    void remove(Consumer<Resolution> user) {
        users.remove(user);
    }

    boolean isUsed() {
        return !users.isEmpty();
    }

    boolean isQuick() {
        return quick;
    }

    long dueNanos() {
        return dueNanos;
    }

    void slow() {
        quick = false;
    }

    /** Takes what asking brought, tells the users if it is news, and plans to ask again. */
    void take(Answer answer, long nowNanos) {
        quick = answer.isQuick();
        Optional<InetAddress> found = choose(answer.addresses());
        if (found.isPresent()) {
            failuresInARow = 0;
            dueNanos = nowNanos + AGAIN_NANOS;
            tell(new Resolution(found, ""));
        } else {
            int doublings = Math.min(failuresInARow++, MAX_DOUBLINGS);
            dueNanos = nowNanos + Math.min(AGAIN_NANOS, FIRST_BACK_OFF_NANOS << doublings);
            tell(new Resolution(resolution.address(), problem(answer)));
        }
    }

    /** The present address as long as the name has it, whatever the order of the answer: a probe needs a steady peer. */
    private Optional<InetAddress> choose(List<InetAddress> addresses) {
        var fitting = addresses.stream().filter(this::fits).toList();
        return Stream.concat(resolution.address().stream().filter(fitting::contains), fitting.stream())
                .findFirst();
    }

    private boolean fits(InetAddress address) {
        return switch (name.family) {
            case ANY -> true;
            case IPV4 -> address instanceof Inet4Address;
            case IPV6 -> !(address instanceof Inet4Address);
        };
    }

    private String problem(Answer answer) {
        if (!answer.addresses().isEmpty()) {
            return name.host + " has no " + (name.family == Family.IPV4 ? "IPv4" : "IPv6") + " address";
        }
        return name.host + " cannot be resolved"
                + answer.problem().map(text -> ": " + text).orElse("");
    }

    private void tell(Resolution news) {
        if (news.equals(resolution)) {
            return;
        }
        log(news);
        resolution = news;
        List.copyOf(users).forEach(user -> user.accept(news));
    }

    private void log(Resolution news) {
        String address = news.address().map(AddressText::of).orElse("no address");
        if (!news.problem().isEmpty()) {
            LOG.warn("name-not-resolved: {}; using {}, asking again", news.problem(), address);
        } else if (!resolution.equals(Resolution.PENDING)) {
            LOG.info("name-resolved: {} is resolved to {}", name.host, address);
        }
    }

    /**
     * What asking once brought.
     *
     * @param addresses empty when it failed
     * @param problem why it failed, if somebody said
     * @param isQuick whether it took no longer than names should
     */
    record Answer(List<InetAddress> addresses, Optional<String> problem, boolean isQuick) {
        static Answer of(List<InetAddress> addresses, boolean isQuick) {
            return new Answer(addresses, Optional.empty(), isQuick);
        }

        /** The JDK's message repeats the name first. */
        static Answer failed(String host, UnknownHostException failure, boolean isQuick) {
            String message = String.valueOf(failure.getMessage());
            String text = message.startsWith(host + ": ") ? message.substring(host.length() + 2) : message;
            return new Answer(List.of(), Optional.of(text).filter(t -> !t.equals(host) && !t.equals("null")), isQuick);
        }
    }
}
