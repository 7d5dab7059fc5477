package org.gatewatch.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LongSummaryStatistics;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds every reported RTT against tcpdump's stamps of the same packets, Gatewatch's and fping's. */
final class CompareStamps {
    /** Of {@code fping -l}: {@code 198.19.0.1 : [0], 64 bytes, 0.045 ms (0.045 avg, 0% loss)}. */
    private static final Pattern FPING = Pattern.compile("(\\S+) +: \\[(\\d+)], \\d+ bytes, ([0-9.]+) ms.*");

    private final CapturedEchoes wire;
    private final LongSummaryStatistics errors = new LongSummaryStatistics();
    private long equal;
    private long unseen;

    private CompareStamps(CapturedEchoes wire) {
        this.wire = wire;
    }

    /**
     * Prints a line for each tool.
     *
     * @param arguments tcpdump's file, Gatewatch's samples, ICMP or TCP, fping's output
     */
    public static void main(String[] arguments) throws IOException {
        CapturedEchoes wire = CapturedEchoes.in(Path.of(arguments[0]));
        var ours = new CompareStamps(wire);
        ours.samples(Path.of(arguments[1]), arguments[2].equals("TCP"));
        System.out.println("gatewatch: " + ours);
        var fping = new CompareStamps(wire);
        fping.fping(Path.of(arguments[3]));
        System.out.println("fping: " + fping);
    }

    /** Over TCP a sample's number is not in its packets, so their order tells it. */
    private void samples(Path file, boolean inOrder) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        while (bytes.remaining() >= Sample.BYTES) {
            var sample = new Sample(bytes.getInt(), bytes.getInt());
            add(inOrder ? wire.rttNanosInOrder(sample) : wire.rttNanos(sample), bytes.getLong());
        }
    }

    private void fping(Path file) throws IOException {
        for (String line : Files.readAllLines(file)) {
            Matcher reply = FPING.matcher(line);
            if (reply.matches()) {
                byte[] address = InetAddress.getByName(reply.group(1)).getAddress();
                var place = new Sample(ByteBuffer.wrap(address).getInt(), Integer.parseInt(reply.group(2)));
                add(wire.rttNanosInOrder(place), Math.round(Double.parseDouble(reply.group(3)) * 1_000_000));
            }
        }
    }

    private void add(Long wireNanos, long reportedNanos) {
        if (wireNanos == null) {
            unseen++; // tcpdump dropped it, or it was still writing
            return;
        }
        long error = Math.abs(reportedNanos - wireNanos);
        errors.accept(error);
        if (error == 0) {
            equal++;
        }
    }

    @Override
    public String toString() {
        return "%d samples, %.4f %% equal to the ns, error mean %.3f ns, max %d ns; not in the capture %d"
                .formatted(
                        errors.getCount(),
                        100.0 * equal / errors.getCount(),
                        errors.getAverage(),
                        errors.getMax(),
                        unseen);
    }
}
