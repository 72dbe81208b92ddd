"""The work of a release in independent parts, which several processes share.

Each process renders pages, leads their links to the published addresses and writes them; what it returns is
small: the names of the files and of the pictures they need.
"""

import gc
import multiprocessing
import re
import signal
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from django.db import connection, connections
from django.utils import timezone

from core.caching import keep_fragments
from core.languages import CHINESE, CHINESE_PREFIX, ENGLISH
from labsite.publishing import plan, search_index, search_rows
from labsite.publishing.addresses import file_name, static_address
from labsite.publishing.exports import Exports
from labsite.publishing.releases import Release, Written
from labsite.publishing.rendering import PageFailed, Rendered, Renderer
from labsite.publishing.rewriting import Rewriter
from labsite.publishing.target import Target
from publications.views import FORMATS

#: The link to the next page of a list.
NEXT = re.compile(rb'<a\s[^>]*?rel="next"[^>]*?href="([^"]*)"')
#: Pages that a process renders before it takes the next ones.
CHUNK = 24
#: Fragments that a process keeps, about 60 MB.
FRAGMENTS = 20_000


@dataclass(frozen=True)
class Task:
    """The name of a method of Worker and its arguments."""

    name: str
    arguments: tuple[str, ...]


def all_tasks() -> list[Task]:
    """Return all parts of a release, the longest first."""
    queries = list(plan.publication_queries())
    return [
        *(Task("write_exports", (extension,)) for extension in FORMATS),
        *(Task("write_list_exports", part) for part in _parts(["", *queries])),
        Task("write_search", ()),
        *(Task("write_page", (address,)) for address in plan.files()),
        *(Task("write_list", (address,)) for address in plan.lists()),
        *(Task("write_page", part) for part in _parts(plan.rows())),
        *(Task("write_page", part) for part in _parts(plan.feeds())),
        Task("write_not_found", ("", CHINESE_PREFIX[:-1])),
    ]


def _parts(addresses: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield the addresses in parts of one language, since processes keep what they have prepared in it."""
    chinese = [address for address in addresses if address.startswith(CHINESE_PREFIX)]
    english = [address for address in addresses if not address.startswith(CHINESE_PREFIX)]
    for group in (english, chinese):
        yield from (tuple(group[start : start + CHUNK]) for start in range(0, len(group), CHUNK))


class Worker:
    """Does tasks of one release."""

    def __init__(self, target: Target, release: Release, version: str | None) -> None:
        self.release = release
        self.renderer = Renderer(target, version)
        self.rewriter = Rewriter(target)
        self.now = timezone.now()
        self._exports: Exports | None = None

    def do(self, task: Task) -> tuple[Written, set[str]]:
        """Do a task; return what was written and the addresses of the files that it needs.

        Raises PageFailed if a page cannot be rendered.
        """
        self.release.written, self.rewriter.assets = Written(), set()
        for argument in task.arguments or ("",):
            getattr(self, task.name)(argument)
        return self.release.written, self.rewriter.assets

    def write_list(self, address: str) -> None:
        """Write all pages of a list, each of which links to the next one. A page may show two lists."""
        path = address.partition("?")[0]
        waiting, known = [address], {static_address(address)}
        while waiting:
            content = self.write_page(waiting.pop())
            for match in NEXT.finditer(content):
                following = path + unescape(match[1].decode())
                if static_address(following) not in known:
                    known.add(static_address(following))
                    waiting.append(following)

    def write_page(self, address: str) -> bytes:
        """Write what is at an address and return its content with the links of the live site."""
        rendered = self.renderer.render(address)
        self._write(address, rendered)
        return rendered.content

    def write_not_found(self, language: str) -> None:
        """Write the page that says that there is no such page."""
        address = f"{language}/404.html"
        self._write(address, self.renderer.render_not_found(address))

    def write_exports(self, extension: str) -> None:
        """Write the export of each publication in one format."""
        for address, content in self.exports.of_each(extension):
            self._write(address, Rendered(content, FORMATS[extension][1]))

    def write_list_exports(self, query: str) -> None:
        """Write the exports of a list of publications."""
        for address, content in self.exports.of_list(query):
            self._write(address, Rendered(content, "text/plain"))

    def write_search(self, _argument: str) -> None:
        """Write the index and the rows for the scripts that search and filter."""
        for address, content in search_index.files(self.now).items():
            self.release.write(file_name(address), content)
        for language in (ENGLISH, CHINESE):
            for address, html in search_rows.row_files(language, self.now):
                self._write(address, Rendered(html.encode(), "text/html"))

    @property
    def exports(self) -> Exports:
        if self._exports is None:
            self._exports = Exports()
        return self._exports

    def _write(self, address: str, rendered: Rendered) -> None:
        goal = static_address(address)
        if goal is None or "?" in goal:
            raise PageFailed(f"{address}: there is no such address on a published site")
        content = self.rewriter.rewrite(rendered.content, rendered.content_type, address)
        self.release.write(file_name(goal), content)


def do_all(worker: Worker, tasks: Iterable[Task], processes: int) -> Iterator[tuple[Written, set[str]]]:
    """Do all tasks in this process or in several, and yield the result of each."""
    if processes < 2 or connection.in_atomic_block:  # as in tests, whose rows no other process sees
        yield from map(worker.do, tasks)
        return
    connections.close_all()  # a connection cannot be shared with a fork
    with multiprocessing.get_context("fork").Pool(processes, _start, [worker]) as pool:
        yield from pool.imap_unordered(_do, tasks)


_worker: Worker


def _start(worker: Worker) -> None:
    """Prepare a process: the pool ends it with SIGTERM, which the command may handle in another way."""
    global _worker
    _worker = worker
    # The command may have connected again before the fork: garbage that is deleted may use the database.
    for inherited in connections.all(initialized_only=True):
        inherited.connection = None
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    keep_fragments(FRAGMENTS)
    # What the command has loaded stays; to search it for garbage takes a tenth of the time.
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _do(task: Task) -> tuple[Written, set[str]]:
    return _worker.do(task)
