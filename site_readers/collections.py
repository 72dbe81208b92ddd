"""Read the collections of a Jekyll site (papers, talks, teaching, news), bibliographies, and translations."""

import re
from collections.abc import Container, Iterator

from publications import bibtex
from publications.bibtex.problems import LOSSY_CODES
from site_readers import block_reader, blocks, dates, front_matter, leftovers, markup, page_fields
from site_readers.files import Source, extension_of
from site_readers.front_matter import Page
from site_readers.items import Item, Link, News, Project, Publication, Result, Service, Talk
from site_readers.pages.output import EXAMPLE
from site_readers.paper_details import details_of
from site_readers.people import is_name, read_authors
from site_readers.publications import (
    Context,
    add_or_merge,
    leading_authors,
    read_publication,
)
from site_readers.records import plain_authors
from site_readers.text_parts import is_address, publication_link
from site_readers.unplaced import unplaced_of_text

#: Fields that name the authors besides the owner of the site.
_CO_AUTHORS = ("co_authors", "coauthors", "co-authors")
#: The fields with the links of a paper, and what these lead to.
_LINK_LABELS = {
    "paperurl": "",
    "link": "",
    "url": "",
    "doi": "doi",
    "arxiv": "arxiv",
    "code": "code",
    "github": "github",
    "slidesurl": "slides",
    "bibtexurl": "bibtex",
    "codeurl": "code",
    "videourl": "video",
    "url_pdf": "pdf",
    "url_code": "code",
}
_OTHER = "The navigation does not lead to this entry, left out."
#: The collections of the templates, and how "site.…" names them on the pages that show them.
_FOLDERS = {
    "_publications": ("publications", "publication"),
    "_papers": ("papers", "publications"),
    "_talks": ("talks",),
    "_teaching": ("teaching",),
    "_teachings": ("teaching", "teachings"),
    "_portfolio": ("portfolio",),
    "_projects": ("projects", "project"),
    "_software": ("software",),
    "_tools": ("tools",),
    "_datasets": ("datasets",),
    "_presentations": ("presentations",),
    "_news": ("news",),
    "_posts": ("posts", "categories", "tags", "related_posts"),
}


def read_collections(
    source: Source,
    result: Result,
    owner: set[str],
    mentioned: set[str],
    pages: str,
    posts_are_news: bool,
    linked: Container[str] = (),
) -> None:
    """Read the collections and bibliographies that a reachable page shows; report those of the others.

    ``linked`` are the addresses of entries to which reachable pages link.
    """
    read_folders(source, result, owner, mentioned, posts_are_news, linked=linked)
    for name, text in source.under("_bibliography", "bib"):
        if "bibliography" in mentioned or "bibliography" in pages:
            read_bibliography(name, text, result)
        else:
            result.report(name, 1, name, _OTHER)


def read_folders(
    source: Source,
    result: Result,
    owner: set[str],
    mentioned: set[str],
    posts_are_news: bool = False,
    others: frozenset[str] = frozenset(),
    linked: Container[str] = (),
) -> None:
    """Read the entries with a file each. ``others`` are folders that have a reader of their own."""
    for folder, names in _FOLDERS.items():
        if folder in others:
            continue
        is_shown = any(name in mentioned for name in names)
        for name, text in source.under(folder, "md", "markdown", "html", ""):
            since = len(result.not_understood)
            page = front_matter.split(name, text)
            if not page.data and not extension_of(name):
                continue  # no entry, such as ".keep"
            title = str(page.data.get("title") or name)
            for line, problem in page.problems:
                result.report(name, line, title, problem)
            if _is_example(folder, page):
                result.report(name, 1, title, EXAMPLE)
            elif not is_shown and "/" + str(page.data.get("permalink")).strip("/") not in linked:
                result.report(name, 1, title, _OTHER)
            elif front_matter.is_false(page.data.get("published")) or front_matter.is_true(
                page.data.get("draft")
            ):
                result.report(name, 1, title, "A draft, which is not published, left out.")
            elif folder == "_posts" and not posts_are_news:
                result.report(
                    name, 1, f"{title}\n{page.body}", "A post of a blog: there is no section for it."
                )
            else:
                read_entry(_kind_of_folder(folder), page, text, owner, result, since)


def _is_example(folder: str, page: Page) -> bool:
    """Return whether an entry is a template's sample. A paper or talk with a title of its own is not."""
    title = _text(page, "title")
    if leftovers.is_example_title(title):
        return True
    is_titled = bool(title) and folder in ("_publications", "_papers", "_talks", "_teaching", "_teachings")
    return not is_titled and leftovers.is_example(f"{_text(page, 'excerpt', 'description')}\n{page.body}")


