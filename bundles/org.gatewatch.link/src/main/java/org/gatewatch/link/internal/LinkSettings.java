package org.gatewatch.link.internal;

/**
 * The validated configuration.
 *
 * @param captureBufferBytes size of the ring between kernel and capture thread
 */
record LinkSettings(int captureBufferBytes) {
    static LinkSettings of(int kib) {
        if (kib < LinkConfig.MIN_BUFFER_KIB || kib > LinkConfig.MAX_BUFFER_KIB) {
            throw new IllegalArgumentException("capture.buffer.kib = " + kib + ": allowed is "
                    + LinkConfig.MIN_BUFFER_KIB + " to " + LinkConfig.MAX_BUFFER_KIB);
        }
        return new LinkSettings(kib << 10);
    }
}
