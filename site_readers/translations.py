"""Find pages that are translations of each other, and read them once."""

import re
from collections import Counter
from collections.abc import Mapping

from site_readers import sections
from site_readers.blocks import Block
from site_readers.front_matter import Page
from site_readers.items import SECTIONS, Item, Result
from site_readers.publications import add_or_merge, title_key

#: An address below that of a language: "/fr/talks", "/zh-cn".
_IN_LANGUAGE = re.compile(
    r"/(?:ar|ca|cn|cs|da|de|el|en|es|fa|fi|fr|he|hi|hu|id|it|ja|jp|ko|nl|no|pl|pt|ro|ru|sv|th|tr|uk|vi|zh)(?:[-_][a-z]{2,4})?(?:/(?P<main>.+))?",
    re.I,
)

Group = tuple[str, list[Block]]


def pair_translations(
    groups: list[Group], translated: Mapping[str, str] | None = None
) -> list[tuple[Group, Group | None]]:
    """Return each page with its translation, or None.

    ``translated`` are the names of pages that say so themselves, each with that of the page it translates.
    Others are translations if one is mostly Chinese and the other is not, and if they have at least three
    sections of which most are the same.
    """
    by_name = {group[0]: group for group in groups}
    pairs: list[tuple[Group, Group | None]] = [
        (by_name[main], by_name[name])
        if not _is_chinese(by_name[main][1])
        else (by_name[name], by_name[main])
        for name, main in (translated or {}).items()
        if main in by_name and name in by_name
    ]
    used = {group[0] for pair in pairs for group in pair if group}
    for group in groups:
        if group[0] in used or _is_chinese(group[1]):
            continue
        mine = _kinds(group[1])
        for other in groups:
            theirs = _kinds(other[1])
            if (
                other[0] not in used
                and _is_chinese(other[1])
                and len(mine) > 2
                and 4 * len(mine & theirs) >= 3 * len(mine | theirs)
            ):
                used |= {group[0], other[0]}
                pairs.append((group, other))
                break
        else:
            used.add(group[0])
            pairs.append((group, None))
    pairs += [(group, None) for group in groups if group[0] not in used]
    return sorted(pairs, key=lambda pair: groups.index(pair[0]))


def translated_pages(pages: Mapping[str, Page]) -> dict[str, str]:
    """Return the names of pages at addresses such as "/fr/talks", each with that of the page at "/talks".

    ``pages`` has the pages by their addresses.
    """
    return {
        page.name: pages[main].name
        for address, page in pages.items()
        if (match := _IN_LANGUAGE.fullmatch(address)) and (main := f"/{match['main'] or ''}") in pages
    }


def _kinds(blocks: list[Block]) -> set[str]:
    return {kind for block in blocks if block.kind == "heading" and (kind := sections.kind_of(block.text))}


def _is_chinese(blocks: list[Block]) -> bool:
    headings = "".join(block.text for block in blocks if block.kind == "heading")
    return len(re.findall(r"[\u4e00-\u9fff]", headings)) * 2 > len(re.findall(r"\w", headings))


def add_translation(result: Result, other: Result, is_declared: bool = False) -> None:
    """Add the further content of a translated page: items without a counterpart, and remainders.

    Papers are added unless a link or title shows that they are known. Those of a page that is declared to be
    a translation are known if there are not more of them.
    """
    for section in SECTIONS.values():
        mine, theirs = getattr(result, section), getattr(other, section)
        if section == "publications":
            titles = {title_key(paper.title) for paper in mine}
            uses = Counter(link.url for paper in mine for link in paper.links)
            for paper in theirs:
                is_same = is_declared and len(theirs) <= len(mine)
                if title_key(paper.title) in titles:
                    add_or_merge(paper, result)
                elif is_same or any(uses[link.url] == 1 for link in paper.links):
                    why = f"The translation of an item of “{section}”."
                    result.report(paper.file, paper.line, paper.raw, why)
                else:
                    add_or_merge(paper, result)
            continue
        further = _further(mine, theirs) if len(theirs) > len(mine) else []
        for item in theirs:
            if item in further:
                result.add(item)
            else:
                why = f"The translation of an item of “{section}”."
                result.report(item.file, item.line, item.raw, why)
    result.not_understood += other.not_understood


def _further(mine: list[Item], theirs: list[Item]) -> list[Item]:
    """Return as many of their items as they have more: those that share the fewest words with ours."""
    words = [set(re.findall(r"[A-Za-z]{2,}|\d{2,}", item.raw)) for item in mine]

    def likeness(item: Item) -> float:
        own = set(re.findall(r"[A-Za-z]{2,}|\d{2,}", item.raw))
        return max((len(own & other) / len(own | other) for other in words if own | other), default=0)

    return sorted(theirs, key=likeness)[: len(theirs) - len(mine)] if mine else theirs
