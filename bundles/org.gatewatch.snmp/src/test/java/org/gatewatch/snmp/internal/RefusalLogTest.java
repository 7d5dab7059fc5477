package org.gatewatch.snmp.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gatewatch.testkit.ManualClock;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;
import org.snmp4j.smi.UdpAddress;

class RefusalLogTest {
    private static final UdpAddress PEER = new UdpAddress("192.0.2.7/4000");

    private final ManualClock clock = new ManualClock();
    private final List<String> lines = new ArrayList<>();
    private final RefusalLog log = new RefusalLog(recording(), clock);

    @Test
    void tellsTheFirstRefusalAtOnceAndThenTheirNumberOnceAMinute() {
        IntStream.range(0, 1_000).forEach(number -> log.refused("wrong community", PEER));
        clock.advance(RefusalLog.QUIET.minus(Duration.ofNanos(1)));
        log.refused("wrong community", PEER);
        clock.advance(Duration.ofNanos(1));
        log.refused("unknown user", PEER);

        assertEquals(
                List.of(
                        "snmp-refused: 1 SNMP requests refused, the last from 192.0.2.7/4000: wrong community",
                        "snmp-refused: 1001 SNMP requests refused, the last from 192.0.2.7/4000: unknown user"),
                lines);
    }

    private Logger recording() {
        return (Logger) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
                    var parameters = (Object[]) arguments[1];
                    lines.add(MessageFormatter.arrayFormat((String) arguments[0], Arrays.copyOf(parameters, 3))
                            .getMessage());
                    return null;
                });
    }
}
