"""Sites of tests: files by name, read as `manage.py import_site` reads a folder."""

from textwrap import dedent

from site_readers import result_of
from site_readers.files import Source
from site_readers.items import Item, Result

#: A paragraph of the templates.
LOREM = "Lorem ipsum dolor sit amet, consectetur adipiscing elit."


def read_site(files: dict[str, str]) -> Result:
    """Return what the files of a site say."""
    return result_of(Source("site", {name: dedent(text).lstrip("\n") for name, text in files.items()}))


def values(items: list[Item], *names: str) -> list[tuple]:
    """Return the fields of each item; links as pairs."""
    return [
        tuple(
            [(link.kind, link.url) for link in item.links] if name == "links" else getattr(item, name)
            for name in names
        )
        for item in items
    ]


def named(result: Result, text: str) -> list[tuple[str, int, str]]:
    """Return file, line and reason of the remainders that contain a text."""
    return [(rest.file, rest.line, rest.why) for rest in result.not_understood if text in rest.text]
