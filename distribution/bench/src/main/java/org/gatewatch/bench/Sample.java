package org.gatewatch.bench;

/**
 * What tells one echo from all others in a run of less than 65,536 a target; any layout of the echo data will do.
 *
 * @param address the target's IPv4 address
 * @param sequence the ICMP sequence, or the source port of a SYN
 */
record Sample(int address, int sequence) {
    /** In a file: address, sequence, RTT. */
    static final int BYTES = 16;
}
