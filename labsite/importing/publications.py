"""Read papers from list items, boxes and paragraphs, whatever the order of title, authors and venue."""

import re
from dataclasses import dataclass, field, replace

from labsite.importing import dates
from labsite.importing.blocks import Block, Line, Run, squeezed
from labsite.importing.items import Link, Publication
from labsite.importing.marks import Legend, equal_contributors
from labsite.importing.people import Author, is_name, read_authors, split_names
from labsite.importing.runs import cleaned, grouped, has_link, linked, without_start
from labsite.importing.text_parts import (
    is_address,
    is_link_label,
    publication_link,
    split_outside,
    without_decoration,
    without_emoji,
)
from labsite.importing.venues import Venue, is_only_venue, is_venue, read_venue, take_ranks

_TITLE_CLASS = re.compile(r"(?:^|[\s-])(?:paper-?)?title(?:\s|$)|papertitle", re.IGNORECASE)
_AUTHORS = re.compile(r"^(?:authors?|by|作者)\s*[:：]?\s*", re.IGNORECASE)
#: The beginnings of lines that describe a paper.
_DESCRIPTION = re.compile(
    r"^(?:highlights?|abstract|tl;?\s?dr|summary|keywords?|keyword|contributions?|摘要|关键词)\s*[:：]",
    re.IGNORECASE,
)
#: "ICXX 2026" or "IEEE Transactions" at the start of a text.
_BEGINS_VENUE = re.compile(r"[A-Z][\w&/+-]*[A-Z][\w&/+-]*,?\s+(?:['’]?\d{2,4}\b|Transactions|Journal)")
#: Where papers are, and no homepages of people.
_PAPER_ADDRESS = re.compile(
    r"arxiv\.org|openreview\.net|doi\.org|aclanthology|acm\.org|ieee\.org|springer|sciencedirect|mlr\.press"
    r"|thecvf|neurips\.cc|nips\.cc|aaai\.org|ijcai\.org|nature\.com|biorxiv|ssrn\.com|wiley\.com|\.pdf$",
    re.IGNORECASE,
)
_VENUE_CLASS = re.compile(r"(?:^|[\s-])(?:venue|conference|journal|badge|label|pill|chip)(?:[\s-]|$)", re.I)
_LEADING_NOTE = re.compile(r"^\s*[(（\[【][^()（）\[\]【】]{1,80}[)）\]】]\s*[,，.:]?\s*")
_QUOTED = re.compile(r"[“\"]([^“”\"]{12,}?)[,.]?[”\"]|《([^》]{4,})》|「([^」]{4,})」")
_TAG = re.compile(r"^\s*(?:\[([^\[\]]{1,60})\]|【([^【】]{1,40})】|\{([^{}]{1,40})\})\s*[:：.]?\s*")
_NUMBER = re.compile(
    r"^\s*(?:[\[(（]?(?:[A-Z]{0,2}\d{1,3})[\])）]\.?|[A-Z]{0,2}\d{1,3}[.、](?=\s|[A-Z\u4e00-\u9fff])|[CJPW]\d{1,3}[.:]?\s)\s*"
)
_NOTE = re.compile(
    r"\(?\b(?:oral|spotlight|poster|highlight|best\s[^,.;()]*?(?:award|paper|candidate"
    r"|nomination)[^,.;()]*|award|long paper|short paper"
    r"|main(?:\s(?:conference|track))?|findings|top \d+(?:\.\d+)?%|acceptance rate[^,;)]*"
    r"|impact factor[^,;)]*|if\s*[=:：]?\s*\d+(?:\.\d+)?"
    r"|corresponding author|student first author|first author|co-first author|accepted|published"
    r"|to appear|in press|forthcoming)\b\)?",
    re.IGNORECASE,
)
_UNPUBLISHED = re.compile(
    r"under\s+(?:review|submission|revision|preparation)|submitted(?!\s+papers?\b)|in preparation"
    r"|in submission|审稿中|在投|投稿",
    re.IGNORECASE,
)


@dataclass
class Context:
    """What the page around a paper says: its owner, what marks mean, and the year above."""

    owner: set[str] = field(default_factory=set)
    legend: Legend = field(default_factory=Legend)
    year: str = ""
    #: Set below "Patents", where sentences about numbers of patents stand as well.
    needs_authors: bool = False


