#!/usr/bin/env python3
"""A slow and bad line, for kernels without netem: what is routed into a TUN device comes out of it again, later.

  delay.py DEVICE WHAT [delay=MS] [jitter=MS] [loss=%] [duplicate=%] [corrupt=%] [reorder=%] [rate=KBIT] [queue=MS]

Returns when the device is there and works on in the background until it is killed; the device then goes with it.
WHAT is only for whoever reads the list of processes.
delay    every packet is that late                        jitter     and this more or less, evenly; overtaking is normal
loss     so many of them never come out                   duplicate  so many come out twice
corrupt  one bit behind the IP header of so many is wrong reorder    so many skip the delay
rate     a link of that speed, with a queue in front of it of at most queue ms (default 100); what is more is lost
"""
import ctypes
import errno
import fcntl
import heapq
import os
import random
import select
import struct
import sys
import time

TUNSETIFF, IFF_TUN_NO_PI = 0x400454CA, 0x1001
PR_SET_TIMERSLACK = 29
SPIN_NANOS = 100_000  # a wake-up is about that late: wake early and spin
BURST = 32  # arrivals that are read before departures are looked at again
IPV4_HEADER_BYTES, IPV6_HEADER_BYTES = 20, 40
now = time.monotonic_ns


class Line:
    KEYS = ("delay", "jitter", "loss", "duplicate", "corrupt", "reorder", "rate", "queue")

    def __init__(self, settings):
        values = dict.fromkeys(self.KEYS, 0.0) | {"queue": 100.0}
        for setting in settings:
            key, _, value = setting.partition("=")
            if key not in values:
                sys.exit(f"delay.py: '{key}': allowed are {', '.join(self.KEYS)}")
            values[key] = float(value)
        self.delay, self.jitter, self.queue = (values[key] * 1e6 for key in ("delay", "jitter", "queue"))
        self.loss, self.duplicate, self.corrupt, self.reorder = (
            values[key] / 100 for key in ("loss", "duplicate", "corrupt", "reorder"))
        self.bits_per_nano = values["rate"] / 1e6
        self.free_at = 0  # when the link has sent what is in its queue

    def departures(self, arrival, packet):
        """When and as what bytes a packet comes out; nothing for a lost one."""
        if random.random() < self.loss:
            return
        for _ in range(1 + (random.random() < self.duplicate)):
            sent = self.serialized(arrival, len(packet))
            if sent is not None:
                yield sent + self.late(), self.damaged(packet) if random.random() < self.corrupt else packet

    def serialized(self, arrival, size):
        if not self.bits_per_nano:
            return arrival
        sent = max(self.free_at, arrival) + size * 8 / self.bits_per_nano
        if sent - arrival > self.queue:
            return None
        self.free_at = sent
        return sent

    def late(self):
        if random.random() < self.reorder:
            return 0
        return max(0, self.delay + random.uniform(-self.jitter, self.jitter))

    @staticmethod
    def damaged(packet):
        header = IPV4_HEADER_BYTES if packet[0] >> 4 == 4 else IPV6_HEADER_BYTES
        damaged = bytearray(packet)
        damaged[random.randrange(header, len(packet))] ^= 1 << random.randrange(8)
        return bytes(damaged)


def open_tun(device):
    tun = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(tun, TUNSETIFF, struct.pack("16sH14x", device.encode(), IFF_TUN_NO_PI))
    return tun


def go_to_background():
    if os.fork():
        os._exit(0)
    os.setsid()
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)


def hurry():
    """Be on time under load."""
    ctypes.CDLL(None).prctl(PR_SET_TIMERSLACK, 1, 0, 0, 0)
    try:
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(10))
    except OSError:
        pass  # less exact


def put(tun, packet):
    try:
        os.write(tun, packet)
    except OSError as e:
        if e.errno not in (errno.EINVAL, errno.EIO, errno.EHOSTUNREACH):  # the device is down: nobody gets it
            raise


def work(tun, line):
    waiting, count = [], 0
    while True:
        idle = (waiting[0][0] - now() - SPIN_NANOS) / 1e9 if waiting else None
        if idle is None or idle > 0:
            select.select([tun], [], [], idle)
        for _ in range(BURST):
            try:
                packet = os.read(tun, 65536)
            except BlockingIOError:
                break
            for due, departing in line.departures(now(), packet):
                count += 1  # equal moments: first come, first served
                heapq.heappush(waiting, (due, count, departing))
        while waiting and waiting[0][0] <= now() + SPIN_NANOS:
            while waiting[0][0] > now():
                pass
            put(tun, heapq.heappop(waiting)[2])


if len(sys.argv) < 3:
    sys.exit(__doc__)
the_line = Line(sys.argv[3:])
the_tun = open_tun(sys.argv[1])
go_to_background()
hurry()
work(the_tun, the_line)
