"""Sites of HugoBlox and wowchemy: `content/authors`, `publication`, `post` or `news`, `project`, `event`."""

import re
from datetime import date
from pathlib import PurePosixPath

from labsite.importing import homepages, liquid, sections
from labsite.importing.files import Source
from labsite.importing.front_matter import Mapping, Page, is_false, is_true
from labsite.importing.items import Notice, Person, Project, Publication, Result, Talk
from labsite.importing.labsites import (
    bibliographies,
    hugo_pages,
    leftovers,
    links,
    members,
    papers,
    posts,
    prose,
    samples,
)
from labsite.importing.labsites.fields import Fields, as_text
from labsite.importing.labsites.names import Directory, is_han, key_of, read_authors, split_name
from labsite.importing.labsites.roles import role_of, standing
from labsite.importing.page_reader import PageReader
from publications.bibtex import parse

_PEOPLE_PAGES = {"people", "people/index", "people/_index", "team/index", "team/_index"}
_STUDENT_GROUP = re.compile(r"\bstudents?\b|学生|研究生", re.IGNORECASE)
_STUDENTS = {"phd", "master", "undergraduate", "intern"}
_POSTS = {"post", "posts", "news", "blog", "blogs"}
_PUBLICATIONS = {"publication", "publications", "papers", "pubs"}
_PROJECTS = {"project", "projects", "research", "research_themes", "software", "dataset", "datasets"}
_EVENTS = {"event", "events", "talk", "talks", "seminar", "seminars"}
#: What the text of a page may list, by its title.
_ENTRIES = {
    *("people", "people_previous", "publications", "patents", "honors", "talks", "news", "service"),
    *("teaching", "education", "projects"),
}
_JOIN = re.compile(
    r"join|opening|opportunit|position|career|vacanc|recruit|apply|hiring|\bjobs?\b|招生|招聘|加入",
    re.IGNORECASE,
)
_OF_GROUP = re.compile(r"\b(?:lab|laboratory|research group|team)$|(?:实验室|课题组|团队)$", re.IGNORECASE)
_SAMPLE_AUTHOR = re.compile(r"^(?:title|name):\s*[\"']?(?:Nelson Bighetti|Alice Wu|吳恩達)", re.MULTILINE)
_SAMPLE_PLACE = re.compile(
    r"450 Serra Mall|Wowchemy HQ|Hugo Blox (?:Builder )?HQ|^Source Themes HQ", re.IGNORECASE
)


def matches(source: Source) -> bool:
    """Return whether a source is a HugoBlox site of a group: with two authors, or with a page of people."""
    authors = [
        name
        for name, text in source.files.items()
        if hugo_pages.is_author(name) and not _SAMPLE_AUTHOR.search(text)
    ]
    has_people = any(hugo_pages.path_of(name).lower() in _PEOPLE_PAGES for name in source.files)
    return len(authors) >= 2 or (has_people and any(map(hugo_pages.is_author, source.files)))


def matches_homepage(source: Source) -> bool:
    """Return whether a source is a HugoBlox site of one person: it has an author at all."""
    return any(map(hugo_pages.is_author, source.files))


def read(source: Source, result: Result) -> None:
    """Add the members, publications, posts, projects and events of a site."""
    _Site(source, result).read()


