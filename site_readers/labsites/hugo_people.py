"""The people of a HugoBlox site: the pages in `content/authors`, and the data files of authors."""

import re

from site_readers import liquid, page_files, sections
from site_readers.blocks import Block
from site_readers.front_matter import Page, is_true
from site_readers.items import Person
from site_readers.labsites import hugo_pages, member_studies, samples
from site_readers.labsites.fields import Fields, as_text
from site_readers.labsites.hugo_site import Site, names_of
from site_readers.labsites.names import is_han, key_of, split_name
from site_readers.labsites.roles import role_of, standing
from site_readers.pages.reader import PageReader

_STUDENT_GROUP = re.compile(r"\bstudents?\b|学生|研究生", re.IGNORECASE)
_STUDENTS = {"phd", "master", "undergraduate", "intern"}
_OF_GROUP = re.compile(r"\b(?:lab|laboratory|research group|team)$|(?:实验室|课题组|团队)$", re.IGNORECASE)
#: Interests in the template's example of an author.
_SAMPLE_INTERESTS = {"Artificial Intelligence", "Computational Linguistics", "Information Retrieval"}


def read_authors(site: Site) -> None:
    """Add the people, and report groups, examples and copies among the authors."""
    pages = {name: page for name, page in site.pages.items() if hugo_pages.is_author(name)}
    by_person: dict[str, str] = {}
    for name in sorted(pages, key=lambda one: (not _is_own_folder(one, pages[one]), one)):
        page = pages[name]
        page.data.pop("active", None)  # it switches widgets on and off, not people
        fields = Fields.of_page(page)
        printed = fields.text("title", "name") or " ".join(
            filter(None, (fields.text("first_name"), fields.text("last_name")))
        )
        if _OF_GROUP.search(printed):
            site.result.report(name, fields.first_line, printed, "An author that is a group.")
            continue
        evidence = f"{fields.everything()}\n{page.body}"
        if not printed or samples.is_person(printed, evidence):
            site.result.report(
                name,
                fields.first_line,
                printed or name,
                samples.WHY if printed else "An author without a name.",
            )
            continue
        folder = hugo_pages.short_name_of(name)
        key = key_of("".join(split_name(printed)))
        if known := by_person.get(key):
            site.result.report(
                name, fields.first_line, f"{folder}: {printed}", f"A copy of {known}: check who this is."
            )
            continue
        by_person[key] = name
        short_names = [folder, printed, *names_of(page.data.get("authors")), as_text(page.data.get("slug"))]
        if is_true(page.data.get("superuser")):
            short_names += ["admin", "me"]
        site.directory.add(_printed_name(fields, printed), short_names)
        if not site.visibility.hides(page):
            _read_author(site, page, fields, printed)


#: Sections below the biography of the owner of a homepage.
_SECTIONS = ("publications", "news", "talks", "service", "teaching", "projects")


def _read_author(site: Site, page: Page, fields: Fields, printed: str) -> None:
    groups = [one.strip() for one in names_of(fields.value("user_groups", "groups"))]
    is_owner = site.is_homepage and is_true(page.data.get("superuser"))
    if site.groups and not is_owner and not any(group.casefold() in site.groups for group in groups):
        site.result.report(page.name, fields.first_line, printed, "The site shows this person on no page.")
        return
    role = fields.text("role", "position", "job_title")
    labels = [role, *groups, *filter(None, (site.groups.get(group.casefold()) for group in groups))]
    verdict = standing(labels)
    is_student = any(role_of(group) in _STUDENTS or _STUDENT_GROUP.search(group) for group in groups)
    if is_student and role_of(role) in {"faculty", "pi"}:
        site.result.report(
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
    person = site.reader.read(fields, printed, labels)
    if person is None:
        return
    _add_translated_name(person, site.translations.get(page.name, ""))
    member_studies.read(fields, person, site.result)
    for course in fields.texts("interests"):
        if course not in _SAMPLE_INTERESTS:
            site.result.report(page.name, fields.line("interests"), course, f"Interest of {person.name}.")
    if is_owner and _has_sections(page):
        fields.report_rest(site.result)
        _read_sections(site, page, person)
        return
    site.reader.report_body(fields, person, page.body, page.body_line)
    fields.report_rest(site.result)


def _has_sections(page: Page) -> bool:
    """Return whether the text about the owner of a homepage has headings such as "Selected publications"."""
    return any(map(_begins_section, re.findall(r"^#+\s+(.+)$", page.body, re.MULTILINE)))


def _begins_section(heading: str) -> bool:
    return sections.is_strong(heading) and sections.kind_of(heading) in _SECTIONS


def _read_sections(site: Site, page: Page, person: Person) -> None:
    """Read the sections below the biography of the owner of a homepage, and report the biography."""
    entries: list[Block] = []
    is_entry = False
    for block in page_files.blocks_of(page, liquid.Site(lambda *_: None, {}), site.result):
        is_entry = _begins_section(block.text) if block.kind == "heading" else is_entry
        if is_entry:
            entries.append(block)
            continue
        for nested in block.walk():
            why = f"Biography of {person.name or person.native_name}."
            site.result.report(page.name, nested.line, nested.text, why)
    lines = {page.name: site.source.files[page.name].split("\n")}
    PageReader(site.result, lines, {person.name}).read(entries, "about")


def _add_translated_name(person: Person, translated: str) -> None:
    """Take the name on the page in another language as the other one of the two names."""
    other = split_name(translated)[0]
    if other and other != person.name and not person.native_name:
        is_native = is_han(other)
        person.native_name = other if is_native else person.name
        person.name = person.name if is_native else other


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
