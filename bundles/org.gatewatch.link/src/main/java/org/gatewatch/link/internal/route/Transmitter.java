package org.gatewatch.link.internal.route;

import org.gatewatch.api.probe.SendResult;

/** Where frames are handed to the kernel. Thread-safe; does not wait, and allocates nothing while it succeeds. */
interface Transmitter {
    SendResult send(byte[] frame);
}
