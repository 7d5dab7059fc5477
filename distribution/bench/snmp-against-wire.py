"""Compares what GATEWATCH-MIB says of round trips with what tcpdump saw: snmp-against-wire.py PCAP WALK BASE.

WALK holds the columns period, its start, answered, smallest, mean and largest ns of gwProbeTable, and the period's number once
more, as `snmpbulkwalk -Onq` prints them. Rows whose period changed meanwhile, or lies outside the capture, are left out.
"""
import sys
from collections import defaultdict
from datetime import datetime, timezone

from wire import round_trips

pcap, walked, base = sys.argv[1:]
PERIOD_NUMBER, PERIOD_START, LENGTH, LEAST, MEAN, MOST = 11, 12, 13, 25, 26, 30


def epoch_nanos(octets):
    """Of a DateAndTime in UTC, as hexadecimal octets."""
    o = [int(octet, 16) for octet in octets.strip('" ').split()]
    when = datetime(o[0] * 256 + o[1], *o[2:7], tzinfo=timezone.utc)
    return int(when.timestamp()) * 10**9 + o[7] * 10**8


def rows():
    """By the number of the target: the columns; without those whose period ended while they were walked."""
    table, changed = defaultdict(dict), set()
    prefix = f".{base}.2.1."
    with open(walked, encoding="ascii") as file:
        for line in file:
            oid, value = line.rstrip("\n").split(" ", 1)
            if oid.startswith(prefix):
                column, *index = map(int, oid[len(prefix):].split("."))
                name = bytes(index[index[0] + 2:]).decode()
                if table[name].setdefault(column, value) != value:
                    changed.add(name)
    return {int(name[1:]): row for name, row in table.items() if name[0] == "p" and name not in changed}


first, last, samples = round_trips(pcap)

compared = equal = worst = error_sum = 0
for number, row in rows().items():
    start = epoch_nanos(row[PERIOD_START])
    end = start + int(row[LENGTH]) * 10**9
    if start < first or end + 2 * 10**9 > last:
        continue
    address = bytes([198, 18 + number // 65536, number // 256 % 256, number % 256])
    rtts = [rtt for sent, rtt in samples[address] if start <= sent < end]
    if not rtts:
        continue
    errors = [abs(int(row[LEAST]) - min(rtts)), abs(int(row[MEAN]) - sum(rtts) // len(rtts)), abs(int(row[MOST]) - max(rtts))]
    compared += 1
    equal += max(errors) <= 1
    error_sum += errors[1]
    worst = max(worst, *errors)
print(f"{compared} periods against tcpdump: {equal} the same to the ns, error of the mean {error_sum / max(1, compared):.1f} ns, "
      f"largest error {worst} ns")
