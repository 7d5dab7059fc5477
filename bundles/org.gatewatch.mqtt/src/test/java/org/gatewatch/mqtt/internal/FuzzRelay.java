package org.gatewatch.mqtt.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A network that flips bits, cuts packets short, puts garbage between them, stalls and hangs up, by chance. */
final class FuzzRelay implements AutoCloseable {
    private static final int LONGEST_SESSION_MILLIS = 800;

    private final int brokerPort;
    private final ServerSocket entrance;
    private final AtomicInteger sessions = new AtomicInteger();
    private volatile boolean honest;

    FuzzRelay(int brokerPort) {
        this.brokerPort = brokerPort;
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    int sessions() {
        return sessions.get();
    }

    /** From the next session on nothing is done to what passes. */
    void beHonest() {
        honest = true;
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                var random = new SplittableRandom(sessions.incrementAndGet());
                start(() -> serve(client, random));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void serve(Socket client, SplittableRandom random) {
        boolean fuzz = !honest;
        try (client;
                var broker = new Socket(InetAddress.getLoopbackAddress(), brokerPort)) {
            var up = random.split();
            var down = random.split();
            var end = new CountDownLatch(1);
            boolean fuzzUp = fuzz && random.nextInt(4) == 0;
            start(() -> pump(client, broker, fuzzUp ? up : null, end));
            start(() -> pump(broker, client, fuzz ? down : null, end));
            if (fuzz) {
                end.await(random.nextInt(1, LONGEST_SESSION_MILLIS), TimeUnit.MILLISECONDS);
            } else {
                end.await();
            }
        } catch (IOException e) {
            // The broker is not there; so is the session over.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pump(Socket from, Socket to, SplittableRandom random, CountDownLatch end) {
        var buffer = new byte[8192];
        try {
            for (int count = from.getInputStream().read(buffer);
                    count >= 0;
                    count = from.getInputStream().read(buffer)) {
                int kept = random != null ? harm(buffer, count, random) : count;
                to.getOutputStream().write(buffer, 0, kept);
            }
        } catch (IOException e) {
            // One side is gone; so is the session.
        }
        end.countDown();
    }

    private static int harm(byte[] bytes, int count, SplittableRandom random) {
        switch (random.nextInt(6)) {
            case 0 -> bytes[random.nextInt(count)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[0] = (byte) random.nextInt(256);
            case 2 -> {
                for (int i = random.nextInt(count); i < Math.min(bytes.length, count + 16); i++) {
                    bytes[i] = (byte) random.nextInt(256);
                }
                return Math.min(bytes.length, count + random.nextInt(17));
            }
            case 3 -> {
                return random.nextInt(count);
            }
            case 4 -> bytes[Math.min(1, count - 1)] = (byte) random.nextInt(256); // the remaining length
            default -> {
                // Some pass, so that sessions come to something.
            }
        }
        return count;
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "fuzz");
        thread.setDaemon(true);
        thread.start();
    }
}
