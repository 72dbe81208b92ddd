"""Read the paper of an entry: links and tags, title, authors, and the venue in what is left."""

import re

from site_readers import dates, sections
from site_readers.blocks import Block, Line, Run, squeezed
from site_readers.items import Link, Publication
from site_readers.marks import equal_contributors
from site_readers.paper_details import details_in
from site_readers.publications.authors import take_authors, take_authors_after_venue
from site_readers.publications.dated import take_co_authors, take_dated
from site_readers.publications.entry import DESCRIPTION, TITLE_MARK, Context, Entry
from site_readers.publications.labelled import read_labelled
from site_readers.publications.labels import take_links, take_tags
from site_readers.publications.order import split_title, take_by_order, take_title_alone
from site_readers.publications.titles import cleaned_title, is_title, take_title
from site_readers.text_parts import without_decoration
from site_readers.venues import is_venue, read_venue, take_ranks

#: The least number of words in the title of a paper of which nothing else is known.
_MIN_TITLE = 6
#: What a line below a title says of a paper that has not appeared yet, and how long the title is at least.
_ON_ITS_WAY = re.compile(
    r"(?:to appear|forthcoming|working paper|submitted|under (?:review|revision)|preprint"
    r"|in (?:press|preparation))\b",
    re.IGNORECASE,
)
_MIN_LENGTH = 15
#: A text of which more is about sections is not a title.
MAX_SHARE = 0.4
#: The beginnings of remarks about a paper that can have a date of their own.
_AWARD = re.compile(
    r"(?:best|outstanding|distinguished|honou?rable|runner|finalist|nominat|nominee|award|selected (?:as|for)"
    r"|highlighted|featured|invited to)\b",
    re.IGNORECASE,
)
#: Labels about a paper that are not its venue.
_NO_VENUE = re.compile(
    r"(?:\b(?:oral|spotlight|highlights?|poster|award|new|hot|preprint|accepted|under review|submitted"
    r"|in press|selected|best|top|journal|conference|workshop|papers?|demo|tutorial|survey|first author"
    r"|co-?author|featured|code)\b|ccf|sci\b|ei\b|jcr|q[1-4]|[一二三四1-4]区|期刊|会议|论文|一作|通讯|共一)",
    re.IGNORECASE,
)
_UNPUBLISHED = re.compile(
    r"under\s+(?:review|submission|revision|preparation)|submitted(?!\s+papers?\b)|in preparation"
    r"|in submission|revise (?:and|&) resubmit|\br\s?&\s?r\b|审稿中|在投|投稿",
    re.IGNORECASE,
)

#: Texts that only say that a paper is in no journal.
_NO_SERIES = re.compile(r"(?:working papers?|work in progress|manuscript|draft)", re.IGNORECASE)


def read_publication(block: Block, context: Context) -> Publication | None:
    """Return the paper of a block, or None if the block has no title with authors, a venue or a year."""
    if labelled := read_labelled(block):
        return labelled
    entry = Entry(block, context)
    take_links(entry)
    take_tags(entry)
    take_dated(entry)
    if not entry.title:
        take_title(entry)
        if entry.title:
            take_authors(entry)
            if not entry.authors:
                take_authors_after_venue(entry)
            if not entry.authors:
                _divide_title(entry)
        else:
            take_by_order(entry)
    if not entry.authors:
        take_co_authors(entry)
    if not entry.title:
        take_title_alone(entry)
    _take_venue(entry)
    return _publication(entry)


def _divide_title(entry: Entry) -> None:
    """Take the venue out of a title beside which nothing stands: a link "Maps of Rivers, LakeConf 2024"."""
    if any(re.search(r"\w", row.text.replace(TITLE_MARK, "")) for row in entry.rows):
        return
    title, venue = split_title(entry.title)
    if is_title(title) and read_venue(venue).year:
        entry.title = cleaned_title(title)
        entry.rows.append(Line(entry.block.line, [Run(venue)]))


