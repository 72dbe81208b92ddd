"""Groups with al-folio, and similar sites: `_bibliography`, `_news`, `_projects`, `_pages` and people."""

import re
from datetime import date
from pathlib import PurePosixPath

from site_readers import data_files, front_matter, page_fields
from site_readers.files import Source
from site_readers.front_matter import BadDataError, Mapping, Page, is_false, is_true
from site_readers.items import Project, Result
from site_readers.labsites import (
    alfolio_people,
    bibliographies,
    data_lists,
    group_collections,
    group_pages,
    leftovers,
    members,
    openings,
    page_people,
    page_sections,
    papers,
    posts,
    prose,
    samples,
    shown_lists,
)
from site_readers.labsites.fields import Fields, as_text, as_texts
from site_readers.labsites.names import Directory
from site_readers.labsites.roles import role_of, status_of
from site_readers.sections import kind_of

_PEOPLE_PAGE = re.compile(r"people|team|member|group|alumni|成员|团队", re.IGNORECASE)
_GROUP_TITLE = re.compile(
    r"lab\b|laborator|group|team|cent(?:er|re)|institute|实验室|课题组|研究组|团队", re.IGNORECASE
)
_BIBLIOGRAPHY = re.compile(r"\{%-?\s*bibliography\b(.*?)%\}", re.DOTALL)
_FILE_OPTION = re.compile(r"(?:-f|--file)[\s=]+([\w./-]+)")


def matches(source: Source) -> bool:
    """Return whether a source is a site of a group: al-folio's folders, and people besides the owner."""
    has_config = any(name in source.files for name in ("_config.yml", "_config.yaml"))
    names = source.files.keys()
    is_alfolio = any(name.startswith(("_bibliography/", "_news/", "_pages/")) for name in names)
    if not has_config or not is_alfolio:
        return False
    return _has_people(source) or (_has_people_pages(source) and not _is_of_one_person(source))


def _is_of_one_person(source: Source) -> bool:
    """Return whether the title of a site is the name of a person and not that of a group."""
    config = source.files.get("_config.yml") or source.files.get("_config.yaml") or ""
    names = [_line_of(config, name).strip("\"'") for name in ("first_name", "last_name")]
    return all(names) and not _GROUP_TITLE.search(" ".join([_line_of(config, "title"), *names]))


def _has_people(source: Source) -> bool:
    return any(
        name.startswith(tuple(f"{folder}/" for folder in alfolio_people.FOLDERS))
        or alfolio_people.DATA.match(name)
        for name in source.files
    )


def _has_people_pages(source: Source) -> bool:
    """Return whether a page calls itself people, team or members and lists more than one person."""
    for name, text in source.under("", "md", "html"):
        if name.count("/") <= 1 and _PEOPLE_PAGE.search(
            PurePosixPath(name).stem + _line_of(text, "title") + _line_of(text, "permalink")
        ):
            if _line_of(text, "nav") != "false" and (
                _line_of(text, "display_categories") or _line_of(text, "layout") == "profiles"
            ):
                return True
            if (text.count("\n#") or re.search("<h[2-5]", text)) and len(
                re.findall(r"^\s*(?:[-*+|]|<(?:li|tr|h[3-6]))", text, re.MULTILINE)
            ) >= 2:
                return _line_of(text, "nav") != "false"
    return False


def _line_of(text: str, name: str) -> str:
    match = re.search(rf"^{name}:[ \t]*(.*)$", text[:3000], re.MULTILINE)
    return re.sub(r"(?:^|\s+)#.*", "", match[1]).strip() if match else ""


def read(source: Source, result: Result) -> None:
    """Add the members, publications, news and projects of a site."""
    _Site(source, result).read()


