package org.gatewatch.probe.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Listens on a TCP port of every address until standard input ends. */
public final class OpenPort {
    private OpenPort() {}

    public static void main(String[] arguments) throws IOException {
        try (ServerSocket socket = new ServerSocket(Integer.parseInt(arguments[0]), 50, InetAddress.getByName("::"))) {
            System.out.println("listening on " + socket.getLocalPort());
            int end = System.in.read();
            System.out.println("ended " + end);
        }
    }
}
