"""Rewrite the links of pages, feeds and data files to the published addresses.

Only addresses change, including absolute ones in texts such as BibTeX; all other bytes of a page stay.
"""

import re
from collections.abc import Callable, Hashable
from html import escape, unescape
from itertools import pairwise
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.urls import get_script_prefix

from core.caching import PART_NAME, Part, Recent
from labsite.publishing.addresses import ASSET, OTHER_FORM, static_address
from labsite.publishing.target import Target

#: Comments and scripts, whose text is no markup, and the tags of elements that may have an address.
MARKUP = re.compile(
    r"""<!--.*?-->|<script\b[^>]*>.*?</script>"""
    r"""|<(?:a|area|audio|base|embed|form|iframe|image|img|input|link|meta|object|source|track|use|video)\s"""
    r"""(?:[^"'>]++|"[^"]*"|'[^']*')*+>""",
    re.DOTALL,
)
#: Where a page is divided: before what many pages have in common. These tags stand in no comment, no script
#: and no attribute, where "<" is escaped.
STARTS = re.compile(
    r"<(?:header|main|footer|article|section|aside|nav|form|li class|meta property|link rel|script type)\b"
)
#: An attribute with a relative address, such as "?page=2".
RELATIVE = re.compile(
    r"""\s(?:href|src|srcset|action|poster|data-root|data-lists|data-search)="(?![/#"]|[a-zA-Z][a-zA-Z0-9+.-]*:)"""
)
#: The beginnings of addresses that do not depend on the page.
ABSOLUTE = ("/", "#", "https://", "http://", "mailto:")
#: Pieces that are kept, about 4 KB each with their new text, and values of attributes.
MAX_PIECES, MAX_VALUES = 800, 5000
#: Pieces with relative addresses that are kept, up to 30 KB each. Only the pages of one list share them.
MAX_RELATIVE_PIECES = 40
#: The attributes that contain an address, and ``srcset``, which contains several.
ATTRIBUTE = re.compile(
    r'(\s(?:href|src|srcset|action|poster|content|data-root|data-lists|data-search)=")([^"]*)(")'
)
#: The end of an origin in a text: not before more of a host name, or a port.
HOST_END = r"(?![\w-]|[.:]\w)"
START_OF_SCRIPT = re.compile(r"<script\b[^>]*>")
#: The links in the HTML that feeds hold as text.
ESCAPED_LINK = re.compile(r"""((?:href|src)=(?:"|&quot;))(/[^"&<>]*)""")

#: The addresses of the application form of an opening in the data file.
APPLICATION = re.compile(r'(?<="apply_url":)\{[^{}]*\}')


