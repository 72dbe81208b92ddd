"""What a browser loads to show a page for the first time, photos left out."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from tests.bench import BenchError
from tests.bench.http import fetch

#: What of ``<link rel>`` a browser loads by itself.
LOADED = {"stylesheet", "icon", "apple-touch-icon", "mask-icon", "manifest", "preload", "modulepreload"}
LOADED |= {"prefetch", "preconnect", "dns-prefetch"}
PICTURES = {"img", "source", "video", "audio", "picture"}
IN_CSS = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s;]+)""")
IN_SCRIPT = re.compile(r"""(?:\bimport\b|\bfrom\b)\s*\(?\s*["']([^"']+)["']""")


@dataclass
class Resources(HTMLParser):
    """The addresses that a page makes a browser load."""

    addresses: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    blocking: list[str] = field(default_factory=list)

    def __post_init__(self):
        super().__init__()

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "link" and (rels := LOADED & set(given.get("rel", "").lower().split())):
            self.addresses.append(given.get("href", ""))
            if "stylesheet" in rels:
                self.blocking.append(given.get("href", ""))
        elif tag == "script" and "src" in given:
            self.addresses.append(given["src"])
            if not {"async", "defer"} & set(given) and given.get("type") != "module":
                self.blocking.append(given["src"])
        elif tag in PICTURES:
            candidates = given.get("srcset", "").split(",")
            found = [given.get("src", ""), given.get("poster", ""), *(one.strip() for one in candidates)]
            self.pictures += [one.split()[0] for one in found if one]
        elif tag in ("iframe", "embed", "object"):
            self.addresses.append(given.get("src") or given.get("data", ""))


@dataclass(frozen=True)
class FirstView:
    """Bytes on the wire by address, hosts other than the site's own, and what holds up the first paint."""

    sizes: dict[str, int]
    other_hosts: set[str]
    blocking: list[str]

    @property
    def total(self) -> int:
        return sum(self.sizes.values())


def first_view(port: int, path: str) -> FirstView:
    """Loads the page as a browser that has never been here and takes gzip."""
    page = fetch(port, path)
    resources = Resources()
    resources.feed(page.body.decode())
    sizes = {path: fetch(port, path, Accept_Encoding="gzip").wire_bytes}
    other_hosts = {host for one in resources.pictures if (host := urlsplit(one).netloc)}
    waiting = [urljoin(path, one) for one in resources.addresses]
    while waiting:
        address = waiting.pop()
        if host := urlsplit(address).netloc:
            other_hosts.add(host)
        elif address not in sizes and not address.startswith("data:"):
            response = fetch(port, address)
            if response.status != 200:
                raise BenchError(f"{address} on {path} gives {response.status}.")
            sizes[address] = fetch(port, address, Accept_Encoding="gzip").wire_bytes
            pattern = {"css": IN_CSS, "js": IN_SCRIPT}.get(address.rpartition(".")[2])
            named = pattern.findall(response.body.decode()) if pattern else []
            waiting += [urljoin(address, one) for one in named if not one.startswith("#")]
    return FirstView(sizes, other_hosts, resources.blocking)