def _add(item: Item, result: Result) -> None:
    if isinstance(item, Publication):
        add_or_merge(item, result)
    else:
        result.add(item)


def _kind_of_folder(folder: str) -> str:
    """Return the section of the entries in a folder: news, unless its name says something else."""
    if folder in ("_publications", "_papers"):
        return "publications"
    if folder in ("_talks", "_presentations"):
        return "talks"
    if folder in ("_teaching", "_teachings"):
        return "teaching"
    if folder in ("_portfolio", "_projects", "_software", "_tools", "_datasets"):
        return "projects"
    return "news"


def read_entry(kind: str, page: Page, text: str, owner: set[str], result: Result, since: int) -> None:
    """Add the entry of a page in a section of a kind, and report the rest of its text.

    ``text`` is the whole file, ``since`` the number of remainders before anything of it was reported.
    """
    item = _item(kind, page, owner, result)
    if item:
        item.file, item.line, item.raw = page.name, item.line or 1, text[:4000]
        _add(item, result)
        page_fields.report_entry(page, item, result, since)
    else:
        result.report(page.name, 1, _text(page, "title") or page.name, "This entry could not be read.")


def _item(kind: str, page: Page, owner: set[str], result: Result) -> Item | None:
    if kind in ("publications", "patents"):
        return _paper(page, owner, result)
    if kind == "talks":
        return _talk(page, result)
    if kind in ("teaching", "service"):
        return _course(page, result)
    return _project(page) if kind == "projects" else _news(page, result)


def _text(page: Page, *keys: str) -> str:
    texts = (str(page.data[key]).strip() for key in keys if isinstance(page.data.get(key), str))
    return next((text for text in texts if not leftovers.is_example_value(text)), "")


def _date(page: Page) -> str:
    """Return the date of the front matter, or else the one in the file name."""
    match = re.match(r"(?:.*/)?(\d{4}-\d{1,2}-\d{1,2})-", page.name)
    return dates.iso_date(page.data.get("date")) or (dates.iso_date(match[1]) if match else "")


def _body(page: Page) -> str:
    return "\n".join(block.text for block in _blocks(page))


def _blocks(page: Page) -> list[blocks.Block]:
    """Return the blocks of a page but the examples of a template."""
    body = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", markup.without_comments(page.body), flags=re.DOTALL)
    return [
        inner
        for block in block_reader.read_markdown(body, page.name, page.body_line)
        for inner in block.walk()
        if not leftovers.is_example(inner.text)
        and not leftovers.is_example_address(" ".join(map(str, inner.links)))
    ]


def _paper(page: Page, owner: set[str], result: Result) -> Publication | None:
    """Return the paper of academicpages: the date is padded, so that only the year counts."""
    title, venue = _text(page, "title"), _text(page, "venue", "journal", "conference")
    if venue and title.endswith(f". {venue}"):
        title = title.removesuffix(f". {venue}")
    if not title:
        return None
    links = list(_links_of_paper(page))
    citation = re.sub(r"<[^>]+>|\*", "", _text(page, "citation"))
    authors = _authors_of_paper(page, citation, owner)
    date = "" if leftovers.is_example_date(_date(page), citation) else _date(page)
    abstract = []
    for block in _blocks(page):
        for label, href in block.links:
            if is_address(href):
                links.append(publication_link(label, href))
        rest = re.sub(r"^(?:Download .* here|\[?Download)\b.*", "", block.text, flags=re.IGNORECASE)
        if rest.strip():
            if not authors and (names := leading_authors(rest)[0]) and len(names) > 1:
                authors = [author.name for author in names]
            abstract.append((block.line, rest))
    unique = list({link.url: link for link in links}.values())
    paper = Publication(
        title=title,
        authors=authors,
        year=date[:4] or dates.iso_date(_text(page, "year"))[:4],
        venue=venue,
        links=unique,
        line=page.lines.get("title", 1),
    )
    for line, text in abstract:
        rest = unplaced_of_text([paper], text) if text.startswith("Recommended citation") else text
        result.report(page.name, line, rest, "There is no field for this part of an item of “publications”.")
    if excerpt := _text(page, "excerpt", "abstract", "description"):
        result.report(
            page.name,
            page.lines.get("excerpt", 1),
            re.sub(r"<[^>]+>", " ", excerpt),
            "There is no field for the summary of a paper.",
        )
    return paper


def _links_of_paper(page: Page) -> Iterator[Link]:
    for key, label in _LINK_LABELS.items():
        value = _text(page, key)
        if key == "doi" and value.startswith("10."):
            value = f"https://doi.org/{value}"
        if value and is_address(value) and "/" in value:
            yield publication_link(label, value)


