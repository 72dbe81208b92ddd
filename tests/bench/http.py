"""One plain HTTP request at a time, byte by byte as it comes over the wire."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

HOST = "127.0.0.1"
GZIP = {"Accept-Encoding": "gzip"}
#: What the server in front of Django adds to each response by itself.
ADDED_BY_SERVER = {"server", "date", "connection"}


def new_hosts() -> Iterator[str]:
    """Gives names of hosts one after another.

    The page cache keeps the pages of each host apart. So a page that is asked for under a new name is made
    anew, by the same work as ever.
    """
    return (f"h{number:07}.localhost" for number in count(1))


@dataclass(frozen=True)
class Response:
    """A response; the names of the headers are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes
    wire_bytes: int


def request_bytes(
    path: str, headers: dict[str, str] | None = None, host: str = HOST, close: bool = False
) -> bytes:
    """Returns a GET request as it is sent. The host is without a port, so that the pages of two servers
    are the same."""
    lines = [f"GET {path} HTTP/1.1", f"Host: {host}"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    if close:
        lines.append("Connection: close")
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def fetch(port: int, path: str, host: str = HOST, **headers: str) -> Response:
    """Gets one page over a connection of its own; in ``headers``, _ stands for -."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(request_bytes(path, named, host, close=True))
        received = bytearray()
        while chunk := connection.recv(1 << 16):
            received += chunk
    head, _, body = bytes(received).partition(b"\r\n\r\n")
    status_line, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.split(": ", 1) for line in lines)
    return Response(
        int(status_line.split()[1]), {name.lower(): text for name, text in pairs}, body, len(received)
    )
