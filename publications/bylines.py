"""Authors as they are printed, and which of them stand in a list that would be too long."""

from dataclasses import dataclass

from django.utils.translation import ngettext

#: A longer list of authors is folded: the first ones, the lab's members and the last one stay.
UNFOLDED, FIRST = 14, 8


@dataclass(frozen=True)
class Byline:
    """One author as printed; ``url`` leads to the page of a member who has one."""

    name: str
    url: str = ""
    person_id: int | None = None
    is_equal: bool = False
    is_corresponding: bool = False
    slug: str = ""  # of that page
    place: int = 0  # among all authors, from 1 on


@dataclass(frozen=True)
class Folded:
    """Whom a short list of authors shows; None stands for those who are left out at that place."""

    shown: list[Byline | None]
    others: int


def folded(bylines: list[Byline]) -> Folded:
    """Leaves out what makes a list of authors too long. What is in the middle need not have been fetched."""
    count = bylines[-1].place if bylines else 0
    if count <= UNFOLDED:
        return Folded(list(bylines), 0)
    kept = [line for line in bylines if line.place <= FIRST or line.person_id or line.place == count]
    shown: list[Byline | None] = []
    for line, before in zip(kept, [0, *(line.place for line in kept)], strict=False):
        if line.place > before + 1:
            shown.append(None)
        shown.append(line)
    return Folded(shown, count - len(kept))


def others_in_words(number: int) -> str:
    """Ends a list of authors of whom so many are not shown."""
    return ngettext("and %(number)s other", "and %(number)s others", number) % {"number": f"{number:,}"}


def in_short(bylines: list[Byline]) -> str:
    """The names as plain text."""
    short = folded(bylines)
    names = [line.name if line else "…" for line in short.shown]
    return ", ".join([*names, others_in_words(short.others)] if short.others else names)
