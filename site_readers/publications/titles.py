"""Find the title of a paper in the lines of its entry, by class, link, quotes, style or position."""

import re

from site_readers.blocks import Line, Run, squeezed
from site_readers.people import is_name, read_authors
from site_readers.publications.authors import LABEL, leading_authors
from site_readers.publications.entry import BEGINS_VENUE, TITLE_MARK, Entry, bare
from site_readers.runs import grouped, linked
from site_readers.text_parts import (
    is_address,
    is_link_label,
    publication_link,
    without_decoration,
    without_emoji,
)
from site_readers.venues import is_only_venue, is_venue, read_venue

_TITLE_CLASS = re.compile(r"(?:^|[\s-])(?:paper-?)?title(?:\s|$)|papertitle", re.IGNORECASE)
#: Hosts of papers, not of people's homepages.
_PAPER_ADDRESS = re.compile(
    r"arxiv\.org|openreview\.net|doi\.org|aclanthology|acm\.org|ieee\.org|springer|sciencedirect|mlr\.press"
    r"|thecvf|neurips\.cc|nips\.cc|aaai\.org|ijcai\.org|nature\.com|biorxiv|ssrn\.com|wiley\.com|\.pdf$",
    re.IGNORECASE,
)
#: Classes of labels that name a venue.
VENUE_CLASS = re.compile(r"(?:^|[\s-])(?:venue|conference|journal|badge|label|pill|chip)(?:[\s-]|$)", re.I)
_QUOTED = re.compile(r"[“\"]([^“”\"]{12,}?)[,.]?[”\"]|《([^》]{4,})》|「([^」]{4,})」")


_BOLD_VENUE = re.compile(r"[^.]{2,80}\b(?:19|20)\d\d\W*")
#: "48(1):C136-C163", "502, 112812", "24: 1-85"
_VOLUME = re.compile(
    r"\b\d{1,4}\s?\(\d+(?:[-–]\d+)?\)|\b\d{1,4},\s(?:Part \w,\s)?[A-Za-z]?\d{2,}|\b\d{1,4}:\s?[A-Z]?\d+[-–]"
)
#: A remark in brackets, such as "[PDF] (under review)" or "(The draft is available on request)".
_REMARK = re.compile(r"\W*[(（\[【].*[)）\]】]\W*")
#: A venue in bold after a paper: "World Wide Web 2021".
_SHORT_VENUE = re.compile(r"[^:：?]{2,32}\s(?:19|20)\d\d\W*")


#: Texts that are not titles: a label before names, and a number such as "arXiv 2101.00001".
_NO_TITLE = re.compile(
    r"(?:authors?|advis[eo]rs?|supervisors?|作者|导师)\s*[:：]|(?:arxiv|doi|pmid|isbn)[\s:：]*\d[\w./-]*\W*$",
    re.IGNORECASE,
)


def is_title(text: str) -> bool:
    """Return whether a text is long enough for a title and no list of authors."""
    if _NO_TITLE.match(text):
        return False
    words = len(text.split())
    han = len(re.findall(r"[\u3400-\u9fff]", text))
    return (
        (words >= 3 or han >= 6 or (len(text) >= 14 and words == 2))
        and ((words == 4 and "," not in text) or not read_authors(text))
        and len(text) < 400
    )


def take_title(entry: Entry) -> None:
    """Set the title of an entry if a part of it is marked as one, and take it out of its line."""
    for take in (
        _title_by_class,
        _title_between,
        _title_by_link,
        _title_by_quotes,
        _title_before_venue,
        _title_by_style,
        _title_by_line,
    ):
        if take(entry):
            entry.title = cleaned_title(entry.title)
            return


def _title_by_class(entry: Entry) -> bool:
    for row in entry.rows:
        if row.heading and not (read_authors(row.text) or is_citation(row.text)):
            entry.take_runs(row, list(row.runs))
            return True
        runs = [run for run in row.runs if _TITLE_CLASS.search(run.classes)]
        runs = [run for run in runs if not VENUE_CLASS.search(run.classes)] or runs
        if len(squeezed("".join(run.text for run in runs))) > 8:
            entry.take_runs(row, runs)
            entry.is_marked = True
            return True
    return False


def _title_between(entry: Entry) -> bool:
    """Take a line in italics or bold between authors and a venue with its year, which may be a link."""
    rows = [row for row in entry.rows if not row.bullet]
    for above, row, below in zip(rows, rows[1:], rows[2:], strict=False):
        words = [run for run in row.runs if re.search(r"\w", run.text)]
        is_styled = all(run.italic for run in words) or all(run.bold for run in words)
        if (
            is_styled
            and is_title(row.text)
            and not is_only_venue(row.text)
            and read_authors(bare(above.text))
            and read_venue(below.text).year
        ):
            entry.take_runs(row, list(row.runs))
            return True
    return False