class _Site:
    def __init__(self, source: Source, result: Result):
        self.source = source
        self.result = result
        on = date.today().isoformat()
        self.reader = members.Reader(result, on, "current")
        self.directory = Directory()
        self.visibility = posts.Visibility(result, on, hugo_pages.shows_future(source))
        pages = hugo_pages.Pages(source, result)
        self.pages, self.translations, self.groups = pages.pages, pages.translations, pages.shown_groups()
        self.collector = papers.Collector(result, self.directory)
        self.is_homepage = not matches(source)

    def read(self) -> None:
        self._read_authors()
        for name, page in self.pages.items():
            self._read_page(name, page)
        for name, text in self.source.under("", "bib"):
            self._read_loose_bibliography(name, text)
        leftovers.report(self.source, self.result)

    # -- people -----------------------------------------------------------------------------------

    def _read_authors(self) -> None:
        pages = {name: page for name, page in self.pages.items() if hugo_pages.is_author(name)}
        by_person: dict[str, str] = {}
        for name in sorted(pages, key=lambda one: (not _is_own_folder(one, pages[one]), one)):
            page = pages[name]
            page.data.pop("active", None)  # it switches widgets on and off, not people
            fields = Fields.of_page(page)
            printed = fields.text("title", "name") or " ".join(
                filter(None, (fields.text("first_name"), fields.text("last_name")))
            )
            if _OF_GROUP.search(printed):
                self.result.report(name, fields.first_line, printed, "An author that is a group.")
                continue
            evidence = f"{fields.everything()}\n{page.body}"
            if not printed or samples.is_person(printed, evidence):
                self.result.report(
                    name,
                    fields.first_line,
                    printed or name,
                    samples.WHY if printed else "An author without a name.",
                )
                continue
            folder = hugo_pages.short_name_of(name)
            key = key_of("".join(split_name(printed)))
            if known := by_person.get(key):
                self.result.report(
                    name, fields.first_line, f"{folder}: {printed}", f"A copy of {known}: check who this is."
                )
                continue
            by_person[key] = name
            short_names = [folder, printed, *_texts(page.data.get("authors")), as_text(page.data.get("slug"))]
            if is_true(page.data.get("superuser")):
                short_names += ["admin", "me"]
            self.directory.add(_printed_name(fields, printed), short_names)
            if not self.visibility.hides(page):
                self._read_author(page, fields, printed)

    def _read_author(self, page: Page, fields: Fields, printed: str) -> None:
        groups = [one.strip() for one in _texts(fields.value("user_groups", "groups"))]
        is_owner = self.is_homepage and is_true(page.data.get("superuser"))
        if self.groups and not is_owner and not any(group.casefold() in self.groups for group in groups):
            self.result.report(
                page.name, fields.first_line, printed, "The site shows this person on no page."
            )
            return
        role = fields.text("role", "position", "job_title")
        labels = [role, *groups]
        verdict = standing(labels)
        is_student = any(role_of(group) in _STUDENTS or _STUDENT_GROUP.search(group) for group in groups)
        if is_student and role_of(role) in {"faculty", "pi"}:
            self.result.report(
                page.name,
                fields.line("role"),
                f"{role}; {', '.join(groups)}",
                "The role contradicts the group.",
            )
            labels = groups
        elif role_of(role) == "faculty" and verdict.role == "faculty" and is_true(fields.value("superuser")):
            labels = ["Principal investigator", *groups]
        fields.skip(
            [
                "first_name",
                "last_name",
                "authors",
                "bio" if samples.is_text(as_text(page.data.get("bio"))) else "",
            ]
        )
        person = self.reader.read(fields, printed, labels)
        if person is None:
            return
        self._add_translated_name(person, self.translations.get(page.name, ""))
        self.reader.read_studies(fields)
        for course in fields.texts("interests"):
            if course not in {
                "Artificial Intelligence",
                "Computational Linguistics",
                "Information Retrieval",
            }:
                self.result.report(page.name, fields.line("interests"), course, f"Interest of {person.name}.")
        fields.report_rest(self.result)
        self.reader.report_body(fields, person, page.body, page.body_line)

    @staticmethod
    def _add_translated_name(person: Person, translated: str) -> None:
        """Take the name on the page in another language as the other one of the two names."""
        other = split_name(translated)[0]
        if other and other != person.name and not person.native_name:
            is_native = is_han(other)
            person.native_name = other if is_native else person.name
            person.name = person.name if is_native else other

    # -- pages ------------------------------------------------------------------------------------

    def _read_page(self, name: str, page: Page) -> None:
        *folders, file = hugo_pages.path_of(name).lower().split("/")
        section = folders[0] if folders else ""
        if section in {"authors", "author", "admin"} or hugo_pages.is_author(name):
            return
        is_item = not file.startswith("_index") and (len(folders) > 1 or (bool(folders) and file != "index"))
        is_landing = as_text(page.data.get("type")) == "landing" and section not in _PROJECTS
        if is_item and (page.data.get("publication_types") or (section in _PUBLICATIONS and not is_landing)):
            self._read_publication(page)
        elif is_item and not is_landing and section in _POSTS:
            posts.read_post(page, self.result, self.visibility, self.directory)
        elif is_item and not is_landing and section in _EVENTS:
            self._read_event(page)
        elif is_item and section in _PROJECTS and not ("widget" in page.data and _is_head(page, section)):
            self._read_project(page)
        else:
            self._read_landing(page, section or PurePosixPath(name).stem)

    def _is_sample(self, page: Page) -> bool:
        title = as_text(page.data.get("title"))
        if samples.is_post(title, []):
            self.result.report(page.name, max(page.data.line, 1), title, samples.WHY)
        return samples.is_post(title, [])

    def _read_publication(self, page: Page) -> None:
        fields = Fields.of_page(page)
        title = papers.plain(fields.text("title"))
        if self._is_sample(page):
            return
        if self.visibility.hides(page, posts.date_of(page)):
            return
        if not title:
            self.result.report(
                page.name, fields.first_line, fields.everything(), "A publication without a title."
            )
            return
        venue = re.sub(r"^In:?\s+(?=\S)", "", papers.plain(fields.text("publication", "venue", "journal")))
        short = re.sub(r"^In:?\s+(?=\S)", "", papers.plain(fields.text("publication_short")))
        paper = Publication(
            title=title, venue=venue or short, file=page.name, line=fields.first_line, raw=title
        )
        if short and venue and short.lower() not in venue.lower():
            self.result.report(page.name, fields.line("publication_short"), short, "Short name of a venue.")
        papers.set_authors(fields, paper, self.collector)
        papers.set_date(paper, fields.text("date"), is_padded=True)
        paper.rank = papers.rank_of(fields.text("level", "rank", "ccf"))
        papers.read_links(fields, paper, self.result)
        self._complete_from_bibtex(page, paper)
        if samples.is_publication(title, paper.authors, paper.year):
            self.result.report(page.name, fields.first_line, title, samples.WHY)
            return
        if not paper.authors and (summary := fields.text("summary")):
            self._read_citation_text(paper, papers.plain(summary))
        self.collector.add(paper)
        fields.skip(["publication_types", "projects", "publishdate", "slides"])
        fields.report_rest(self.result)
        prose.report(self.result, page.name, page.body_line, page.body, "Text below a publication.")

    def _complete_from_bibtex(self, page: Page, paper: Publication) -> None:
        """Fill in what the page leaves open from the `cite.bib` beside it."""
        folder = page.name.rpartition("/")[0]
        text = self.source.files.get(f"{folder}/cite.bib", "")
        for entry in parse(text).entries[:1] if text else []:
            cited = bibliographies.paper_of(entry)
            for name in ("authors", "year", "month", "venue"):
                if not getattr(paper, name):
                    setattr(paper, name, getattr(cited, name))
            for link in cited.links:
                links.add_link(paper.links, link)
            if cited.month and cited.year == paper.year:
                paper.month = cited.month

    def _read_citation_text(self, paper: Publication, citation: str) -> None:
        """Read authors and venue of a summary such as "Li A., Wu B. and Xu C. (2023) Journal 4, 5–6"."""
        match = re.match(
            r"(?P<authors>.+?)\s*\((?P<year>(?:19|20)\d\d)\)[.,]?\s*(?P<venue>.*)$", citation, re.DOTALL
        )
        if match:
            printed = re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*", match["authors"])
            paper.authors, _ = read_authors(printed)
            paper.year = match["year"]
            paper.venue = paper.venue or match["venue"].strip()
        else:
            self.result.report(paper.file, paper.line, citation, "Summary of a publication.")

    def _read_event(self, page: Page) -> None:
        if self._is_sample(page):
            return
        fields = Fields.of_page(page)
        day = posts.date_of(page)
        title = fields.text("title")
        if not title or self.visibility.hides(page, "" if day[:4] >= self.visibility.on[:4] else day):
            return
        address = fields.value("address")
        place = fields.text("location")
        if isinstance(address, Mapping) and not _SAMPLE_PLACE.search(as_text(address)):
            city = ", ".join(
                filter(None, (as_text(address.get(part)) for part in ("city", "region", "country")))
            )
            place = place or city
        elif address:
            self.result.report(page.name, fields.line("address"), as_text(address), samples.WHY)
        event = fields.text("event", "event_name", "conference")
        talk = Talk(
            date=day,
            kind="talk",
            title=title,
            event=event,
            place=place,
            file=page.name,
            line=fields.first_line,
            raw=title,
        )
        self.result.add(talk)
        speakers = [self.directory.name_of(one) for one in _texts(fields.value("authors"))]
        if speakers:
            self.result.report(page.name, fields.line("authors"), ", ".join(speakers), "Speaker of a talk.")
        fields.skip(["date", "date_end", "all_day", "projects", "slides"])
        fields.report_rest(self.result)
        prose.report(self.result, page.name, page.body_line, page.body, "Text about a talk.")

    def _read_project(self, page: Page) -> None:
        if self._is_sample(page) or self.visibility.hides(page, posts.date_of(page)):
            return
        fields = Fields.of_page(page)
        title, summary = fields.text("title"), fields.text("summary", "description", "subtitle")
        own = [text for _, text in prose.paragraphs(page.body) if not samples.is_text(text)]
        for line, text in prose.paragraphs(page.body, page.body_line):
            if samples.is_text(text):
                self.result.report(page.name, line, text, samples.WHY)
        for name in ("lead", "intro", "overview", "highlights"):
            own += hugo_pages.texts_of(fields.value(name))
        own += [text for _, text in hugo_pages.block_texts(page)]
        if summary and not samples.is_text(summary) and not any(summary in text for text in own):
            own.insert(0, summary)
        for name in ("external_link", "url_code", "url_pdf", "url_slides", "url_video"):
            if (address := fields.text(name)).startswith("http") and not samples.is_address(address):
                own.append(f"<{address}>")
        own += [f"<{address}>" for address in _addresses(fields.value("links"))]
        if title and not own and (summary or prose.has_words(page.body)):
            self.result.report(page.name, fields.first_line, title, samples.WHY)
        elif title:
            text = "\n\n".join(own)
            self.result.add(
                Project(title=title, text=text, file=page.name, line=fields.first_line, raw=title)
            )
            fields.skip(["date", "sections", "authors"])
            fields.report_rest(self.result)

    def _read_landing(self, page: Page, section: str) -> None:
        if self._is_sample(page) or self.visibility.hides(page):
            return
        title = as_text(page.data.get("title"))
        if "widget" in page.data and is_false(page.data.get("active", True)):
            self.result.report(
                page.name, 1, title or page.name, "A part that the page does not show, left out."
            )
            return
        self._read_accomplishments(page)
        if self._read_entries(page):
            return
        texts = [*prose.paragraphs(page.body, page.body_line), *hugo_pages.block_texts(page)]
        own = [
            (line, text)
            for line, text in texts
            if not samples.is_text(text) and not samples.is_placeholder(text)
        ]
        for line, text in texts:
            if samples.is_text(text):
                self.result.report(page.name, line, text, samples.WHY)
        if _JOIN.search(f"{title} {section} {PurePosixPath(page.name).stem}") and own:
            text = "\n\n".join(text for _, text in own)
            self.result.add(Notice(title=title, text=text, file=page.name, line=own[0][0], raw=title or text))
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
        fields.report_rest(self.result, "Text of a page.")
        for line, text in own:
            self.result.report(page.name, line, text, "Text of a page.")

    def _read_entries(self, page: Page) -> bool:
        """Read the text of a page, such as a list below "Service", as that of a homepage."""
        folder = hugo_pages.path_of(page.name).partition("/")[0]
        kind = sections.kind_of(as_text(page.data.get("title")) or (folder if folder == "people" else ""))
        if kind not in _ENTRIES or not prose.has_words(page.body) or samples.is_text(page.body):
            return False
        lines = {page.name: self.source.files[page.name].split("\n")}
        names = {person.name for person in self.result.people[:1]} if self.is_homepage else set()
        site = liquid.Site(lambda *_: None, {})
        PageReader(self.result, lines, names).read(homepages.blocks_of(page, site, self.result), kind)
        return True

    def _read_accomplishments(self, page: Page) -> None:
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
                if samples.is_certificate(as_text(item.get("title")), as_text(item.get("organization"))):
                    self.result.report(page.name, fields.first_line, fields.everything(), samples.WHY)
                else:
                    self.reader.read_award(fields)

    # -- BibTeX beside the content ----------------------------------------------------------------

    def _read_loose_bibliography(self, name: str, text: str) -> None:
        """Name the entries of a BibTeX file for which there is no page: HugoBlox shows pages only."""
        folder = name.rpartition("/")[0]
        if name.endswith("cite.bib") and f"{folder}/index.md" in self.source.files:
            return
        known = {_title_key(paper.title) for paper in self.result.publications}
        for entry in parse(text).entries:
            if _title_key(entry.title) not in known:
                self.result.report(
                    name, entry.line, entry.title or entry.key, "The site shows this publication on no page."
                )


