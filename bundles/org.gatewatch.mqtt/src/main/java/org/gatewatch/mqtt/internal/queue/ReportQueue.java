package org.gatewatch.mqtt.internal.queue;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.gatewatch.api.probe.Clock;

/**
 * What waits for one broker, in its order, on disk before anybody reads it here, until it is acknowledged. A process that
 * is killed leaves everything behind that {@link #offer} returned for; a power failure, all but the last second.
 *
 * <p>The newest entries are in memory, too, so that the disk is seldom read; while the disk takes nothing they are there
 * alone, and go to the disk when it takes them again. Thread-safe: one thread offers, another reads and acknowledges.
 */
public final class ReportQueue implements Closeable {
    private static final long UPKEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final QueueLimits limits;
    private final Clock clock;
    private final QueueDisk disk;
    private final Object writing = new Object(); // held while the disk is written to; taken before lock
    private final Object lock = new Object();
    private final TreeMap<Long, Entry> memory = new TreeMap<>(); // guarded by lock
    private final Pending pending = new Pending(); // guarded by lock
    private long memoryBytes; // guarded by lock
    private long next; // guarded by lock
    private long dropped; // guarded by lock
    private long damaged; // guarded by lock
    private long lastUpkeepNanos; // of the reading thread

    /** Opens the queue in a folder, with all that an earlier process left there; a folder that fails is tried again. */
    public ReportQueue(Path folder, QueueLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        this.disk = new QueueDisk(folder, limits, clock);
        this.next = TimeUnit.NANOSECONDS.toMicros(clock.epochNanos()); // higher than any of an earlier process
        this.lastUpkeepNanos = clock.nanoTime();
        synchronized (writing) {
            heal();
        }
    }

    /** Puts a message in. */
    public void offer(String topic, byte[] payload) {
        synchronized (writing) {
            var entry = new Entry(end(), nowMillis(), topic, payload);
            boolean written = heal() && disk.write(entry);
            synchronized (lock) {
                next++;
                pending.add(entry.number(), next);
                memory.put(entry.number(), entry);
                memoryBytes += entry.heapBytes();
                trimMemory(written);
            }
            if (written) {
                keepWithinDiskLimits();
            }
        }
    }

    /** The number that the next entry gets: what was put in before waited, what comes is live. */
    public long end() {
        synchronized (lock) {
            return next;
        }
    }

    /** Reads what is pending between two numbers, the second not among them. Used by one thread. */
    public Reader reader(long first, long end) {
        return new Reader(first, end);
    }

    /** The entry was delivered and need not be kept. */
    public void acknowledged(long number) {
        synchronized (lock) {
            pending.remove(number, number + 1);
            forget(number);
        }
    }

    /** The entry is given up, and counted: nobody understands it, or else the broker will never take it. */
    public void givenUp(long number, boolean isReadable) {
        synchronized (lock) {
            long count = pending.remove(number, number + 1);
            dropped += isReadable ? count : 0;
            damaged += isReadable ? 0 : count;
            forget(number);
        }
    }

    /** To be called by the reading thread now and then; does at most once per second what is not urgent. */
    public void upkeep() {
        if (clock.nanoTime() - lastUpkeepNanos >= UPKEEP_NANOS) {
            lastUpkeepNanos = clock.nanoTime();
            synchronized (writing) {
                if (heal()) {
                    keepWithinDiskLimits();
                    settleDisk();
                }
            }
        }
    }

    /** How the queue does. */
    public QueueFigures figures() {
        synchronized (lock) {
            return new QueueFigures(pending.size(), disk.bytes(), dropped, damaged, disk.failure());
        }
    }

    /** Leaves everything in good order for the next process. */
    @Override
    public void close() {
        synchronized (writing) {
            if (heal()) {
                settleDisk();
            }
            disk.close();
        }
    }

    /** Opens the disk, or brings to it what it did not take before; true when it has everything. */
    private boolean heal() {
        if (disk.isGood()) {
            return true;
        }
        if (!disk.isDueForTrial()) {
            return false;
        }
        disk.open(firstInUse()).ifPresent(this::adopt);
        return disk.isGood() && writeWhatWaits();
    }

    private long firstInUse() {
        synchronized (lock) {
            return memory.isEmpty() ? Long.MAX_VALUE : memory.firstKey();
        }
    }

