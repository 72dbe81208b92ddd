"""Publications from the fields of pages and records."""

import re
from dataclasses import dataclass, field
from html import unescape

from site_readers import dates
from site_readers.items import Link, Publication, Result
from site_readers.labsites import links, samples
from site_readers.labsites.fields import Fields, as_text
from site_readers.labsites.names import Directory, read_authors
from site_readers.text_parts import is_link_label
from site_readers.venues import read_venue

_RANK = re.compile(
    r"\bCCF[\s-]*[ABC]\b|\bJCR[\s-]*(?:Q[1-4]|[一二三四1-4]区)|中科院[一二三四1-4]区|\bSCI[\s-]*(?:Q[1-4]"
    r"|[一二三四]区)"
    r"|\bCORE[\s-]*A\*?",
    re.IGNORECASE,
)
_EQUAL = re.compile(r"equal|co-?first|joint first|共同(?:第一|一作)|同等贡献", re.IGNORECASE)
_CORRESPONDING = re.compile(r"corr?espond|通讯|通信作者", re.IGNORECASE)
#: A title with what belongs in other fields after it.
_DATED_TITLE = re.compile(
    r"(?P<title>.{8,}?),\s*(?:(?P<year>(?:19|20)\d\d)\b"
    r"|(?P<unpublished>submitted|in (?:press|review|revision)"
    r"|accepted|under review)\b|(?=doi:))[,.]?\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
_DETAILS = {
    "abstract": ("abstract",),
    "volume": ("volume",),
    "number": ("number", "issue"),
    "pages": ("pages",),
}
_ADDRESS_FIELDS = re.compile(
    r"^(?:url_\w+|\w*_?url|(?:\w+_)?link|pdf|code|video|slides|poster|project|paper|website|arxiv|preprint)$"
)


def plain(text: str) -> str:
    """Return a title or venue without Markdown emphasis, tags and line breaks."""
    text = re.sub(r"<[^<>]{0,300}>", "", " ".join(text.split()))
    text = re.sub(r"!?\[([^\[\]]*)\]\([^()\s]*\)", r"\1", text)
    text = re.sub(r"(\*{1,3}|(?<![\w])_{1,2})(?=\S)(.+?)(?<=\S)(\1)(?![\w])", r"\2", text)
    return " ".join(unescape(text).replace("\\&", "&").split())


def set_details(fields: Fields, paper: Publication) -> None:
    """Set the abstract, volume, number and pages of a paper, but none of a template."""
    for name, names in _DETAILS.items():
        if (text := plain(fields.text(*names))) and not samples.is_text(text):
            paper.details[name] = text


def rank_of(text: str) -> str:
    """Return the rank in a text such as "CCF-A 会议", else the text."""
    match = _RANK.search(text)
    return match[0] if match else text


@dataclass
class Collector:
    """Adds publications to a result, each work once."""

    result: Result
    directory: Directory = field(default_factory=Directory)
    _seen: dict[str, Publication] = field(default_factory=dict)

    def add(self, paper: Publication) -> Publication:
        """Add a publication, or its links and missing values to the same work that is there already."""
        keys = [f"{link.kind} {link.url.lower()}" for link in paper.links if link.kind == "doi"]
        title = "".join(char for char in paper.title.casefold() if char.isalnum())
        keys.append(f"{title} {paper.year}")
        existing = next(
            (one for key in keys if (one := self._seen.get(key)) and _is_one_work(one.title, paper.title)),
            None,
        )
        if existing is None or (
            existing.venue
            and paper.venue
            and _letters(existing.venue) != _letters(paper.venue)
            and keys[0] not in self._seen
        ):
            existing = paper
            self.result.add(paper)
        else:
            if existing.title != paper.title:
                why = f"Same DOI as {existing.file}:{existing.line}."
                self.result.report(paper.file, paper.line, paper.title, why)
            for link in paper.links:
                links.add_link(existing.links, link)
            for name in ("year", "month", "venue", "rank", "authors", "equal_contribution", "details"):
                if not getattr(existing, name):
                    setattr(existing, name, getattr(paper, name))
        for key in keys:
            self._seen.setdefault(key, existing)
        return existing


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _is_one_work(title: str, other: str) -> bool:
    """Return whether two entries with one DOI can be one work: sites copy entries and forget the DOI."""
    words, others = (set(re.findall(r"\w+", text.casefold())) for text in (title, other))
    return 3 * len(words & others) >= len(words | others)


def read_record(fields: Fields, collector: Collector) -> None:
    """Add the publication of a record with a title, authors, a venue and a year or date."""
    title = plain(fields.text("title"))
    if not title:
        collector.result.report(
            fields.file, fields.first_line, fields.everything(), "A publication without a title."
        )
        return
    venue = plain(fields.text("venue", "journal", "publication", "publisher", "booktitle", "display"))
    paper = Publication(title=title, venue=venue, file=fields.file, line=fields.first_line, raw=title)
    set_authors(fields, paper, collector)
    set_date(paper, fields.text("date", "year"), is_padded=True)
    set_details(fields, paper)
    read_links(fields, paper, collector.result)
    _read_nested_links(fields, paper, collector.result)
    if not paper.venue and not paper.year:
        _split_title(paper)
    collector.add(paper)


def _read_nested_links(fields: Fields, paper: Publication, result: Result) -> None:
    """Read links of the form "link: {url: …, display: …}"; what they display may be the venue."""
    for name in ("link", "link1", "link2", "link3", "paper", "doi"):
        value = fields.values.get(name)
        if not isinstance(value, dict):
            continue
        fields.skip([name])
        address = as_text(value.get("url"))
        display = plain(re.sub(r"\s*<br\s*/?>\s*", "; ", as_text(value.get("display"))))
        if address:
            add_address(paper, "link", address, fields, result)
        for label in (key for key in value if key not in ("url", "display")):
            add_address(paper, label, as_text(value[label]), fields, result)
        if name == "link" and not paper.venue and _can_be_venue(display, paper):
            venue = read_venue(display)
            paper.venue, paper.year = venue.name or display, paper.year or venue.year
        elif display and not is_link_label(display):
            result.report(fields.file, fields.first_line, display, "Text of a link.")


def _can_be_venue(text: str, paper: Publication) -> bool:
    """Return whether the text of a link can be a venue: no label such as "PDF", and no "Lee et al., 2024"."""
    families = {author.replace(",", " ").split()[index] for author in paper.authors[:2] for index in (0, -1)}
    is_citation = bool(re.search(r"\bet al\b", text)) or text.startswith(tuple(families) or "\0")
    return bool(text) and not is_citation and (not is_link_label(text) or bool(read_venue(text).arxiv))


def _split_title(paper: Publication) -> None:
    """Take the year, venue and DOI off a title such as "Maps of rivers, 2021, Lakes 4, doi:10.1/x"."""
    match = _DATED_TITLE.match(paper.title)
    if not match:
        return
    rest = f"{match['year'] or ''} {match['rest']}"
    doi = re.search(r"doi:?\s*(10\.\d{4,}/\S+)", rest, re.IGNORECASE)
    if doi:
        links.add_link(paper.links, links.doi_link(doi[1].rstrip(" ,.")))
        rest = rest.replace(doi[0], "")
    venue = read_venue(rest.strip(" ,."))
    paper.title, paper.year = match["title"].strip(" ,."), match["year"] or venue.year
    paper.venue = "" if match["unpublished"] else venue.name


def read_links(fields: Fields, paper: Publication, result: Result) -> None:
    """Read all fields of a record that hold addresses of a publication."""
    for name in ("doi", "arxiv", "arxiv_id"):
        text = fields.text(name)
        if not text:
            continue
        link = links.doi_link(text) if name == "doi" else _arxiv_link(text)
        if not links.add_link(paper.links, link):
            result.report(fields.file, fields.line(name), f"{name}: {text}", "This is not an identifier.")
    ids = fields.value("hugoblox")
    if isinstance(ids, dict) and isinstance(ids.get("ids"), dict):
        links.add_link(paper.links, links.doi_link(as_text(ids["ids"].get("doi"))))
        links.add_link(paper.links, _arxiv_link(as_text(ids["ids"].get("arxiv"))))
    for name in list(fields.values):
        if _ADDRESS_FIELDS.match(name) and isinstance(fields.values[name], str):
            add_address(paper, name, fields.text(name), fields, result)
    for name in ("links", "buttons"):
        entries = fields.value(name)
        for entry in entries if isinstance(entries, list) else []:
            if isinstance(entry, dict):
                label = as_text(entry.get("text") or entry.get("name") or entry.get("type"))
                if as_text(entry.get("type")) in {"source", "manubot"}:
                    label = "code" if entry["type"] == "source" else "html"
                add_address(
                    paper, label or "link", as_text(entry.get("url") or entry.get("link")), fields, result
                )
    repository = fields.text("repo")
    if re.fullmatch(r"[\w.-]+/[\w.-]+", repository):
        links.add_link(paper.links, Link(kind="code", url=f"https://github.com/{repository}"))


def add_address(paper: Publication, label: str, address: str, fields: Fields, result: Result) -> None:
    """Add a link of a publication, unless it is a placeholder; report one that leads into the old site."""
    if not address or address.startswith("#") or samples.is_placeholder(address):
        return
    if samples.is_address(address):
        result.report(fields.file, fields.first_line, f"{label}: {address}", samples.WHY)
    elif not links.add_link(paper.links, links.paper_link(label, address)):
        why = (
            "An email address." if address.startswith("mailto:") else "A file of the site, not a web address."
        )
        result.report(fields.file, fields.first_line, f"{label}: {address}", why)


def set_authors(fields: Fields, paper: Publication, collector: Collector) -> None:
    """Set the authors: those of the list for display if there is one, and members by their full names."""
    displayed = fields.texts("authors_display", "author_display", "author_list")
    listed = fields.value("authors", "author")
    names = _author_list(listed)
    printed = displayed or [collector.directory.name_of(name) for name in names]
    paper.authors, paper.equal_contribution = read_authors(printed)
    notes = fields.value("author_notes")
    if isinstance(notes, list) and len(notes) <= len(paper.authors):
        equal = [position for position, note in enumerate(notes) if _EQUAL.search(as_text(note))]
        paper.equal_contribution = equal or paper.equal_contribution
        paper.corresponding = [at for at, note in enumerate(notes) if _CORRESPONDING.search(as_text(note))]
        for note in map(as_text, notes):
            if note and not _EQUAL.search(note) and not _CORRESPONDING.search(note):
                collector.result.report(fields.file, fields.line("author_notes"), note, "Note on an author.")


def set_date(paper: Publication, text: str, *, is_padded: bool) -> None:
    """Set year and month. ``is_padded``: the source writes the first of January if it knows only the year."""
    date = dates.iso_date(text)
    paper.year, paper.month = date[:4], date[5:7]
    if is_padded and date.endswith("-01-01"):
        paper.month = ""


def _author_list(value: object) -> list[str]:
    if isinstance(value, list):
        return [text for one in value if (text := as_text(one.get("name") if isinstance(one, dict) else one))]
    text = re.sub(r"</?(?!sup\b)[a-z][^<>]{0,300}>", "", unescape(as_text(value)), flags=re.IGNORECASE)
    text = re.sub(r"(?<=[A-Za-z][a-z])\.$", "", text.strip())
    parts = re.split(r"\s*;\s*|\s+and\s+|\s*[,，、]\s*(?:and\s+|&\s*)?|\s+&\s+", text)
    return [part for part in parts if part]


def _arxiv_link(text: str) -> Link | None:
    match = re.search(r"\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}", text)
    return Link(kind="arxiv", url=f"https://arxiv.org/abs/{match[0]}") if match else None