def _take_venue(entry: Entry) -> None:
    candidates = []
    for row in entry.rows:
        for part in re.split(rf"{TITLE_MARK}|\s[|｜]\s", "".join(run.text for run in row.runs)):
            text, ranks = take_ranks(squeezed(part))
            entry.ranks += [rank for rank in ranks if not row.bullet]
            text = without_decoration(text).strip(" .,;，。；-–—/")
            if re.search(r"\w", text) and not row.bullet and len(text) < 300:
                italic = any(run.italic for run in row.runs if run.text.strip() and run.text.strip() in part)
                candidates.append((text, italic))
    hinted = entry.hint and is_venue(entry.hint) and dates.find_periods(entry.hint)
    if hinted:
        entry.venue = read_venue(entry.hint)
    for text, italic in candidates:
        if DESCRIPTION.match(text) or (hinted and len(text.split()) > 14):
            continue
        if _AWARD.match(text) and not is_venue(text):
            continue
        begins = re.match(r"In\s+(?:the\s+)?[A-Z]", text)
        if not (is_venue(text) or dates.find_periods(text) or italic or begins) or len(text.split()) > 45:
            continue
        venue = read_venue(text)
        if venue.name or venue.year:
            entry.venue = entry.venue.completed(venue)
    for hint in (entry.hint, entry.block.badge):
        names_venue = is_venue(hint) or dates.find_periods(hint) or re.search(r"[A-Z]{2,}", hint)
        is_label = entry.has_label and hint == entry.hint and not _NO_VENUE.search(hint)
        if hint and (names_venue or is_label):
            entry.venue = entry.venue.completed(read_venue(hint))


def _publication(entry: Entry) -> Publication | None:
    if not entry.title or not re.search(r"\w{2,}", entry.title):
        return None
    of_arxiv = _year_of_arxiv(entry.links)
    dated = bool(entry.venue.year or entry.venue.name or of_arxiv)
    is_known = of_arxiv or (entry.authors and (entry.venue.year or len(entry.authors) > 1))
    if sections.share_of(entry.title) >= MAX_SHARE and not is_known:
        return None  # "Complete list of publications: Google Scholar"
    if (
        not entry.authors
        and not _is_of_owner(entry)
        and not (dated and entry.links)
        and not (dated and entry.venue.name and entry.venue.year)
    ):
        return None
    if entry.context.needs_authors and not entry.authors:
        return None
    is_on_arxiv = bool(re.search("arxiv", entry.venue.name, re.IGNORECASE))
    is_unpublished = bool(_UNPUBLISHED.search(entry.block.text)) and not is_on_arxiv
    links = list(entry.links)
    if entry.venue.arxiv and not any("arxiv.org" in link.url for link in links):
        links.append(Link(kind="arxiv", url=f"https://arxiv.org/abs/{entry.venue.arxiv}"))
    year = entry.venue.year or entry.context.year or _year_of_arxiv(links)
    return Publication(
        title=entry.title,
        authors=[author.name for author in entry.authors],
        year=year,
        month=entry.venue.month if entry.venue.year == year else "",
        venue="" if is_unpublished or _NO_SERIES.fullmatch(entry.venue.name) else entry.venue.name,
        links=links,
        equal_contribution=equal_contributors(entry.authors, entry.context.legend, entry.block.text),
        rank=", ".join(dict.fromkeys(entry.ranks)),
        details=details_in(entry.block.text.partition(entry.title)[2]),
    )


def _is_of_owner(entry: Entry) -> bool:
    """Return whether an entry of the owner's papers has a marked title and names nobody else.

    The title is long, or a line says where the paper is on its way to: "To appear", "Working paper".
    """
    if not entry.context.names_co_authors or not entry.is_marked:
        return False
    is_on_its_way = len(entry.title) >= _MIN_LENGTH and any(
        _ON_ITS_WAY.match(row.text) for row in entry.rows if TITLE_MARK not in row.text
    )
    return is_on_its_way or (entry.block.kind == "item" and len(entry.title.split()) >= _MIN_TITLE)


def _year_of_arxiv(links: list[Link]) -> str:
    for link in links:
        if match := re.search(r"arxiv\.org/(?:abs|pdf|html)/(\d\d)(\d\d)\.\d{4,5}", link.url):
            return f"20{match[1]}"
    return ""