def _authors_of_paper(page: Page, citation: str, owner: set[str]) -> list[str]:
    """Return the authors that the front matter lists, or else those of the citation."""
    if authors := _names(page.data.get("authors") or page.data.get("author")):
        return authors
    if others := _names(next(filter(None, map(page.data.get, _CO_AUTHORS)), None)):
        return [*sorted(filter(is_name, owner), key=len)[-1:], *others]
    if not citation:
        return []
    cited = block_reader.read_markdown("- " + citation, page.name)
    paper = read_publication(cited[0], Context(owner)) if cited else None
    return paper.authors if paper else [author.name for author in leading_authors(citation)[0]]


def _names(value: object) -> list[str]:
    if isinstance(value, list):
        return [str(one.get("name") if isinstance(one, dict) else one).strip(" *") for one in value if one]
    if isinstance(value, str):
        text = re.sub(r"\[([^\[\]]*)\]\([^()]*\)", r"\1", plain_authors(value))  # links of Markdown
        text = text.replace("*", "")
        return [author.name for author in read_authors(text) or leading_authors(text)[0]]
    return []


def _talk(page: Page, result: Result) -> Talk | None:
    if not (title := _text(page, "title")):
        return None
    links = [
        publication_link(label, href)
        for block in _blocks(page)
        for label, href in block.links
        if is_address(href)
    ]
    for block in _blocks(page):
        result.report(page.name, block.line, block.text, "There is no field for the description of a talk.")
    return Talk(
        date=_date(page),
        kind=_text(page, "type"),
        title=title,
        event=_text(page, "venue", "event"),
        place=_text(page, "location"),
        links=links,
    )


def _course(page: Page, result: Result) -> Service | None:
    if not (title := _text(page, "title")):
        return None
    what = ", ".join(part for part in (title, _text(page, "venue")) if part)
    for block in _blocks(page):
        result.report(page.name, block.line, block.text, "There is no field for the description of a course.")
    return Service(start=_date(page), role=_text(page, "type") or "Teaching", what=what)


def _project(page: Page) -> Project | None:
    title = _text(page, "title")
    text = re.sub(r"<[^>]+>", " ", _text(page, "excerpt", "description"))
    body = "\n".join(part for part in (text.strip(), _body(page)) if part)
    links = [
        publication_link(label, href)
        for block in _blocks(page)
        for label, href in block.links
        if is_address(href)
    ]
    return Project(title=title, text=body, links=links) if title else None


def _news(page: Page, result: Result) -> News | None:
    body = _body(page)
    title = _text(page, "title")
    inline = (
        front_matter.is_true(page.data.get("inline")) or not title or title.lower().startswith("announcement")
    )
    text = body if inline else "\n".join(part for part in (title, body) if part)
    links = [
        Link(kind="link", url=href) for block in _blocks(page) for _, href in block.links if is_address(href)
    ]
    return News(date=_date(page), text=text, links=links) if text else None


def read_bibliography(name: str, text: str, result: Result) -> None:
    """Add the entries of a BibTeX file."""
    body = front_matter.split(name, text)
    parsed = bibtex.parse("\n" * (body.body_line - 1) + body.body)
    for problem in parsed.problems:
        if problem.code in LOSSY_CODES:
            result.report(name, problem.line, problem.text or problem.key, "BibTeX that could not be read.")
    for entry in parsed.entries:
        paper = _of_entry(entry)
        if not paper:
            result.report(name, entry.line, entry.key, "An entry without a title.")
        elif leftovers.is_example_paper(paper.title, paper.authors, set(), paper.year):
            result.report(name, entry.line, paper.title, EXAMPLE)
        else:
            paper.file, paper.line, paper.raw = name, entry.line, paper.title
            _add(paper, result)


def _of_entry(entry: bibtex.Entry) -> Publication | None:
    if not entry.title:
        return None
    links = [Link(kind=kind, url=url) for kind, url in entry.links]
    for kind, url in (
        ("doi", f"https://doi.org/{entry.doi}" if entry.doi else ""),
        ("arxiv", f"https://arxiv.org/abs/{entry.arxiv_id}" if entry.arxiv_id else ""),
        ("pdf", entry.pdf),
        ("link", entry.url),
    ):
        if url and url not in {link.url for link in links}:
            links.append(Link(kind=kind, url=url))
    return Publication(
        title=entry.title,
        authors=[author.name for author in entry.authors],
        year=str(entry.year or ""),
        month=f"{entry.month:02}" if entry.month else "",
        venue=entry.venue or entry.publisher or ("arXiv" if entry.arxiv_id else ""),
        links=links,
        equal_contribution=[index for index, author in enumerate(entry.authors) if author.is_equal],
        details=details_of(entry),
    )
