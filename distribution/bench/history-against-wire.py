"""Compares the history of probes with what tcpdump saw: history-against-wire.py PCAP BASE_URL KEY:SECRET.

Periods that the capture holds whole are compared by their number of answers, and smallest, mean and largest round trip; the
history keeps 0.1 us.
"""
import base64
import json
import ssl
import sys
import urllib.request
from datetime import datetime, timezone

from wire import round_trips

pcap, base, pair = sys.argv[1:]
UNVERIFIED = ssl._create_unverified_context()


def get(path):
    request = urllib.request.Request(base + path)
    request.add_header("Authorization", "Basic " + base64.b64encode(pair.encode()).decode())
    with urllib.request.urlopen(request, context=UNVERIFIED) as answer:
        return json.load(answer)


first, last, samples = round_trips(pcap)
periods, equal, worst = 0, 0, 0.0
span = [datetime.fromtimestamp(t / 1e9, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ") for t in (first, last)]
for number in range(2, 252):  # the first address is probed by others, too
    address = bytes([198, 18, 0, number])
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
