"""Whatever is sent gets a 4xx, a 501 or 505, or a closed connection: hostile-clients.py HOST PORT RANDOM_REQUESTS."""
import random
import socket
import ssl
import sys
import time

host, port, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
tls = ssl._create_unverified_context()
GOOD = (b"POST /monitors?state=ACTIVE&maxResults=1 HTTP/1.1\r\nHost: a\r\nContent-Length: 20\r\nAuthorization: "
        b"AWS4-HMAC-SHA256 Credential=AKIDBENCH/20260101/r/networkmonitor/aws4_request, SignedHeaders=host;x-amz-date, "
        b"Signature=00\r\nX-Amz-Date: 20260101T000000Z\r\nConnection: close\r\n\r\n{\"monitorName\":\"abc\"}")


def connect(secure=True):
    plain = socket.create_connection((host, port), timeout=30)
    return tls.wrap_socket(plain) if secure else plain


def status(request, secure=True):
    """Of the answer; 0 when the connection was closed without one."""
    try:
        with connect(secure) as client:
            client.sendall(request)
            answer = client.recv(12)
            return int(answer[9:12]) if len(answer) == 12 and answer.startswith(b"HTTP/") else 0
    except (ConnectionError, ssl.SSLError):
        return 0


def expect(name, got):
    assert got == 0 or 400 <= got < 500 or got in (501, 505), f"{name}: {got}"


expect("oversized head", status(b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"y" * 100_000 + b"\r\n\r\n"))
expect("oversized body", status(b"POST /monitors HTTP/1.1\r\nHost: a\r\nContent-Length: 100000000\r\n\r\n" + b"y" * 100_000))
expect("no TLS", status(GOOD, secure=False))
expect("two lengths", status(b"POST /monitors HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"))
expect("both lengths", status(
    b"POST /monitors HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))

# Ends whatever head or body a random request has begun: else each such one would wait until it is closed for its patience.
END = b"\r\n\r\n" + b"x" * 2000
generator = random.Random(20260101)
answers = {}
for number in range(count):
    request = bytearray(GOOD)
    for _ in range(generator.randint(1, 8)):
        request[generator.randrange(len(request))] = generator.randrange(256)
    got = status((bytes(request) if number % 5 else bytes(request[:generator.randrange(len(request))])) + END)
    expect(f"random {number}", got)
    answers[got] = answers.get(got, 0) + 1

held = [connect(secure=False) for _ in range(16)] + [connect() for _ in range(16)]
started = time.monotonic()
while held and time.monotonic() - started < 40:
    for client in list(held):
        try:
            client.sendall(b"G")  # neither a handshake nor a head that ends
            client.setblocking(False)
            if client.recv(1) == b"":
                held.remove(client)
        except (BlockingIOError, ssl.SSLWantReadError):
            client.setblocking(True)
        except OSError:
            held.remove(client)
    time.sleep(0.5)
assert not held, f"{len(held)} trickling clients were kept"
print(f"{count} random requests: " + ", ".join(f"{n} × {code or 'closed'}" for code, n in sorted(answers.items()))
      + f"; 32 trickling clients were closed within {time.monotonic() - started:.0f} s.")
