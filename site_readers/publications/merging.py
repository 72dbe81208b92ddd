"""Decide whether two entries are of the same paper, and join them."""

import re

from site_readers.items import Publication, Result

_PREPRINT = re.compile(r"arxiv|preprint|biorxiv|ssrn", re.IGNORECASE)
_JOURNAL = re.compile(
    r"\b(?:journal|transactions?|trans\.|letters|magazine|review|annals|bulletin)\b|学报|期刊|杂志",
    re.IGNORECASE,
)
_CONFERENCE = re.compile(
    r"\b(?:conference|conf\.|proceedings|proc\.|symposium|workshops?|meeting)\b|会议", re.IGNORECASE
)
_DOI = re.compile(r"doi\.org/(?!10\.48550/)(?P<doi>10\.[^?#\s]+)", re.IGNORECASE)
#: "CVPR", and no publisher.
_ACRONYM = re.compile(r"\b(?!(?:IEEE|ACM|CVF|SIAM|USENIX|LNCS|IFIP)\b)[A-Z][A-Za-z]+[A-Z]\b")
#: A word of the names of many venues is shorter, or one of these.
_MIN_WORD = 5
_COMMON_WORDS = frozenset(
    "international conference journal proceedings symposium workshop transactions letters annual science"
    " advances computing engineering research systems studies review".split()
)


def title_key(title: str) -> str:
    """Return a title without case, punctuation and blanks, to compare it."""
    return re.sub(r"[\W_]+", "", title).casefold()


def is_preprint(paper: Publication) -> bool:
    """Return whether a paper is not known to be published."""
    return not paper.venue or bool(_PREPRINT.search(paper.venue))


def are_published_apart(one: Publication, other: Publication) -> bool:
    """Return whether two entries of one title are two papers: one of a conference, and its journal version.

    DOIs decide first. Without, one of a journal and one of a conference are two, as are papers of two years
    in venues that have neither a word nor an acronym in common. A preprint and its published form are one.
    """
    if is_preprint(one) or is_preprint(other):
        return False
    dois = _dois(one), _dois(other)
    if all(dois):
        return not dois[0] & dois[1]
    if _have_one_name(one.venue, other.venue):
        return False
    if {_genre(one.venue), _genre(other.venue)} == {"journal", "conference"}:
        return True
    return bool(one.year and other.year) and one.year != other.year


def _dois(paper: Publication) -> set[str]:
    return {match["doi"].casefold() for link in paper.links if (match := _DOI.search(link.url))}


def _genre(venue: str) -> str:
    forms = (("journal", _JOURNAL), ("conference", _CONFERENCE))
    genres = [name for name, words in forms if words.search(venue)]
    return genres[0] if len(genres) == 1 else ""


def _have_one_name(venue: str, other: str) -> bool:
    """Return whether two names of venues can be of one: the same letters, a telling word, or an acronym."""
    keys = title_key(venue), title_key(other)
    if keys[0] in keys[1] or keys[1] in keys[0]:
        return True
    if _telling_words(venue) & _telling_words(other) and _genre(venue) == _genre(other):
        return True
    return _stands_for(venue, other) or _stands_for(other, venue)


def _telling_words(venue: str) -> set[str]:
    words = {word.casefold() for word in re.findall(rf"[^\W\d_]{{{_MIN_WORD},}}", venue)}
    return words - _COMMON_WORDS


def _stands_for(short: str, long: str) -> bool:
    """Return whether a name has the acronym of another one: "CVPR" for "Vision and Pattern Recognition"."""
    initials = "".join(word[0] for word in re.findall(r"\b[A-Z][\w-]*", long))
    return any(acronym.upper() in initials or acronym in long for acronym in _ACRONYM.findall(short))


def merge(old: Publication, new: Publication) -> str:
    """Complete a paper from another entry of it, and return the values that differ."""
    if len(new.authors) > len(old.authors):
        old.authors, old.equal_contribution = new.authors, new.equal_contribution
    elif not old.equal_contribution and new.authors == old.authors:
        old.equal_contribution = new.equal_contribution
    if not new.venue or title_key(old.venue) in ("", title_key(new.venue)):
        old.details = new.details | old.details
    old.year = old.year or new.year
    old.month = old.month or (new.month if new.year == old.year else "")
    old.venue = old.venue or new.venue
    old.rank = old.rank or new.rank
    addresses = {link.url for link in old.links}
    old.links += [link for link in new.links if link.url not in addresses]
    held = title_key(" ".join((old.venue, old.year, old.rank)))
    return ", ".join(text for text in (new.venue, new.year, new.rank) if title_key(text) not in held)


def add_or_merge(paper: Publication, result: Result) -> None:
    """Add a paper, or complete the one of this title that is listed already; report what differs."""
    key = title_key(paper.title)
    for listed in result.publications:
        if title_key(listed.title) == key and not are_published_apart(listed, paper):
            why = f"{listed.file}:{listed.line} says otherwise about this paper."
            result.report(paper.file, paper.line, merge(listed, paper), why)
            return
    result.add(paper)
