#!/usr/bin/env python3
"""What an IKE daemon with ESP in user space is to a prober: a TUN device at each end, and a process between them.

  tunnel.py DEVICE NAMESPACE NAMESPACE

Makes the device in both namespaces, returns, and carries packets in the background until it is killed; the devices go
with it, and the next ones of this name have other indexes.
"""
import ctypes
import errno
import fcntl
import os
import select
import struct
import sys

TUNSETIFF, IFF_TUN_NO_PI = 0x400454CA, 0x1001
CLONE_NEWNET = 0x40000000


def open_tun(device, namespace):
    with open(f"/run/netns/{namespace}", "rb") as net:
        if ctypes.CDLL(None).setns(net.fileno(), CLONE_NEWNET):
            sys.exit(f"tunnel.py: cannot enter {namespace}")
    tun = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(tun, TUNSETIFF, struct.pack("16sH14x", device.encode(), IFF_TUN_NO_PI))
    return tun


def go_to_background():
    if os.fork():
        os._exit(0)
    os.setsid()
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)


if len(sys.argv) != 4:
    sys.exit(__doc__)
ends = [open_tun(sys.argv[1], namespace) for namespace in sys.argv[2:]]
go_to_background()
while True:
    for end in select.select(ends, [], [])[0]:
        packet = os.read(end, 65536)
        try:
            os.write(ends[1 - ends.index(end)], packet)
        except OSError as problem:
            if problem.errno not in (errno.EINVAL, errno.EIO):  # the far end's device is down
                raise
