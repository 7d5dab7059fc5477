package org.gatewatch.shell.internal.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.gatewatch.shell.internal.control.ControlServer;
import org.gatewatch.shell.internal.control.Patience;
import org.gatewatch.shell.internal.control.TimedChannel;

/**
 * Entry of {@code bin/gatewatch __names WHOSE PREFIX}, which the bash completion calls at each press of the key, and says
 * nothing but names. People wait 0.2 s: no library is loaded, and no lambda is used, which the JVM takes 30 ms to link
 * (MEASURED).
 */
public final class NamesMain {
    private static final Patience PATIENCE = Patience.of(Duration.ofMillis(500));
    private static final int ANSWER_BYTES = 1 << 16;

    private NamesMain() {}

    /** Prints the names that begin like the prefix, a line each; none when nothing runs. */
    public static void main(String[] arguments) {
        if (arguments.length == 2 && arguments[0].matches("monitors|probes|connections")) {
            Path data = Path.of(System.getProperty("gatewatch.data", "data"));
            print(data, arguments[0], arguments[1], System.out);
        }
    }

    static void print(Path data, String whose, String prefix, PrintStream out) {
        var printed = new StringBuilder();
        for (String name : names(data, whose).split("\n", -1)) {
            if (!name.isEmpty() && name.startsWith(prefix)) {
                printed.append(name).append('\n');
            }
        }
        byte[] bytes = printed.toString().getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }

    private static String names(Path data, String whose) {
        try (var channel = TimedChannel.to(data.resolve(ControlServer.SOCKET), PATIENCE)) {
            channel.writeLine("{\"resource\":\"completion\",\"operation\":\"" + whose + "\"}");
            var answer = ByteBuffer.allocate(ANSWER_BYTES);
            while (channel.read(answer) >= 0) {
                if (!answer.hasRemaining()) {
                    answer = ByteBuffer.allocate(2 * answer.capacity()).put(answer.flip());
                }
            }
            return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return ""; // nothing runs, or it is busy: then there is nothing to be completed
        }
    }
}
