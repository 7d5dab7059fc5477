package org.gatewatch.link.internal.route;

import java.nio.charset.StandardCharsets;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.link.internal.kernel.Libc;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.BlockingMode;
import org.pcap4j.core.PcapNativeException;

/**
 * Puts frames on one interface and never on another: the kernel binds the packet socket to the interface's number, so a
 * new interface of the same name takes nothing from it. Opened and closed by the netlink thread, used by whoever sends.
 */
final class FrameSocket implements Transmitter, SendSocket {
    /** It never captures; the default ring would cost 2 MB. */
    private static final int BUFFER_BYTES = 64 << 10;

    private final PcapHandle handle;

    /** Opens the interface: about 15 ms. */
    FrameSocket(int interfaceIndex, String interfaceName) throws PcapNativeException, NotOpenException {
        handle = new PcapHandle.Builder(interfaceName)
                .snaplen(64)
                .bufferSize(BUFFER_BYTES)
                .build();
        try {
            if (Libc.if_nametoindex((interfaceName + "\0").getBytes(StandardCharsets.US_ASCII)) != interfaceIndex) {
                throw new PcapNativeException("there is another interface of that name now");
            }
            handle.setFilter("less 1", BpfCompileMode.OPTIMIZE);
            handle.setBlockingMode(
                    BlockingMode.NONBLOCKING); // a queue that stands still must not hold up other interfaces
        } catch (PcapNativeException | NotOpenException e) {
            handle.close();
            throw e;
        }
    }

    @Override
    public SendResult send(byte[] frame) {
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
