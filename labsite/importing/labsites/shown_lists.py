"""Which data files and collections the pages of a lab website show: in loops, and with its list component."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from labsite.importing import data_files, liquid, sections
from labsite.importing.files import Source
from labsite.importing.front_matter import Page
from labsite.importing.labsites.fields import as_text
from labsite.importing.labsites.prose import without_comments

_INCLUDE = re.compile(r"\{%-?\s*include\s+([\w./-]+)(.*?)-?%\}", re.DOTALL)
_DATA = re.compile(r"""\bdata\s*=\s*["']([\w-]+)["']""")


@dataclass
class ShownLists:
    """The names of what is shown."""

    #: Data files, each with the kind of its entries, such as "news", or "".
    data: dict[str, str] = field(default_factory=dict)
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
            texts.append(component)
        for text in texts:
            shown.data |= data_files.kinds_shown(text, kind) | shown.data
            shown.collections |= set(liquid.mentions(text))
    shown.ignored -= shown.data.keys()
    return shown