def _is_head(page: Page, section: str) -> bool:
    """Tell whether a page only begins its section, such as "Research" in "research"."""
    return as_text(page.data.get("title")).casefold() in ("", section.replace("_", " "))


def _addresses(value: object) -> list[str]:
    """Return the web addresses in a list of links."""
    entries = value if isinstance(value, list) else []
    addresses = (as_text(one.get("url") or one.get("link")) for one in entries if isinstance(one, Mapping))
    return [one for one in addresses if one.startswith("http") and not samples.is_address(one)]


def _texts(value: object) -> list[str]:
    """Return a list of names; a single text is one name, whatever commas it contains."""
    if isinstance(value, list):
        return [text for one in value if (text := as_text(one))]
    text = as_text(value)
    return [text] if text else []


def _printed_name(fields: Fields, printed: str) -> str:
    latin, native = split_name(printed)
    english = as_text(fields.values.get("name_en"))
    return english or latin or native


def _is_own_folder(name: str, page: Page) -> bool:
    """Return whether the folder of an author is named after the person."""
    folder = key_of(hugo_pages.short_name_of(name))
    title = as_text(page.data.get("title") or page.data.get("name"))
    words = [key_of(word) for word in re.split(r"\W+", title) if key_of(word)]
    return bool(words) and all(word in folder for word in words)


def _title_key(title: str) -> str:
    return "".join(char for char in title.casefold() if char.isalnum())
