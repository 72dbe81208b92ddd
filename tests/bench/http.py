"""A minimal HTTP client that counts the bytes on the wire."""

import secrets
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

HOST = "127.0.0.1"
GZIP = {"Accept-Encoding": "gzip"}
#: Headers that gunicorn adds to each response.
ADDED_BY_SERVER = {"server", "date", "connection"}


def uncached(path: str) -> Iterator[str]:
    """Yield new addresses of this page, which the page cache does not have."""
    separator, start = "&" if "?" in path else "?", secrets.token_hex(4)
    return (f"{path}{separator}bench={start}-{number:07}" for number in count(1))


@dataclass(frozen=True)
class Response:
    """An HTTP response with header names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes
    wire_bytes: int


def request_bytes(path: str, headers: dict[str, str] | None = None, close: bool = False) -> bytes:
    """Return the bytes of a GET request.

    The host has no port, so that the pages of two servers are the same.
    """
    lines = [f"GET {path} HTTP/1.1", f"Host: {HOST}"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    if close:
        lines.append("Connection: close")
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def fetch(port: int, path: str, **headers: str) -> Response:
    """Request a page on a new connection; in names of ``headers``, _ stands for -."""
    header_fields = {name.replace("_", "-"): value for name, value in headers.items()}
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(request_bytes(path, header_fields, close=True))
        received = bytearray()
        while chunk := connection.recv(1 << 16):
            received += chunk
    head, _, body = bytes(received).partition(b"\r\n\r\n")
    status_line, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.split(": ", 1) for line in lines)
    return Response(
        int(status_line.split()[1]), {name.lower(): text for name, text in pairs}, body, len(received)
    )
