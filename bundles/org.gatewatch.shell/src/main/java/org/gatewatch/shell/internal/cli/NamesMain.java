package org.gatewatch.shell.internal.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.gatewatch.shell.internal.control.ControlServer;
import org.gatewatch.shell.internal.control.Patience;
import org.gatewatch.shell.internal.control.TimedChannel;

/**
 * Entry of {@code bin/gatewatch __names WHOSE PREFIX}, which the bash completion calls at each press of the key: it loads
 * no library, which would take longer than people wait for, and says nothing but names.
 */
public final class NamesMain {
    private static final Patience PATIENCE = Patience.of(Duration.ofMillis(500));
    private static final Set<String> WHOSE = Set.of("monitors", "probes", "connections");

    private NamesMain() {}

    /** Prints the names that begin like the prefix, a line each; none when nothing runs. */
    public static void main(String[] arguments) {
        if (arguments.length != 2 || !WHOSE.contains(arguments[0])) {
            return;
        }
        Path data = Path.of(System.getProperty("gatewatch.data", "data"));
        var text = new StringBuilder();
        names(data, arguments[0]).filter(name -> name.startsWith(arguments[1])).forEach(name -> text.append(name)
                .append('\n'));
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
    }

    static Stream<String> names(Path data, String whose) {
        try (var channel = TimedChannel.to(data.resolve(ControlServer.SOCKET), PATIENCE)) {
            channel.writeLine("{\"resource\":\"completion\",\"operation\":\"" + whose + "\"}");
            var answer = new ByteArrayOutputStream();
            var chunk = ByteBuffer.allocate(1 << 16);
            for (int read = channel.read(chunk); read >= 0; read = channel.read(chunk.clear())) {
                answer.write(chunk.array(), 0, read);
            }
            return answer.toString(StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            return Stream.empty(); // nothing runs, or it is busy: then there is nothing to be completed
        }
    }
}
