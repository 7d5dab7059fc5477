package org.gatewatch.link.internal.kernel;

import com.sun.jna.Native;
import com.sun.jna.Platform;

/**
 * The system calls that Java does not have. {@code size_t} and {@code ssize_t} are {@code long} here: Gatewatch runs on
 * 64-bit Linux only.
 */
public final class Libc {
    static final int AF_UNIX = 1;
    public static final int AF_INET = 2;
    public static final int AF_INET6 = 10;
    static final int AF_NETLINK = 16;
    static final int SOCK_DGRAM = 2;
    public static final int SOCK_RAW = 3;
    public static final int SOCK_NONBLOCK = 0x800;
    public static final int SOCK_CLOEXEC = 0x80000;
    public static final int SOL_SOCKET = 1;
    static final int SO_RCVBUF = 8;
    static final int SO_RCVTIMEO = 20;
    public static final int SO_BINDTODEVICE = 25;
    public static final int SO_BINDTOIFINDEX = 62;
    public static final int MSG_DONTROUTE = 0x4;
    public static final int MSG_DONTWAIT = 0x40;
    static final short POLLIN = 1;
    static final int EAGAIN = 11;
    public static final int ENODEV = 19;
    public static final int EMSGSIZE = 90;
    public static final int ENETDOWN = 100;
    public static final int ENETUNREACH = 101;
    public static final int ENOBUFS = 105;
    public static final int EHOSTUNREACH = 113;

    static {
        Native.register(Libc.class, Platform.C_LIBRARY_NAME);
    }

    private Libc() {}

    public static native int socket(int domain, int type, int protocol);

    static native int bind(int descriptor, byte[] address, int addressBytes);

    public static native int setsockopt(int descriptor, int level, int option, byte[] value, int valueBytes);

    public static native long sendto(
            int descriptor, byte[] data, long dataBytes, int flags, byte[] address, int addressBytes);

    static native long recv(int descriptor, byte[] buffer, long bufferBytes, int flags);

    static native int poll(byte[] descriptors, long count, int timeoutMillis);

    static native int eventfd(int initial, int flags);

    static native long read(int descriptor, byte[] buffer, long bufferBytes);

    static native long write(int descriptor, byte[] data, long dataBytes);

    public static native int if_nametoindex(byte[] name);

    public static native int close(int descriptor);

    /** What went wrong in this thread's last call. */
    public static int errno() {
        return Native.getLastError();
    }
}
