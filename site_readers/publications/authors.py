"""Find the authors of a paper in the lines of its entry, or at the start of a text."""

import re

from site_readers.blocks import Line, Run
from site_readers.people import MARKS, Author, is_initials, is_name, read_authors
from site_readers.publications.entry import TITLE_MARK, Entry, bare
from site_readers.publications.turned_names import turned_authors
from site_readers.text_parts import split_outside, without_decoration
from site_readers.venues import is_only_venue, is_venue, take_ranks

#: What stands before authors.
LABEL = re.compile(r"^(?:authors?|by|作者)\s*[:：]?\s*", re.IGNORECASE)
_AFTER_YEAR = re.compile(
    r"\b(?:19|20)\d\d[.,;:]\s+(?P<names>[A-ZÀ-Ž][^\d]{4,}?(?:\+\d+ authors[^\d]*)?)[\s.]*$"
)
_YEAR_AFTER_AUTHORS = re.compile(r"[(（\[]((?:19|20)\d\d)[a-z+]?[)）\]][.,:]?\s*$")
_LEADING_NOTE = re.compile(r"^\s*[(（\[【][^()（）\[\]【】]{1,80}[)）\]】]\s*[,，.:]?\s*")
#: The initials of the last author, after whom the title begins: "B. Maps of Rivers".
_LAST_INITIALS = re.compile(r"\s*((?:[A-ZÀ-Ž]\.[ -]?){1,3}?)\s+(?=[A-ZÀ-Ž“\"][\w'’‐‑-])")
#: What ends a name in a list of authors: a separator, a full stop, or the place before a year.
_AFTER_NAME = re.compile(
    r"[,，、;；]|\s+and\s+|\s+&\s+|\s+(?:和|与)\s+|(?=\s[(（]?(?:19|20)\d\d\b)|(?<!\b[A-Z])\.\s|$"
)
#: "Lee, Ann" as the only author is no longer.
MAX_SINGLE = 30

#: A family name of one word, with hyphens.
_FAMILY = r"[^\W\d_][\w'’‐‑-]+"
_NAME = r"[A-ZÀ-Ž][\w'’-]+(?: [A-ZÀ-Ž][\w'’-]+)? [A-Z]{1,3}[*#†‡§]*"
#: Authors of the form "Lee A, Wu BC", with a full stop after the last initials.
_INITIALS_LAST = re.compile(rf"((?:{_NAME},\s+(?:and\s+)?)+{_NAME}(?:,?\s*et al)?)\.\s+(?=\S)(.*)$")


def take_authors(entry: Entry) -> None:
    """Find the authors: a line of their own, or the names before or after the title in its line."""
    if not _take_lines_of_authors(entry):
        for row in entry.rows:
            if (TITLE_MARK in row.text or not row.bullet) and (split := _authors_in_line(row.text)):
                entry.authors, rest = split
                row.runs = [Run(rest)]
                return


def _take_lines_of_authors(entry: Entry) -> bool:
    """Take the line with the most authors, and those that continue it. Return whether there is one."""
    best: tuple[int, Line, list[Author]] | None = None
    for row in entry.rows:
        if row.bullet or TITLE_MARK in row.text:
            continue
        text, _ = take_ranks(bare(row.text))
        authors = read_authors(LABEL.sub("", text))
        if authors and not is_only_venue(text) and (best is None or len(authors) > best[0]):
            best = len(authors), row, authors
    if not best:
        return False
    _, row, entry.authors = best
    for following in entry.rows[entry.rows.index(row) + 1 :]:
        if not re.search(r"\w", following.text):
            continue
        more = read_authors(following.text) if re.search(r"(?:[,，、]|\band|&)\s*$", row.text) else []
        row.runs = _year_after_authors(row)
        if not more:
            break
        entry.authors += more
        row = following
    row.runs = _year_after_authors(row)
    return True


def _authors_in_line(text: str) -> tuple[list[Author], str] | None:
    """Return the authors before or after the title in its line, and the line without them."""
    before, mark, after = text.partition(TITLE_MARK)
    if not mark:
        authors, rest = _authors_in_part(text, is_before_title=False)
        return (authors, f" {TITLE_MARK} {rest}") if len(authors) > 1 or (authors and not rest) else None
    orders = [False, True]  # whether the part before the title is looked at
    if len(leading_authors(before)[0]) > 1:
        orders.reverse()
    for is_before in orders:
        authors, rest = _authors_in_part(before if is_before else after, is_before)
        if authors:
            return authors, f" {TITLE_MARK} {rest}{after}" if is_before else f"{before} {TITLE_MARK} {rest}"
    return None


def _authors_in_part(part: str, is_before_title: bool) -> tuple[list[Author], str]:
    """Return the authors with whom a part of a line begins, also after a note, and the rest of it."""
    authors, rest = leading_authors(part)
    if is_before_title and len(whole := read_authors(part.strip(" .。,，:："))) > len(authors):
        return whole, ""  # with one name among them that looks strange
    if not authors and (note := _LEADING_NOTE.match(part)):
        authors, rest = leading_authors(part[note.end() :])
        rest = f"{note[0]} {rest}"
    return authors, rest


def _year_after_authors(row: Line) -> list[Run]:
    """Return the year in brackets after the authors on a line of their own, which is that of the paper."""
    match = _YEAR_AFTER_AUTHORS.search(row.text)
    return [Run(f"({match[1]})")] if match else []


