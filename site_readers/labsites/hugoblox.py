"""Sites of HugoBlox and wowchemy: `content/authors`, `publication`, `post` or `news`, `project`, `event`."""

import re
from pathlib import PurePosixPath

from site_readers import liquid, page_files, sections
from site_readers.files import Source
from site_readers.front_matter import Mapping, Page, is_false
from site_readers.items import Notice, Result
from site_readers.labsites import (
    hugo_events,
    hugo_pages,
    hugo_papers,
    hugo_people,
    leftovers,
    member_studies,
    openings,
    page_people,
    posts,
    prose,
    samples,
)
from site_readers.labsites.fields import Fields, as_text
from site_readers.labsites.hugo_site import Site
from site_readers.pages.reader import PageReader

_PEOPLE_PAGES = {"people", "people/index", "people/_index", "team/index", "team/_index"}
_POSTS = {"post", "posts", "news", "blog", "blogs"}
_PROJECTS = {"project", "projects", "research", "research_themes", "software", "dataset", "datasets"}
_EVENTS = {"event", "events", "talk", "talks", "seminar", "seminars"}
_KNOWN = _POSTS | _PROJECTS | _EVENTS | hugo_papers.FOLDERS
#: What the text of a page may list, by its title.
_ENTRIES = {
    *("people", "people_previous", "publications", "patents", "honors", "talks", "news", "service"),
    *("teaching", "education", "projects"),
}
#: Pages in more folders than this are parts of a course or a manual.
MAX_DEPTH = 1
_SAMPLE_AUTHOR = re.compile(r"^(?:title|name):\s*[\"']?(?:Nelson Bighetti|Alice Wu|吳恩達)", re.MULTILINE)


def matches(source: Source) -> bool:
    """Return whether a source is a HugoBlox site of a group: with two authors, or with a page of people."""
    authors = {
        hugo_pages.short_name_of(name)
        for name, text in source.files.items()
        if hugo_pages.is_author(name) and not _SAMPLE_AUTHOR.search(text)
    }
    has_people = any(hugo_pages.path_of(name).lower() in _PEOPLE_PAGES for name in source.files)
    return len(authors) >= 2 or (has_people and any(map(hugo_pages.is_author, source.files)))


def matches_homepage(source: Source) -> bool:
    """Return whether a source is a HugoBlox site of one person: it has an author at all."""
    return any(map(hugo_pages.is_author, source.files))


def read(source: Source, result: Result) -> None:
    """Add the members, publications, posts, projects and events of a site."""
    site = Site(source, result, is_homepage=not matches(source))
    hugo_people.read_authors(site)
    for name, page in site.pages.items():
        _read_page(site, name, page)
    for name, text in source.under("", "bib"):
        hugo_papers.read_loose_bibliography(site, name, text)
    leftovers.report(source, result, site.cited)


def _read_page(site: Site, name: str, page: Page) -> None:
    section = (hugo_pages.path_of(name).lower().split("/") or [""])[0]
    if section in {"authors", "author", "admin"} or hugo_pages.is_author(name):
        return
    if not read_item(site, name, page):
        folders = hugo_pages.path_of(name).lower().split("/")[:-1]
        _read_landing(site, page, folders[0] if folders else PurePosixPath(name).stem)


def read_item(site: Site, name: str, page: Page) -> bool:
    """Add the paper, post, talk or project of a page in a folder of such; return whether it is one."""
    *folders, file = hugo_pages.path_of(name).lower().split("/")
    section = folders[0] if folders else ""
    is_item = not file.startswith("_index") and (len(folders) > 1 or (bool(folders) and file != "index"))
    is_landing = as_text(page.data.get("type")) == "landing" and section not in _PROJECTS
    kind = site.kinds.get(section, "")
    if is_item and not is_landing and kind == "projects" and section not in hugo_papers.FOLDERS:
        hugo_events.read_project(site, page)
    elif is_item and (
        page.data.get("publication_types") or (section in hugo_papers.FOLDERS and not is_landing)
    ):
        hugo_papers.read_publication(site, page)
    elif is_item and not is_landing and (section in _POSTS or (section not in _KNOWN and kind == "news")):
        posts.read_post(page, site.result, site.visibility, site.directory)
    elif is_item and not is_landing and section in _EVENTS:
        hugo_events.read_event(site, page)
    elif is_item and section in _PROJECTS and not ("widget" in page.data and _is_head(page, section)):
        hugo_events.read_project(site, page)
    else:
        return False
    return True


