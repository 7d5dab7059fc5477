package org.gatewatch.api;

/**
 * Whether Gatewatch works for a monitor or probe; says nothing about the path. The names are those of AWS CloudWatch
 * Network Monitor's {@code MonitorState} and {@code ProbeState}.
 */
public enum LifecycleState {
    /** Accepted; its first packet has not been sent yet. */
    PENDING,
    /** Packets are being sent. */
    ACTIVE,
    /** Kept, but switched off. */
    INACTIVE,
    /** Cannot be run; the reason is shown beside it, and it heals by itself when the reason goes. */
    ERROR,
    /** Being taken away. */
    DELETING,
    /** Gone; only a probe that a monitor still lists can be in this state. */
    DELETED
}