class _Site:
    def __init__(self, source: Source, result: Result):
        self.source = source
        self.result = result
        on = date.today().isoformat()
        self.config = self._load("_config.yml") or self._load("_config.yaml") or Mapping()
        self.reader = members.Reader(result, on, "current")
        self.directory = Directory()
        self.visibility = posts.Visibility(result, on, is_true(self.config.get("future")))
        self.people = alfolio_people.PeopleReader(source, self.reader, self.directory, self.visibility)
        self.pages, self.hidden = group_pages.pages_of(source, self.config)

    def read(self) -> None:
        shown = shown_lists.of_pages(self.source, self.pages)
        self.people.read(shown)
        self._read_bibliographies()
        collector = papers.Collector(self.result, self.directory)
        of_papers, more_pages = group_collections.pages_of(self.source, shown.collections)
        for page in of_papers:
            group_collections.read_paper(page, self.result, self.visibility, collector)
        data_lists.read(self.source, self.result, collector)
        others = frozenset(self.people.files) | data_lists.names(self.source)
        data_files.read(self.source, self.result, shown.data, others, self.reader, shown.groups)
        self._read_projects()
        for folder in ("_news", "_posts"):
            is_shown = folder == "_posts" or self._shows_news()
            for name, text in self.source.under(folder, "md", "markdown", "html"):
                page = front_matter.split(name, text)
                if is_shown:
                    posts.read_post(page, self.result, self.visibility, self.directory)
                else:
                    title = as_text(page.data.get("title")) or page.body.strip()[:300] or name
                    self.result.report(name, 1, title, "No page of the site leads here, left out.")
        for page in sorted(self.pages, key=lambda page: "/" in page.name):  # the start page first
            self._read_sidebar(page)
        for page in [*self.pages, *more_pages]:
            self._read_page(page)
        self.people.leave_out_unlisted(shown.collections)
        for page in self.hidden:
            title = as_text(page.data.get("title")) or page.name
            self.result.report(page.name, 1, title, "No page of the site leads here, left out.")
        leftovers.report(self.source, self.result)

    def _shows_news(self) -> bool:
        """Return whether a page shows the news. Pages that say "news: false" have the layout that could."""
        switches = []
        for page in self.pages:
            announcements = page.data.get("announcements")
            if isinstance(announcements, Mapping):
                switches.append(announcements.get("enabled"))
            elif "news" in page.data:
                switches.append(page.data["news"])
            if re.search(r"site\.news\b|include\s+news", prose.without_comments(page.body)):
                return True
        return not switches or not all(map(is_false, switches))

    def _load(self, name: str) -> Mapping:
        try:
            data = front_matter.load_data(name, self.source.files.get(name, ""))
        except BadDataError as error:
            self.result.report(name, error.line, name, f"The file cannot be read: {error}")
            return Mapping()
        return data if isinstance(data, Mapping) else Mapping()

    def _read_bibliographies(self) -> None:
        scholar = self.config.get("scholar")
        settings = scholar if isinstance(scholar, Mapping) else Mapping()
        folder = as_text(settings.get("source")).strip("./") or "_bibliography"
        default = as_text(settings.get("bibliography")) or "papers.bib"
        shown: set[str] = set()
        for page in self.pages:
            for tag in _BIBLIOGRAPHY.findall(prose.without_comments(page.body)):
                option = _FILE_OPTION.search(tag)
                shown.add(option[1] if option else default)
            if is_true(page.data.get("selected_papers")):
                shown.add(default)
        shown = {one if one.endswith(".bib") else f"{one}.bib" for one in shown or {default}}
        files = [name for name, _ in self.source.under(folder, "bib")]
        if len(files) == 1 and not any(name.removeprefix(f"{folder}/") in shown for name in files):
            shown.add(files[0].removeprefix(f"{folder}/"))
        collector = papers.Collector(self.result, self.directory)
        for name in files:
            if name.removeprefix(f"{folder}/") in shown or "*.bib" in shown or "**/*.bib" in shown:
                bibliographies.read_file(name, self.source.files[name], self.result, collector)
        for name in files:
            if not (name.removeprefix(f"{folder}/") in shown or {"*.bib", "**/*.bib"} & shown):
                bibliographies.report_file(
                    name, self.source.files[name], self.result, "No page shows this bibliography, left out."
                )

    def _categories(self) -> dict[str, bool]:
        """Return the categories of projects that pages show, and whether these pages are about people."""
        categories = {}
        for page in self.pages:
            title = f"{as_text(page.data.get('title'))} {page.name} {as_text(page.data.get('layout'))}"
            for category in as_texts(page.data.get("display_categories")):
                categories[category.casefold()] = bool(_PEOPLE_PAGE.search(title))
        return categories

    def _read_projects(self) -> None:
        categories = self._categories()
        is_shown = any(
            "site.projects" in page.body or page.data.get("display_categories") for page in self.pages
        )
        for name, text in self.source.under("_projects", "md", "markdown"):
            page = front_matter.split(name, text)
            category, title = as_text(page.data.get("category")), as_text(page.data.get("title"))
            if samples.is_post(title, []):
                self.result.report(name, 1, title, samples.WHY)
            elif (categories and category.casefold() not in categories) or not is_shown:
                self.result.report(name, 1, title, "No page of the site leads here, left out.")
            elif categories.get(category.casefold()):
                self.people.read_member(page, category)
            elif not self.visibility.hides(page):
                self._read_project(page, title)

    def _read_project(self, page: Page, title: str) -> None:
        fields = Fields.of_page(page)
        fields.skip(["title"])
        description = fields.text("description", "subtitle").replace("&#58;", ":")
        own = [
            text
            for _, text in prose.paragraphs(page.body)
            if not samples.is_text(text) and not samples.is_placeholder(text)
        ]
        for line, text in prose.paragraphs(page.body, page.body_line):
            if samples.is_text(text):
                self.result.report(page.name, line, text, samples.WHY)
        address = fields.text("redirect", "link", "url", "website")
        parts = [re.sub(r"\s*<br\s*/?>\s*", "\n", description), *own]
        if address.startswith("http") and not samples.is_address(address):
            parts.append(f"<{address}>")
        text = "\n\n".join(filter(None, parts))
        self.result.add(
            Project(title=papers.plain(title), text=text, file=page.name, line=fields.first_line, raw=title)
        )
        fields.report_rest(self.result)

    def _read_page(self, page: Page) -> None:
        if self.visibility.hides(page):
            return
        title = as_text(page.data.get("title"))
        fields = Fields.of_page(page)
        for profile in _list(page.data.get("profiles")):
            self.people.read_profile(profile, page.name)
        if openings.is_about_openings(f"{title} {PurePosixPath(page.name).stem}"):
            openings.read_notice(page, title, self.result)
            return
        fields.skip(
            [
                "title",
                "sidebar",
                "profiles",
                "profile",
                "display_categories",
                "news",
                "social",
                "announcements",
                "pagination",
                "children",
            ]
        )
        fields.skip(["selected_papers", "latest_posts", "dropdown", "cv_pdf", "permalink", "redirect"])
        page_fields.report_profile(page, self.result)
        fields.report_rest(self.result, "Text of a page.")
        is_people_page = bool(_PEOPLE_PAGE.search(f"{title} {PurePosixPath(page.name).stem}"))
        group = title if status_of(title) else ""
        rest = page_people.read_page(page.body, page.body_line, page.name, self.reader, is_people_page, group)
        rest = page_sections.read(rest, page.body_line, page.name, title, self.result)
        prose.report(self.result, page.name, page.body_line, rest, "Text of a page.")

    def _read_sidebar(self, page: Page) -> None:
        """Read the people whom a page lists in its sidebar, below titles such as "Former students"."""
        for entry in _list(page.data.get("sidebar")):
            if not isinstance(entry, Mapping):
                continue
            title, text = as_text(entry.get("title")), as_text(entry.get("text"))
            line = entry.line or page.lines.get("sidebar", 1)
            if text and (kind_of(title).startswith("people") or role_of(title) or status_of(title)):
                rows = [row.strip() for row in text.split("\n")]
                body = "\n".join(f"- {row}" if row else row for row in rows)
                group = title if role_of(title) or status_of(title) else f"Current {title.lower()}"
                text = page_people.read_page(body, line, page.name, self.reader, True, group)
            prose.report(self.result, page.name, line, text, "Text of a page.")


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
