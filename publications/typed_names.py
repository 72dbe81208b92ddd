"""Names typed into a form: inverted, as reference managers print them ("Example, Ada"), or several."""

import re

from publications.author_lines import AuthorLine, read
from publications.bibtex import Author
from publications.bibtex.name_lists import are_two_people

_COMMA = re.compile("[,，]")
_LINE_END = re.compile(r"[\t\r\n]+")
_AND = re.compile(" ?[;；&] ?| (?:and|和|与) ")
_COMMA_OR_AND = re.compile(r" ?[,，、;；&](?: and\b)? ?| (?:and|和|与) ")


def inverted_author(name: str) -> Author | None:
    """Return the author whom "Example, Ada", "Ruiz Ortega, Pilar" or "King, Martin L., Jr." names.

    None for another name, an organization, and what may be two people, such as "Ada Example, Bo Reed".
    """
    family, *others = (part.strip() for part in _COMMA.split(name))
    if not others or not all((family, *others)) or (" " in family and " " in others[0]):
        return None
    author = Author.from_printed_name(name)
    is_person = author.family and author.given and not author.is_corporate
    return author if is_person and author.name != name else None


def authors_in_list(text: str) -> list[AuthorLine]:
    """Return the authors of a list such as "Ada Example*, Bo Reed and Cy Lake" or "Example, Ada; Reed, Bo".

    Returns [] for a single name, and for a text in which any part is not the full name of a person: an
    organization may have commas in its name. Two names with a comma only may be one, "Ruiz Ortega, Pilar M.":
    see ``two_authors``.
    """
    text = " ".join(_LINE_END.sub(";", text).split())
    for separator in (_COMMA_OR_AND, _AND):
        authors = [read(part) for part in separator.split(text) if part.strip()]
        is_inverted_name = len(authors) == 2 and not _AND.search(text) and "、" not in text
        if is_inverted_name and are_two_people(*(row.name for row in authors)):
            is_inverted_name = False
        if len(authors) > 1 and not is_inverted_name and all(_is_full_name(row.name) for row in authors):
            return authors
    return []


def two_authors(text: str) -> list[AuthorLine]:
    """Return the authors of "Ada Example, Bo Reed", which may also be one name; [] for other texts."""
    authors = [read(part) for part in _COMMA.split(" ".join(text.split())) if part.strip()]
    are_names = len(authors) == 2 and all(" " in row.name and _is_full_name(row.name) for row in authors)
    return authors if are_names else []


def _is_full_name(text: str) -> bool:
    author = inverted_author(text) or Author.from_printed_name(text)
    is_person = author.family and author.given and not author.is_corporate
    return bool(is_person) and text[-3:] != "al." and not {"{", "}"}.intersection(text)
