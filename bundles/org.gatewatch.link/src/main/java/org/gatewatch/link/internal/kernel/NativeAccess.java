package org.gatewatch.link.internal.kernel;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.util.Optional;

/** Whether native code can be called, asked before the classes that cannot recover from a failure are touched. */
public final class NativeAccess {
    static final String LIBPCAP_MISSING = "libpcap is missing: apt-get install libpcap0.8";

    private NativeAccess() {}

    /**
     * What is missing, in one line; empty when libc and libpcap can be called. A libpcap that is installed later is
     * found by a later call. JNA's cleaner thread keeps the context class loader of whoever uses JNA first (JNA #1521),
     * so that is ours here and not a caller's.
     */
    public static Optional<String> problem() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(NativeAccess.class.getClassLoader());
        try {
            int unused = Native.POINTER_SIZE;
            return libpcapProblem();
        } catch (LinkageError e) {
            return Optional.of("JNA's native library cannot be loaded (" + firstLine(e)
                    + "): set -Djna.tmpdir to a directory that allows execution");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Optional<String> libpcapProblem() {
        try {
            // no-op for a library that is loaded; never closed, because pcap4j needs it from now on
            NativeLibrary unused = NativeLibrary.getInstance("pcap");
            return Optional.empty();
        } catch (UnsatisfiedLinkError e) {
            return Optional.of(LIBPCAP_MISSING);
        }
    }

    private static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no message");
    }
}