def read_publication(block: Block, context: Context) -> Publication | None:
    """Return the paper of a block, or None if the block has no title with authors, a venue or a year."""
    entry = _Entry(block, context)
    entry.read()
    return entry.publication()


def title_key(title: str) -> str:
    """Return a title without case, punctuation and blanks, to compare it."""
    return re.sub(r"[\W_]+", "", title).casefold()


def merge(old: Publication, new: Publication) -> None:
    """Complete a paper with what another entry of the same paper says."""
    if len(new.authors) > len(old.authors):
        old.authors, old.equal_contribution = new.authors, new.equal_contribution
    elif not old.equal_contribution and new.authors == old.authors:
        old.equal_contribution = new.equal_contribution
    old.year = old.year or new.year
    old.month = old.month or (new.month if new.year == old.year else "")
    old.venue = old.venue or new.venue
    old.rank = old.rank or new.rank
    addresses = {link.url for link in old.links}
    old.links += [link for link in new.links if link.url not in addresses]


class _Entry:
    """The lines of one entry, and what has been taken from them."""

    def __init__(self, block: Block, context: Context):
        self.block = block
        self.context = context
        self.title = ""
        self.authors: list[Author] = []
        self.links: list[Link] = []
        self.ranks: list[str] = []
        self.venue = Venue()
        self.hint = ""
        self.unpublished = bool(_UNPUBLISHED.search(block.text))
        self.rows = [_with_stops(line) for line in _rows(block) if line.text]

    def read(self) -> None:
        self.take_links()
        self.take_tags()
        self.take_title()
        if self.title:
            self.take_authors()
        else:
            self.segment()
        self.take_venue()

    # ---- links ----

    def take_links(self) -> None:
        """Move links with labels such as "PDF" from the text to the links."""
        for row in self.rows:
            of_links = row is not self.rows[0] and self.is_row_of_links(row)
            kept: list[Run] = []
            for label, runs in linked(row.runs):
                href = runs[0].href
                if not href or not (is_link_label(label) or (of_links and len(label) <= 30)):
                    kept += runs
                elif is_address(href):
                    self.add_link(publication_link(label, href))
            row.runs = cleaned(kept)
        self.rows = [row for row in self.rows if re.search(r"\w", row.text)]

    def is_row_of_links(self, row: Line) -> bool:
        """Tell whether a line consists of links only, not all of them people: "Paper | Code | 机器之心"."""
        rest = "".join(run.text for run in row.runs if not run.href)
        labels = [label for label, _ in row.links]
        if re.search(r"\w{2,}", without_emoji(rest)) or any(self.is_title(label) for label in labels):
            return False
        return any(is_link_label(label) for label in labels) or not all(is_name(label) for label in labels)

    def add_link(self, link: Link) -> None:
        if link.url not in {known.url for known in self.links}:
            self.links.append(link)

    # ---- tags ----

    def take_tags(self) -> None:
        """Take "[CCF-A]", "[ICML 2024]", `ICML 2024` and numbers from the start of the first line."""
        if not self.rows:
            return
        first = self.rows[0]
        while first.runs and _is_tag(first.runs[0]):
            tag = ""
            while first.runs and _is_tag(first.runs[0]):
                tag += first.runs.pop(0).text
            self.hint = self.hint or squeezed(tag)
        for _ in range(3):
            text = "".join(run.text for run in first.runs)
            found = _NUMBER.match(text) or _TAG.match(text)
            if not found or has_link(first.runs, found.end()):
                break
            inner = (
                squeezed(next((group for group in found.groups() if group), "")) if found.re is _TAG else ""
            )
            if inner and not self.take_tag(inner):
                break
            first.runs = without_start(first.runs, found.end())

    def take_tag(self, text: str) -> bool:
        rest, ranks = take_ranks(text)
        if ranks and not re.search(r"\w{3,}", rest):
            self.ranks += ranks
            return True
        if dates.find_periods(text) or is_venue(text) or re.fullmatch(r"[A-Z][\w&’' +/-]{1,24}", text):
            self.hint = self.hint or text
            return True
        return False

    # ---- title ----

    def is_title(self, text: str) -> bool:
        if re.match(r"(?:authors?|作者)\s*[:：]", text, re.IGNORECASE):
            return False
        words = len(text.split())
        han = len(re.findall(r"[\u3400-\u9fff]", text))
        return (
            (words >= 3 or han >= 6 or (len(text) >= 14 and words == 2))
            and ((words == 4 and "," not in text) or not read_authors(text))
            and len(text) < 400
        )

    def take_title(self) -> None:
        for take in (
            self.title_by_class,
            self.title_by_link,
            self.title_by_quotes,
            self.title_by_style,
            self.title_by_line,
        ):
            if take():
                self.title = _clean_title(self.title)
                return

    def take_runs(self, row: Line, runs: list[Run]) -> None:
        self.title = squeezed("".join(run.text for run in runs))
        for run in runs:
            if is_address(run.href):
                self.add_link(
                    publication_link(
                        "paper" if not re.search("arxiv|doi.org|github", run.href) else "", run.href
                    )
                )
        # The rest of the line stays in place; a bar shows where the title was.
        index = next(i for i, run in enumerate(row.runs) if run is runs[0])
        row.runs = [*row.runs[:index], Run(" \x00 "), *row.runs[index + len(runs) :]]

    def title_by_class(self) -> bool:
        for row in self.rows:
            if row.heading and not read_authors(row.text):
                self.take_runs(row, list(row.runs))
                return True
            runs = [run for run in row.runs if _TITLE_CLASS.search(run.classes)]
            runs = [run for run in runs if not _VENUE_CLASS.search(run.classes)] or runs
            if len(squeezed("".join(run.text for run in runs))) > 8:
                self.take_runs(row, runs)
                return True
        return False

    def title_by_link(self) -> bool:
        for row in [row for row in self.rows if not row.bullet][:4]:
            for label, runs in linked(row.runs):
                if not runs[0].href or is_only_venue(label):
                    continue
                is_short = bool(_PAPER_ADDRESS.search(runs[0].href)) and len(label.split()) > 1
                if self.is_title(without_emoji(label)) or (is_short and self.is_before_authors(row, runs)):
                    self.take_runs(row, runs)
                    return True
        return False

    def is_before_authors(self, row: Line, runs: list[Run]) -> bool:
        """Tell whether names follow a link in its line or on the next one: a title can look like a name."""
        index = next(i for i, run in enumerate(row.runs) if run is runs[0])
        behind = "".join(run.text for run in row.runs[index + len(runs) :]).strip(" ,.，。\\")
        following = self.rows[self.rows.index(row) + 1 :][:1]
        return bool(leading_authors(behind)[0]) or any(read_authors(_bare(line.text)) for line in following)

    def title_by_quotes(self) -> bool:
        for row in self.rows[:4]:
            text = "".join(run.text for run in row.runs)
            found = _QUOTED.search(text)
            inner = next((group for group in found.groups() if group), "") if found else ""
            if found and self.is_title(inner) and len(inner) * 5 > len(text):
                before, after = text[: found.start()], text[found.end() :]
                self.title = squeezed(inner)
                row.runs = [Run(before), Run(" \x00 "), Run(after)]
                return True
        return False

    def title_by_style(self) -> bool:
        for row in [row for row in self.rows if not row.bullet][:3]:
            if _AUTHORS.match(row.text):
                continue
            styled = [
                runs
                for style in ("bold", "italic")
                if style == "bold" or len(self.rows) == 1
                for same, runs in grouped(row.runs, style)
                if same and self.is_styled_title(squeezed("".join(run.text for run in runs)))
            ]
            if styled:  # the venue, which may be styled as well, stands behind the title
                position = {id(run): index for index, run in enumerate(row.runs)}
                self.take_runs(row, min(styled, key=lambda runs: position[id(runs[0])]))
                return True
        return False

    def is_styled_title(self, text: str) -> bool:
        """Tell whether a text in bold or italics is a title, and no name, list of authors or venue."""
        if _BEGINS_VENUE.match(text) or (len(text.split()) < 4 and len(text) < 24):
            return False
        return self.is_title(text) and not (is_name(text) or is_only_venue(text) or read_authors(text))

    def title_by_line(self) -> bool:
        rows = [row for row in self.rows if not row.bullet]
        if len(rows) < 2:
            return False
        if _is_bold(rows[0]) and read_authors(_bare(rows[1].text)) and not read_venue(rows[0].text).year:
            self.take_runs(rows[0], list(rows[0].runs))
            return True
        authors = next((i for i, row in enumerate(rows) if read_authors(_bare(row.text))), None)
        if authors is None:
            return False
        for index in (0, 1):
            if (
                index != authors
                and index < len(rows)
                and self.is_title(rows[index].text)
                and not is_only_venue(rows[index].text)
            ):
                self.take_runs(rows[index], list(rows[index].runs))
                return True
        return False

    # ---- authors ----

    def take_authors(self) -> None:
        """Find the authors: a line of their own, or the names before or behind the title in its line."""
        best: tuple[int, Line, list[Author]] | None = None
        for row in self.rows:
            if row.bullet or "\x00" in row.text:
                continue
            text, _ = take_ranks(_bare(row.text))
            authors = read_authors(_AUTHORS.sub("", text))
            if authors and not is_only_venue(text) and (best is None or len(authors) > best[0]):
                best = len(authors), row, authors
        if best:
            self.authors = best[2]
            row = best[1]
            for following in self.rows[self.rows.index(row) + 1 :]:
                more = read_authors(following.text) if re.search(r"(?:[,，、]|\band|&)\s*$", row.text) else []
                row.runs = []
                if not more:
                    break
                self.authors += more
                row = following
            row.runs = []
            return
        for row in self.rows:
            if "\x00" in row.text or not row.bullet:
                text = row.text
                before, bar, behind = text.partition("\x00")
                for part, first in ((behind, False), (before, True)) if bar else ((text, True),):
                    names, rest = leading_authors(part)
                    if not names and (note := _LEADING_NOTE.match(part)):
                        names, rest = leading_authors(part[note.end() :])
                        rest = f"{note[0]} {rest}"
                    if names and (len(names) > 1 or not rest or bar):
                        self.authors = names
                        row.runs = [
                            Run(
                                (before if not first else "")
                                + " \x00 "
                                + rest
                                + (behind if first and bar else "")
                            )
                        ]
                        return

    def segment(self) -> None:
        """Read one line without marked parts: "Authors, Title, Venue, Year" or with full stops."""
        row = next((row for row in self.rows if not row.bullet), None)
        if row is None:
            return
        text = row.text
        apa = re.match(
            r"(?P<names>.+?)[\s,]*[(（](?P<date>(?:19|20)\d\d[^()（）]{0,20})[)）][.,:：]?\s+(?P<rest>\S.*)$",
            text,
        )
        if apa and (authors := read_authors(apa["names"])):
            parts = _split_title(apa["rest"])
            self.authors, self.title = authors, _clean_title(parts[0])
            row.runs = [Run(f"{parts[1]}, {apa['date']}")]
            return
        names, rest = leading_authors(text)
        if not names or not rest:
            self.title_first(row, text)
            return
        title, behind = _split_title(rest)
        if self.is_title(title):
            self.authors, self.title = names, _clean_title(title)
            row.runs = [Run(behind)]

    def title_first(self, row: Line, text: str) -> None:
        """Read "Title, Authors, Venue, Year" and "Title. Authors. Venue"."""
        strong = self.context.owner | {run.text.strip(" ,*") for run in row.runs if run.bold}
        for separators in (".。", ",，、;；"):
            parts = split_outside(text, separators)
            for index in range(1, len(parts)):
                joined = (". " if separators[0] == "." else ", ").join(parts[index:])
                names, rest = leading_authors(joined)
                title = (". " if separators[0] == "." else ", ").join(parts[:index])
                if (len(names) > 1 or (names and names[0].name in strong)) and self.is_title(title):
                    self.authors, self.title = names, _clean_title(title)
                    row.runs = [Run(rest)]
                    return

    # ---- venue ----

    def take_venue(self) -> None:
        candidates = []
        for row in self.rows:
            for part in re.split(r"\x00|\s[|｜]\s", "".join(run.text for run in row.runs)):
                text, ranks = take_ranks(squeezed(part))
                self.ranks += [rank for rank in ranks if not row.bullet]
                text = without_decoration(text).strip(" .,;，。；-–—/")
                if re.search(r"\w", text) and not row.bullet and len(text) < 300:
                    italic = any(
                        run.italic for run in row.runs if run.text.strip() and run.text.strip() in part
                    )
                    candidates.append((text, italic))
        hinted = self.hint and is_venue(self.hint) and dates.find_periods(self.hint)
        if hinted:
            self.venue = read_venue(self.hint)
        for text, italic in candidates:
            if _DESCRIPTION.match(text) or (hinted and len(text.split()) > 14):
                continue
            if not (is_venue(text) or dates.find_periods(text) or italic) or len(text.split()) > 45:
                continue
            venue = read_venue(text)
            if venue.name or venue.year:
                self.venue = self.venue.completed(venue)
        for hint in (self.hint, self.block.badge):
            if hint and (is_venue(hint) or dates.find_periods(hint) or re.search(r"[A-Z]{2,}", hint)):
                self.venue = self.venue.completed(read_venue(hint))

    # ---- result ----

    def publication(self) -> Publication | None:
        if not self.title or not re.search(r"\w{2,}", self.title):
            return None
        dated = bool(self.venue.year or self.venue.name)
        if (
            not self.authors
            and not (dated and self.links)
            and not (dated and self.venue.name and self.venue.year)
        ):
            return None
        if self.context.needs_authors and not self.authors:
            return None
        preprint = self.unpublished and not re.search("arxiv", self.venue.name, re.IGNORECASE)
        links = list(self.links)
        if self.venue.arxiv and not any("arxiv.org" in link.url for link in links):
            links.append(Link(kind="arxiv", url=f"https://arxiv.org/abs/{self.venue.arxiv}"))
        year = self.venue.year or self.context.year or _year_of_arxiv(links)
        return Publication(
            title=self.title,
            authors=[author.name for author in self.authors],
            year=year,
            month=self.venue.month if self.venue.year == year else "",
            venue="" if preprint else self.venue.name,
            links=links,
            equal_contribution=equal_contributors(self.authors, self.context.legend, self.block.text),
            rank=", ".join(dict.fromkeys(self.ranks)),
        )


