"""What tcpdump saw of our echoes on Ethernet, in a file with stamps in ns."""
import struct
from collections import defaultdict


def echoes(pcap):
    """Time in ns, ICMP type, the target's address, and identifier with sequence of each."""
    with open(pcap, "rb") as file:
        data = file.read()
    at = 24
    while at + 16 <= len(data):
        seconds, nanos, length, _ = struct.unpack_from("<IIII", data, at)
        frame = at + 16
        at = frame + length
        if length >= 42 and at <= len(data) and data[frame + 12:frame + 14] == b"\x08\x00" and data[frame + 23] == 1:
            kind = data[frame + 34]
            target = data[frame + 30:frame + 34] if kind == 8 else data[frame + 26:frame + 30]
            yield seconds * 10**9 + nanos, kind, target, data[frame + 38:frame + 42]


def round_trips(pcap):
    """When it began and ended in ns, and by the target's address when each answered request left, and its round trip."""
    open_requests, samples = {}, defaultdict(list)
    first = last = 0
    for time, kind, target, number in echoes(pcap):
        first, last = first or time, time
        if kind == 8:
            open_requests[target, number] = time
        elif kind == 0 and (target, number) in open_requests:
            sent = open_requests.pop((target, number))
            samples[target].append((sent, time - sent))
    return first, last, samples
