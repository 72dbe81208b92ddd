"""Read an entry of one line without marked parts: authors, title and venue by their order."""

import re

from site_readers import dates
from site_readers.blocks import Line, Run
from site_readers.people import read_authors
from site_readers.publications.authors import leading_authors
from site_readers.publications.entry import Entry
from site_readers.publications.titles import cleaned_title, is_title
from site_readers.text_parts import split_outside
from site_readers.venues import is_only_venue, is_venue

#: A full stop after a title: not that of initials; before a year, a number of a patent, or a capital.
_END_OF_TITLE = re.compile(
    r"(?:(?<=[\w)”\"?!])(?<!\.[A-Z])\.|(?<=[?!]))\s+"
    r"(?=[A-Z\u4e00-\u9fff*]|\(?(?:19|20)\d\d\b)"
    r"|。\s*|(?<=[\u4e00-\u9fff])\.\s*(?=(?:[A-Z]{2}|ZL)?\s?\d[\dA-Z]{5})"
)
#: The most parts between separators in which a title before the authors is looked for.
MAX_PARTS_OF_TITLE = 20
_DATE = re.compile(r"(?:19|20)\d\d(?:[./-]\d{1,2})?")


def take_by_order(entry: Entry) -> None:
    """Read one line without marked parts: "Authors, Title, Venue, Year" or with full stops."""
    row = next((row for row in entry.rows if not row.bullet), None)
    if row is None:
        return
    text = row.text
    apa = re.match(
        r"(?P<names>.+?)[\s,]*[(（](?P<date>(?:19|20)\d\d[^()（）]{0,20})[)）][.,:：]?\s+(?P<rest>\S.*)$",
        text,
    )
    if apa and (authors := read_authors(apa["names"])):
        parts = split_title(apa["rest"])
        entry.authors, entry.title = authors, cleaned_title(parts[0])
        row.runs = [Run(f"{parts[1]}, {apa['date']}")]
        return
    names, rest = leading_authors(text)
    if not names or not rest:
        _take_title_first(entry, row, text)
        return
    title, behind = split_title(rest)
    # After several authors even "Long-Document Summarization" is not a name.
    if is_title(title) or (len(names) > 1 and len(title.split()) > 2 and "," not in title):
        entry.authors, entry.title = names, cleaned_title(title)
        row.runs = [Run(behind)]


def _take_title_first(entry: Entry, row: Line, text: str) -> None:
    """Read "Title, Authors, Venue, Year" and "Title. Authors. Venue"."""
    strong = entry.context.owner | {run.text.strip(" ,*") for run in row.runs if run.bold}
    for separators in (";；", ".。", ",，、;；"):
        parts = split_outside(text, separators)
        for index in range(1, min(len(parts), MAX_PARTS_OF_TITLE)):
            names, rest = leading_authors(_from(text, parts, index))
            title = _until(text, parts, index)
            if re.search(r"\b[A-Z]$", title) and separators == ".。":
                continue  # the full stop is that of an initial
            if (len(names) > 1 or (names and names[0].name in strong)) and is_title(title):
                entry.authors, entry.title = names, cleaned_title(title)
                row.runs = [Run(rest)]
                return


def take_title_alone(entry: Entry) -> None:
    """Read "Title. Venue" of an entry with links, whose only author is the owner of the page."""
    row = next((row for row in entry.rows if not row.bullet), None)
    if row is None or not entry.links or not entry.context.names_co_authors:
        return
    text = row.text
    parts = re.split(r"(?<=[\w)”?!])[.?!]?\s+(?=[A-Z])(?<=[.?!]\s)", text)
    venue = next((index for index, part in enumerate(parts) if index and is_venue(part)), 0)
    title = text[: text.find(parts[venue])] if venue else ""
    if is_title(title):
        entry.title = cleaned_title(title)
        row.runs = [Run(text[len(title) :])]


def _from(text: str, parts: list[str], index: int) -> str:
    """Return a text from one of its parts on."""
    return text[_begin_of(text, parts, index) :]


def _until(text: str, parts: list[str], index: int) -> str:
    """Return a text before one of its parts, without the separator."""
    return text[: _begin_of(text, parts, index)].rstrip(" .。,，、;；")


def _begin_of(text: str, parts: list[str], index: int) -> int:
    """Return where a part begins in the text that consists of the parts and separators between them."""
    begin = behind = 0
    for part in parts[: index + 1]:
        begin = text.find(part, behind)
        behind = begin + len(part)
    return begin


def split_title(text: str) -> tuple[str, str]:
    """Split "Title. Venue, 2024" or "Title, Venue, 2024" after the title."""
    for end in _END_OF_TITLE.finditer(text):
        title, behind = text[: end.start()], text[end.end() :]
        if title.endswith(("?", "!")) and not _begins_venue(behind):
            continue  # "Reliable Reviewers? A Benchmark of Reviews. ACL 2026"
        if _is_long(title) and re.search(r"[A-Za-z\u4e00-\u9fff]{3}|^\(?(?:19|20)\d\d\b", behind):
            return title, behind
        break
    parts = split_outside(text, ",，;；")
    for index in range(1, len(parts)):
        if is_venue(parts[index]) and not re.match(r"(?:and|or)\s", parts[index]):
            if index > 1 and _DATE.fullmatch(parts[index - 1]):
                index -= 1
            return ", ".join(parts[:index]), ", ".join(parts[index:])
    dated = next((i for i, part in enumerate(parts) if dates.find_periods(part) and i), len(parts))
    cut = max(1, dated - 1) if dated < len(parts) and dated > 1 else dated
    return ", ".join(parts[:cut]), ", ".join(parts[cut:])


def _begins_venue(text: str) -> bool:
    """Return whether a text begins with a venue or a date, and not with the rest of a title."""
    sentence = re.split(r"\.\s", text, maxsplit=1)[0]
    return bool(_DATE.match(text) or is_only_venue(sentence))


def _is_long(text: str) -> bool:
    return len(text) > 12 or len(re.findall(r"[\u3400-\u9fff]", text)) > 4
