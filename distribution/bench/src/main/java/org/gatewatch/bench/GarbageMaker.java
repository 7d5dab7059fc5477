package org.gatewatch.bench;

/** Keeps one core busy with making objects, some of which live long enough to be copied. */
final class GarbageMaker implements Runnable {
    private static final int KEPT = 4096;

    private final byte[][] kept = new byte[KEPT][];

    static void startOnEveryCore() {
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            var thread = new Thread(new GarbageMaker(), "bench-garbage-" + i);
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public void run() {
        for (int i = 0; !Thread.currentThread().isInterrupted(); i = (i + 1) % KEPT) {
            kept[i] = new byte[64 + i % 2048];
        }
    }
}
