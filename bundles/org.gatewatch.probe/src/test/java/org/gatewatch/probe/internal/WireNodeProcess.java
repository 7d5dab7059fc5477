package org.gatewatch.probe.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The handle on a {@link WireNode} in a network namespace. */
final class WireNodeProcess implements AutoCloseable {
    private static final String ANSWER = "= ";

    private final Process process;
    private final Writer input;
    private final BufferedReader output;

    /**
     * Starts a node and waits until it is ready.
     *
     * @param prefix what runs java, for example {@code setpriv …}
     */
    WireNodeProcess(String namespace, Path storage, List<String> prefix) throws IOException {
        List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        command.addAll(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments()); // as quiet as this JVM was told to be
        command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(WireNode.class.getName(), storage.toString()));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        input = process.outputWriter(StandardCharsets.UTF_8);
        output = process.inputReader(StandardCharsets.UTF_8);
        lineStartingWith("ready");
    }

    String say(String command) {
        try {
            input.write(command + "\n");
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answer();
    }

    /** What {@code fates} said about answers: RTT by sample number. */
    Map<Long, Long> rttNanos(String name) {
        return nanos(name, ":");
    }

    /** What {@code fates} said with that sign between number and nanoseconds. */
    Map<Long, Long> nanos(String name, String sign) {
        Map<Long, Long> nanos = new TreeMap<>();
        for (String fate : say("fates " + name).split(" ", -1)) {
            if (fate.matches("\\d+" + sign + "-?\\d+")) {
                nanos.put(Long.valueOf(fate.split(sign, 2)[0]), Long.valueOf(fate.split(sign, 2)[1]));
            }
        }
        return nanos;
    }

    /** Ends the input, upon which the node stops its Felix, and reads how long that took and how many threads stayed. */
    String stop() throws IOException {
        input.close();
        return answer();
    }

    private String answer() {
        return lineStartingWith(ANSWER).substring(ANSWER.length());
    }

    private String lineStartingWith(String start) {
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(start)) {
                    return line;
                }
                System.err.println("node: " + line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("the node ended");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
