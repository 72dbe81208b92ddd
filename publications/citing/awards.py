"""Tell awards from other remarks in the `note` of a BibTeX entry."""

import re

_AWARD = re.compile(
    r"\b(?:award|prize|medal|best (?:\w+ ){0,3}(?:paper|poster|demo|thesis|dissertation|artifact|student)\b"
    r"|honou?rable mention|runner.up|distinguished (?:\w+ )?paper|outstanding (?:\w+ )?paper"
    r"|test.of.time)\b|获奖|论文奖|优秀论文|最佳.{0,6}(?:论文|海报)|(?:一|二|三|特)等奖|金奖|银奖|铜奖",
    re.IGNORECASE,
)
#: Words of a remark that mentions an award but is not one, such as thanks for money.
_OTHER = re.compile(r"\b(?:supported|funded|funding|grant|acknowledg\w*|award (?:no|number|id)\b)", re.I)
_MAX_LENGTH = 120


def split_award(award: str, note: str) -> tuple[str, str]:
    """Return award and note of a BibTeX entry from its fields of these names.

    A note that begins with the award, as in our own export, gives only the rest. Without the field `award`, a
    note may be an award.
    """
    if not award:
        return (note, "") if is_award(note) else ("", note)
    if note == award:
        return award, ""
    if note.startswith(award + ". "):
        return award, note.removeprefix(award + ". ")
    if is_award(note) and award.lower() in note.lower():
        return note, ""
    return award, note


def is_award(note: str) -> bool:
    """Return whether a remark on a publication is an award: "Best Paper Award", "Best poster (1 of 12)"."""
    return len(note) <= _MAX_LENGTH and bool(_AWARD.search(note)) and not _OTHER.search(note)
