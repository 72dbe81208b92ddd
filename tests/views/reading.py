"""A parsed page for tests: its elements instead of its characters.

lxml needs a tenth of the time of html5lib, which checks in ``test_html.py`` and its kin that pages are valid.
"""

import json

from lxml import etree

PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True)


class Page:
    """The parsed HTML of a response. Paths are those of ElementTree, such as ``a[@rel='me']``."""

    def __init__(self, response):
        self.response = response
        self.root = etree.fromstring(response.content, PARSER)

    def all(self, path: str, inside=None) -> list:
        return (self.root if inside is None else inside).findall(f".//{path}")

    def one(self, path: str, inside=None):
        elements = self.all(path, inside)
        assert len(elements) == 1, f"{len(elements)} elements match {path}"
        return elements[0]

    def of_class(self, name: str, inside=None) -> list:
        return [element for element in self.all("*", inside) if name in element.get("class", "").split()]

    @property
    def text(self) -> str:
        return text(self.one("body"))

    @property
    def links(self) -> list[str]:
        return [link.get("href") for link in self.all("a[@href]")]

    @property
    def main_links(self) -> list[str]:
        """The links in the main content, without header and footer."""
        return [link.get("href") for link in self.all("a[@href]", self.one("main"))]

    def headings(self, level: int = 2) -> list[str]:
        return [text(heading) for heading in self.all(f"h{level}")]

    def meta(self, name: str) -> list[str]:
        """Return the contents of the meta tags with this name or property."""
        return [
            tag.get("content") for tag in self.all("meta") if name in (tag.get("name"), tag.get("property"))
        ]

    @property
    def is_noindex(self) -> bool:
        return "noindex" in self.meta("robots")

    @property
    def notes(self) -> list[str]:
        return [text(note) for box in self.of_class("notes") for note in self.all("p", box)]

    @property
    def errors(self) -> list[str]:
        """The lines of the error summary of a form."""
        return [text(item) for item in self.all("li", self.of_class("error-summary")[0])]

    @property
    def json_ld(self) -> list[dict]:
        return [json.loads(script.text) for script in self.all("script[@type='application/ld+json']")]


def text(element) -> str:
    """Return the text of an element on one line."""
    return " ".join("".join(element.itertext()).split())
