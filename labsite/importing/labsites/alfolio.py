"""Groups with al-folio, and similar sites: `_bibliography`, `_news`, `_projects`, `_pages` and people."""

import re
from datetime import date
from pathlib import PurePosixPath

from labsite.importing import dates, front_matter
from labsite.importing.files import Source
from labsite.importing.front_matter import BadDataError, Mapping, Page, is_false, is_true
from labsite.importing.items import Person, Project, Result
from labsite.importing.labsites import (
    bibliographies,
    data_lists,
    greenelab,
    leftovers,
    members,
    page_people,
    papers,
    posts,
    prose,
    samples,
)
from labsite.importing.labsites.fields import Fields, as_text, as_texts
from labsite.importing.labsites.names import Directory, split_name
from labsite.importing.labsites.roles import role_of, status_of

_PEOPLE_FOLDERS = ("_members", "_people", "_team", "_peoples", "_staff", "_alumni", "_students", "_profiles")
_PEOPLE_DATA = re.compile(
    r"^_data/(?:.*/)?((?:team|group|lab)?_?(?:members?|people|team|alum\w*|students?|staff|group|pi|postdocs?|faculty))\.(?:ya?ml|json)$",
    re.IGNORECASE,
)
_PEOPLE_PAGE = re.compile(r"people|team|member|group|alumni|成员|团队", re.IGNORECASE)
_GROUP_TITLE = re.compile(
    r"lab\b|laborator|group|team|cent(?:er|re)|institute|实验室|课题组|研究组|团队", re.IGNORECASE
)
_BIBLIOGRAPHY = re.compile(r"\{%-?\s*bibliography\b(.*?)%\}", re.DOTALL)
_FILE_OPTION = re.compile(r"(?:-f|--file)[\s=]+([\w./-]+)")
_STARTING = re.compile(r"^(?:starting|started|joined|since|from)\b", re.IGNORECASE)


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
        name.startswith(tuple(f"{folder}/" for folder in _PEOPLE_FOLDERS)) or _PEOPLE_DATA.match(name)
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
        self.pages = [
            front_matter.split(name, text)
            for name, text in source.under("", "md", "markdown", "html")
            if text.startswith("---") and self._is_page(name)
        ]
        self.hidden = [page for page in self.pages if self._is_hidden(page)]
        self.pages = [page for page in self.pages if page not in self.hidden]

    def read(self) -> None:
        self._read_people_data()
        for folder in _PEOPLE_FOLDERS:
            for name, text in self.source.under(folder, "md", "markdown"):
                subfolder = name.split("/")[1] if name.count("/") > 1 else folder.strip("_")
                self._read_member(front_matter.split(name, text), _group_of(subfolder), "")
        self._read_bibliographies()
        collector = papers.Collector(self.result, self.directory)
        self._read_collection(collector)
        data_lists.read(self.source, self.result, collector)
        self._read_projects()
        for folder in ("_news", "_posts"):
            for name, text in self.source.under(folder, "md", "markdown", "html"):
                posts.read_post(front_matter.split(name, text), self.result, self.visibility, self.directory)
        for page in self.pages:
            self._read_page(page)
        for page in self.hidden:
            title = as_text(page.data.get("title")) or page.name
            self.result.report(page.name, 1, title, "No page of the site leads here, left out.")
        leftovers.report(self.source, self.result)

    def _load(self, name: str) -> Mapping:
        try:
            data = front_matter.load_data(name, self.source.files.get(name, ""))
        except BadDataError as error:
            self.result.report(name, error.line, name, f"The file cannot be read: {error}")
            return Mapping()
        return data if isinstance(data, Mapping) else Mapping()

    def _is_page(self, name: str) -> bool:
        folders = name.split("/")[:-1]
        is_collection = any(folder.startswith("_") and folder != "_pages" for folder in folders)
        excluded = tuple(as_texts(self.config.get("exclude")))
        return (
            not is_collection
            and not greenelab.is_meta_file(name)
            and not name.startswith(excluded or ("\0",))
        )

    def _is_hidden(self, page: Page) -> bool:
        """Return whether neither the navigation nor another page leads to a page."""
        if not is_false(page.data.get("nav", True)) or page.data.get("permalink") == "/":
            return False
        permalink = as_text(page.data.get("permalink")).strip("/")
        if not permalink:
            return False
        linked = re.compile(rf"[\"'(/]{re.escape(permalink)}/?[\"')#]")
        return not any(
            linked.search(text)
            for name, text in self.source.files.items()
            if name != page.name and name.startswith("_pages/")
        )

    # -- people -----------------------------------------------------------------------------------

    def _read_people_data(self) -> None:
        for name in sorted(self.source.files):
            if match := _PEOPLE_DATA.match(name):
                label = _group_of(match[1])
                try:
                    data = front_matter.load_data(name, self.source.files[name])
                except BadDataError as error:
                    self.result.report(name, error.line, name, f"The file cannot be read: {error}")
                    continue
                self._read_records(name, data, label if role_of(label) or status_of(label) else "")

    def _read_records(self, file: str, data: object, group: str) -> None:
        if isinstance(data, list):
            for record in data:
                self._read_records(file, record, group)
        elif isinstance(data, Mapping) and any(name in data for name in ("name", "full_name", "姓名")):
            nested = next(
                (one for key, one in data.items() if key in {"members", "people"} and isinstance(one, list)),
                None,
            )
            if nested is not None:
                self._read_records(file, nested, as_text(data.get("name")))
            else:
                self._read_record(file, data, group)
        elif isinstance(data, Mapping):
            label = as_text(
                data.get("title") or data.get("role") or data.get("group") or data.get("category")
            )
            for key, value in data.items():
                if isinstance(value, list | Mapping):
                    key_label = key.replace("_", " ")
                    self._read_records(
                        file,
                        value,
                        label or (key_label if role_of(key_label) or status_of(key_label) else group),
                    )

    def _read_record(self, file: str, data: Mapping, group: str) -> None:
        fields = Fields(data, file)
        name = fields.text(*members.NAMES)
        if not name or samples.is_person(name, fields.everything()):
            self.result.report(file, data.line, name or as_text(data), samples.WHY)
            return
        title = fields.text(*members.ROLES) or fields.text("title", "info")
        duration = as_text(fields.values.get("duration"))
        if role_of(duration):
            # "Postdoc 2019 - 2021": what the person was; the title then says what the person is now.
            fields.values["current_position"] = title
            title = dates.take_trailing(duration)[1]
        labels = [title, *fields.texts(*members.GROUPS), group]
        person = self.reader.read(fields, name, labels)
        if person:
            self._finish(person, fields, [fields.text("username", "id", "slug"), name])

    def _finish(self, person: Person, fields: Fields, short_names: list[str]) -> None:
        self.directory.add(person.name, short_names)
        self.reader.read_studies(fields)
        fields.report_rest(self.result)

    def _read_member(self, page: Page, group: str, status: str) -> None:
        fields = Fields.of_page(page)
        first_last = " ".join(
            filter(None, (fields.text("first_name", "firstname"), fields.text("last_name", "lastname")))
        )
        name = fields.text(*members.NAMES) or fields.text("title") or first_last
        if not name or samples.is_person(name, f"{fields.everything()}\n{page.body}"):
            self.result.report(page.name, 1, name or as_text(page.data), samples.WHY)
            return
        if self.visibility.hides(page):
            return
        role = fields.text(*members.ROLES) or fields.text("title", "subtitle")
        degree = fields.text("degree", "program", "purpose")
        labels = [role if role != name else "", degree, *fields.texts(*members.GROUPS), group, status]
        description = fields.text("description")
        if not any(map(role_of, labels)) and role_of(description):
            labels.insert(0, description if len(description) < 60 else "")
        person = self.reader.read(fields, name, labels)
        if person:
            self._read_description(person, fields, description)
            self._finish(person, fields, [PurePosixPath(page.name).stem, name])
            self.reader.report_body(fields, person, page.body, page.body_line)

    def _read_description(self, person: Person, fields: Fields, description: str) -> None:
        """Read a period such as "Spring 2022 - Fall 2023" at the start of a description; name the rest."""
        parts = [
            part.strip()
            for part in re.split(r"<br\s*/?>|\n", description.replace("&#58;", ":"))
            if part.strip()
        ]
        for position, part in enumerate(parts):
            starting = _STARTING.match(part)
            period, rest = dates.take_leading(
                re.sub(r"^(?:starting|started|joined|since|from)\s*(?:in)?\s*", "", part, flags=re.IGNORECASE)
            )
            if position == 0 and period and (starting or period.is_period) and not person.start:
                person.start, person.end = period.start, person.end or period.end
                if person.end and person.end < self.reader.on[: len(person.end)]:
                    person.status = "previous"
                part = rest.strip(" .,")
            if not person.role and role_of(part.partition(",")[0]):
                person.role = role_of(part.partition(",")[0])
            place = re.match(
                r"(?:next stop|now(?: at)?|current(?:ly)?(?: at)?|placement)\s*:?\s*(.+)", part, re.IGNORECASE
            )
            if place and not person.place:
                person.place = place[1].strip(" .")
            elif part and prose.has_words(part):
                self.result.report(fields.file, fields.line("description"), part, f"About {person.name}.")

    # -- publications, projects, pages -------------------------------------------------------------

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

    def _read_collection(self, collector: papers.Collector) -> None:
        """Read publications that are pages of their own."""
        for name, text in self.source.under("_publications", "md", "markdown"):
            page = front_matter.split(name, text)
            title = as_text(page.data.get("title"))
            if samples.is_publication(title, [], ""):
                self.result.report(name, 1, title, samples.WHY)
            elif not self.visibility.hides(page, posts.date_of(page)):
                fields = Fields.of_page(page)
                papers.read_record(fields, collector)
                fields.report_rest(self.result)
                prose.report(self.result, name, page.body_line, page.body, "Text below a publication.")

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
                self._read_member(page, category, "")
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
            self._read_profile(profile)
        if greenelab.is_about_openings(f"{title} {PurePosixPath(page.name).stem}"):
            greenelab.read_notice(page, title, self.result)
            return
        fields.skip(
            [
                "title",
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
        fields.report_rest(self.result, "Text of a page.")
        is_people_page = bool(_PEOPLE_PAGE.search(f"{title} {PurePosixPath(page.name).stem}"))
        rest = page_people.read_page(page.body, page.body_line, page.name, self.reader, is_people_page)
        prose.report(self.result, page.name, page.body_line, rest, "Text of a page.")

    def _read_profile(self, profile: object) -> None:
        """Read a person of a page with the layout "profiles": a picture, and the text of another file."""
        if not isinstance(profile, Mapping):
            return
        name = f"_pages/{as_text(profile.get('content'))}"
        text = self.source.files.get(name)
        if text is None:
            return
        page = front_matter.split(name, text)
        printed = as_text(
            profile.get("name") or page.data.get("name") or page.data.get("title")
        ) or _first_name(page.body)
        if samples.is_person(printed or name, "") or samples.is_text(page.body) or "einstein" in name.lower():
            self.result.report(name, 1, printed or page.body.strip()[:300], samples.WHY)
        elif not printed:
            prose.report(self.result, name, page.body_line, page.body, "A profile without a name.")
        else:
            fields = Fields(profile, name, page.body_line)
            fields.skip(["content", "align", "image_circular"])
            if person := self.reader.read(
                fields, printed, [as_text(page.data.get("role") or profile.get("role"))]
            ):
                self._finish(person, fields, [printed])
                self.reader.report_body(fields, person, page.body, page.body_line)


def _group_of(name: str) -> str:
    """Return the label in the name of a file or folder such as "alumni_msc", or "" if it is none."""
    label = name.replace("_", " ").replace("-", " ")
    return label if role_of(label) or status_of(label) else ""


def _first_name(body: str) -> str:
    heading = re.search(r"^\s*#+\s*(.+)$|^\s*\*\*(.+?)\*\*", body, re.MULTILINE)
    text = (heading[1] or heading[2] or "") if heading else ""
    return split_name(text)[0] if len(text.split()) <= 5 else ""


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
