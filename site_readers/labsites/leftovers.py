"""Report the files of a site that no reader has read, so that nothing is lost silently."""

import re
from collections.abc import Iterable

from site_readers import front_matter
from site_readers.files import Source
from site_readers.items import SECTIONS, Result
from site_readers.labsites import prose

#: Files about the repository, the settings and the program of a site. They hold nothing for its readers.
_OF_PROGRAM = re.compile(
    r"(?:^|/)(?:readme[^/]*|license[^/]*|changelog|contributing|code_of_conduct|install|faq|customize|404|testbed"
    r"|robots|requirements[^/]*|package(?:-lock)?|pnpm-[^/]*|netlify|theme|hugoblox|go|docker[^/]*|_config[^/]*|citation"
    r"|tsconfig|manifest|renovate|vercel)\.\w+$"
    r"|^(?:config|docs|i18n|layouts|themes|assets|static|bin|scripts?|tests?|_includes|_layouts|_plugins|_cite|_sass"
    r"|_styles|_scripts|data/themes|exampleSite|lighthouse_results|images|img|css|js|fonts)/"
    r"|^_data/(?:types|orcid|sources|pubmed|google-scholar|coauthors|repositories|venues|socials?|navigation|strings"
    r"|locales?|settings|menus?|ui-text|theme)\.\w+$",
    re.IGNORECASE,
)

#: Fields that tell the page of a paper, a talk or news, which may have no text, from an empty list of such.
_DATED = frozenset({"date", "author", "authors", "publication_types"})


def report(source: Source, result: Result, read: Iterable[str] = ()) -> None:
    """Report each file with text of which no line is in an item or a remainder, but not those in ``read``."""
    mentioned = {*read, *(rest.file for rest in result.not_understood)}
    for section in SECTIONS.values():
        mentioned.update(item.file for item in getattr(result, section))
    for name, text in source.under(""):
        if name in mentioned or _OF_PROGRAM.search(name):
            continue
        page = front_matter.split(name, text)
        why = "No page shows this file, or no reader knows it."
        prose.report(result, name, page.body_line, page.body, why)
        if not prose.has_words(page.body) and not _DATED.isdisjoint(page.data):
            prose.report(result, name, page.lines.get("title", 1), str(page.data.get("title", "")), why)
