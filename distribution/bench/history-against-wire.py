"""Compares the history of probes with what tcpdump saw: history-against-wire.py PCAP BASE_URL KEY:SECRET.

Periods that the capture holds whole are compared by their number of answers, and smallest, mean and largest round trip; the
history keeps 0.1 us.
"""
import base64
import json
import ssl
import struct
import sys
import urllib.request
from collections import defaultdict
from datetime import datetime, timezone

pcap, base, pair = sys.argv[1:]
UNVERIFIED = ssl._create_unverified_context()


def packets():
    """Time in ns, ICMP type, source, destination, identifier and sequence of each echo on Ethernet."""
    with open(pcap, "rb") as file:
        data = file.read()
    at = 24
    while at + 16 <= len(data):
        seconds, nanos, length, _ = struct.unpack_from("<IIII", data, at)
        frame = data[at + 16:at + 16 + length]
        at += 16 + length
        if len(frame) >= 42 and frame[12:14] == b"\x08\x00" and frame[23] == 1:
            kind, identifier, sequence = frame[34], *struct.unpack_from(">HH", frame, 38)
            yield seconds * 10**9 + nanos, kind, frame[26:30], frame[30:34], identifier, sequence


def get(path):
    request = urllib.request.Request(base + path)
    request.add_header("Authorization", "Basic " + base64.b64encode(pair.encode()).decode())
    with urllib.request.urlopen(request, context=UNVERIFIED) as answer:
        return json.load(answer)


open_requests, samples = {}, defaultdict(list)
first = last = 0
for time, kind, source, destination, identifier, sequence in packets():
    first, last = first or time, time
    if kind == 8:
        open_requests[destination, identifier, sequence] = time
    elif kind == 0 and (source, identifier, sequence) in open_requests:
        sent = open_requests.pop((source, identifier, sequence))
        samples[".".join(map(str, source))].append((sent, time - sent))

periods, equal, worst = 0, 0, 0.0
span = [datetime.fromtimestamp(t / 1e9, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ") for t in (first, last)]
for number in range(2, 252):  # the first address is probed by others, too
    address = f"198.18.0.{number}"
    answer = get(f"/v1/probes/bulk-1%2Fp{number}/history?since={span[0]}&until={span[1]}")
    for period in answer["periods"]:
        start = datetime.strptime(period["periodStart"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc).timestamp()
        start, end = int(start) * 10**9, (int(start) + period["periodSeconds"]) * 10**9
        if start < first + 10**9 or end > last - 3 * 10**9:
            continue
        rtts = [rtt for sent, rtt in samples[address] if start <= sent < end]
        periods += 1
        if len(rtts) != period["answered"]:
            continue
        if not rtts:
            equal += 1
            continue
        ours = period["rttMicros"]
        error = max(abs(ours["min"] - min(rtts) / 1e3), abs(ours["max"] - max(rtts) / 1e3),
                    abs(ours["mean"] - sum(rtts) / len(rtts) / 1e3))
        equal += error <= 0.11
        worst = max(worst, error)
print(f"{periods} periods, {equal} the same as tcpdump's, largest error where all samples are the same {worst:.2f} us")
