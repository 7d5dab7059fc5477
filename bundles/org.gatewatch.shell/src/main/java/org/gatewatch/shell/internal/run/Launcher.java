package org.gatewatch.shell.internal.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/**
 * Runs the bundles of an image until somebody stops them. Our own hundred lines and not Felix's main: that one neither
 * starts in an order, nor looks at the self-test before the rest is started, nor tells a bundle that does not start.
 */
public final class Launcher {
    /** How the process ended. */
    public enum End {
        STOPPED,
        CANNOT_PROBE
    }

    private static final int MORE_ATTEMPTS = 5;

    private final Path bundles;
    private final Path config;
    private final Path data;
    private final String version;

    /**
     * @param bundles folder with the jars
     * @param config folder with settings and YAML
     * @param data folder that the instance may write to
     * @param version of the image
     */
    public Launcher(Path bundles, Path config, Path data, String version) {
        this.bundles = bundles;
        this.config = config.toAbsolutePath().normalize();
        this.data = data.toAbsolutePath().normalize();
        this.version = version;
    }

    /**
     * Starts everything and blocks until it is stopped from inside, or the process is asked to end (then it does not
     * return).
     *
     * @param problem gets one line that says what is missing to send and capture packets
     * @throws StartFailure when it cannot start; nothing runs any more then
     */
    public End run(Consumer<String> problem) throws StartFailure, InterruptedException {
        DataFolder folder = DataFolder.take(data);
        // Read by JNA when it unpacks its native part; its default is the home folder, which a service may not have.
        System.setProperty("jna.tmpdir", folder.temporary().toString());
        System.setOut(log(System.out));
        System.setErr(log(System.err));
        Framework framework = framework(FrameworkSettings.of(config, data, folder, version));
        var stop = new OrderlyStop(framework, folder);
        try {
            framework.init();
            List<String> missing = start(framework);
            if (missing.isEmpty()) {
                sayStarted();
                var supervision = new Supervision(framework.getBundleContext(), System.getenv());
                supervision.ready();
                supervision.awaitStop(framework);
                return End.STOPPED;
            }
            if (!stop.requested()) {
                problem.accept(oneLine(missing));
            }
            return End.CANNOT_PROBE;
        } catch (BundleException | IllegalStateException e) {
            if (stop.requested()) {
                return End.STOPPED;
            }
            throw new StartFailure("cannot start: " + e.getMessage(), e);
        } finally {
            stop.now();
            stop.forgetSignals();
        }
    }

    /** One line also when several things are missing, so that a log or a monitoring shows all of it. */
    static String oneLine(List<String> missing) {
        return String.join("; and ", missing);
    }

    private void sayStarted() {
        LogLines.say("started: gatewatch " + version + " started in " + ProcessAge.millis() + " ms, configuration "
                + config + ", data " + data);
    }

    private static PrintStream log(PrintStream to) {
        boolean withLibraries = !FrameworkSettings.logLevel().equals("INFO");
        boolean journal = System.getenv("JOURNAL_STREAM") != null;
        return new PrintStream(new LogLines(to, Instant::now, withLibraries, journal), false, StandardCharsets.UTF_8);
    }

    private static Framework framework(Map<String, String> settings) {
        return ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no OSGi framework on the class path"))
                .newFramework(settings);
    }

    private List<String> start(Framework framework) throws BundleException, StartFailure {
        List<Bundle> installed = install(framework.getBundleContext());
        framework.start();
        for (Stage stage : Stage.values()) {
            start(installed, stage);
            if (stage == Stage.SELF_TEST) {
                List<String> missing = selfTest(framework.getBundleContext());
                if (!missing.isEmpty()) {
                    return missing;
                }
            }
        }
        return List.of();
    }

    private static void start(List<Bundle> installed, Stage stage) throws BundleException {
        for (Bundle bundle : installed) {
            if (Stage.of(bundle.getSymbolicName()) == stage && !isFragment(bundle)) {
                start(bundle);
            }
        }
    }

    /**
     * Felix interrupts who waits for its global lock when another thread, such as File Install's, needs a lock that the
     * waiting one has: the resolve fails, and works the next time. Seen once in thousands of starts, on a busy host.
     */
    private static void start(Bundle bundle) throws BundleException {
        for (int left = MORE_ATTEMPTS; ; left--) {
            try {
                bundle.start();
                return;
            } catch (BundleException e) {
                if (left == 0 || e.getType() != BundleException.RESOLVE_ERROR) {
                    throw e;
                }
            }
        }
    }

    /** By reference: the framework reads the image's jars where they are, and its storage stays small. */
    private List<Bundle> install(BundleContext context) throws BundleException, StartFailure {
        var installed = new ArrayList<Bundle>();
        try (var files = Files.list(bundles)) {
            for (Path jar : files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                installed.add(context.installBundle("reference:" + jar.toUri()));
            }
        } catch (IOException e) {
            throw new StartFailure("cannot read the image's bundles in " + bundles + ": " + e, e);
        }
        return installed;
    }

    private static boolean isFragment(Bundle bundle) {
        return bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
    }

    // Supplier carries no type at run time; what is in it is looked at line by line.
    @SuppressWarnings("rawtypes")
    private static List<String> selfTest(BundleContext context) throws StartFailure {
        try {
            var answers = context.getServiceReferences(Supplier.class, "(gatewatch.selftest=missing)");
            if (answers.isEmpty()) {
                throw new StartFailure(
                        "cannot tell whether packets can be sent: org.gatewatch.link gives no self-test");
            }
            Object missing = context.getService(answers.iterator().next()).get();
            return ((List<?>) missing).stream().map(Object::toString).toList();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