def is_citation(text: str) -> bool:
    """Return whether a text begins with authors with initials, followed by a title: "A. Lee. Maps …"."""
    authors, rest = leading_authors(text)
    return any(re.match(r"[A-ZÀ-Ž]\.", author.name) for author in authors) and is_title(rest)


def _title_by_link(entry: Entry) -> bool:
    for row in [row for row in entry.rows if not row.bullet][:4]:
        for label, runs in linked(row.runs):
            if not runs[0].href or _REMARK.fullmatch(label):
                continue
            if row is not entry.rows[0] and names_volume(label):
                if is_address(runs[0].href):  # the venue leads to the paper as well
                    entry.add_link(publication_link("", runs[0].href))
                continue
            is_of_paper = bool(_PAPER_ADDRESS.search(runs[0].href)) and len(label.split()) > 1
            is_alone = _is_alone(row, runs) and (is_of_paper or _begins_with_title(label))
            if is_only_venue(label) and not is_alone and not _is_between(entry, row, label):
                continue
            is_short = is_of_paper and (
                is_alone or _is_beside_authors(entry, row, runs) or _is_before_venue(row, runs)
            )
            follows_authors = len(label) > 5 and _follows_authors(row, runs)
            if is_title(without_emoji(label)) or is_short or follows_authors:
                entry.take_runs(row, runs)
                return True
    return False


def _is_alone(row: Line, runs: list[Run]) -> bool:
    """Return whether a link of three words or more has no other words beside it."""
    rest = "".join(run.text for run in row.runs if all(run is not one for one in runs))
    return sum(len(run.text.split()) for run in runs) > 2 and not re.search(r"[^\W\d_]{2}", rest)


def _is_before_venue(row: Line, runs: list[Run]) -> bool:
    """Return whether a link stands at the start of its line and nothing but a dated venue after it."""
    index = next(i for i, run in enumerate(row.runs) if run is runs[0])
    before, behind = row.runs[:index], row.runs[index + len(runs) :]
    text = "".join(run.text for run in behind).strip(" ,.")
    return not any(re.search(r"\w", run.text) for run in before) and is_only_venue(text)


def names_volume(text: str) -> bool:
    """Return whether a text has a volume and pages: "Lake J. 48(1):C136-C163"."""
    return bool(_VOLUME.search(text))


def _begins_with_title(label: str) -> bool:
    """Return whether words that are no venue stand before one: "Maps of Rivers and Lakes, LakeConf 2024"."""
    before, _, behind = label.rpartition(", ")
    return len(before.split()) > 3 and not is_venue(before) and is_only_venue(behind)


def _is_beside_authors(entry: Entry, row: Line, runs: list[Run]) -> bool:
    """Return whether names follow a link or stand on a line beside it: a title can look like a name."""
    index = next(i for i, run in enumerate(row.runs) if run is runs[0])
    behind = "".join(run.text for run in row.runs[index + len(runs) :]).strip(" ,.，。\\")
    position = entry.rows.index(row)
    following = entry.rows[position + 1 : position + 2]
    above = [line for line in entry.rows[:position] if len(read_authors(line.text)) > 1]
    return bool(
        leading_authors(behind)[0] or above or any(read_authors(bare(line.text)) for line in following)
    )


def _is_between(entry: Entry, row: Line, label: str) -> bool:
    """Return whether a link like a venue is the title: alone on a line between authors and venue."""
    position = entry.rows.index(row)
    above, below = entry.rows[:position], entry.rows[position + 1 :]
    return (
        row.text.strip(" .,") == label.strip(" .,")
        and any(read_authors(line.text) for line in above[-1:])
        and any(is_only_venue(line.text) or read_venue(line.text).year for line in below[:1])
    )


def _follows_authors(row: Line, runs: list[Run]) -> bool:
    """Return whether several names and a full stop or colon stand before a link: it is the title."""
    index = next(i for i, run in enumerate(row.runs) if run is runs[0])
    before = "".join(run.text for run in row.runs[:index]).strip()
    return bool(re.search(r"[.。:：]$", before)) and len(read_authors(before.rstrip(" .。:："), True)) > 1


