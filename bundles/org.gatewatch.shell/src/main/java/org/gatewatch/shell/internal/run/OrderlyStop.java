package org.gatewatch.shell.internal.run;

import java.io.IOException;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;

/** Stops the framework within a time limit, also when the process is asked to end by SIGTERM or SIGINT. */
final class OrderlyStop {
    private static final long STOP_LIMIT_MILLIS = 1_700;

    private final Framework framework;
    private final DataFolder folder;
    private volatile boolean requested;
    private final Thread onSignal = new Thread(this::endProcess, "gatewatch-stop");

    OrderlyStop(Framework framework, DataFolder folder) {
        this.framework = framework;
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(onSignal);
    }

    /** Whether everything stopped in time. May be called more than once. */
    synchronized boolean now() {
        try {
            framework.stop();
            if (framework.waitForStop(STOP_LIMIT_MILLIS).getType() == FrameworkEvent.WAIT_TIMEDOUT) {
                LogLines.warn("stop-late: some bundles did not stop within " + STOP_LIMIT_MILLIS + " ms");
                return false;
            }
            folder.close();
            return true;
        } catch (BundleException | IOException e) {
            LogLines.error("stop-failed: gatewatch cannot stop in order, and ends: " + e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether the process was asked to end; what fails from then on fails because of that. */
    boolean requested() {
        return requested;
    }

    /** From now on the process ends as any other. */
    void forgetSignals() {
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException e) {
            // The process is ending already: the hook runs and decides the exit code.
        }
    }

    /** To stop on request is success, so the exit code is 0 and not the JVM's 128 + signal. */
    private void endProcess() {
        requested = true;
        long startNanos = System.nanoTime();
        boolean inTime = false;
        try {
            LogLines.say("stopping: gatewatch stops, asked to by a signal (SIGTERM or SIGINT)");
            inTime = now();
            LogLines.say("stopped: gatewatch stopped in " + (System.nanoTime() - startNanos) / 1_000_000 + " ms");
        } finally {
            Runtime.getRuntime().halt(inTime ? 0 : 1); // also after a failure, which else would leave the JVM's code
        }
    }
}
