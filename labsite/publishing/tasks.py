"""The work of a release in independent parts, which several processes share.

Each process renders pages, rewrites their links to the published addresses and writes the files. It returns
only names: of the files, of the pictures they need, and of the rows that were read.
"""

import gc
import multiprocessing
import re
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.db import DatabaseError, connection, connections
from django.urls import get_resolver
from django.utils import timezone

from core.caching import Observer, Read, changed_reads, keep_fragments, naming_parts
from core.languages import CHINESE, CHINESE_PREFIX, ENGLISH
from labsite.publishing import plan, search_index, search_rows, trace
from labsite.publishing.addresses import file_name, static_address
from labsite.publishing.exports import Exports
from labsite.publishing.failures import CannotPublish
from labsite.publishing.forking import end_with_the_command, ending_held_back
from labsite.publishing.releases import Release, Written
from labsite.publishing.rendering import PageFailed, Rendered, Renderer
from labsite.publishing.rewriting import Rewriter
from labsite.publishing.search_index import SEARCHED
from labsite.publishing.target import Target
from labsite.publishing.trace import Unit
from publications.views import FORMATS

#: The link to the next page of a list, in ``_page_links.html``.
NEXT = re.compile(rb'rel="next" href="([^"]*)"')
#: Pages that a process renders before it takes the next ones.
CHUNK = 24
#: Queries that a process repeats before it takes the next ones.
READS = 1000
#: Pages for which other processes are started.
MIN_UNITS = 40
#: Fragments that a process keeps besides those of shared rows, about 6 MB.
FRAGMENTS = 800
#: How rarely a process that renders many pages searches for garbage.
GARBAGE_THRESHOLDS = (50_000, 20, 20)


@dataclass(frozen=True)
class Task:
    """Units of a release that one process writes, one after the other.

    The trace knows a unit by its name: that of a method of Worker, and its argument.
    """

    units: tuple[str, ...]

    def without(self, units: Container[str]) -> "Task":
        """Return the task for the other units only."""
        return Task(tuple(unit for unit in self.units if unit not in units))


@dataclass(frozen=True)
class Done:
    """The units that a process has written, and the number of their files that had not changed."""

    units: dict[str, Unit]
    unchanged: int


def all_tasks() -> list[Task]:
    """Return all parts of a release: first those that need much memory for a moment, then the longest ones.

    Pages that show the same rows in one language form one part, and so do the exports, so that one process
    reads and renders each row once.
    """
    queries = list(plan.publication_queries())
    exports = [f"each {extension}" for extension in FORMATS] + [f"list {query}" for query in ("", *queries)]
    languages = (ENGLISH, CHINESE)
    lists = zip(languages, plan.lists(queries), plan.feeds(queries), strict=True)
    return [
        Task(_units("write_exports", exports)),
        Task(_units("write_index", [""])),
        *(Task(_units("write_page", [address])) for address in plan.files()),
        *(
            Task(
                _units("write_rows", [f"{kind} {language}" for kind in SEARCHED])
                + _units("write_list", addresses)
                + _units("write_page", feeds)
            )
            for language, addresses, feeds in lists
        ),
        *(Task(_units("write_page", part)) for part in _parts(plan.rows())),
        Task(_units("write_not_found", ["", CHINESE_PREFIX[:-1]])),
    ]


