"""The people of an al-folio group: in data files, in folders with a page for each, and on pages."""

import re
from pathlib import PurePosixPath

from site_readers import dates, front_matter
from site_readers.files import Source
from site_readers.front_matter import BadDataError, Mapping, Page
from site_readers.items import Person, Result
from site_readers.labsites import (
    member_lines,
    member_studies,
    members,
    posts,
    prose,
    samples,
    shown_lists,
)
from site_readers.labsites.fields import Fields, as_text
from site_readers.labsites.names import Directory, is_han, split_name
from site_readers.labsites.roles import role_of, status_of

#: Folders with a page for each person.
FOLDERS = ("_members", "_people", "_team", "_peoples", "_staff", "_alumni", "_students", "_profiles")
DATA = re.compile(
    r"^_data/(?:.*/)?((?:team|group|lab)?_?(?:members?|people|team|alum\w*|students?|staff|group|pi|postdocs?|faculty|(?:under|other|former|past)?_?grads?|undergraduates?|interns?|visitors?))\.(?:ya?ml|json)$",
    re.IGNORECASE,
)
#: Degrees after a name: "Ann Lee, BS, MBA".
_ACADEMIC = re.compile(r"(?:,\s*(?:[BM]\.?\s?(?:S|A|Sc|Eng|Tech|Ed)|MBA|MPH|MD|DVM|Ph\.?\s?D)\.?)+\s*$")
_LATIN_NAME = re.compile(r"(?:[A-ZÀ-Ž][\w.'’-]*\s+){1,4}[A-ZÀ-Ž][\w'’-]+")
_STARTING = re.compile(r"^(?:starting|started|joined|since|from)\b", re.IGNORECASE)