def _with_stops(row: Line) -> Line:
    """Put a full stop before a venue in bold or italics that only its style separates from the authors."""
    runs: list[Run] = []
    for run in row.runs:
        before = "".join(one.text for one in runs).rstrip()
        if (
            (run.bold or run.italic)
            and _BEGINS_VENUE.match(run.text.strip())
            and re.search(r"[^\W\d_]$", before)
        ):
            run = replace(run, text=f". {run.text}")
        runs.append(run)
    row.runs = runs
    return row


def _is_bold(row: Line) -> bool:
    return len(row.text) > 8 and all(run.bold for run in row.runs if re.search(r"\w", run.text))


def _is_tag(run: Run) -> bool:
    """Tell whether a run before the title says where the paper appeared: code, or a label by its class."""
    return run.code or (bool(run.text.strip()) and bool(_VENUE_CLASS.search(run.classes)))


def leading_authors(text: str) -> tuple[list[Author], str]:
    """Return the authors with whom a text begins, and the text behind them."""
    text = without_decoration(text)
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
    position, authors, single = 0, [], ""
    pattern = re.compile(
        r"[,，、;；]|\s+and\s+|\s+&\s+|\s+(?:和|与)\s+|(?=\s(?:19|20)\d\d\b)|(?<![\s.][A-Z])\.\s|$"
    )
    begin = 0
    while begin < len(text):
        found = pattern.search(text, begin)
        end, behind = (found.start(), found.end()) if found else (len(text), len(text))
        name = text[begin:end].strip()
        name = re.sub(r"^and\s+", "", name)
        if re.fullmatch(r"(?:et\.? al\.?|\.{3}|…|)", name):
            position = behind
        elif (one := read_authors(name)) and len(one) == 1:
            authors += one
            position = behind
        elif (
            authors
            and re.fullmatch(r"(?:[A-Z]\.?[ -]?){1,3}[*#†‡]*", name)
            and re.fullmatch(r"[^\W\d_]{2,}", authors[-1].name)
        ):
            authors[-1].name += ", " + name
            position = behind
        elif re.fullmatch(r"[^\W\d_][\w'’-]+", name) and re.match(r"\s*(?:[A-Z]\.[ -]?){1,3}", text[behind:]):
            authors.append(Author(name))
        elif not authors and _is_single_name(name, text[behind:]):
            single = name
            position = behind
        else:
            break
        if (found and found[0].startswith(".")) or behind == begin:
            break
        begin = behind
    authors = [Author(single)] * bool(single and authors) + [
        author
        for author in authors
        if len(author.name.split()) > 1 or is_name(author.name) or "," in author.name
    ]
    return authors, text[position:].strip(" ,，;；.")


