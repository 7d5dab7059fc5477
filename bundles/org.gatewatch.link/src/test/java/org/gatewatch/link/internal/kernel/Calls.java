package org.gatewatch.link.internal.kernel;

import com.sun.jna.Native;
import com.sun.jna.Platform;

/** The system calls that only tests need. */
final class Calls {
    static final int READ_WRITE = 2;
    static final int NONBLOCK = 0x800;

    static {
        Native.register(Calls.class, Platform.C_LIBRARY_NAME);
    }

    private Calls() {}

    static native int setns(int descriptor, int type);

    static native int open(String path, int flags);

    static native int ioctl(int descriptor, long request, byte[] argument);

    static native int ioctl(int descriptor, long request, long argument);

    static native long read(int descriptor, byte[] buffer, long bufferBytes);

    static native int close(int descriptor);
}
