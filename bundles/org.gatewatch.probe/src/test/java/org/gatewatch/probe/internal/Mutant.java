package org.gatewatch.probe.internal;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import org.gatewatch.link.CapturedPacket;

/** A packet that is like one of its seeds, but for a few bytes or its length. One object for a million of them. */
final class Mutant implements CapturedPacket {
    /** A packet with fragments must come after others were forgotten, or all are copies of the first few. */
    private static final long STEP_NANOS = 10_000_000;

    private static final int[] EDGES = {0, 1, 7, 8, 0x7f, 0x80, 0xff, 0x2000, 0x1fff, 0x4000, 0x7fff, 0x8000, 0xffff};

    private final RandomGenerator random;
    private final List<byte[]> seeds;
    private final byte[] bytes = new byte[2_000];
    private byte[] seed = new byte[0];
    private int length;
    private int turn;
    private long stampNanos;

    Mutant(RandomGenerator random, List<byte[]> seeds) {
        this.random = random;
        this.seeds = seeds;
    }

    /** Becomes another packet, mostly of the next seed, so that fragments find each other: every second one has right checksums, so that what lies behind them is reached. */
    void mutate() {
        stampNanos += STEP_NANOS;
        seed = seeds.get(random.nextInt(8) == 0 ? random.nextInt(seeds.size()) : turn++ % seeds.size());
        length = seed.length;
        System.arraycopy(seed, 0, bytes, 0, length);
        for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
            change(random.nextInt(seed.length - 1));
        }
        if (random.nextBoolean()) {
            mend();
        }
        if (random.nextInt(8) == 0) {
            length = random.nextInt(seed.length + 1);
        }
    }

    private void change(int at) {
        switch (random.nextInt(3)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt();
            default -> BigEndian.putInt16(bytes, at, EDGES[random.nextInt(EDGES.length)]);
        }
    }

    private void mend() {
        boolean four = seed[0] >> 4 == 4;
        int start = four ? 20 : 40;
        int protocol = four ? seed[9] : seed[6];
        if (protocol == IpView.IPV6_FRAGMENT || (four && (BigEndian.uint16(seed, 6) & 0x3fff) != 0)) {
            mendFragment(four ? 20 : 48);
        } else {
            int at = start + (protocol == IpView.TCP ? 16 : 2);
            BigEndian.putInt16(bytes, at, 0);
            int count = length - start;
            long sum = InternetChecksum.add(0, bytes, start, count);
            if (protocol != IpView.ICMP) {
                sum = InternetChecksum.add(sum + protocol + count, bytes, four ? 12 : 8, four ? 8 : 32);
            }
            BigEndian.putInt16(bytes, at, InternetChecksum.fold(sum));
        }
        if (four) {
            Packets.withHeaderChecksum(bytes);
        }
    }

    /** Its last two bytes take the difference, so that the whole packet's checksum stays right. */
    private void mendFragment(int start) {
        int last = length - 2;
        BigEndian.putInt16(bytes, last, 0);
        long was = InternetChecksum.add(0, seed, start, length - start);
        int taken = InternetChecksum.fold(InternetChecksum.add(0, bytes, start, length - start));
        BigEndian.putInt16(bytes, last, ~InternetChecksum.fold(was + taken));
    }

    /** Whether a part is as it was. */
    boolean kept(int from, int to) {
        return length >= to && Arrays.equals(bytes, from, to, seed, from, to);
    }

    boolean isIpv4() {
        return seed[0] >> 4 == 4;
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes, 0, length);
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public int offset() {
        return 0;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public int interfaceIndex() {
        return ScriptedLink.INTERFACE_INDEX;
    }

    @Override
    public boolean outgoing() {
        return false;
    }

    @Override
    public long stampNanos() {
        return stampNanos;
    }
}
