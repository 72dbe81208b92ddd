"""Read one record of a data file or a CV as an item of the section in which it stands."""

import re
from collections.abc import Callable

from publications.bibtex import parse
from site_readers import dates
from site_readers.items import (
    Honor,
    Item,
    Link,
    News,
    Notice,
    Position,
    Project,
    Publication,
    Result,
    Service,
    Study,
    Talk,
)
from site_readers.labsites import bibliographies, papers, prose
from site_readers.labsites.fields import Fields
from site_readers.publications import add_or_merge
from site_readers.text_parts import is_address, publication_link
from site_readers.venues import read_venue

_STARTS = ("startdate", "start_date", "start", "from")
_ENDS = ("enddate", "end_date", "end", "to")
_DATES = ("date", "year", "years", "releasedate", "release_date", "period", "time")


def read_record(kind: str, fields: Fields, result: Result) -> bool:
    """Add the item of a record in a section of a kind, such as "honors". Return whether there is one."""
    item = _READERS[kind](fields, result) if kind in _READERS else None
    if not item:
        return False
    item.file, item.line, item.raw = fields.file, fields.first_line, fields.everything()
    address = fields.text("url", "website", "link")
    if is_address(address) and address not in {link.url for link in item.links}:
        link = publication_link("", address)
        item.links.append(Link(kind=link.kind, url=link.url))
    if isinstance(item, Publication):
        add_or_merge(item, result)
    else:
        result.add(item)
    fields.report_rest(result)
    return True


def _period(fields: Fields) -> tuple[str, str]:
    start, end = dates.iso_date(fields.text(*_STARTS)), dates.iso_date(fields.text(*_ENDS))
    if start or end:
        return start, end
    periods = dates.find_periods(fields.text(*_DATES))
    period = periods[0][0] if periods else dates.Period()
    return period.start, period.end


def _date(fields: Fields) -> str:
    periods = dates.find_periods(fields.text(*_DATES, *_STARTS))
    return periods[0][0].date if periods else ""


def _study(fields: Fields, result: Result) -> Study | None:
    degree, area = (
        fields.text("studytype", "degree", "title"),
        fields.text("area", "department", "field", "major"),
    )
    start, end = _period(fields)
    study = Study(
        start=start if end or not re.fullmatch(r"\d{4}", fields.text("year")) else "",
        end=end or (start if re.fullmatch(r"\d{4}", fields.text("year")) else ""),
        degree=" in ".join(part for part in (degree, area) if part),
        school=fields.text("institution", "school", "university"),
        advisor=fields.text("advisor", "supervisor"),
    )
    return study if study.school or study.degree else None


def _honor(fields: Fields, result: Result) -> Honor | None:
    title = fields.text("title", "name", "award", "label")
    issuer = fields.text("awarder", "issuer", "organization", "institution")
    return Honor(date=_date(fields), title=title, issuer=issuer) if title else None


def _talk(fields: Fields, result: Result) -> Talk | None:
    title = fields.text("title", "name")
    event, place = (
        fields.text("event", "venue", "conference", "organization", "organisation", "institution"),
        fields.text("location", "place"),
    )
    kind = fields.text("type")
    return Talk(date=_date(fields), kind=kind, title=title, event=event, place=place) if title else None


def _service(fields: Fields, result: Result) -> Service | None:
    start, end = _period(fields)
    role = fields.text("position", "role", "type")
    parts = (fields.text("title", "name", "course"), fields.text("organization", "institution", "venue"))
    what = ", ".join(part for part in parts if part)
    return Service(start=start, end=end, role=role, what=what) if role or what else None


def _position(fields: Fields, result: Result) -> Position | None:
    start, end = _period(fields)
    role = fields.text("position", "role", "title")
    parts = (
        fields.text("department"),
        fields.text("name", "company", "institution", "organization", "employer"),
        fields.text("location", "place"),
    )
    where = ", ".join(filter(None, parts))
    return Position(start=start, end=end, role=role, where=where) if where else None


def _project(fields: Fields, result: Result) -> Project | None:
    title = fields.text("title", "name") or fields.text("repo", "repository")
    grant = ", ".join(
        part
        for part in (
            fields.text("funder", "agency", "sponsor", "organization", "source"),
            fields.text("number", "grant", "award", "award_number"),
            " – ".join(date for date in _period(fields) if date),
        )
        if part
    )
    texts = (fields.text("subtitle"), grant, fields.text("summary", "description", "desc"))
    return Project(title=title, text="\n\n".join(filter(None, texts))) if title else None


#: Fields of a record of a paper that name its venue. Some sites have the address of its page there.
_VENUES = ("journal", "venue", "publisher", "booktitle", "conference", "publication", "display")


def _complete_from_bibtex(paper: Publication, text: str) -> None:
    """Fill in what a record leaves open from the BibTeX in one of its fields."""
    entries = parse(text).entries if text.lstrip().startswith("@") else []
    for cited in map(bibliographies.paper_of, entries[:1]):
        for name in ("authors", "year", "month", "venue"):
            if not getattr(paper, name):
                setattr(paper, name, getattr(cited, name))


def _paper(fields: Fields, result: Result) -> Publication | None:
    title = papers.plain(fields.text("title", "name"))
    if not title:
        return None
    texts = [fields.text(name) for name in _VENUES]
    printed = papers.plain(next((text for text in texts if text and not text.startswith("http")), ""))
    venue = read_venue(printed)
    paper = Publication(title=title, venue=venue.name or printed, file=fields.file, line=fields.first_line)
    for name in ("authors", "author"):
        if isinstance(text := fields.values.get(name), str):
            fields.values[name] = plain_authors(text)
    papers.set_authors(fields, paper, papers.Collector(result))
    paper.year = _date(fields)[:4] or venue.year
    _complete_from_bibtex(paper, fields.text("bibtex", "bib", "cite"))
    papers.read_links(fields, paper, result)
    return paper


def plain_authors(text: str) -> str:
    """Return a list of authors without tags, raised marks and remarks such as "(* corresponding)"."""
    text = re.sub(
        r"<sup>.*?</sup>|[(（][^()（）]*(?:author|contribut)[^()（）]*[)）]", "", text, flags=re.IGNORECASE
    )
    return re.sub(r"<[^<>]*>|\*\*|__", "", text).strip()


def _news(fields: Fields, result: Result) -> News | None:
    title = fields.text("title", "headline", "name")
    body = prose.clean(fields.text("text", "content", "contents", "description", "details", "body", "news"))
    text = "\n\n".join(dict.fromkeys(filter(None, map(prose.without_html, (prose.clean(title), body)))))
    return News(date=_date(fields), text=text) if text else None


def _notice(fields: Fields, result: Result) -> Notice | None:
    title = fields.text("title", "name", "position", "role")
    body = prose.as_markdown(prose.clean(fields.text("text", "content", "description", "details", "body")))
    return Notice(title=title, text=body or title) if title or body else None


_READERS: dict[str, Callable[[Fields, Result], Item | None]] = {
    "education": _study,
    "honors": _honor,
    "news": _news,
    "patents": _paper,
    "publications": _paper,
    "talks": _talk,
    "service": _service,
    "teaching": _service,
    "experience": _position,
    "projects": _project,
    "notices": _notice,
}
