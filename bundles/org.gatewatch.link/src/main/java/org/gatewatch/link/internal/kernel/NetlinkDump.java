package org.gatewatch.link.internal.kernel;

import java.util.function.Consumer;

/** Takes the answer to one question for a whole table. */
final class NetlinkDump implements Consumer<NetlinkMessage> {
    private final int sequence;
    private final Consumer<NetlinkMessage> rows;
    private boolean ended;
    private boolean whole = true;

    NetlinkDump(int sequence, Consumer<NetlinkMessage> rows) {
        this.sequence = sequence;
        this.rows = rows;
    }

    /** Whether nothing more comes. */
    boolean ended() {
        return ended;
    }

    /** Whether no row is missing so far. */
    boolean whole() {
        return whole;
    }

    @Override
    public void accept(NetlinkMessage message) {
        if (message.sequence() != sequence || ended) {
            return; // the rest of a question that was given up
        }
        boolean done = message.type() == NetlinkMessage.DONE;
        boolean failed = message.type() == NetlinkMessage.ERROR || (done && message.int32(0) < 0);
        whole &= !failed && !message.interrupted();
        ended = failed || done;
        if (!ended) {
            rows.accept(message);
        }
    }
}
