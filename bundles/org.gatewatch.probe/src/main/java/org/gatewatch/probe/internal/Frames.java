package org.gatewatch.probe.internal;

import org.gatewatch.api.probe.SendResult;
import org.gatewatch.link.Route;

/**
 * A channel's request as the frames that carry it: one, or as many as the MTU makes necessary. Made once for a route;
 * each packet changes only some numbers, all of them in the first frame, and the checksum. One thread.
 */
final class Frames {
    /** A fragment's offset counts units of 8 bytes. */
    private static final int UNIT_MASK = ~7;

    private static final Frame[] NONE = {};

    private final Frame head;
    private final Frame[] others;
    private final byte[] first;
    private final int message;
    private final boolean identified;
    /** Over all that the message's checksum covers, with zeros where requests differ. */
    private final long constantSum;

    /**
     * Makes the frames.
     *
     * @param template a request with zeros where requests differ
     * @param mtuBytes largest IP packet that passes
     */
    Frames(IpHeader header, byte[] template, int mtuBytes) {
        int usable = Math.max(mtuBytes, IpHeader.leastMtuBytes(header.ipv4()));
        boolean fits = header.bytes(false) + template.length <= usable;
        boolean whole = fits || !header.mayBeFragmented();
        int part = whole ? template.length : usable - header.bytes(true) & UNIT_MASK;
        head = header.frame(template, 0, part);
        others = whole ? NONE : new Frame[(template.length - 1) / part];
        for (int i = 0; i < others.length; i++) {
            int from = (i + 1) * part;
            others[i] = header.frame(template, from, Math.min(part, template.length - from));
        }
        first = head.bytes();
        message = head.message();
        identified = header.mayBeFragmented() && (header.ipv4() || !whole);
        constantSum = InternetChecksum.add(header.pseudoHeaderSum(template.length), template, 0, template.length);
    }

    void putInt16(int offset, int value) {
        BigEndian.putInt16(first, message + offset, value);
    }

    void putInt32(int offset, int value) {
        BigEndian.putInt32(first, message + offset, value);
    }

    void putInt64(int offset, long value) {
        BigEndian.putInt64(first, message + offset, value);
    }

    /** Writes the checksum of a message whose changed parts have that sum. */
    void putChecksum(int offset, long changedSum) {
        putInt16(offset, InternetChecksum.fold(constantSum + changedSum));
    }

    void identify(int identification) {
        if (identified) {
            head.identify(identification);
            for (Frame frame : others) {
                frame.identify(identification);
            }
        }
    }

    /** Hands all frames to the kernel, up to the first one that it does not take. */
    SendResult send(Route route) {
        SendResult result = route.send(first);
        for (int i = 0; i < others.length && result == SendResult.SENT; i++) {
            result = route.send(others[i].bytes());
        }
        return result;
    }
}