def _title_by_quotes(entry: Entry) -> bool:
    for row in entry.rows[:4]:
        text = "".join(run.text for run in row.runs)
        match = _QUOTED.search(text)
        inner = next((group for group in match.groups() if group), "") if match else ""
        before, after = (text[: match.start()], text[match.end() :]) if match else ("", "")
        is_long = is_title(inner) and len(inner) * 5 > len(text)
        if match and (is_long or leading_authors(before)[0]):
            entry.title, entry.is_marked = squeezed(inner), True
            row.runs = [Run(before), Run(f" {TITLE_MARK} "), Run(after)]
            return True
    return False


def _title_before_venue(entry: Entry) -> bool:
    """Take the sentence before a venue in italics or bold: "Maps of Rivers. *Lake Journal*, 2024."."""
    for row in [row for row in entry.rows if not row.bullet][:3]:
        if before := [] if LABEL.match(row.text) else _runs_before_venue(row):
            entry.take_runs(row, before)
            return True
    return False


def _runs_before_venue(row: Line) -> list[Run]:
    """Return the runs before the first that is styled if they are a title, and a venue with a year follows.

    A venue in bold has its year in bold as well: other bold words can be a name.
    """
    first = next((i for i, run in enumerate(row.runs) if run.italic or run.bold), 0)
    before, behind = ("".join(run.text for run in runs) for runs in (row.runs[:first], row.runs[first:]))
    is_sentence = bool(re.search(r"[.?!]\s*$", before)) and is_title(before.strip(" ."))
    if not is_sentence or len(leading_authors(before)[0]) > 1 or not read_venue(behind).year:
        return []
    is_venue = row.runs[first].italic or bool(_BOLD_VENUE.fullmatch(row.runs[first].text))
    return row.runs[:first] if is_venue else []


def _title_by_style(entry: Entry) -> bool:
    for row in [row for row in entry.rows if not row.bullet][:3]:
        if LABEL.match(row.text):
            continue
        styled = [
            runs
            for style in ("bold", "italic")
            if style == "bold" or len(entry.rows) == 1
            for same, runs in grouped(row.runs, style)
            if same and _is_styled_title(squeezed("".join(run.text for run in runs)))
        ]
        if styled:  # the venue, which may be styled as well, stands after the title
            position = {id(run): index for index, run in enumerate(row.runs)}
            entry.take_runs(row, min(styled, key=lambda runs: position[id(runs[0])]))
            return True
    return False


def _is_styled_title(text: str) -> bool:
    """Return whether a text in bold or italics is a title, and no name, list of authors or venue."""
    if BEGINS_VENUE.match(text) or _SHORT_VENUE.fullmatch(text) or (len(text.split()) < 4 and len(text) < 24):
        return False
    return is_title(text) and not (is_name(text) or is_only_venue(text) or read_authors(text))


def _title_by_line(entry: Entry) -> bool:
    rows = [row for row in entry.rows if not row.bullet]
    if len(rows) < 2:
        return False
    if _is_bold(rows[0]) and read_authors(bare(rows[1].text)) and not read_venue(rows[0].text).year:
        entry.take_runs(rows[0], list(rows[0].runs))
        return True
    authors = next((i for i, row in enumerate(rows) if len(read_authors(bare(row.text))) > 1), None)
    if authors is None:
        authors = next((i for i, row in enumerate(rows) if read_authors(bare(row.text))), None)
    if authors is None:
        return False
    for index in (0, 1):
        if (
            index != authors
            and index < len(rows)
            and (is_title(rows[index].text) or _is_only_bold(rows, index))
            and not is_only_venue(rows[index].text)
        ):
            entry.take_runs(rows[index], list(rows[index].runs))
            return True
    return False


def _is_only_bold(rows: list[Line], index: int) -> bool:
    """Return whether only one line of an entry is bold: a title of two words can look like a name."""
    return _is_bold(rows[index]) and not any(_is_bold(row) for row in rows if row is not rows[index])


def _is_bold(row: Line) -> bool:
    return len(row.text) > 8 and all(run.bold for run in row.runs if re.search(r"\w", run.text))


def cleaned_title(title: str) -> str:
    """Return a title without a number before it, quotes or brackets around it and punctuation after it."""
    title = without_decoration(title.replace(TITLE_MARK, " "))
    label = re.search(r"\s*\[([^\[\]]{2,20})\]$", title)
    if label and is_link_label(label[1]):
        title = title[: label.start()]
    title = re.sub(r"^\d{1,3}\.\s+(?=[^\W\d_]|\d[A-Z])", "", title)
    title = re.sub(r"^[“\"'‘「《]+(.*?)[”\"'’」》]+$", r"\1", title)
    title = re.sub(r"^[\[【]([^\[\]【】]*)[\]】]$", r"\1", title.strip(" ,，"))
    return re.sub(r"(?<!\.\.)[.,，。;；:：]+$", "", title.strip()).strip()
