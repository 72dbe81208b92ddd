"""Find pages that are translations of each other."""

import re

from labsite.importing import sections
from labsite.importing.blocks import Block

Group = tuple[str, list[Block]]


def pair_translations(groups: list[Group]) -> list[tuple[Group, Group | None]]:
    """Return each page with its Chinese translation, if one has the same sections, else with None.

    Two pages are translations if one is mostly Chinese and the other is not, and if they have at least three
    sections of which most are the same.
    """
    pairs: list[tuple[Group, Group | None]] = []
    used: set[str] = set()
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


def _kinds(blocks: list[Block]) -> set[str]:
    return {kind for block in blocks if block.kind == "heading" and (kind := sections.kind_of(block.text))}


def _is_chinese(blocks: list[Block]) -> bool:
    headings = "".join(block.text for block in blocks if block.kind == "heading")
    return len(re.findall(r"[\u4e00-\u9fff]", headings)) * 2 > len(re.findall(r"\w", headings))
