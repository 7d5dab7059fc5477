package org.gatewatch.link.internal;

import java.util.function.Consumer;
import org.gatewatch.link.internal.kernel.DatagramToSocket;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Tells the service manager how this process does (sd_notify(3)). It is here because this bundle owns native access, and a
 * {@code Consumer} because the launcher shares only the JDK's types with the bundles. Not even loaded where nobody asks.
 */
@Component(service = Consumer.class, property = "gatewatch.notify=systemd")
public final class ServiceNotice implements Consumer<String> {
    private final String socket;

    @Activate
    public ServiceNotice() {
        this(System.getenv().getOrDefault("NOTIFY_SOCKET", ""));
    }

    ServiceNotice(String socket) {
        this.socket = socket;
    }

    /** What does not arrive is not repeated: the next one tells the same. */
    @Override
    public void accept(String message) {
        if (!socket.isEmpty()) {
            boolean unused = DatagramToSocket.send(socket, message);
        }
    }
}