    private void adopt(Pending found) {
        synchronized (lock) {
            if (memory.isEmpty()) {
                next = disk.lastWritten() < 0 ? next : disk.lastWritten() + 1;
            }
            found.addAll(pending);
            pending.remove(0, Long.MAX_VALUE);
            pending.addAll(found);
        }
    }

    private boolean writeWhatWaits() {
        Optional<Entry> entry = unwritten();
        while (entry.isPresent() && disk.write(entry.get())) {
            entry = unwritten();
        }
        return entry.isEmpty();
    }

    private Optional<Entry> unwritten() {
        synchronized (lock) {
            return Optional.ofNullable(memory.higherEntry(disk.lastWritten())).map(Map.Entry::getValue);
        }
    }

    private void settleDisk() {
        boolean nothing;
        String cursor;
        synchronized (lock) {
            nothing = pending.isEmpty();
            cursor = pending.text(next);
        }
        if (nothing) {
            disk.clear();
        } else {
            disk.settle(cursor, this::isPending);
        }
    }

    private boolean isPending(long first, long end) {
        synchronized (lock) {
            var number = pending.next(first);
            return number.isPresent() && number.getAsLong() < end;
        }
    }

    private void keepWithinDiskLimits() {
        disk.dropBeyondLimits((first, end) -> {
            synchronized (lock) {
                dropped += pending.remove(first, end);
            }
        });
    }

    private void trimMemory(boolean written) {
        synchronized (lock) {
            long limit = written ? limits.memoryBytesBesideDisk() : limits.memoryBytes();
            while (memoryBytes > limit) {
                long oldest = memory.firstKey();
                if (oldest > disk.lastWritten()) {
                    dropped += pending.remove(oldest, oldest + 1);
                }
                forget(oldest);
            }
        }
    }

    private void forget(long number) {
        synchronized (lock) {
            Entry entry = memory.remove(number);
            memoryBytes -= entry == null ? 0 : entry.heapBytes();
        }
    }

    private long nowMillis() {
        return TimeUnit.NANOSECONDS.toMillis(clock.epochNanos());
    }

    /** One reader's place in the queue. */
    public final class Reader implements Closeable {
        private final EntryReader fromDisk = disk.reader();
        private final long end;
        private long position;

        private Reader(long first, long end) {
            this.position = first;
            this.end = end;
        }

        /** The next entry that is pending; empty when there is none, or none that can be read at present. */
        public Optional<Entry> next() {
            try {
                while (!isExhausted()) {
                    Optional<Entry> entry = inMemory();
                    if (entry.isEmpty()) {
                        entry = onDisk();
                    }
                    if (entry.isPresent()) {
                        return entry;
                    }
                }
            } catch (IOException e) {
                disk.readFailed(e.toString()); // the position stays, so nothing is given up for what may pass
            }
            return Optional.empty();
        }

        private Optional<Entry> inMemory() {
            synchronized (lock) {
                Entry entry = memory.get(position);
                position += entry == null ? 0 : 1;
                return Optional.ofNullable(entry);
            }
        }

        /** Reads on; gives up what is damaged, or not worth delivering any more. */
        private Optional<Entry> onDisk() throws IOException {
            long oldestMillis = nowMillis() - limits.age().toMillis();
            long wanted = position;
            Optional<Entry> entry = fromDisk.from(wanted);
            disk.readFailed("");
            synchronized (lock) {
                long firstInMemory = memory.isEmpty() ? next : memory.firstKey();
                long readable = Math.min(firstInMemory, entry.map(Entry::number).orElse(firstInMemory));
                damaged += pending.remove(wanted, readable);
                boolean found = entry.isPresent() && entry.get().number() == readable;
                position = found ? readable + 1 : Math.max(wanted + 1, readable);
                if (found && entry.get().epochMillis() < oldestMillis) {
                    dropped += pending.remove(readable, readable + 1);
                    return Optional.empty();
                }
                return found ? entry : Optional.empty();
            }
        }

        /** Goes on to what is pending; true when there is nothing before the end. */
        public boolean isExhausted() {
            synchronized (lock) {
                OptionalLong found = pending.next(position);
                position = found.orElse(position);
                return found.isEmpty() || position >= end;
            }
        }

        @Override
        public void close() {
            try {
                fromDisk.close();
            } catch (IOException e) {
                disk.readFailed(e.toString());
            }
        }
    }
}
