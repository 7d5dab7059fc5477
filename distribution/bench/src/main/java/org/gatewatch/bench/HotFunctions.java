package org.gatewatch.bench;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;

/** Runs the micro benchmarks, each in a JVM of its own with the flags of this one, and prints a table. */
final class HotFunctions {
    /** In less, what JMH itself allocates between two iterations shows in the bytes per call. */
    private static final TimeValue ITERATION = TimeValue.seconds(1);

    private static final int WARM_UP_ITERATIONS = 2;

    private HotFunctions() {}

    /**
     * Runs those whose names match; JMH's own words go to standard output before the table.
     *
     * @param arguments seconds of measuring for each, then regular expressions; all of them when there is none
     */
    public static void main(String[] arguments) throws RunnerException {
        int seconds = Integer.parseInt(arguments[0]);
        List<String> wanted = arguments.length > 1 ? List.of(arguments).subList(1, arguments.length) : List.of(".*");
        Collection<RunResult> results = new Runner(options(seconds, wanted)).run();
        System.out.println("| function | channels | ns/op, median | least | bytes/op |");
        System.out.println("|---|---|---|---|---|");
        results.forEach(result -> System.out.println(row(result)));
    }

    private static Options options(int seconds, List<String> wanted) {
        var options = new OptionsBuilder()
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .addProfiler(GCProfiler.class)
                .warmupIterations(WARM_UP_ITERATIONS)
                .warmupTime(ITERATION)
                .measurementIterations(seconds)
                .measurementTime(ITERATION)
                .forks(1);
        wanted.forEach(options::include);
        return options.build();
    }

    private static String row(RunResult result) {
        Result<?> time = result.getPrimaryResult();
        Statistics iterations = time.getStatistics();
        String channels = result.getParams().getParam("channels");
        return "| %s | %s | %.1f | %.1f | %.1f |"
                .formatted(
                        time.getLabel(),
                        channels == null ? "" : channels,
                        iterations.getPercentile(50),
                        iterations.getMin(),
                        result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
    }
}