def _units(method: str, arguments: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{method} {argument}" for argument in arguments)


def _parts(addresses: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield the addresses in parts. Both languages of a page follow each other: they run the same queries."""
    yield from (tuple(addresses[start : start + CHUNK]) for start in range(0, len(addresses), CHUNK))


class Worker:
    """Does tasks of one release."""

    def __init__(self, target: Target, release: Release) -> None:
        self.release = release
        self.observer = Observer()
        self.renderer = Renderer(target, self.observer)
        self.rewriter = Rewriter(target)
        self.now = timezone.now()

    def do(self, task: Task) -> Done:
        """Do a task. Raises PageFailed if a page cannot be rendered."""
        units, unchanged = {}, 0
        for name in task.units:
            self.release.written, self.rewriter.assets = Written(), set()
            with self.observer.observe() as reads, naming_parts() as self.rewriter.parts:
                self._do(*name.split(" ", 1))
            files, assets = sorted(self.release.files), sorted(self.rewriter.assets)
            units[name] = Unit(tuple(reads), tuple(files), tuple(assets))
            unchanged += self.release.written.unchanged
        if len(task.units) > CHUNK:  # what its pages share is needed by no other task
            self.observer.forget()
        return Done(units, unchanged)

    def _do(self, name: str, argument: str) -> None:
        try:
            getattr(self, name)(argument)
        except (PageFailed, CannotPublish, OSError, DatabaseError):
            raise
        except Exception as error:
            raise PageFailed(f"{name} {argument}: {type(error).__name__}: {error}") from error

    def write_list(self, address: str) -> None:
        """Write all pages of a list, each of which links to the next one. A page may show two lists."""
        path = address.partition("?")[0]
        waiting, listed = [address], {static_address(address)}
        while waiting:
            content = self.write_page(waiting.pop())
            for match in NEXT.finditer(content):
                following = path + unescape(match[1].decode())
                if static_address(following) not in listed:
                    listed.add(static_address(following))
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

    def write_exports(self, argument: str) -> None:
        """Write exports: of each publication ("each bib"), or of a list in all formats ("list year=2024")."""
        kind, _, name = argument.partition(" ")
        exports = self.observer.share("exports", lambda: Exports(self.rewriter.text))
        for address, content in exports.of_each(name) if kind == "each" else exports.of_list(name):
            self._write_final(address, content)

    def write_index(self, _argument: str) -> None:
        """Write the index for the scripts that search and filter, in both languages."""
        for address, content in search_index.files(self.now).items():
            self.release.write(file_name(address), content)

    def write_rows(self, kind_and_language: str) -> None:
        """Write the rows of one kind that these scripts show."""
        for address, html in search_rows.row_files(*kind_and_language.split(), self.now):
            self._write(address, Rendered(html.encode(), "text/html"))

    def _write(self, address: str, rendered: Rendered) -> None:
        """Write a page, with links to the published addresses."""
        self._write_final(address, self.rewriter.rewrite(rendered.content, rendered.content_type, address))

    def _write_final(self, address: str, content: bytes) -> None:
        goal = static_address(address)
        if goal is None or "?" in goal:
            raise PageFailed(f"{address}: there is no such address on a published site")
        self.release.write(file_name(goal), content)


class Processes:
    """The processes that share the work. They are started when there is enough of it."""

    def __init__(self, worker: Worker, number: int) -> None:
        self.worker = worker
        self.number = 1 if connection.in_atomic_block else number  # as in tests: rows no other process sees
        self._pool: Any = None

    def __enter__(self) -> "Processes":
        return self

    def __exit__(self, *error: object) -> None:
        if self._pool:
            self._pool.terminate()
            self._pool.join()

    def do(self, tasks: list[Task]) -> Iterator[Done]:
        """Do the tasks and yield the result of each."""
        units = sum(len(task.units) for task in tasks)
        shared: dict[Any, Any] = {}
        for done in self._map(_do, self.worker.do, tasks, units >= MIN_UNITS):
            yield Done({name: unit.with_shared(shared) for name, unit in done.units.items()}, done.unchanged)

    def changed(self, reads: set[Read]) -> Iterator[set[Read]]:
        """Yield the reads whose rows have changed. Other processes begin to check them immediately."""
        parts = trace.parts(reads, READS)
        return self._map(changed_reads, changed_reads, parts, len(parts) > 2)

    def _map(
        self, function: Callable[[Any], Any], own: Callable[[Any], Any], items: list[Any], is_much: bool
    ) -> Iterator[Any]:
        """Call ``function`` in the processes, or ``own`` in this one if there is little to do."""
        if self._pool is None and (self.number < 2 or not is_much):
            return map(own, items)
        if self._pool is None:
            get_resolver().url_patterns  # noqa: B018 (loads the views once, for all processes)
            connections.close_all()  # a connection cannot be shared with a fork
            with ending_held_back():
                self._pool = multiprocessing.get_context("fork").Pool(self.number, _start, [self.worker])
        return self._pool.imap_unordered(function, items)  # type: ignore[no-any-return]


_worker: Worker


def _start(worker: Worker) -> None:
    """Prepare a process: the pool ends it with SIGTERM, which the command may handle in another way."""
    end_with_the_command()
    global _worker
    _worker = worker
    # The command may have connected again before the fork: garbage that is deleted may use the database.
    for inherited in connections.all(initialized_only=True):
        inherited.connection = None
    keep_fragments(FRAGMENTS)
    # The modules stay loaded; searching them for garbage would take a tenth of the time.
    gc.freeze()
    gc.set_threshold(*GARBAGE_THRESHOLDS)


def _do(task: Task) -> Done:
    return _worker.do(task)
