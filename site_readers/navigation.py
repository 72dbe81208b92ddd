"""The addresses to which the menus and pages of a site lead."""

import re
from collections.abc import Iterator

from site_readers.front_matter import Mapping

_FIELDS = ("url", "link", "href", "permalink")
#: An address in quotes that Liquid completes: {{ '/talks/' | relative_url }}
_QUOTED = re.compile(r"\{\{-?\s*[\"']([^\"'{}]*)[\"']\s*(?:\|[^{}]*)?\}\}")
_HREF = re.compile(r"(?:href\s*=\s*[\"']|\]\()([^\"'()\s]+)")


def in_menu(data: object) -> Iterator[str]:
    """Yield the addresses in the data of a menu, whatever its form."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            if key in _FIELDS and isinstance(value, str):
                yield value
            else:
                yield from in_menu(value)
    elif isinstance(data, list):
        for one in data:
            yield from in_menu(one)


def in_text(text: str) -> Iterator[str]:
    """Yield the addresses of the links in HTML and Markdown as they stand there."""
    for match in _HREF.finditer(_QUOTED.sub(r"\1", text)):
        yield match[1]


def plain(address: str) -> str:
    """Return an address without values of the template, such as "{{ site.baseurl }}"."""
    return re.sub(r"\{\{.*?\}\}", "", address)