def _read_landing(site: Site, page: Page, section: str) -> None:
    if site.is_sample(page) or site.visibility.hides(page):
        return
    title = as_text(page.data.get("title"))
    if "widget" in page.data and is_false(page.data.get("active", True)):
        site.result.report(page.name, 1, title or page.name, "A part that the page does not show, left out.")
        return
    _read_accomplishments(site, page)
    if _read_entries(site, page):
        return
    _read_blocks(site, page)
    texts = [*prose.paragraphs(page.body, page.body_line), *hugo_pages.block_texts(page)]
    own = [
        (line, text) for line, text in texts if not samples.is_text(text) and not samples.is_placeholder(text)
    ]
    for line, text in texts:
        if samples.is_text(text):
            site.result.report(page.name, line, text, samples.WHY)
    if openings.is_about_openings(f"{title} {section} {PurePosixPath(page.name).stem}") and own:
        text = "\n\n".join(text for _, text in own)
        site.result.add(Notice(title=title, text=text, file=page.name, line=own[0][0], raw=title or text))
        return
    fields = Fields.of_page(page)
    fields.skip(
        [
            "title",
            "sections",
            "date",
            "authors",
            "content",
            "widget",
            "headless",
            "active",
            "view",
            "banner",
            "subtitle",
        ]
    )
    fields.report_rest(site.result, "Text of a page.")
    for line, text in own:
        site.result.report(page.name, line, text, "Text of a page.")


def _read_entries(site: Site, page: Page) -> bool:
    """Read the text of a page, such as a list below "Service", as that of a homepage."""
    *folders, _ = hugo_pages.path_of(page.name).split("/")
    of_folder = "people" if folders[:1] == ["people"] else ""
    if folders and folders[0] in hugo_papers.FOLDERS:
        of_folder = "publications"
    kind = sections.kind_of(as_text(page.data.get("title")) or of_folder)
    is_hidden = as_text(page.data.get("type")) == "landing" and bool(hugo_pages.sections(page))
    if (
        is_hidden
        or len(folders) > MAX_DEPTH
        or kind not in _ENTRIES
        or not prose.has_words(page.body)
        or samples.is_text(page.body)
    ):
        return False
    _read_text(site, page, kind)
    return True


def _read_text(site: Site, page: Page, kind: str) -> None:
    lines = {page.name: site.source.files[page.name].split("\n")}
    names = {person.name for person in site.result.people[:1]} if site.is_homepage else set()
    blocks = page_files.blocks_of(page, liquid.Site(lambda *_: None, {}), site.result)
    PageReader(site.result, lines, names).read(blocks, kind)


def _read_blocks(site: Site, page: Page) -> None:
    """Read the texts of a landing page's blocks by their titles, and take out of them what has been read."""
    for section in hugo_pages.sections(page):
        content = section.get("content")
        text = as_text(content.get("text")) if isinstance(content, Mapping) else ""
        if not isinstance(content, Mapping) or not prose.has_words(text) or samples.is_text(text):
            continue
        name = re.sub(r"[_-]|\bsection\b", " ", as_text(section.get("id")))
        kind = sections.kind_of(as_text(content.get("title"))) or sections.kind_of(name.strip())
        if kind.startswith("people"):
            content["text"] = page_people.read_page(
                text, section.line, page.name, site.reader, is_people_page=True, group=name.strip()
            )
        elif kind in _ENTRIES:
            _read_text(site, Page(page.name, page.data, text, section.line), kind)
            content["text"] = ""


def _read_accomplishments(site: Site, page: Page) -> None:
    """Read the honors of a block or, in older sites, of a page that is the block."""
    for section in [*hugo_pages.sections(page), page.data]:
        content = section.get("content")
        name = as_text(section.get("block") or section.get("widget"))
        items = content.get("items") if isinstance(content, Mapping) else section.get("item")
        if name not in {"accomplishments", "accomplishments-list"} or not isinstance(items, list):
            continue
        for item in items:
            if not isinstance(item, Mapping) or samples.is_address(as_text(item.get("url"))):
                continue
            fields = Fields(item, page.name, item.line or 1)
            member_studies.read_award(fields, site.result)


def _is_head(page: Page, section: str) -> bool:
    """Return whether a page only begins its section, such as "Research" in "research"."""
    return as_text(page.data.get("title")).casefold() in ("", section.replace("_", " "))
