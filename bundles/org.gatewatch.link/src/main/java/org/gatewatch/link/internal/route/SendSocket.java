package org.gatewatch.link.internal.route;

/** An open socket that packets leave by. Opened and closed by the netlink thread. */
sealed interface SendSocket extends AutoCloseable permits FrameSocket, StackSocket {
    /** Whoever still sends gets an error. */
    @Override
    void close();
}
