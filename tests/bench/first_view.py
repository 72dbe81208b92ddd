"""The files that a browser loads to display a page for the first time, except photos."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from tests.bench import BenchError
from tests.bench.http import fetch

#: Values of ``<link rel>`` whose target a browser loads without being asked.
LOADED = {"stylesheet", "icon", "apple-touch-icon", "mask-icon", "manifest", "preload", "modulepreload"}
LOADED |= {"prefetch", "preconnect", "dns-prefetch"}
PICTURES = {"img", "source", "video", "audio", "picture"}
IN_CSS = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s;]+)""")
IN_SCRIPT = re.compile(r"""(?:\bimport\b|\bfrom\b)\s*\(?\s*["']([^"']+)["']""")


@dataclass
class Resources(HTMLParser):
    """The URLs that a page makes a browser load."""

    urls: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    blocking: list[str] = field(default_factory=list)

    def __post_init__(self):
        super().__init__()

    def handle_starttag(self, tag, attrs):
        attributes = {name: value or "" for name, value in attrs}
        if tag == "link" and (rels := LOADED & set(attributes.get("rel", "").lower().split())):
            self.urls.append(attributes.get("href", ""))
            if "stylesheet" in rels:
                self.blocking.append(attributes.get("href", ""))
        elif tag == "script" and "src" in attributes:
            self.urls.append(attributes["src"])
            if not {"async", "defer"} & set(attributes) and attributes.get("type") != "module":
                self.blocking.append(attributes["src"])
        elif tag in PICTURES:
            candidates = attributes.get("srcset", "").split(",")
            urls = [attributes.get("src", ""), attributes.get("poster", ""), *map(str.strip, candidates)]
            self.pictures += [url.split()[0] for url in urls if url]
        elif tag in ("iframe", "embed", "object"):
            self.urls.append(attributes.get("src") or attributes.get("data", ""))


@dataclass(frozen=True)
class FirstView:
    """Bytes on the wire by URL, hosts other than the site's own, and the files that block rendering."""

    sizes: dict[str, int]
    other_hosts: set[str]
    blocking: list[str]

    @property
    def total(self) -> int:
        return sum(self.sizes.values())


def first_view(port: int, path: str) -> FirstView:
    """Load a page with its files as a browser with an empty cache does, with gzip."""
    page = fetch(port, path)
    resources = Resources()
    resources.feed(page.body.decode())
    sizes = {path: fetch(port, path, Accept_Encoding="gzip").wire_bytes}
    other_hosts = {host for url in resources.pictures if (host := urlsplit(url).netloc)}
    waiting = [urljoin(path, url) for url in resources.urls]
    while waiting:
        url = waiting.pop()
        if host := urlsplit(url).netloc:
            other_hosts.add(host)
        elif url not in sizes and not url.startswith("data:"):
            response = fetch(port, url)
            if response.status != 200:
                raise BenchError(f"{url} on {path} gives {response.status}.")
            sizes[url] = fetch(port, url, Accept_Encoding="gzip").wire_bytes
            pattern = {"css": IN_CSS, "js": IN_SCRIPT}.get(url.rpartition(".")[2])
            references = pattern.findall(response.body.decode()) if pattern else []
            waiting += [urljoin(url, name) for name in references if not name.startswith("#")]
    return FirstView(sizes, other_hosts, resources.blocking)
