package org.gatewatch.probe.internal;

import org.gatewatch.link.CapturedPacket;

/** A captured packet that the test wrote. */
final class ScriptedPacket implements CapturedPacket {
    private final byte[] bytes;
    private final boolean outgoing;
    private long stampNanos;

    ScriptedPacket(byte[] bytes, boolean outgoing) {
        this.bytes = bytes;
        this.outgoing = outgoing;
    }

    ScriptedPacket at(long nanos) {
        stampNanos = nanos;
        return this;
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
        return bytes.length;
    }

    @Override
    public int interfaceIndex() {
        return ScriptedLink.INTERFACE_INDEX;
    }

    @Override
    public boolean outgoing() {
        return outgoing;
    }

    @Override
    public long stampNanos() {
        return stampNanos;
    }
}
