"""Sites of the lab website template: `_members`, `_data/citations.yaml`, `_posts`, `_data/projects.yaml`."""

import re
from datetime import date

from site_readers import collections, data_files, front_matter
from site_readers.files import Source
from site_readers.front_matter import Mapping, Page, is_false, is_true
from site_readers.items import Project, Result
from site_readers.labsites import (
    data_lists,
    greenelab_citations,
    leftovers,
    member_links,
    member_studies,
    members,
    openings,
    page_people,
    page_sections,
    papers,
    posts,
    prose,
    samples,
    shown_lists,
    template_filters,
)
from site_readers.labsites.fields import Fields, as_text, as_texts
from site_readers.labsites.greenelab_citations import data_of
from site_readers.labsites.names import Directory, split_name
from site_readers.labsites.roles import role_of

_NOT_PAGES = re.compile(
    r"(^|/)(readme|license|changelog|contributing|code_of_conduct|404|testbed|citation)\.md$", re.IGNORECASE
)
_PEOPLE = re.compile(r"team|people|member|alumni|group|lab|成员|团队", re.IGNORECASE)

#: Data files and folders with a reader of their own, and settings.
_DATA_WITH_READERS = frozenset(
    "types citations sources orcid pubmed google-scholar projects publications publication pubs papers news"
    " announcements".split()
)
_FOLDERS_WITH_READERS = frozenset({"_posts"})


def matches(source: Source) -> bool:
    """Return whether a source is a site of the lab website template."""
    data = {name for name in source.files if re.fullmatch(r"_data/(citations|sources|types)\.ya?ml", name)}
    has_members = any(name.startswith("_members/") for name in source.files)
    return len(data) >= 2 or (bool(data) and has_members)


def read(source: Source, result: Result) -> None:
    """Add the members, citations, posts, projects and openings of a site."""
    on = date.today().isoformat()
    reader = members.Reader(result, on, "current")
    directory = Directory()
    config = data_of(source, result, "_config.yaml", "_config.yml")
    visibility = posts.Visibility(
        result, on, is_true(config.get("future")) if isinstance(config, Mapping) else False
    )
    types = data_of(source, result, "_data/types.yaml", "_data/types.yml")
    pages = _pages(source, config if isinstance(config, Mapping) else Mapping())
    component = source.files.get("_includes/list.html", "")
    filters = template_filters.filters_of((page.body for page in pages), component)
    members_pages = [front_matter.split(*file) for file in source.under("_members", "md", "markdown")]
    shown = shown_lists.of_pages(source, [*pages, *members_pages])
    _read_members(
        source, reader, directory, visibility, types if isinstance(types, Mapping) else Mapping(), filters
    )
    orcids = {link.url[-19:] for one in result.people for link in member_links.links_of(one, "orcid")}
    is_shown = not shown.data if "citations" not in shown.data else "citations" not in shown.ignored
    greenelab_citations.read(source, result, orcids, is_shown)
    data_lists.read(source, result, papers.Collector(result, directory))
    _read_projects(source, result)
    data_files.read(source, result, shown.data, _DATA_WITH_READERS, reader, shown.groups)
    collections.read_folders(source, result, set(), shown.collections, others=_FOLDERS_WITH_READERS)
    for name, text in source.under("_posts", "md", "markdown", "html"):
        posts.read_post(front_matter.split(name, text), result, visibility, directory)
    for page in pages:
        _read_page(page, reader, visibility)
    leftovers.report(source, result)


