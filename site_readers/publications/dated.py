"""Read papers that begin with authors and a year, and those that name only the other authors."""

import re

from site_readers.blocks import Run, squeezed
from site_readers.people import Author, is_name, read_authors
from site_readers.publications.entry import Entry
from site_readers.publications.order import split_title
from site_readers.publications.titles import cleaned_title, is_title
from site_readers.publications.turned_names import turned_authors
from site_readers.runs import linked, without_start
from site_readers.text_parts import is_address, publication_link
from site_readers.venues import Venue, read_venue

_DATED = re.compile(
    r"^(?P<names>[^\d]{3,600}?)[.,\s]*(?:[(（](?P<date>(?:19|20)\d\d)[a-z]?(?:,[^()]{1,20})?[)）]"
    r"|(?<=[.,\s])(?P<year>(?:19|20)\d\d)(?=[.,]))[.,:]?\s+(?=\S)"
)
#: The text between a title and the venue in italics after it.
_BETWEEN = re.compile(
    r"[.,?!\s]\s*(?:\((?:[Ii]n [A-Z]\w+|[Ff]orthcoming|[Tt]o appear)\.?\)[\s.]*)?"
    r"(?:\bIn:?\b(?:\s.*)?|\bin\b)?[\s.,:(]*$",
    re.DOTALL,
)
_WITH = re.compile(
    r"\s*[(（\[]?\s*\b(?:[Jj]oint(?:ly)?\s+(?:work\s+)?)?[Ww]ith\s+(?P<names>[^()（）\[\]]{3,200}?)\s*"
    r"(?:[)）\]]|$|(?<![\s.][A-Z])[.;](?=\s|$))"
)


def take_dated(entry: Entry) -> None:
    """Read "Lee, Ann, and Bo Wu. 2020. Title. *Venue* 3: 4." and "Lee, A. (2020). Title. Venue"."""
    row = entry.rows[0] if entry.rows else None
    text = "".join(run.text for run in row.runs) if row else ""
    match = _DATED.match(text)
    links = [label for label, runs in linked(row.runs) if runs[0].href and is_title(label)] if row else []
    is_linked = bool(links) and bool(_DATED.match(links[0]))  # the link is the whole citation
    if row is None or match is None or (links and not is_linked):
        return
    names = re.sub(r"\s+", " ", match["names"])
    authors = turned_authors(names) or read_authors(names, strict=True) or _first_author(names)
    if not authors or re.search(r"[“\"][^“”\"]{12,}[”\"]", text):
        return
    year = match["date"] or match["year"]
    runs = without_start(row.runs, match.end())
    title, behind = _before_italics(runs)
    if is_linked and not title and (whole := _DATED.match(links[0])):
        title, venue = split_title(links[0][whole.end() :])
        behind = [Run(venue)]
    if not title and not links and len(authors) > 1:
        whole_title, printed_venue = split_title("".join(run.text for run in runs).strip(" ,."))
        title = "" if printed_venue else whole_title  # nothing but the title stands after the year
    if (title and is_title(title)) or len(title) > 8:
        entry.authors, entry.title = authors, cleaned_title(squeezed(title))
        for run in row.runs:
            if is_linked and is_address(run.href):
                entry.add_link(publication_link("", run.href))
        row.runs = behind
        printed = read_venue("".join(run.text for run in behind))
        entry.venue = Venue(printed.name, year, arxiv=printed.arxiv)


def _first_author(names: str) -> list[Author]:
    """Return the author of "Lee et al.", of whom only the family name is printed."""
    match = re.fullmatch(r"\s*([A-ZÀ-Ž][\w'’-]+) et\.? al\.?,?\s*", names)
    return [Author(match[1])] if match else []


def _before_italics(runs: list[Run]) -> tuple[str, list[Run]]:
    """Return the text before the first italics, which are the venue, and the runs from there on."""
    words = [(index, run) for index, run in enumerate(runs) if re.search(r"\w{2}", run.text)]
    italics = [index for index, run in words if run.italic]
    # A title has italics in it as well, such as the name of a species.
    behind_stop = (i for i in italics if re.search(r"[.?!][”\"]?\s*$", "".join(run.text for run in runs[:i])))
    italic = next(behind_stop, italics[0] if italics else 0)
    first = italic or next((index for index, run in words if run.bold and not run.href), 0)
    before = "".join(run.text for run in runs[:first])
    end = _BETWEEN.search(before)
    return (before[: end.start() + 1] if end else before, runs[first:]) if first else ("", [])


def names_co_authors(text: str) -> bool:
    """Return whether a text says with whom the owner of the page wrote a paper."""
    match = _WITH.search(text)
    return bool(match and read_authors(match["names"], strict=True))


def take_co_authors(entry: Entry) -> None:
    """Read "Title (with Ann Lee and Bo Wu). Venue" as a paper of the owner of the page and these people."""
    for row in entry.rows if entry.context.names_co_authors else []:
        text = "".join(run.text for run in row.runs)
        match = _WITH.search(text)
        authors = read_authors(match["names"], strict=True) if match else []
        if not match or not authors:
            continue
        if not entry.title:
            if match.start() < 12 or not is_title(text[: match.start()].strip()):
                continue
            entry.title = cleaned_title(text[: match.start()])
            row.runs = [Run(text[match.end() :])]
        else:
            row.runs = [Run(f"{text[: match.start()]} {text[match.end() :]}")]
        owner = max((name for name in entry.context.owner if is_name(name)), key=len, default="")
        entry.authors = [Author(owner)] * bool(owner) + authors
        return
