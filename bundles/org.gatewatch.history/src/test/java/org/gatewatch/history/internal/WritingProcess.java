package org.gatewatch.history.internal;

import java.nio.file.Path;
import java.time.Duration;
import org.gatewatch.testkit.ManualClock;

/** A process of its own that stores periods until it is killed, and says after each flush how many are on the disk. */
final class WritingProcess {
    private WritingProcess() {}

    /** Takes the folder and the number of the first period. */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        var clock = new ManualClock();
        var store = new PeriodStore(folder.resolve("periods.mv"), Examples.days(7), clock);
        var facts = new KeptFacts(folder.resolve("state.mv"), () -> {});
        for (long minute = Long.parseLong(arguments[1]); ; minute++) {
            for (int probe = 0; probe < 20; probe++) {
                store.add(
                        Examples.good(Examples.probe(probe), Examples.START.plus(Duration.ofMinutes(minute)), minute));
            }
            facts.put("test", "minute", Long.toString(minute).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            if (store.flush() && facts.tryFlush()) {
                System.out.println(minute);
            }
        }
    }
}