def _read_members(
    source: Source,
    reader: members.Reader,
    directory: Directory,
    visibility: posts.Visibility,
    types: Mapping,
    filters: list[template_filters.Filter],
) -> None:
    described: dict[str, list[str]] = {}
    for name, text in source.under("_members", "md", "markdown"):
        page = front_matter.split(name, text)
        _report_problems(page, reader.result)
        fields = Fields.of_page(page)
        printed = fields.text("name", "title")
        if not printed or samples.is_person(printed, f"{fields.everything()}\n{page.body}"):
            if text.strip():
                reader.result.report(
                    name, 1, printed or as_text(page.data) or text.strip()[:300], samples.WHY
                )
            continue
        if visibility.hides(page):
            continue
        if not template_filters.is_shown(page.data, filters):
            reader.result.report(name, fields.first_line, printed, "The site shows this person on no page.")
            continue
        short_names = [name.rpartition("/")[2].partition(".")[0], printed, *fields.texts("aliases")]
        directory.add(split_name(printed)[0], short_names)
        role = fields.text("role")
        label = _described(types, role)
        if label != role:
            described.setdefault(role, []).append(printed)
        person = reader.read(
            fields, printed, [label, *fields.texts(*members.GROUPS), fields.text("description")]
        )
        if person:
            if role_of(label) == "" and label != role and role_of(role):
                person.role = role_of(role)
            member_studies.read(fields, person, reader.result)
            reader.report_body(fields, person, page.body, page.body_line)
            fields.report_rest(reader.result)
    _report_doubtful_roles(described, types, reader.result)


def _report_doubtful_roles(described: dict[str, list[str]], types: Mapping, result: Result) -> None:
    """Report labels by which several people would be the PI. ``described`` are their names by role."""
    for role, people in described.items():
        label = _described(types, role)
        if len(people) > 1 and role_of(label) == "pi" and role_of(role) != "pi":
            why = "Check the roles: the site calls several people this."
            text = f"{role}: {label} ({', '.join(people)})"
            result.report("_data/types.yaml", _type(types, role).line, text, why)


def is_meta_file(name: str) -> bool:
    """Return whether a file is about the repository, such as its README, and no page of the site."""
    return bool(_NOT_PAGES.search(name))


def _type(types: Mapping, role: str) -> Mapping:
    entry = types.get(role)
    return entry if isinstance(entry, Mapping) else Mapping()


def _described(types: Mapping, role: str) -> str:
    """Return what the site prints for a role."""
    printed = _type(types, role)
    return as_text(printed.get("description")) or as_text(printed.get("text")) or role


def _read_projects(source: Source, result: Result) -> None:
    name = next((one for one in ("_data/projects.yaml", "_data/projects.yml") if one in source.files), "")
    records = data_of(source, result, name) if name else []
    for record in records if isinstance(records, list) else []:
        if not isinstance(record, Mapping):
            continue
        fields = Fields(record, name)
        title, description = fields.text("title", "name"), fields.text("description")
        if samples.is_post(title, []) and (not description or samples.is_text(description)):
            result.report(name, record.line, title, samples.WHY)
        elif title:
            subtitle = fields.text("subtitle")
            address = fields.text("link")
            parts = [subtitle, "" if samples.is_text(description) else description]
            parts += [f"<{address}>"] if address.startswith("http") else []
            text = "\n\n".join(filter(None, parts))
            result.add(Project(title=title, text=text, file=name, line=record.line, raw=title))
            fields.report_rest(result)


def _read_page(page: Page, reader: members.Reader, visibility: posts.Visibility) -> None:
    _report_problems(page, reader.result)
    if visibility.hides(page):
        return
    title = as_text(page.data.get("title"))
    if openings.is_about_openings(f"{title} {page.name.rpartition('/')[0]}"):
        openings.read_notice(page, title, reader.result)
        return
    is_people_page = bool(_PEOPLE.search(f"{title} {page.name}"))
    rest = page_people.read_page(page.body, page.body_line, page.name, reader, is_people_page)
    rest = page_sections.read(rest, page.body_line, page.name, title, reader.result)
    prose.report(reader.result, page.name, page.body_line, rest, "Text of a page.")


def _pages(source: Source, config: Mapping) -> list[Page]:
    """Return the pages that the site builds: files with front matter outside its folders of data."""
    excluded = tuple(as_texts(config.get("exclude")))
    pages = []
    for name, text in source.under("", "md", "markdown", "html"):
        is_hidden = any(part.startswith(("_", ".")) for part in name.split("/"))
        if (
            not is_hidden
            and not _NOT_PAGES.search(name)
            and text.startswith("---")
            and not name.startswith(excluded or ("\0",))
        ):
            pages.append(front_matter.split(name, text))
    return [page for page in pages if not is_false(page.data.get("published", True))]


def _report_problems(page: Page, result: Result) -> None:
    for line, why in page.problems:
        result.report(page.name, line, page.name, why)
