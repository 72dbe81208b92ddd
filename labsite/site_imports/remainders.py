"""Rows for remainders: texts for the profile if they are about the person, else unplaced ones."""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from labsite.site_imports.markup import labels_of_links
from labsite.site_imports.models import SiteImport, SiteItem
from labsite.site_imports.people_texts import markdown_of
from labsite.site_imports.removing import SEPARATORS
from labsite.site_imports.values import link_values
from people.models import Person
from people.models.links import LinkKind
from publications.bibtex.private_fields import remove_private_fields
from site_readers.items import Remainder, Result
from site_readers.reasons import ABOUT, INTERESTS, NO_HEADING, OWN_LINKS
from site_readers.text_parts import profile_link

#: Texts about the person, which go into the biography.
FOR_BIO = {NO_HEADING, ABOUT, INTERESTS}
#: Shorter paragraphs are not taken for a biography.
MIN_BIO_LENGTH = 40
#: Longer texts about research interests are sentences.
MAX_INTEREST = 100
#: What a list item of Markdown or HTML begins with.
_LIST_MARKER = re.compile(r"\s*(?:[-*+]\s|<li\b)")
#: Files whose entries have fields for their owner only.
BIBLIOGRAPHY_ENDINGS = (".bib", ".bibtex")


def remainder_rows(result: Result, site_import: SiteImport, placed: Collection[int]) -> Iterator[SiteItem]:
    """Yield the rows of what was not understood. ``placed``: the positions of what has a place already."""
    are_interests = _are_phrases(result)
    for position, rest in enumerate(result.not_understood):
        if position in placed:
            continue
        if rest.file.lower().endswith(BIBLIOGRAPHY_ENDINGS):
            rest = replace(rest, text=remove_private_fields(rest.text), raw=remove_private_fields(rest.raw))
        if site_import.person is None:
            yield _row(rest, site_import)
        elif rest.why == INTERESTS and are_interests:
            yield _row(rest, site_import, "interests")
        elif rest.why in FOR_BIO and len(rest.text) >= MIN_BIO_LENGTH:
            yield _row(rest, site_import, "bio")
        else:
            yield _row(rest, site_import)
        if site_import.person is not None and rest.why in {OWN_LINKS, *FOR_BIO}:
            yield from _links(rest, site_import)


def _are_phrases(result: Result) -> bool:
    """Return whether the texts about research interests are phrases that fit into one line together."""
    texts = [rest.text for rest in result.not_understood if rest.why == INTERESTS]
    joined = SEPARATORS["interests"].join(texts)
    is_short = len(joined) <= (Person._meta.get_field("interests").max_length or 0)
    return is_short and all(len(text) <= MAX_INTEREST and text[-1] not in ".!?:。！？：" for text in texts)


def _row(rest: Remainder, site_import: SiteImport, target: str = "") -> SiteItem:
    marker = "- " if target == "bio" and _LIST_MARKER.match(rest.raw) else ""
    text = rest.text if target == "interests" else marker + markdown_of(rest)
    return SiteItem(
        site_import=site_import,
        section="not_understood",
        target=target,
        file=rest.file[-500:],
        line=rest.line,
        raw=(rest.raw if target == "bio" else "") or rest.text,
        why=rest.why[:500],
        values={"text": [text]},
    )


def _links(rest: Remainder, site_import: SiteImport) -> Iterator[SiteItem]:
    """Yield the links to profiles of the person elsewhere."""
    labels = labels_of_links(rest.raw)
    for url in dict.fromkeys(re.findall(r"https?://[^\s\"'<>()\]]+", rest.raw)):
        link = profile_link(url)
        if link.kind in LinkKind.values and link.kind not in (LinkKind.HOMEPAGE, LinkKind.OTHER):
            label = labels.get(url, "").casefold()
            if rest.why == OWN_LINKS or not label or link.kind.replace("-", " ") in label:
                yield SiteItem(
                    site_import=site_import,
                    section="links",
                    target="links",
                    file=rest.file[-500:],
                    line=rest.line,
                    raw=rest.raw,
                    values=link_values(link),
                )
