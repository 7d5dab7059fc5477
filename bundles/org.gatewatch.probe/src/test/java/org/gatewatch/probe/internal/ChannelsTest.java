package org.gatewatch.probe.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.gatewatch.api.Probe;
import org.junit.jupiter.api.Test;

final class ChannelsTest {
    private final Channels channels = new Channels();
    private final SipHash hash = new SipHash(1, 2);

    private Recogniser channel(InetAddress address) {
        Probe probe = Probe.to("p", address).every(Probe.MAX_INTERVAL, Probe.MIN_TIMEOUT);
        EchoExchange exchange = new EchoExchange(new Identity(hash, () -> 3), 56);
        return new Recogniser(probe, new Sender(probe, address, exchange, new ScriptedLink()), exchange, new Fates());
    }

    private static InetAddress address(int number) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {10, (byte) (number >> 16), (byte) (number >> 8), (byte) number});
    }

    private List<Recogniser> at(Channels.Address address) {
        List<Recogniser> found = new ArrayList<>();
        for (var node = channels.chain(address.high(), address.low()); node != null; node = node.next()) {
            if (node.channel().address().equals(address)) {
                found.add(node.channel());
            }
        }
        return found;
    }

    @Test
    void findsAllChannelsOfAnAddress() throws UnknownHostException {
        Recogniser one = channel(address(1));
        Recogniser two = channel(address(1));
        channels.add(one);
        channels.add(two);
        channels.add(channel(address(2)));
        assertEquals(List.of(two, one), at(one.address()));
    }

    @Test
    void forgetsTheOneThatIsRemoved() throws UnknownHostException {
        Recogniser one = channel(address(1));
        Recogniser two = channel(address(1));
        channels.add(one);
        channels.add(two);
        channels.remove(one);
        channels.remove(one);
        assertEquals(List.of(two), at(one.address()));
    }

    @Test
    void tellsAnIpv4AddressFromTheSameBytesInIpv6() throws UnknownHostException {
        channels.add(channel(InetAddress.getByName("::a00:1")));
        Channels.Address four = Channels.Address.of(address(1));
        assertFalse(channels.expectsParts(four.high(), four.low()));
    }

    @Test
    void holdsMoreThanAnIcmpIdentifierCouldTellApart() throws UnknownHostException {
        for (int i = 0; i < 100_000; i++) {
            channels.add(channel(address(i / 2)));
        }
        for (int i = 0; i < 50_000; i++) {
            Channels.Address address = Channels.Address.of(address(i));
            assertTrue(at(address).size() == 2, "channels of " + i);
        }
    }

    @Test
    void keepsChainsShort() throws UnknownHostException {
        for (int i = 0; i < 10_000; i++) {
            channels.add(channel(address(i)));
        }
        int longest = 0;
        for (int i = 0; i < 10_000; i++) {
            Channels.Address address = Channels.Address.of(address(i));
            int length = 0;
            for (var node = channels.chain(address.high(), address.low()); node != null; node = node.next()) {
                length++;
            }
            longest = Math.max(longest, length);
        }
        assertTrue(longest <= 8, "chain of " + longest);
    }

    @Test
    void findsAChannelWhileOthersComeAndGo() throws UnknownHostException, InterruptedException {
        Recogniser staying = channel(address(1));
        channels.add(staying);
        List<Recogniser> others = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            others.add(channel(address(i)));
        }
        Thread writer = new Thread(() -> {
            others.forEach(channels::add);
            others.forEach(channels::remove);
        });
        writer.start();
        int misses = 0;
        do {
            misses += at(staying.address()).contains(staying) ? 0 : 1;
        } while (writer.isAlive());
        writer.join();
        assertEquals(0, misses);
        assertEquals(List.of(staying), at(staying.address()));
    }
}
