package org.gatewatch.link.internal;

import org.gatewatch.api.probe.SendResult;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.BlockingMode;
import org.pcap4j.core.PcapNativeException;

/** Puts frames on one interface. Opened and closed by the netlink thread, used by whoever sends. */
final class Transmitter implements AutoCloseable {
    /** It never captures; the default ring would cost 2 MB. */
    private static final int BUFFER_BYTES = 64 << 10;

    private final PcapHandle handle;

    /** Opens the interface: about 15 ms. */
    Transmitter(String interfaceName) throws PcapNativeException, NotOpenException {
        handle = new PcapHandle.Builder(interfaceName)
                .snaplen(64)
                .bufferSize(BUFFER_BYTES)
                .build();
        try {
            handle.setFilter("less 1", BpfCompileMode.OPTIMIZE);
            handle.setBlockingMode(
                    BlockingMode.NONBLOCKING); // a queue that stands still must not hold up other interfaces
        } catch (PcapNativeException | NotOpenException e) {
            handle.close();
            throw e;
        }
    }

    SendResult send(byte[] frame) {
        try {
            handle.sendPacket(frame);
            return SendResult.SENT;
        } catch (NotOpenException e) {
            return SendResult.INTERFACE_DOWN;
        } catch (PcapNativeException e) {
            return reason(String.valueOf(e.getMessage()));
        }
    }

    /** libpcap gives the kernel's error as text only. */
    static SendResult reason(String message) {
        if (message.contains("Network is down") || message.contains("No such device")) {
            return SendResult.INTERFACE_DOWN;
        }
        return message.contains("Message too long") ? SendResult.TOO_BIG : SendResult.SEND_ERROR;
    }

    /** Closes the interface: about 25 ms, for which a sender that comes at the same moment waits. */
    @Override
    public void close() {
        handle.close();
    }
}