def take_authors_after_venue(entry: Entry) -> None:
    """Find authors after the venue and year: "*Lake Journal*, 2024. Ann Lee, Bo Wu"."""
    for row in entry.rows:
        match = _AFTER_YEAR.search(row.text)
        if match and (authors := read_authors(match["names"])):
            entry.authors = authors
            row.runs = [Run(row.text[: match.start("names")])]
            return


def leading_authors(text: str) -> tuple[list[Author], str]:
    """Return the authors with whom a text begins, and the text after them."""
    text = without_decoration(text)
    of_sentence = _authors_of_first_sentence(text)
    return _authors_one_by_one(text) if of_sentence is None else of_sentence


def _authors_of_first_sentence(text: str) -> tuple[list[Author], str] | None:
    """Return the authors that the first sentence lists, and the text after; None if it lists none."""
    if (match := _INITIALS_LAST.match(text)) and (authors := read_authors(match[1], strict=True)):
        return authors, match[2]
    sentence = re.match(r"(.{3,}?(?<![\s.][A-Z]))([.。:：])\s+(?=\S)(.*)$", text) or re.match(
        r"(.{3,}?)([。:：])\s*(.*)$", text
    )
    if sentence and (authors := read_authors(sentence[1], strict=True)):
        # "Software Copyrights: …" has the form of a name and is a label.
        if len(authors) > 1 or sentence[2] not in ":：":
            return authors, sentence[3]
        return [], text
    if whole := read_authors(text, strict=True):
        return whole, ""
    if (
        sentence
        and sentence[2] not in ":："
        and (turned := turned_authors(sentence[1]))
        and (len(turned) > 1 or len(sentence[1]) < MAX_SINGLE)
    ):
        return turned, sentence[3]
    return None


def _authors_one_by_one(text: str) -> tuple[list[Author], str]:
    """Return the names with which a text begins, up to the first part that is none, and the text after."""
    position, begin, single = 0, 0, ""
    authors: list[Author] = []
    while begin < len(text):
        match = _AFTER_NAME.search(text, begin)
        end, next_start = (match.start(), match.end()) if match else (len(text), len(text))
        name = text[begin:end].strip()
        name = re.sub(r"^and\s+", "", name)
        if authors and _is_behind_authors(name, authors, text[end:]):
            break
        if authors and (last := _LAST_INITIALS.match(text, begin)) and " " not in authors[-1].name:
            authors[-1].name += f", {last[1]}"
            position = last.end()
            break  # "Lee, A., Wu, B. Maps of Rivers"
        if re.fullmatch(r"(?:et\.? al\.?|\.{3}|…|)", name):
            position = next_start
        elif (one := read_authors(name)) and len(one) == 1:
            authors += one
            position = next_start
        elif (
            authors
            and re.fullmatch(r"(?:[A-Z]\.?[ -]?){1,3}[*#†‡]*", name)
            and re.fullmatch(_FAMILY, authors[-1].name)
        ):
            authors[-1].name += ", " + name
            position = next_start
        elif re.fullmatch(_FAMILY, name) and re.match(r"\s*(?:[A-Z]\.[ -]?){1,3}", text[next_start:]):
            authors.append(Author(name))
        elif not authors and _is_single_name(name, text[next_start:]):
            single = name
            position = next_start
        else:
            break
        if (match and match[0].startswith(".")) or next_start == begin:
            break
        begin = next_start
    authors = [Author(single)] * bool(single and authors) + [
        author
        for author in authors
        if len(author.name.split()) > 1 or is_name(author.name) or "," in author.name
    ]
    return authors, text[position:].strip(" ,，;；.")


def _is_behind_authors(name: str, authors: list[Author], rest: str) -> bool:
    """Return whether what looks like a name after these authors begins the venue or title."""
    year = re.match(r"\s(?:19|20)\d\d\b", rest)
    is_person = re.fullmatch(r"[A-Z][a-z'’-]+,? [A-Z]{1,2}", name)
    if year and is_venue(name + year[0]) and not is_person:
        return True  # "…, Ann Lee, KDD 2024"
    # "A. Lee, B. Wu, Applied Maps, 2024"
    return _is_of_other_form(name, authors) and not _is_followed_by_name(rest)


def _is_of_other_form(name: str, authors: list[Author]) -> bool:
    """Return whether a name has two words and no initial while all authors before it have initials."""
    words = name.split()
    return (
        len(words) > 1
        and not any(map(is_initials, words))
        and all(re.search(r"\b[A-ZÀ-Ž]\.", author.name) for author in authors)
    )


def _is_followed_by_name(after: str) -> bool:
    """Return whether the next part of a list of authors is a name, and no word or number of a venue."""
    part = re.split(r"[,，、;；.]", re.sub(r"^\s*(?:[,，、;；]|and\b|&)\s*", "", after), maxsplit=1)[0]
    return is_name(re.sub(rf"[\s{re.escape(MARKS)}]+$", "", part))


def _is_single_name(name: str, after: str) -> bool:
    """Return whether one capitalised word is an author: two full names follow it."""
    following = [re.split(r"\.\s", part)[0].strip() for part in split_outside(after, ",，、;；")[:2]]
    is_word = bool(re.fullmatch(r"[A-ZÀ-Ž][a-zà-ÿ]{2,}", name)) and not is_venue(name)
    return is_word and len(following) == 2 and all(is_name(part) for part in following)
