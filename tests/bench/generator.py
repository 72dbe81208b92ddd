"""Asks servers for pages as fast as they answer, and takes the time.

A process of its own that does as little as it can for each request, so that it takes little from the
server that it measures. It reads one task a line, in JSON, and answers each with one line:

    {"do": "in_turn", "targets": [[8001, "/"], [8002, "/"]], "requests": 60}    times[target] in ms
    {"do": "at_once", "target": [8001, "/"], "connections": 8, "seconds": 1}    requests, seconds, cpu

With "changing": [URL, URL], the databases of the targets, the content of each has changed before each
request, so that nothing that was made before can be used. With "cold": true each request goes to another
host, so that no page comes from the page cache, but what several pages show may have been kept.

With the argument "nothing" it is a server instead that answers everything with the bytes on its standard
input: what the generator could do at most.
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

from tests.bench.http import GZIP, new_hosts, request_bytes

#: Requests to one target before it is the next one's turn: what else the machine does meets all alike.
BLOCK = 2
BUFFER = 1 << 18
#: Fewer requests than this give no rate; a slow page has some more seconds for them.
AT_LEAST, GRACE = 40, 3


class Connection:
    """A connection that is kept open, and the response that is coming in."""

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
        """Takes what has come; says whether the response is complete."""
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
    """Returns what tells a site, by its database, that its content has changed."""
    statement = "UPDATE core_contentversion SET value = '{}'"
    if url.startswith("sqlite:///"):
        database = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None, timeout=10)
        database.execute("PRAGMA synchronous = OFF")
    else:
        database = psycopg.connect(url, autocommit=True)
    return lambda: database.execute(statement.format(secrets.token_hex(16)))


def in_turn(targets: list, requests: int, gzip: bool = True, changing: Sequence[str] = ()) -> dict:
    """One request at a time, ``requests`` to each target, by turns."""
    headers = GZIP if gzip else {}
    connections = [Connection(port, repeat(request_bytes(path, headers))) for port, path in targets]
    changes = [change_of(url) for url in changing] or [lambda: None for _ in targets]
    times: list[list[float]] = [[] for _ in targets]
    for connection in connections:
        connection.ask()  # not counted
    for done in range(0, requests, BLOCK):
        for connection, change, taken in zip(connections, changes, times, strict=True):
            for _ in range(min(BLOCK, requests - done)):
                change()
                start = perf_counter()
                connection.ask()
                taken.append((perf_counter() - start) * 1000)
    for connection in connections:
        connection.socket.close()
    return {"times": times}


hosts = new_hosts()


def at_once(target: list, connections: int, seconds: float, gzip: bool = True, cold: bool = False) -> dict:
    """A request on each connection at any time, for so long."""
    port, path = target
    headers = GZIP if gzip else {}
    requests = repeat(request_bytes(path, headers))
    if cold:
        requests = (request_bytes(path, headers, host) for host in hosts)
    with selectors.DefaultSelector() as selector:
        opened = [Connection(port, requests) for _ in range(connections)]
        for connection in opened:
            selector.register(connection.socket, selectors.EVENT_READ, connection)
            connection.send()
        done, cpu, start = 0, process_time(), perf_counter()
        end = start + seconds
        while (now := perf_counter()) < end or (done < AT_LEAST and now < end + GRACE):
            for key, _events in selector.select(timeout=30):
                if key.data.receive():
                    done += 1
                    key.data.send()
        cpu = process_time() - cpu
        for connection in opened:
            connection.socket.close()
    return {"requests": done, "seconds": now - start, "cpu": cpu}


def serve_nothing(response: bytes) -> None:
    """Answers each request with the same bytes, until it is ended. Prints its port."""
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
    """Says whether the other side is still there."""
    try:
        if connection.recv(BUFFER):
            connection.sendall(response)
            return True
    except ConnectionError:
        pass
    return False


TASKS = {"in_turn": in_turn, "at_once": at_once}

if __name__ == "__main__":
    if sys.argv[1:] == ["nothing"]:
        serve_nothing(sys.stdin.buffer.read())
    for line in sys.stdin:
        task = json.loads(line)
        try:
            answer = TASKS[task.pop("do")](**task)
        except (OSError, sqlite3.Error, psycopg.Error) as error:
            answer = {"error": str(error)}
        print(json.dumps(answer), flush=True)
