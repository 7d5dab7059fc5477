package org.gatewatch.link.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NetlinkDumpTest {
    private static final int SEQUENCE = 7;
    private static final int MULTIPART = 0x2;
    private static final int INTERRUPTED = 0x12;
    private static final String SUCCESS = "00000000";
    private static final String NO_BUFFERS = "97ffffff";

    private final List<Integer> rows = new ArrayList<>();
    private final NetlinkDump dump = new NetlinkDump(SEQUENCE, row -> rows.add(row.type()));

    private void read(int type, int sequence, String fixed, int flags) {
        dump.accept(new NetlinkBytes(type, sequence, fixed).flags(flags).message());
    }

    @Test
    void handsOutRowsUntilItIsDone() {
        read(NetlinkMessage.NEW_LINK, SEQUENCE, "", MULTIPART);
        assertFalse(dump.ended());
        read(NetlinkMessage.DONE, SEQUENCE, SUCCESS, MULTIPART);
        assertTrue(dump.ended() && dump.whole());
        assertEquals(List.of(NetlinkMessage.NEW_LINK), rows);
    }

    @Test
    void isNotWholeWhenTheTableChangedMeanwhile() {
        read(NetlinkMessage.NEW_LINK, SEQUENCE, "", INTERRUPTED);
        read(NetlinkMessage.DONE, SEQUENCE, SUCCESS, MULTIPART);
        assertTrue(dump.ended());
        assertFalse(dump.whole());
    }

    @Test
    void isNotWholeWhenOnlyItsEndSaysThatTheTableChanged() {
        read(NetlinkMessage.DONE, SEQUENCE, SUCCESS, INTERRUPTED);
        assertTrue(dump.ended());
        assertFalse(dump.whole());
    }

    @Test
    void endsWithAnError() {
        read(NetlinkMessage.ERROR, SEQUENCE, NO_BUFFERS, 0);
        assertTrue(dump.ended());
        assertFalse(dump.whole());
    }

    @Test
    void isNotWholeWhenItsEndHoldsAnError() {
        read(NetlinkMessage.DONE, SEQUENCE, NO_BUFFERS, MULTIPART);
        assertTrue(dump.ended());
        assertFalse(dump.whole());
    }

    @Test
    void ignoresTheRestOfAnotherQuestion() {
        read(NetlinkMessage.NEW_LINK, SEQUENCE - 1, "", INTERRUPTED);
        read(NetlinkMessage.DONE, SEQUENCE - 1, SUCCESS, MULTIPART);
        assertFalse(dump.ended());
        assertTrue(dump.whole() && rows.isEmpty());
    }

    @Test
    void takesNoRowAfterItsEnd() {
        read(NetlinkMessage.DONE, SEQUENCE, SUCCESS, MULTIPART);
        read(NetlinkMessage.NEW_LINK, SEQUENCE, "", MULTIPART);
        assertTrue(rows.isEmpty());
    }
}
