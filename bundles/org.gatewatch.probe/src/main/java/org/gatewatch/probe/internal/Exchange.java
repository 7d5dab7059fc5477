package org.gatewatch.probe.internal;

import org.gatewatch.link.Route;

/**
 * One channel's requests and answers as its protocol has them: writes a sample's number into a request, and reads it back
 * from whatever is captured. Requests are written by the sender, all else is read by the capture thread.
 */
sealed interface Exchange permits EchoExchange, SynExchange {
    /** Instead of a number: the packet is not of this channel. */
    long NOT_OURS = RequestWindow.NONE;
    /** Instead of a number: of our flow, but not made by who got our request. */
    long FORGED = NOT_OURS + 1;
    /** Instead of a number: of our flow, but damaged. */
    long CORRUPTED = NOT_OURS + 2;

    /**
     * A request with zeros where requests differ, and in the checksum.
     *
     * @param ipv4 whether it goes over IPv4
     * @param mtuBytes largest packet that the interface takes
     */
    byte[] template(boolean ipv4, int mtuBytes);

    /** Makes the frames those of one sample. */
    void write(Frames frames, long number);

    /** The sample of a request that was captured as it left, or {@link #NOT_OURS}. */
    long request(IpView packet);

    /** The sample that a packet answers, or {@link #NOT_OURS}, {@link #FORGED} or {@link #CORRUPTED}. */
    long reply(IpView packet);

    /** Whether a reply says that the destination does not want to talk. */
    boolean refuses(IpView reply);

    /**
     * The sample whose request an ICMP error quotes, or {@link #NOT_OURS}.
     *
     * @param quoted cut off anywhere behind its first 8 bytes
     * @param requests what was sent lately
     */
    long quoted(IpView quoted, RequestWindow requests);

    /** After how much time a second answer is the first one repeated by a peer that keeps trying. */
    long retransmissionNanos();

    /** A peer repeats a reply, because nobody told it that we want no more. Capture thread. */
    void repeated(IpView reply);

    /** Before a request: ends what a peer keeps open. */
    void endLeftOpen(Route route, Sender sender);

    /** Uses another flow from the next request on. Any thread. */
    void changeFlow();
}
