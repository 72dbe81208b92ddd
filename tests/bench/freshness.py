"""Check that no page is stale: change content while the server renders the home page.

Run with the settings of a site and the port of its server: python -m tests.bench.freshness PORT CHANGES.
Prints JSON.

After a change, half of the connections request the page, and a second change is made while it is being
rendered. Those pages may show the content before or after the second change. All later pages must show the
content after it: a page rendered during the change must not be stored under the new version.
"""

import json
import os
import random
import re
import sqlite3
import sys
import time
from socket import create_connection

import django
import psycopg
from django.conf import settings

from tests.bench.http import request_bytes

django.setup()

from news.models import NewsItem, NewsKind  # noqa: E402
from people.models import Lab  # noqa: E402

CONNECTIONS = 8
#: Changes after which the connections are opened again, so that the workers share them in another way.
CHANGES_PER_CONNECTION = 20
#: Seconds between a request and the next change.
PAUSES = (0, 0.002, 0.005, 0.01, 0.02, 0.04)
MARK = re.compile(rb"fresh-(?:lab|news)-\d+")
DAY = "2020-01-01"


class Connection:
    """A persistent connection to the server."""

    def __init__(self, port: int):
        self.socket = create_connection(("127.0.0.1", port), timeout=30)

    def send(self) -> None:
        self.socket.sendall(request_bytes("/"))

    def marks(self) -> frozenset[bytes]:
        """Receive the response and return the marks of the changes in it."""
        received = bytearray()
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self.receive()
        length = int(re.search(rb"Content-Length: (\d+)", received)[1])
        while len(received) < end + 4 + length:
            received += self.receive()
        return frozenset(MARK.findall(received))

    def receive(self) -> bytes:
        chunk = self.socket.recv(1 << 18)
        if not chunk:
            raise ConnectionError("The server has closed the connection.")
        return chunk


def raw_connection():
    """Connect to the database without Django, like a person at the SQL prompt."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "core.database.sqlite":
        return sqlite3.connect(database["NAME"], isolation_level=None, timeout=10)
    return psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)


class Changes:
    """Ways to change the content of the home page, and the marks that the page must show afterwards."""

    def __init__(self):
        self.raw = raw_connection()
        NewsItem.objects.filter(body__startswith="fresh-news-").delete()  # of an earlier run
        self.lab, self.news = b"", b""
        self.ways = [self.lab_by_sql, self.lab_by_save, self.news_by_create, self.lab_by_update]
        self.ways += [self.nothing_by_rollback, self.news_by_sql_delete]

    def change(self, number: int) -> frozenset[bytes]:
        """Change the content in one of the ways; return the marks of the page from then on."""
        self.ways[number % len(self.ways)](number)
        return frozenset(filter(None, (self.lab, self.news)))

    def mark_lab(self, number: int) -> str:
        self.lab = f"fresh-lab-{number}".encode()
        return self.lab.decode()

    def lab_by_sql(self, number: int) -> None:
        self.raw.execute(f"UPDATE people_lab SET tagline = '{self.mark_lab(number)}'")

    def lab_by_save(self, number: int) -> None:
        lab = Lab.objects.get()
        lab.tagline = self.mark_lab(number)
        lab.save()

    def lab_by_update(self, number: int) -> None:
        Lab.objects.update(tagline=self.mark_lab(number))

    def news_by_create(self, number: int) -> None:
        self.news = f"fresh-news-{number}".encode()
        NewsItem.objects.create(date=DAY, kind=NewsKind.OTHER, body=self.news.decode(), is_pinned=True)

    def nothing_by_rollback(self, number: int) -> None:
        self.raw.execute("BEGIN")
        self.raw.execute(f"UPDATE people_lab SET tagline = 'fresh-lab-{number}'")
        time.sleep(0.005)
        self.raw.execute("ROLLBACK")

    def news_by_sql_delete(self, number: int) -> None:
        self.raw.execute(f"DELETE FROM news_newsitem WHERE body = '{self.news.decode()}'")
        self.news = b""


def check(port: int, changes: int) -> dict:
    """Return the numbers of changes, of responses checked, and of stale responses."""
    content, chance = Changes(), random.Random("freshness")
    responses = stale = 0
    connections: list[Connection] = []
    for number in range(0, changes, 2):
        if number % CHANGES_PER_CONNECTION == 0:
            connections = [Connection(port) for _ in range(CONNECTIONS)]
        chance.shuffle(connections)
        before_change, after_change = connections[: CONNECTIONS // 2], connections[CONNECTIONS // 2 :]
        before = content.change(number)
        for connection in before_change:
            connection.send()  # not in the page cache, so these pages are rendered during the next change
        time.sleep(chance.choice(PAUSES))
        after = content.change(number + 1)
        for connection in after_change:
            connection.send()
        stale += sum(connection.marks() != after for connection in after_change)
        stale += sum(connection.marks() not in (before, after) for connection in before_change)
        for connection in connections:
            connection.send()
        stale += sum(connection.marks() != after for connection in connections)
        responses += 2 * CONNECTIONS
    return {"changes": changes, "responses": responses, "stale": stale}


if __name__ == "__main__":
    print(json.dumps(check(int(sys.argv[1]), int(sys.argv[2]))))