def _is_single_name(name: str, behind: str) -> bool:
    """Tell whether one capitalised word is an author: two full names follow it."""
    following = [re.split(r"\.\s", part)[0].strip() for part in split_outside(behind, ",，、;；")[:2]]
    is_word = bool(re.fullmatch(r"[A-ZÀ-Ž][a-zà-ÿ]{2,}", name)) and not is_venue(name)
    return is_word and len(following) == 2 and all(is_name(part) for part in following)


def _split_title(text: str) -> tuple[str, str]:
    """Split "Title. Venue, 2024" or "Title, Venue, 2024" behind the title."""
    pieces = re.split(r"(?<=[\w)”\"?!])(?:\.|[?!](?=\s))\s+(?=[A-Z\u4e00-\u9fff*])|。\s*", text, maxsplit=1)
    if len(pieces) == 2 and _is_long(pieces[0]) and re.search(r"[A-Za-z\u4e00-\u9fff]{3}", pieces[1]):
        return pieces[0], pieces[1]
    parts = split_outside(text, ",，;；")
    for index in range(1, len(parts)):
        if is_venue(parts[index]) and not re.match(r"(?:and|or)\s", parts[index]):
            return ", ".join(parts[:index]), ", ".join(parts[index:])
    dated = next((i for i, part in enumerate(parts) if dates.find_periods(part) and i), len(parts))
    cut = max(1, dated - 1) if dated < len(parts) and dated > 1 else dated
    return ", ".join(parts[:cut]), ", ".join(parts[cut:])