class Rewriter:
    """Rewrites the links of one site, and notes which files they need."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self.live = settings.SITE_URL
        self.prefix = get_script_prefix()[:-1]
        #: The addresses of pictures and other files that the pages show or link.
        self.assets: set[str] = set()
        #: New texts, with the assets that they name: of values of attributes and addresses in texts; and of
        #: parts of pages. What has a relative address depends on the folder of the page as well.
        self._values = Recent[tuple[str, str, str], tuple[str, frozenset[str]]](MAX_VALUES)
        self._absolute_pieces = Recent[str, tuple[str, frozenset[str]]](MAX_PIECES)
        self._relative_pieces = Recent[tuple[str, str], tuple[str, frozenset[str]]](MAX_RELATIVE_PIECES)
        #: The parts that the current pages name, by number.
        self.parts: dict[str, Part] = {}
        # Up to a character that ends an address in HTML, XML, JSON, BibTeX, RIS or JavaScript.
        self._absolute = re.compile(re.escape(self.live) + HOST_END + r"""(?:[/?#][^\s"'<>\\^`{}|&)\]]*)?""")

    def rewrite(self, content: bytes, content_type: str, address: str) -> bytes:
        """Return the content of a file with the links of the published site."""
        if content_type.startswith("image/"):
            return content
        text = content.decode()
        if content_type == "text/html":
            return self.html(text, address).encode()
        if not self.target.live_url:
            text = APPLICATION.sub("null", text)
        text = self.text(text)
        if content_type.endswith("xml"):
            text = ESCAPED_LINK.sub(lambda match: match[1] + self._absolute_link(match[2], address), text)
        return text.encode()

    def html(self, page: str, address: str) -> str:
        """Return a page with other links; ``address`` is its own on the live site."""
        return self._with_parts(page, self.prefix + address.partition("?")[0], self._divided)

    def _with_parts(self, text: str, folder: str, rewrite: Callable[[str, str], str]) -> str:
        """Return a text with other links, and with the texts of the parts that it names."""
        pieces = PART_NAME.split(text)
        pieces[::2] = [rewrite(piece, folder) for piece in pieces[::2]]
        pieces[1::2] = [self._part(self.parts[number], folder) for number in pieces[1::2]]
        return "".join(pieces)

    def _part(self, part: Part, folder: str) -> str:
        """Return a part with other links, for all pages unless it has a relative address."""
        place = "" if "" in part.written or not RELATIVE.search(part.text) else folder
        return self._cached(part.written, place, lambda: self._with_parts(part.text, folder, self._new))

    def _divided(self, page: str, folder: str) -> str:
        """Return a page with other links. Many pieces of pages, such as menus, repeat."""
        starts = [0, *(match.start() for match in STARTS.finditer(page)), len(page)]
        return "".join([self._piece(page[start:end], folder) for start, end in pairwise(starts)])

    def _piece(self, piece: str, folder: str) -> str:
        def new() -> str:
            text = self._new(piece, folder)
            return piece if text == piece else text  # at the root of a host, most stay as they are

        if piece not in self._absolute_pieces and RELATIVE.search(piece):
            return self._cached(self._relative_pieces, (piece, folder), new)
        return self._cached(self._absolute_pieces, piece, new)

    def _cached(
        self, cache: Recent[Any, tuple[str, frozenset[str]]], key: Hashable, new: Callable[[], str]
    ) -> str:
        """Return ``new()`` or what it has returned for this key before, and note its assets."""
        text_and_assets = cache.get(key)
        if text_and_assets is None:
            others, self.assets = self.assets, set()
            text_and_assets = cache[key] = new(), frozenset(self.assets)
            self.assets = others
        text, assets = text_and_assets
        self.assets |= assets
        return text

    def _new(self, piece: str, folder: str) -> str:
        def attribute(match: re.Match[str]) -> str:
            return match[1] + self._value(match[1], match[2], folder) + match[3]

        def markup(match: re.Match[str]) -> str:
            text = match[0]
            if text.startswith("<!--"):
                return text
            if text.startswith("<script"):
                end = START_OF_SCRIPT.match(text).end()  # type: ignore[union-attr]
                return ATTRIBUTE.sub(attribute, text[:end]) + self.text(text[end:])
            return ATTRIBUTE.sub(attribute, text)

        parts, end = [], 0
        for match in MARKUP.finditer(piece):
            parts += [self.text(piece[end : match.start()]), markup(match)]
            end = match.end()
        return "".join([*parts, self.text(piece[end:])])

    def text(self, text: str) -> str:
        """Return a text in which the absolute addresses of the live site are those of the published one."""
        if self.live not in text:
            return text
        return self._absolute.sub(lambda match: self._cached_value("text", match[0], ""), text)

    def _value(self, attribute: str, value: str, folder: str) -> str:
        name = attribute.strip().partition("=")[0]
        return self._cached_value(name, value, "" if value.startswith(ABSOLUTE) else folder)

    def _cached_value(self, name: str, value: str, folder: str) -> str:
        return self._cached(self._values, (name, value, folder), lambda: self._new_value(name, value, folder))

    def _new_value(self, name: str, value: str, folder: str) -> str:
        if name == "text":
            return self.link(value, folder)
        if name == "srcset":
            sources = (source.strip().partition(" ") for source in unescape(value).split(","))
            return escape(", ".join(f"{self.link(url, folder)} {size}".strip() for url, _, size in sources))
        if name == "content" and not value.startswith(self.live):
            return value
        url = unescape(value)
        link = self.link(url, folder)
        return value if link == url else escape(link)

    def _absolute_link(self, path: str, address: str) -> str:
        link = self.link(unescape(path), self.prefix + address)
        return escape(self.target.origin + link if link.startswith("/") else link)

    def link(self, url: str, folder: str) -> str:
        """Return the address to which a link of a page leads; ``folder`` is the path of the page."""
        path = self._own_path(url, folder)
        if path is None:
            return url
        path, mark, fragment = path.partition("#")
        static = static_address(path)
        if static is None or (self.target.live_url and OTHER_FORM.fullmatch(path)):
            return f"{self.target.live_url or self.live}{path}{mark}{fragment}"
        if ASSET.fullmatch(static):
            self.assets.add(static)
        base = self.target.base_url if url.startswith(self.live) else self.target.path
        return f"{base}{static}{mark}{fragment}"

    def _own_path(self, url: str, folder: str) -> str | None:
        """Return the path of a link below that of the site; None for other links and those within a page."""
        if url.startswith(self.live) and url[len(self.live) : len(self.live) + 1] in ("", "/", "?", "#"):
            path = url[len(self.live) :]
            return path if path.startswith("/") else f"/{path}"
        if url.startswith(("#", "//")) or re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", url) or not url:
            return None
        path = folder + url if url.startswith("?") else urljoin(folder, url)
        if self.prefix and not f"{path}/".startswith(f"{self.prefix}/"):
            return None
        return path.removeprefix(self.prefix) or "/"