class PeopleReader:
    """Reads people, and enters them in the directory of the authors of publications."""

    def __init__(
        self, source: Source, reader: members.Reader, directory: Directory, visibility: posts.Visibility
    ):
        self.source = source
        self.result: Result = reader.result
        self.reader = reader
        self.directory = directory
        self.visibility = visibility
        #: The names of the data files that have been read, without their extensions.
        self.files: set[str] = set()
        #: The people of each folder.
        self._of_folders: dict[str, list[Person]] = {}

    def read(self, shown: shown_lists.ShownLists) -> None:
        """Add the people of the data files that pages show, and of folders."""
        self._read_data(shown)
        for folder in FOLDERS:
            for name, text in self.source.under(folder, "md", "markdown"):
                subfolder = name.split("/")[1] if name.count("/") > 1 else folder.strip("_")
                if person := self.read_member(front_matter.split(name, text), _group_of(subfolder)):
                    self._of_folders.setdefault(folder, []).append(person)

    def _read_data(self, shown: shown_lists.ShownLists) -> None:
        is_used = shown_lists.data_in_use(self.source)
        for name in sorted(self.source.files):
            stem = PurePosixPath(name).stem
            match = DATA.match(name)
            if not match and not (name.startswith("_data/") and _lists_people(stem, shown)):
                continue
            self.files.add(stem)
            try:
                data = front_matter.load_data(name, self.source.files[name])
            except BadDataError as error:
                self.result.report(name, error.line, name, f"The file cannot be read: {error}")
                continue
            if not is_used(name):
                for text in _texts_of(data):
                    self.result.report(name, 1, text, "No page shows this data file, left out.")
                continue
            group = _group_of(match[1] if match else stem) or shown.groups.get(stem, "")
            self._read_records(name, data, group)

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
        statuses = fields.texts(*members.GROUPS)
        if (
            status_of(group) == "previous"
            and role_of(group)
            and statuses
            and not any(map(status_of, statuses))
        ):
            # The status of a former student is what the person is now.
            fields.values.setdefault("current_position", fields.text(*members.GROUPS))
            statuses = []
        person = self.reader.read(fields, name, [title, *statuses, group])
        if person:
            self.reader.report_body(fields, person, "", fields.first_line)
            self._finish(person, fields, [fields.text("username", "id", "slug"), name])

    def _finish(self, person: Person, fields: Fields, short_names: list[str]) -> None:
        self.directory.add(person.name, short_names)
        member_studies.read(fields, person, self.result)
        fields.report_rest(self.result)

    def leave_out_unlisted(self, shown: set[str]) -> None:
        """Leave out the people of a folder whom no page lists, if pages list others by their names.

        ``shown`` are the collections of which pages list all.
        """
        for folder, people in self._of_folders.items():
            unlisted = [one for one in people if all(one is not other for other in self.reader.listed)]
            if folder.removeprefix("_") in shown or len(unlisted) == len(people):
                continue
            for person in unlisted:
                self.result.people.remove(person)
                self.result.report(
                    person.file, person.line, person.raw, "The site shows this person on no page."
                )

    def read_member(self, page: Page, group: str) -> Person | None:
        """Add the person of a page and return it. ``group``: the label of the folder or category."""
        if isinstance(profile := page.data.get("profile"), Mapping) and profile.get("name"):
            # Pages of members have what the list of people shows as the profile of the page.
            described = {
                name: value for name, value in profile.items() if name not in ("align", "image_circular")
            }
            page.data.update(described)
            page.data["title"] = as_text(profile["name"])
        member_lines.move_to_front_matter(page)
        fields = Fields.of_page(page)
        first_last = " ".join(
            filter(None, (fields.text("first_name", "firstname"), fields.text("last_name", "lastname")))
        )
        name = fields.text(*members.NAMES) or fields.text("title") or first_last
        if not name or samples.is_person(name, f"{fields.everything()}\n{page.body}"):
            self.result.report(page.name, 1, name or as_text(page.data), samples.WHY)
            return None
        if self.visibility.hides(page):
            return None
        role = fields.text(*members.ROLES) or fields.text("title", "subtitle")
        degree = fields.text("degree", "program", "purpose")
        labels = [role if role != name else "", degree, *fields.texts(*members.GROUPS), group]
        description = fields.text("description")
        if not any(map(role_of, labels)) and role_of(description):
            labels.insert(0, description if len(description) < 60 else "")
        person = self.reader.read(fields, name, labels)
        if person:
            self._read_description(person, fields, description)
            self.reader.report_body(fields, person, page.body, page.body_line)
            self._finish(person, fields, [PurePosixPath(page.name).stem, name])
        return person

    def _read_description(self, person: Person, fields: Fields, description: str) -> None:
        """Read a period such as "Spring 2022 - Fall 2023" at the start of a description; report the rest."""
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

    def read_profile(self, profile: object, file: str) -> None:
        """Read a person of a page with the layout "profiles": fields, or a picture and the text of a file."""
        if not isinstance(profile, Mapping):
            return
        if "content" not in profile and as_text(profile.get("name")):
            fields = Fields(profile, file, profile.line)
            fields.skip(["align", "image_circular"])
            name = fields.text("name")
            if samples.is_person(name, fields.everything()):
                self.result.report(file, profile.line, name, samples.WHY)
            elif person := self.reader.read(
                fields, name, [*fields.texts("role"), *fields.texts(*members.GROUPS)]
            ):
                self.reader.report_body(fields, person, "", profile.line)
                self._finish(person, fields, [name])
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
            role = as_text(page.data.get("role") or profile.get("role"))
            role = role or _role_below_name(page.body)
            if person := self.reader.read(fields, printed, [role]):
                self.reader.report_body(fields, person, page.body, page.body_line)
                self._finish(person, fields, [printed])


def _lists_people(stem: str, shown: shown_lists.ShownLists) -> bool:
    """Return whether the name of a data file, or the heading above its loop, says that it lists people."""
    words = stem.lower().replace("-", "_").split("_")
    is_called_so = bool({"students", "members", "fellows", "scholars", "scientists"} & set(words))
    return stem in shown.data and (is_called_so or shown.data[stem].startswith("people"))


def _texts_of(data: object) -> list[str]:
    records = data if isinstance(data, list) else list(data.values()) if isinstance(data, Mapping) else [data]
    return [text for one in records if (text := as_text(one))]


def _group_of(name: str) -> str:
    """Return the label in the name of a file or folder such as "alumni_msc"; "" without one."""
    label = name.replace("_", " ").replace("-", " ")
    return label if role_of(label) or status_of(label) else ""


def _role_below_name(body: str) -> str:
    """Return the first short line below the name of a person that names a role."""
    lines = [line.strip() for line in body.splitlines() if line.strip()][1:4]
    return next((line for line in lines if len(line.split()) <= 6 and role_of(line)), "")


def _first_name(body: str) -> str:
    heading = re.search(r"^\s*#+\s*(.+)$|^\s*\*\*(.+?)\*\*", body, re.MULTILINE)
    text = (heading[1] or heading[2] or "") if heading else ""
    if not heading and (first := re.match(r"\s*(\S[^\n]*)", body)):
        name = _ACADEMIC.sub("", split_name(first[1])[0])
        text = name if _LATIN_NAME.fullmatch(name) or is_han(name) else ""
    return split_name(text)[0] if len(text.split()) <= 5 else ""
