package org.gatewatch.monitor.internal.names;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.gatewatch.api.probe.Clock;

/** A resolver that answers, fails or hangs as a test says. Thread-safe. */
public final class ScriptedNameService implements NameService {
    private final Map<String, InetAddress[]> addresses = new ConcurrentHashMap<>();
    private final Set<String> hanging = ConcurrentHashMap.newKeySet();
    private final Set<String> broken = ConcurrentHashMap.newKeySet();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);

    public static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** Names that are asked for at once, on the thread that lets time pass. */
    public Names asked(Clock clock) {
        return new Names(clock, this, Runnable::run);
    }

    /** The name has these addresses from now on. */
    public void answers(String host, String... literals) {
        addresses.put(
                host, Arrays.stream(literals).map(ScriptedNameService::address).toArray(InetAddress[]::new));
    }

    /** Nobody knows the name from now on. */
    public void fails(String host) {
        addresses.remove(host);
    }

    /** Who asks for the name waits until {@link #release}. */
    public void hangs(String host) {
        hanging.add(host);
    }

    /** Asking for the name ends with an error that no thread survives. */
    public void breaks(String host) {
        broken.add(host);
    }

    /** Lets everybody go who waits. */
    public void release() {
        hanging.clear();
        released.countDown();
    }

    /** Every name that was asked for, in order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public InetAddress[] addressesOf(String host) throws UnknownHostException {
        asked.add(host);
        if (hanging.contains(host)) {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (broken.contains(host)) {
            throw new LinkageError("a resolver's bug");
        }
        InetAddress[] found = addresses.get(host);
        if (found == null) {
            throw new UnknownHostException(host + ": Name or service not known");
        }
        return found;
    }
}