def _is_long(text: str) -> bool:
    return len(text) > 12 or len(re.findall(r"[\u3400-\u9fff]", text)) > 4


def _clean_title(title: str) -> str:
    title = without_decoration(title.replace("\x00", " "))
    title = re.sub(r"^[“\"'‘「《]+(.*?)[”\"'’」》]+$", r"\1", title)
    return re.sub(r"(?<!\.\.)[.,，。;；:：]+$", "", title.strip()).strip()


def _bare(text: str) -> str:
    return without_decoration(re.sub(r"[(（][^()（）]*[)）]\s*$", "", text))


def _rows(block: Block) -> list[Line]:
    """Return copies of the lines of a block; lines of the source only where they carry a meaning."""
    lines = [line for line in block.lines if line.text]
    softs = [line for line in lines if line.soft and not line.bullet]
    if len(lines) - len(softs) > 1:
        softs = []
    first = lines[0] if lines else None
    meaningful = (
        bool(softs)
        and bool(first)
        and (
            any(read_authors(line.text) for line in softs)
            or (first is not None and all(run.href or not re.search(r"\w", run.text) for run in first.runs))
        )
    )
    rows: list[Line] = []
    for line in lines:
        if line.soft and rows and not meaningful and not _is_venue_below(line, rows[-1]):
            rows[-1].runs += [Run(" "), *line.runs]
        else:
            rows.append(Line(line.number, list(line.runs), line.soft, line.bullet, line.heading))
    for child in block.children:
        for inner in child.walk():
            rows += [Line(line.number, list(line.runs), line.soft, True) for line in inner.lines]
    return rows


def _is_venue_below(line: Line, above: Line) -> bool:
    """Tell whether a line of the source in one style, such as bold, stands below the authors."""
    words = [run for run in line.runs if re.search(r"\w", run.text)]
    styled = all(run.bold for run in words) or all(run.italic for run in words)
    is_venue = re.search(r"\b(?:19|20)\d\d\b", line.text) or not read_authors(line.text)
    return bool(styled and is_venue and read_authors(above.text))


def _year_of_arxiv(links: list[Link]) -> str:
    for link in links:
        if found := re.search(r"arxiv\.org/(?:abs|pdf|html)/(\d\d)(\d\d)\.\d{4,5}", link.url):
            return f"20{found[1]}"
    return ""


__all__ = ["Context", "leading_authors", "merge", "read_publication", "split_names", "title_key"]
