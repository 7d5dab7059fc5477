package org.gatewatch.api;

/** What a probe sends. */
public enum Protocol {
    /** Echo request and reply: RFC 792 for an IPv4 destination, RFC 4443 section 4 for IPv6. */
    ICMP,
    /** SYN and SYN-ACK or RST (RFC 9293 section 3.5); no connection is ever made. */
    TCP
}
