"""The load generator: requests pages as fast as servers answer, and measures the time.

A separate process that does as little as possible for each request, so that it takes little time from the
server. It reads one task per line, in JSON, and answers each with one line:

    {"do": "in_turn", "targets": [[8001, "/"], [8002, "/"]], "requests": 60}    times[target] in ms
    {"do": "at_once", "target": [8001, "/"], "connections": 8, "seconds": 1}    requests, seconds, cpu

"changing": [URL, URL] are the databases of the targets: the content version changes before each request, so
that nothing is served from a cache. With "cold": true, each request has another query string, so that no
page comes from the page cache, but values that several pages share may do.

With the argument "constant", the process is a server that answers every request with the bytes on its
standard input. It shows the limit of the generator.
"""

import json
import secrets
import selectors
import socket
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from time import perf_counter, process_time

import psycopg

from tests.bench.http import GZIP, request_bytes, uncached

#: Requests to one target before the next target: small, so that other work of the machine affects all alike.
BLOCK = 2
BUFFER = 1 << 18
#: A rate needs this many requests; a slow page gets up to ``GRACE`` more seconds for them.
MIN_REQUESTS, GRACE = 40, 3


class Connection:
    """A persistent connection and the state of the response being received."""

    def __init__(self, port: int, requests: Iterator[bytes]):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.requests = requests
        self.head, self.missing = b"", 0

    def fileno(self) -> int:
        return self.socket.fileno()

    def send(self) -> None:
        self.socket.sendall(next(self.requests))

    def receive(self) -> bool:
        """Receive a part of the response; return whether it is complete."""
        chunk = self.socket.recv(BUFFER)
        if not chunk:
            raise ConnectionError("The server has closed the connection.")
        if self.missing:
            self.missing -= len(chunk)
        else:
            self.head += chunk
            end = self.head.find(b"\r\n\r\n")
            if end < 0:
                return False
            self.missing = self.body_length(end) - (len(self.head) - end - 4)
            self.head = b""
        return not self.missing

    def body_length(self, end: int) -> int:
        start = self.head.find(b"\r\nContent-Length: ", 0, end)
        if not self.head.startswith(b"HTTP/1.1 200 ") or start < 0:
            raise ConnectionError(f"Not a page: {self.head[:end].decode('latin-1')}")
        return int(self.head[start + 18 : self.head.find(b"\r", start + 18)])

    def ask(self) -> None:
        self.send()
        while not self.receive():
            pass


def change_of(url: str) -> Callable[[], None]:
    """Return a function that changes the content version in this database."""
    statement = "UPDATE core_contentversion SET value = '{}'"
    if url.startswith("sqlite:///"):
        database = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None, timeout=10)
        database.execute("PRAGMA synchronous = OFF")
    else:
        database = psycopg.connect(url, autocommit=True)
    return lambda: database.execute(statement.format(secrets.token_hex(16)))


def in_turn(targets: list, requests: int, gzip: bool = True, changing: Sequence[str] = ()) -> dict:
    """Send requests one at a time, ``requests`` to each target in turn, and return their times in ms."""
    headers = GZIP if gzip else {}
    connections = [Connection(port, repeat(request_bytes(path, headers))) for port, path in targets]
    changes = [change_of(url) for url in changing] or [lambda: None for _ in targets]
    times: list[list[float]] = [[] for _ in targets]
    for connection in connections:
        connection.ask()  # not measured
    for done in range(0, requests, BLOCK):
        for connection, change, target_times in zip(connections, changes, times, strict=True):
            for _ in range(min(BLOCK, requests - done)):
                change()
                start = perf_counter()
                connection.ask()
                target_times.append((perf_counter() - start) * 1000)
    for connection in connections:
        connection.socket.close()
    return {"times": times}


def at_once(target: list, connections: int, seconds: float, gzip: bool = True, cold: bool = False) -> dict:
    """Keep each connection busy for some seconds; return the number of requests and the time taken."""
    port, path = target
    headers = GZIP if gzip else {}
    requests = repeat(request_bytes(path, headers))
    if cold:
        requests = (request_bytes(address, headers) for address in uncached(path))
    with selectors.DefaultSelector() as selector:
        open_connections = [Connection(port, requests) for _ in range(connections)]
        for connection in open_connections:
            selector.register(connection.socket, selectors.EVENT_READ, connection)
            connection.send()
        done, cpu, start = 0, process_time(), perf_counter()
        end = start + seconds
        while (now := perf_counter()) < end or (done < MIN_REQUESTS and now < end + GRACE):
            for key, _events in selector.select(timeout=30):
                if key.data.receive():
                    done += 1
                    key.data.send()
        cpu = process_time() - cpu
        for connection in open_connections:
            connection.socket.close()
    return {"requests": done, "seconds": now - start, "cpu": cpu}


def serve_constant(response: bytes) -> None:
    """Print a port and answer each request there with the same bytes, until the process is ended."""
    with socket.create_server(("127.0.0.1", 0)) as listener, selectors.DefaultSelector() as selector:
        print(listener.getsockname()[1], flush=True)
        selector.register(listener, selectors.EVENT_READ)
        while True:
            for key, _events in selector.select():
                if key.fileobj is listener:
                    selector.register(listener.accept()[0], selectors.EVENT_READ)
                elif not answer(key.fileobj, response):
                    selector.unregister(key.fileobj)
                    key.fileobj.close()


def answer(connection: socket.socket, response: bytes) -> bool:
    """Answer a request; return whether the connection is still open."""
    try:
        if connection.recv(BUFFER):
            connection.sendall(response)
            return True
    except ConnectionError:
        pass
    return False


TASKS = {"in_turn": in_turn, "at_once": at_once}

if __name__ == "__main__":
    if sys.argv[1:] == ["constant"]:
        serve_constant(sys.stdin.buffer.read())
    for line in sys.stdin:
        task = json.loads(line)
        try:
            answer = TASKS[task.pop("do")](**task)
        except (OSError, sqlite3.Error, psycopg.Error) as error:
            answer = {"error": str(error)}
        print(json.dumps(answer), flush=True)
