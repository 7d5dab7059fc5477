package org.gatewatch.snmp.internal;

/** How notifications fared since the start. Thread-safe. */
interface NotificationCounts {
    /** No notification is configured. */
    NotificationCounts NONE = new NotificationCounts() {
        @Override
        public long queued() {
            return 0;
        }

        @Override
        public long sent() {
            return 0;
        }

        @Override
        public long dropped() {
            return 0;
        }
    };

    /** Waiting to be sent or acknowledged. */
    long queued();

    /** Sent, once for each receiver. */
    long sent();

    /** Given up: the queue was full, or nobody acknowledged an inform. */
    long dropped();
}
