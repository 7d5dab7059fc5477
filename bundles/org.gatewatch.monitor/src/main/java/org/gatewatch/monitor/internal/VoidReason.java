package org.gatewatch.monitor.internal;

/** Why a sample that was sent says nothing. */
enum VoidReason {
    CLOCK_STEPPED("the clock was stepped"),
    CAPTURE_DROPPED("the capture dropped packets"),
    ENGINE_BEHIND("the engine fell behind"),
    OWN_SIDE_FAILED("our own side failed while it was on its way"),
    UNSTAMPED("its request was not captured"),
    ADDRESS_CHANGED("the destination's address changed"),
    TRANSPORT_CHANGED("what sends and captures was replaced"),
    STOPPED("Gatewatch was stopped while it was on its way");

    private final String reason;

    VoidReason(String reason) {
        this.reason = reason;
    }

    /** What a person reads. */
    String reason() {
        return reason;
    }
}
