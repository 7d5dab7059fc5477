package org.gatewatch.config.internal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.gatewatch.api.desired.Configuration;
import org.gatewatch.api.desired.ConfigurationProblem;
import org.gatewatch.api.desired.DesiredState;
import org.gatewatch.api.desired.DesiredStateListener;
import org.gatewatch.config.internal.yaml.Problems;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The desired state of the running gateway. File Install says which files changed; what they come to is worked out on
 * one thread, some time after its last report, so that files that belong together are seen together.
 *
 * <p>The folder is read once at activation: File Install does not report again to a component that was away, and at
 * boot nobody has to wait for it. From then on a file is read only after File Install has reported it.
 */
@Component(
        service = {ArtifactInstaller.class, Configuration.class, LiveFiles.class},
        immediate = true)
public final class WatchedConfiguration implements ArtifactInstaller, Configuration, LiveFiles {
    /** The framework property with the path of the configuration folder. */
    static final String FOLDER_PROPERTY = "gatewatch.config";

    /** Less than half of File Install's 500 ms between two scans, so reports never keep pushing it back. */
    private static final Duration QUIET_TIME = Duration.ofMillis(150);

    /** How often a file that is still being written puts reading off; 1.5 s in all. */
    private static final int MAX_WAITS = 10;

    private static final Duration STOP_TIME = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(WatchedConfiguration.class);

    private final ConfigurationFolder folder;
    private final Duration quietTime;
    private final ScheduledThreadPoolExecutor thread;
    private final DesiredStateFeed feed;
    private final ChangeLog changeLog;
    private volatile Snapshot snapshot = new Snapshot(DesiredState.EMPTY, List.of(), new Running(Evaluation.NONE));

    // below: touched by the thread only
    private final Map<Path, ReadFile> files = new TreeMap<>();
    private final ReportedFiles reported = new ReportedFiles();
    private int waits;
    private Optional<Future<?>> scheduled = Optional.empty();
    private Evaluation evaluation = Evaluation.NONE;

    private record Snapshot(DesiredState state, List<ConfigurationProblem> problems, Running running) {}

    @Activate
    public WatchedConfiguration(BundleContext context) {
        this(canonicalFolder(context.getProperty(FOLDER_PROPERTY)), QUIET_TIME, LOG);
    }

    WatchedConfiguration(Path root, Duration quietTime, Logger log) {
        this.folder = new ConfigurationFolder(root);
        this.quietTime = quietTime;
        this.changeLog = new ChangeLog(log);
        this.thread = new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "gatewatch-config"));
        this.thread.setRemoveOnCancelPolicy(true);
        this.feed = new DesiredStateFeed(this::execute);
        execute(this::readAll);
    }

    @Deactivate
    void deactivate() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(STOP_TIME.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("A listener still works on the desired state after {}; not waiting for it", STOP_TIME);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addListener(DesiredStateListener listener) {
        feed.add(listener);
    }

    void removeListener(DesiredStateListener listener) {
        feed.remove(listener);
    }

    @Override
    public DesiredState desired() {
        return snapshot.state();
    }

    @Override
    public List<ConfigurationProblem> problems() {
        return snapshot.problems();
    }

    @Override
    public boolean canHandle(File file) {
        return folder.own(file).isPresent();
    }

    @Override
    public void install(File file) {
        changed(file);
    }

    @Override
    public void update(File file) {
        changed(file);
    }

    /** Whether the file is really gone is seen when it is read: editors remove a file and write it anew. */
    @Override
    public void uninstall(File file) {
        changed(file);
    }

    private void changed(File file) {
        folder.own(file)
                .ifPresent(path -> execute(() -> {
                    reported.add(path);
                    waits = 0;
                    readWhenQuiet();
                }));
    }

    private void readWhenQuiet() {
        scheduled.ifPresent(earlier -> earlier.cancel(false));
        scheduled =
                Optional.of(thread.schedule(logged(this::readReported), quietTime.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void readAll() {
        var problems = new Problems("configuration folder");
        folder.list(problems).forEach(this::read);
        problems.list().forEach(problem -> LOG.warn("{}", problem));
        evaluate();
    }

    private void readReported() {
        if (!reported.areStill() && waits++ < MAX_WAITS) {
            readWhenQuiet();
            return;
        }
        reported.take().forEach(this::read);
        evaluate();
    }

    /** A file that says the same as before stays the one read before, whose parts the desired state shares. */
    private void read(Path path) {
        folder.read(path)
                .ifPresentOrElse(
                        file -> files.merge(path, file, (before, now) -> now.equals(before) ? before : now),
                        () -> files.remove(path));
    }

    @Override
    public Running running() {
        return snapshot.running();
    }

    @Override
    public <T> T change(Change<T> change) throws IOException, RefusedException {
        return new Turn<>(() -> change.in(new FolderChange(folder, files, evaluation, this::changed))).on(thread);
    }

    private void changed(Map<Path, ReadFile> newFiles, Evaluation next) {
        var now = Map.copyOf(newFiles);
        files.keySet().retainAll(now.keySet());
        files.putAll(now);
        run(next);
    }

    private void evaluate() {
        run(evaluation.next(files.values(), MemoryBudget.roomOfThisJvm()));
    }

    private void run(Evaluation next) {
        var before = evaluation;
        evaluation = next;
        snapshot = new Snapshot(evaluation.state(), evaluation.problems(), new Running(evaluation));
        changeLog.log(before, evaluation);
        feed.publish(snapshot.state());
    }

    private void execute(Runnable task) {
        try {
            thread.execute(logged(task));
        } catch (RejectedExecutionException e) {
            LOG.debug("Deactivated; a late report is of no use any more", e);
        }
    }

    /** The top of the thread's loop: nothing that goes wrong in one task stops the next. */
    private static Runnable logged(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("The change of the configuration was not processed; the last good state keeps running", e);
            }
        };
    }

    /** As File Install sees it, which resolves links before it reports files. */
    private static Path canonicalFolder(String property) {
        if (property == null) {
            throw new IllegalStateException(
                    "framework property " + FOLDER_PROPERTY + " is missing; needed is the path of a folder");
        }
        try {
            return new File(property).getCanonicalFile().toPath();
        } catch (IOException e) {
            throw new IllegalStateException(FOLDER_PROPERTY + " '" + property + "': not the path of a folder", e);
        }
    }
}
