"""Decide whether a work is in press: accepted, but not published yet."""

import re

_STATES = (
    r"(?:article\s+)?in[\s-]?press|forthcoming|to\s+appear|to\s+be\s+(?:published|presented)"
    r"|accepted(?:\s+for\s+(?:publication|presentation))?|(?:currently\s+)?awaiting\s+publication"
    r"|im\s+druck|im\s+erscheinen|sous\s+presse|à\s+paraître|en\s+prensa|in\s+(?:corso\s+di\s+)?stampa"
    r"|印刷中|出版中|待出版|待发表|待刊|即将出版|即将发表|(?:已)?录用(?:待刊|待发表)?"
)
_STATE = re.compile(rf"[(\[]?\s*(?:{_STATES})\s*[)\]]?[.,;。]?", re.IGNORECASE)
_IN_YEAR = re.compile(rf"(?<!\w)(?:{_STATES})(?!\w)", re.IGNORECASE)
#: A remark that says where the work will appear, such as "To appear in the Journal of Trials".
_START_OF_NOTE = re.compile(r"(?:to\s+appear|in\s+press|forthcoming)\b", re.IGNORECASE)


def is_in_press(text: str) -> bool:
    """Return whether text says only that a work is in press: "to appear", "inpress", "印刷中"."""
    return bool(_STATE.fullmatch(text.strip()))


def mentions_press(year: str) -> bool:
    """Return whether the year of an entry says that it is in press: "in press", "2024 (to appear)"."""
    return bool(_IN_YEAR.search(year))


def announces_appearance(note: str) -> bool:
    """Return whether a remark begins with the announcement that the work will appear."""
    return bool(_START_OF_NOTE.match(note.strip()))
