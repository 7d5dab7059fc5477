package org.gatewatch.config.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.gatewatch.api.desired.Configuration;
import org.gatewatch.api.desired.ConfigurationProblem;
import org.gatewatch.api.desired.DesiredState;
import org.gatewatch.api.desired.DesiredStateListener;
import org.gatewatch.config.internal.settings.SettingsCheck;
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
 * The desired state of the running gateway: looks at the folder again and again, and works out on its one thread what the
 * files come to. The first look is at activation, where nobody has to wait for it.
 */
@Component(
        service = {Configuration.class, LiveFiles.class},
        immediate = true)
public final class WatchedConfiguration implements Configuration, LiveFiles {
    /** The framework property with the path of the configuration folder. */
    static final String FOLDER_PROPERTY = "gatewatch.config";

    /** How long all files must have been still; a change takes effect after at most three of it. */
    private static final Duration QUIET_TIME = Duration.ofMillis(500);

    /** Of it between two looks when nothing changes: looking is what an idle gateway does most (a fifth of its CPU time at 500 ms). */
    private static final int REST_FACTOR = 2;

    /** So many times what a look took passes before the next one, up to a second: 1,000 files cost 2 % of a core at most. */
    private static final int PAUSE_FACTOR = 50;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private static final Duration STOP_TIME = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(WatchedConfiguration.class);

    private final Path root;
    private final ConfigurationFolder folder;
    private final FolderWatch watch;
    private final SettingsWatch settings;
    private final Duration quietTime;
    private final Logger log;
    private final ScheduledThreadPoolExecutor thread;
    private final DesiredStateFeed feed;
    private final ChangeLog changeLog;
    private volatile Snapshot snapshot = new Snapshot(DesiredState.EMPTY, List.of(), new Running(Evaluation.NONE));

    // below: touched by the thread only
    private final Map<Path, ReadFile> files = new TreeMap<>();
    private List<ConfigurationProblem> ofFolder = List.of();
    private Optional<Path> realFolder = Optional.empty();
    private Evaluation evaluation = Evaluation.NONE;

    private record Snapshot(DesiredState state, List<ConfigurationProblem> problems, Running running) {}

    @Activate
    public WatchedConfiguration(BundleContext context) {
        this(
                new ConfigurationFolder(folder(context)),
                new SettingsWatch(folder(context), settings(context)),
                QUIET_TIME,
                LOG);
    }

    private static Supplier<List<ConfigurationProblem>> settings(BundleContext context) {
        Path root = folder(context);
        return () -> SettingsCheck.check(root, context);
    }

    WatchedConfiguration(Path root, Duration quietTime, Logger log) {
        this(new ConfigurationFolder(root), new SettingsWatch(root, List::of), quietTime, log);
    }

    WatchedConfiguration(ConfigurationFolder folder, SettingsWatch settings, Duration quietTime, Logger log) {
        this.root = folder.root();
        this.settings = settings;
        this.folder = folder;
        this.watch = new FolderWatch(folder);
        this.quietTime = quietTime;
        this.log = log;
        this.changeLog = new ChangeLog(log);
        this.thread = new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "gatewatch-config"));
        this.feed = new DesiredStateFeed(this::execute);
        execute(this::begin);
    }

    @Deactivate
    void deactivate() {
        thread.shutdownNow().stream().filter(Future.class::isInstance).forEach(waiting -> ((Future<?>) waiting)
                .cancel(false)); // or who waits for it would do so in vain
        try {
            if (!thread.awaitTermination(STOP_TIME.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn(
                        "stop-late: A listener still works on the desired state after {}; not waiting for it",
                        STOP_TIME);
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

    private void begin() {
        var problems = folderProblems();
        realFolder = folder.real();
        lookLater(quietTime);
        readAndEvaluate(watch.lookAtOnce(problems), problems);
        lookAtSettings(settings::lookAtOnce);
    }

    private void look() {
        long beginNanos = System.nanoTime();
        try {
            lookAtFiles();
            lookAtSettings(settings::look);
        } finally { // whatever goes wrong with one look, there is a next one
            Duration pause = Duration.ofNanos(System.nanoTime() - beginNanos).multipliedBy(PAUSE_FACTOR);
            lookLater(Collections.min(List.of(LONGEST_PAUSE, Collections.max(List.of(leastPause(), pause)))));
        }
    }

    /** Reads what has changed since the last look, if everything is still by now. */
    private void lookAtFiles() {
        var problems = folderProblems();
        Set<Path> changed = watch.look(problems);
        tellMove();
        if (!changed.isEmpty() || !problems.list().equals(ofFolder)) {
            readAndEvaluate(changed, problems);
        }
    }

    private Duration leastPause() {
        return watch.isAtRest() && settings.isAtRest() ? quietTime.multipliedBy(REST_FACTOR) : quietTime;
    }

    private void lookAtSettings(BooleanSupplier look) {
        var before = settings.problems();
        if (look.getAsBoolean()) {
            settings.problems().stream()
                    .filter(problem -> !before.contains(problem))
                    .forEach(problem -> log.warn(
                            "configuration-refused: {} (until it is mended, what reads this file may not run)",
                            problem));
            show();
        }
    }

    private void lookLater(Duration pause) {
        later(this::look, pause);
    }

    private Problems folderProblems() {
        return new Problems(root.toString());
    }

    /** The YAML files are followed wherever the folder leads; who reads the settings has resolved it once and for all. */
    private void tellMove() {
        var now = folder.real();
        if (now.isPresent() && !now.equals(realFolder)) {
            realFolder.ifPresent(before -> log.warn(
                    "configuration-moved: {} leads to {} now and no longer to {}: YAML files are followed there; settings (*.cfg) only after a"
                            + " restart",
                    root,
                    now.get(),
                    before));
            realFolder = now;
        }
    }

    private void readAndEvaluate(Set<Path> changed, Problems problems) {
        problems.list().stream()
                .filter(problem -> !ofFolder.contains(problem))
                .forEach(p -> log.warn("configuration-refused: {}", p));
        ofFolder = problems.list();
        changed.forEach(this::read);
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
        show();
        changeLog.log(before, evaluation);
        feed.publish(snapshot.state());
    }

    private void show() {
        var problems = new ArrayList<>(ofFolder);
        problems.addAll(settings.problems());
        problems.addAll(evaluation.problems());
        snapshot = new Snapshot(evaluation.state(), List.copyOf(problems), new Running(evaluation));
    }

    private void execute(Runnable task) {
        later(task, Duration.ZERO);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // logged() tells what goes wrong
    private void later(Runnable task, Duration pause) {
        try {
            thread.schedule(logged(task), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Deactivated; a late look is of no use any more", e);
        }
    }

    /** The top of the thread's loop: nothing that goes wrong in one task stops the next. */
    private static Runnable logged(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error(
                        "change-failed: The change of the configuration was not processed; the last good state keeps running",
                        e);
            }
        };
    }

    /** Not resolved: where its links lead may change. */
    private static Path folder(BundleContext context) {
        String property = context.getProperty(FOLDER_PROPERTY);
        if (property == null) {
            throw new IllegalStateException(
                    "framework property " + FOLDER_PROPERTY + " is missing; needed is the path of a folder");
        }
        return Path.of(property).toAbsolutePath();
    }
}
