package org.gatewatch.api.probe;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hears what became of the samples of one probe. Called by the capture thread: implementations return at once, allocate
 * nothing, take no lock and never throw. One packet may cause several calls (a duplicate is a second answer).
 */
@ConsumerType
public interface SampleListener {
    /**
     * A reply was captured.
     *
     * @param sequence the sample
     * @param rttNanos capture stamp of the reply minus capture stamp of the request, both taken by the kernel; negative
     *     when the wall clock was stepped back in between
     */
    void answered(long sequence, long rttNanos);

    /**
     * A TCP RST was captured.
     *
     * @param sequence the sample
     * @param rttNanos as in {@link #answered}
     */
    void refused(long sequence, long rttNanos);

    /** An ICMP error that quotes this sample's packet was captured. */
    void unreachable(long sequence, IcmpError error);

    /** A reply was captured whose request our own capture had missed: it has no RTT. */
    void unstamped(long sequence);
}
