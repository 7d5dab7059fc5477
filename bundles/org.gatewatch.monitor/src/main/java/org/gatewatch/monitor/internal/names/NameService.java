package org.gatewatch.monitor.internal.names;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** How names become addresses. Called by several threads at a time; may take as long as it likes. */
public interface NameService {
    /**
     * All addresses of a name, at least one.
     *
     * @throws UnknownHostException when there is none, or nobody could be asked
     */
    InetAddress[] addressesOf(String host) throws UnknownHostException;

    /**
     * This host's resolver. The JDK keeps what it was told for 30 s, and that there is no such name for 10 s
     * ({@code networkaddress.cache.ttl} and {@code .negative.ttl} in {@code java.security}), so a change is seen after a
     * minute at the latest.
     */
    static NameService system() {
        return InetAddress::getAllByName;
    }
}
