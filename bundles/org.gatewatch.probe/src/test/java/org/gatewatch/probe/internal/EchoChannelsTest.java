package org.gatewatch.probe.internal;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import org.gatewatch.api.Probe;
import org.junit.jupiter.api.Test;

final class EchoChannelsTest {
    private static final Probe PROBE =
            Probe.to("p", InetAddress.getLoopbackAddress()).every(Probe.MAX_INTERVAL, Probe.MIN_TIMEOUT);

    private final EchoChannels channels = new EchoChannels();

    private static EchoChannel channel(int identifier) {
        return new EchoChannel(
                PROBE,
                InetAddress.getLoopbackAddress(),
                new EchoChannel.Identity(identifier, 1),
                new ScriptedLink(),
                new Fates(),
                closed -> {});
    }

    @Test
    void findsAChannelUntilItIsRemoved() {
        EchoChannel added = channels.add(EchoChannelsTest::channel);
        assertSame(added, channels.get(added.identifier()));
        channels.remove(added);
        assertNull(channels.get(added.identifier()));
    }

    @Test
    void leavesAnIdentifierToItsNewOwner() {
        EchoChannel old = channels.add(EchoChannelsTest::channel);
        channels.remove(old);
        while (channels.get(old.identifier()) == null) {
            channels.add(EchoChannelsTest::channel);
        }
        channels.remove(old);
        assertNotNull(channels.get(old.identifier()));
    }

    @Test
    void givesOutEveryIdentifierOnce() {
        EchoChannel one = channel(0);
        for (int i = 0; i < 65_536; i++) {
            channels.add(identifier -> one);
        }
        assertThrows(IllegalStateException.class, () -> channels.add(EchoChannelsTest::channel));
    }
}
