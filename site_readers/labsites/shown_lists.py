"""Which data files and collections the pages of a lab website show: in loops, and with its list component."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from site_readers import data_files, front_matter, liquid, sections
from site_readers.files import Source
from site_readers.front_matter import Page
from site_readers.labsites.fields import as_text
from site_readers.labsites.prose import without_comments

_INCLUDE = re.compile(r"\{%-?\s*include\s+([\w./-]+)(.*?)-?%\}", re.DOTALL)
_IN_USE = re.compile(r"""\bsite\.data(?:\.([\w-]+)|\[\s*["']([^"'\]]+)["']\s*\])""")
#: A data file whose name a page computes.
_COMPUTED = re.compile(r"""\bsite\.data\[\s*[^"'\s\]]""")
_MAX_LAYOUTS = 4
_DATA = re.compile(r"""\bdata\s*=\s*["']([\w-]+)["']""")


@dataclass
class ShownLists:
    """The names of what is shown."""

    #: Data files, each with the kind of its entries, such as "news", or "".
    data: dict[str, str] = field(default_factory=dict)
    #: What a heading above calls the people of a data file, such as "Alumni".
    groups: dict[str, str] = field(default_factory=dict)
    collections: set[str] = field(default_factory=set)
    #: Names that pages pass to components which show something else instead.
    ignored: set[str] = field(default_factory=set)


def of_pages(source: Source, pages: Iterable[Page]) -> ShownLists:
    """Return what some pages, and the components that they include, show."""
    shown = ShownLists()
    for page in pages:
        body = without_comments(page.body)
        kind = sections.kind_of(as_text(page.data.get("title")))
        texts = [body]
        for include, options in _INCLUDE.findall(body):
            component = without_comments(source.files.get(f"_includes/{include}", ""))
            named = _DATA.search(options)
            if named and "include.data" in component:
                shown.data[named[1]] = data_files.kind_of(named[1]) or kind
                shown.collections.add(named[1])
            elif named:
                shown.ignored.add(named[1])
            texts += [component, *_included(source, component)]
        for text in [*texts, *_layouts(source, page)]:
            shown.data |= data_files.kinds_shown(text, kind) | shown.data
            shown.groups |= data_files.groups_shown(text) | shown.groups
            shown.collections |= set(liquid.mentions(text))
    shown.ignored -= shown.data.keys()
    return shown


def _layouts(source: Source, page: Page) -> Iterator[str]:
    """Yield the layout of a page, the layout of that layout and so on, with what they include."""
    name = as_text(page.data.get("layout"))
    for _ in range(_MAX_LAYOUTS):
        text = source.files.get(f"_layouts/{name}.html") or source.files.get(f"_layouts/{name}.liquid", "")
        layout = front_matter.split(name, without_comments(text))
        yield layout.body
        yield from _included(source, layout.body)
        name = as_text(layout.data.get("layout"))


def _included(source: Source, text: str) -> Iterator[str]:
    for include, _ in _INCLUDE.findall(text):
        yield without_comments(source.files.get(f"_includes/{include}", ""))


def data_in_use(source: Source) -> Callable[[str], bool]:
    """Return a function that tells whether a page, layout or include names a data file.

    Where none names any, a program that is not part of the source shows them.
    """
    names: set[str] = set()
    is_any = False
    for _, text in source.under("", "md", "markdown", "html", "liquid"):
        if "site.data" in text:
            plain = without_comments(text)
            names.update(found[1] or found[2] for found in _IN_USE.finditer(plain))
            is_any = is_any or bool(_COMPUTED.search(plain))

    def is_used(file: str) -> bool:
        parts = PurePosixPath(file.removeprefix("_data/")).with_suffix("").parts
        return is_any or not names or parts[0] in names

    return is_used
