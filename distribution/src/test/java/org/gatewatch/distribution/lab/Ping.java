package org.gatewatch.distribution.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** The kernel's own view beside ours: a ping on the gateway, five times a second. */
final class Ping {
    private static final Pattern SUMMARY = Pattern.compile("(\\d+) packets transmitted, (\\d+) received");
    private final Process process;

    Ping(Lab lab, String peer) throws IOException {
        process = lab.in("gw", List.of("ping", "-q", "-n", "-i", "0.2", peer))
                .redirectErrorStream(true)
                .start();
    }

    /** Ends it and returns how many of its packets were not answered. */
    int lost() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var summary = SUMMARY.matcher(output);
        if (!summary.find()) {
            throw new IOException("not understood: " + output);
        }
        return Integer.parseInt(summary.group(1)) - Integer.parseInt(summary.group(2));
    }
}
