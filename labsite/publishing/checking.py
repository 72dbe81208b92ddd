"""Check a published site for broken links, and for queries that no script evaluates."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from lxml import etree, html

from labsite.publishing.addresses import FACETS, KEYWORDS, YEAR_LIST, file_name
from labsite.publishing.rewriting import HOST_END
from labsite.publishing.target import Target

#: Elements that must be closed in the order in which they were opened.
LINKS = ("href", "src", "action", "poster", "data-root", "data-lists", "data-search")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
TAG = re.compile(
    r"""<!--.*?-->|<(script|style)\b.*?</\1>|<(/?)([a-zA-Z][\w-]*)((?:[^"'>]|"[^"]*"|'[^']*')*)>""", re.DOTALL
)
#: Files whose links to the site itself are absolute.
TEXTS = (".atom", ".xml", ".json", ".bib", ".ris", ".txt")


class Checker:
    """Checks the files of one release."""

    def __init__(self, folder: Path, target: Target, foreign: str) -> None:
        """``foreign`` is the URL of the live site, which files may only contain if it is that of the
        target."""
        self.folder = folder
        self.target = target
        self.foreign = foreign if foreign not in (target.base_url, target.live_url) else ""
        # The address of the target may begin with that of the live site, as of the same host with a path.
        own = re.escape(target.base_url)
        self._foreign_url = re.compile(f"(?!{own}{HOST_END}){re.escape(foreign)}{HOST_END}")
        self.names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        self._ids: dict[str, set[str]] = {}

    def problems(self) -> Iterator[str]:
        """Yield a sentence about each mistake, beginning with the name of the file."""
        for name in sorted(self.names):
            if name.endswith(".html"):
                yield from (f"{name}: {problem}" for problem in self._page_problems(name))
            elif name.endswith(TEXTS):
                yield from (f"{name}: {problem}" for problem in self._text_problems(name))

    def _page_problems(self, name: str) -> Iterator[str]:
        text = (self.folder / name).read_text(encoding="utf-8")
        if problem := nesting_problem(text):
            yield problem
        for link in sorted(_links(text)):
            yield from self._link_problems(name, link)

    def _text_problems(self, name: str) -> Iterator[str]:
        text = (self.folder / name).read_text(encoding="utf-8")
        if self.foreign and self._foreign_url.search(text):
            yield f"contains the address of the live site, {self.foreign}"
        if name.endswith((".atom", ".xml")):
            for element in etree.fromstring(text.encode()).iter():
                for link in filter(
                    None, (element.get("href"), element.tag.endswith("}loc") and element.text)
                ):
                    yield from self._link_problems(name, link)

    def _link_problems(self, name: str, link: str) -> Iterator[str]:
        parts = urlsplit(link)
        if self.foreign and self._foreign_url.match(link):
            yield f"links to the live site, {link}"
        if parts.scheme or parts.netloc:
            if not f"{link}/".startswith(f"{self.target.base_url}/"):
                return
        elif not parts.path.startswith("/"):
            if parts.query:
                yield f"link with parameters that no page uses, {link}"
            elif parts.fragment and not self._has(name, parts.fragment):
                yield f"broken link to a part of this page, {link}"
            return
        elif not f"{parts.path}/".startswith(f"{self.target.path}/"):
            yield f"link outside of the path of the site, {link}"
            return
        path = unquote(parts.path).removeprefix(self.target.path) or "/"
        goal = file_name(path)
        if goal not in self.names:
            yield f"broken link, {link}"
        elif parts.query and not _is_read(path, parts.query):
            yield f"link with parameters that no page uses, {link}"
        elif parts.fragment and goal.endswith(".html") and not self._has(goal, parts.fragment):
            yield f"broken link to a part of a page, {link}"

    def _has(self, name: str, fragment: str) -> bool:
        if name not in self._ids:
            page = (self.folder / name).read_text(encoding="utf-8")
            self._ids[name] = set(re.findall(r'\sid="([^"]*)"', page))
        return unquote(fragment) in self._ids[name] or fragment == "top"


def _links(text: str) -> set[str]:
    """Return the addresses in a page."""
    addresses = set()
    for element in html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8")).iter():
        if not isinstance(element.tag, str):
            continue
        addresses.update(element.get(name) for name in LINKS if element.get(name))
        addresses.update(part.split()[0] for part in element.get("srcset", "").split(",") if part.strip())
        content = element.get("content", "") if element.tag == "meta" else ""
        if content.startswith(("http://", "https://")):
            addresses.add(content)
    return addresses


def _is_read(path: str, query: str) -> bool:
    """Return whether the script of the site reads these parameters on this page."""
    path = path.removeprefix("/zh-hans")
    names = {*FACETS.get("/news/" if YEAR_LIST.fullmatch(path) else path, ()), *KEYWORDS.get(path, ())}
    return {name for name, _value in parse_qsl(query)} <= names


def nesting_problem(text: str) -> str:
    """Return what is wrong with the tags of a page; "" if each is closed in its turn."""
    opened: list[str] = []
    for match in TAG.finditer(text):
        name = (match[3] or "").lower()
        if not name or name in VOID or match[4].endswith("/"):
            continue
        if not match[2]:
            opened.append(name)
        elif not opened or opened.pop() != name:
            return (
                f"closes <{name}> that is not open, near {text[max(match.start() - 40, 0) : match.end()]!r}"
            )
    return f"does not close <{opened[-1]}>" if opened else ""
