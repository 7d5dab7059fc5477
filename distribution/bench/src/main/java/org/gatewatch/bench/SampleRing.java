package org.gatewatch.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.gatewatch.api.probe.IcmpError;
import org.gatewatch.api.probe.SampleListener;

/** Every RTT that was reported, kept without an object each. Written by the capture thread alone. */
final class SampleRing {
    private final ByteBuffer samples;
    private int unstamped;

    SampleRing(int capacity) {
        samples = ByteBuffer.allocateDirect(capacity * Sample.BYTES);
    }

    /** Hears the samples of one target. */
    SampleListener of(int address) {
        return new SampleListener() {
            @Override
            public void answered(long sequence, long rttNanos) {
                if (samples.remaining() >= Sample.BYTES) {
                    samples.putInt(address).putInt((int) sequence & 0xffff).putLong(rttNanos);
                }
            }

            @Override
            public void refused(long sequence, long rttNanos) {
                answered(sequence, rttNanos); // an RST is as true an answer
            }

            @Override
            public void unreachable(long sequence, IcmpError error) {
                // shows as a sample that is missing
            }

            @Override
            public void unstamped(long sequence) {
                unstamped++;
            }
        };
    }

    /** Replies that came with no stamp of their requests. */
    int unstamped() {
        return unstamped;
    }

    /** Writes them; after the last listener was called. */
    void writeTo(Path file) throws IOException {
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer all = samples.duplicate().flip();
            while (all.hasRemaining()) {
                channel.write(all);
            }
        }
    }
}
