"""Take labelled links, tags, ranks and numbers from the lines of an entry."""

import re

from site_readers import dates
from site_readers.blocks import Line, Run, squeezed
from site_readers.people import is_name
from site_readers.publications.entry import Entry
from site_readers.publications.titles import VENUE_CLASS, is_title
from site_readers.runs import cleaned, has_link, linked, without_start
from site_readers.text_parts import is_address, is_link_label, publication_link, without_emoji
from site_readers.venues import is_venue, take_ranks

_TAG = re.compile(
    r"^\s*(?:\[([^\[\]]{1,60})\]|【([^【】]{1,40})】|\{([^{}]{1,40})\}|[(（]((?:19|20)\d\d)[)）])\s*[:：.]?\s*"
)
_NOTE = re.compile(r"^\s*[(（]([^()（）]{1,40})[)）]\s*")
_NUMBER = re.compile(
    r"^\s*(?:[\[(（]?(?:[A-Z]{0,2}\d{1,3})[\])）]\.?|[A-Z]{0,2}\d{1,3}[.、](?=\s|[A-Z\u4e00-\u9fff])|[CJPW]\d{1,3}[.:]?\s)\s*"
)


#: The endings of texts about most papers, and of titles.
_ENDS_WITH_YEAR = re.compile(r"\b(?:19|20)\d\d\W*$")
_SENTENCE = re.compile(r"[.?!]\s+|[。？！]|[\n“”\"]")

#: The label of a link is no longer than this.
MAX_LABEL = 30


def take_links(entry: Entry) -> None:
    """Move links with labels such as "PDF", in brackets or after the year from the text to the links."""
    above = ""
    for row in entry.rows:
        is_first = row is entry.rows[0]
        of_links = not is_first and _is_row_of_links(entry, row)
        other_runs: list[Run] = []
        groups = linked(row.runs)
        texts = ["".join(run.text for run in runs) for _label, runs in groups]
        for index, (label, runs) in enumerate(groups):
            href = runs[0].href
            before, after = "".join(texts[:index]), "".join(texts[index + 1 :])
            is_apart = _is_apart(before, texts[index], after) and (index > 0 or not is_first)
            rest = "".join(run.text for _label, later in groups[index + 1 :] for run in later if not run.href)
            said = above + "".join(run.text for run in other_runs)
            is_last = not re.search(r"\w", rest) and _follows_year(said, label)
            is_short = (of_links or is_apart or is_last) and len(label) <= MAX_LABEL
            if not href or not (is_link_label(label) or is_short):
                other_runs += runs
            elif is_address(href):
                entry.add_link(publication_link(label, href))
        row.runs = cleaned(other_runs)
        above += f"{row.text}\n"
    entry.rows = [row for row in entry.rows if re.search(r"\w", row.text)]


def _is_apart(before: str, label: str, after: str) -> bool:
    """Return whether a link stands in square brackets, such as "[Interview]", and names no venue or date.

    The venue stands before the date, so that "[Press review]" after it is none.
    """
    is_bracketed = re.fullmatch(r"\s*[\[【].*[\]】]\s*", label) or (
        re.search(r"[\[【]\s*$", before) and re.match(r"\s*[\]】]", after)
    )
    words = label.strip("[]【】 ")
    if not is_bracketed or dates.find_periods(words):
        return False
    return not is_venue(words) or bool(dates.find_periods(before))


def _follows_year(before: str, label: str) -> bool:
    """Return whether a link stands after a title, a venue and a year, and is not a venue: "2024. Errata"."""
    if not _ENDS_WITH_YEAR.search(before) or not is_venue(before.replace(",", "")):
        return False
    if is_venue(label) or dates.find_periods(label) or not re.search(r"\w", label):
        return False
    return any(is_title(part) and not is_venue(part) for part in _SENTENCE.split(before))


def _is_row_of_links(entry: Entry, row: Line) -> bool:
    """Return whether a line consists of links only, not all of them people: "Paper | Code | 机器之心"."""
    rest = "".join(run.text for run in row.runs if not run.href)
    labels = [label.strip("[]【】 ") for label, _ in row.links]
    if re.search(r"\w{2,}", without_emoji(rest)) or any(is_title(label) for label in labels):
        return False
    return any(is_link_label(label) for label in labels) or not all(is_name(label) for label in labels)


def take_tags(entry: Entry) -> None:
    """Take "[CCF-A]", "[ICML 2024]", `ICML 2024` and numbers from the start of the first line."""
    if not entry.rows:
        return
    first = entry.rows[0]
    _take_styled_tags(entry, first)
    for _ in range(3):
        text = "".join(run.text for run in first.runs)
        match = _NUMBER.match(text) or _TAG.match(text)
        if match and match.re is _TAG and text[match.end() :].startswith((",", "，")):
            break  # "[Maps of Rivers], Ann Lee, …"
        if not match or has_link(first.runs, len(match[0].rstrip())):
            break
        inner = squeezed(next((group for group in match.groups() if group), "")) if match.re is _TAG else ""
        if inner and not _take_tag(entry, inner):
            break
        first.runs = without_start(first.runs, match.end())


def _take_styled_tags(entry: Entry, row: Line) -> None:
    """Take labels and code before the title: a venue with its year, each of them, or a rank."""
    tags: list[str] = []
    while tag := _styled_tag(row.runs):
        tags.append(squeezed("".join(run.text for run in row.runs[:tag])))
        row.runs = row.runs[tag:]
    if not tags:
        return
    note = _NOTE.match("".join(run.text for run in row.runs))
    if note:
        entry.ranks += take_ranks(note[0])[1]
        row.runs = without_start(row.runs, note.end())
    is_only_date = re.fullmatch(r"[\d./-]+", tags[0])
    entry.hint = entry.hint or " ".join(tags[:2] if is_only_date else tags[:1])
    entry.has_label = True


def _styled_tag(runs: list[Run]) -> int:
    """Return how many runs at the start of a line are a label, blanks before it included, or 0."""
    blank = next((index for index, run in enumerate(runs) if run.text.strip()), len(runs))
    end = blank
    while end < len(runs) and _is_tag(runs[end]):
        end += 1
    text = squeezed("".join(run.text for run in runs[blank:end]))
    after = "".join(run.text for run in runs[end:]).lstrip()
    is_author = is_name(text) and after.startswith((",", "，", "、", "&", "and "))
    return 0 if end == blank or is_author else end


def _take_tag(entry: Entry, text: str) -> bool:
    rest, ranks = take_ranks(text)
    if ranks and not re.search(r"\w{3,}", rest):
        entry.ranks += ranks
        return True
    if dates.find_periods(text) or is_venue(text) or re.fullmatch(r"[A-Z][\w&’' +/-]{1,24}", text):
        entry.hint = entry.hint or text
        return True
    return False


def _is_tag(run: Run) -> bool:
    """Return whether a run before the title says where the paper appeared: code, or a label by its class."""
    return run.code or (bool(run.text.strip()) and bool(VENUE_CLASS.search(run.classes)))
