"""Read one person from the fields of a page or record, under the many names that sites give them."""

import re
from dataclasses import dataclass, field

from site_readers import dates, pictures
from site_readers.front_matter import Mapping, is_false, is_true
from site_readers.items import Person, Result
from site_readers.labsites import member_labels, member_links, prose, samples
from site_readers.labsites.fields import Fields, as_text
from site_readers.labsites.names import is_han, split_name, words_of
from site_readers.labsites.roles import Standing, role_of, standing

NAMES = ("name", "full_name", "fullname", "display_name", "member", "姓名", "名字", "中文姓名")
NATIVE_NAMES = ("native_name", "chinese_name", "name_zh", "name_cn", "zh_name", "name_native", "中文名")
LATIN_NAMES = ("name_en", "en_name", "english_name", "name_latin", "英文名", "英文姓名")
ROLES = ("role", "position", "job_title", "jobtitle", "lab_position", "rank", "身份", "职称", "职位", "角色")
GROUPS = (
    "group",
    "groups",
    "user_groups",
    "category",
    "status",
    "member_type",
    "membership",
    "组别",
    "状态",
    "类别",
)
STARTS = (
    "start",
    "start_date",
    "joined",
    "join_date",
    "joined_on",
    "enrollment",
    "since",
    "from",
    "入学年份",
    "开始",
    "加入时间",
    "入学",
)
ENDS = (
    "end", "end_date", "left", "graduation_year", "graduated", "until", "graduation", "leave_date", "结束",
    "毕业年份", "离开时间", "毕业",
)  # fmt: skip
_BIOGRAPHIES = ("bio", "biography", "short_bio", "简介", "个人简介")
PERIODS = ("duration", "years", "dates", "period", "years_in_lab", "time", "date", "年份", "时间")
PLACES = (
    "current_position", "next_position", "now", "placement", "position_after_lab", "first_position",
    "next_stop", "affiliation", "affiliations", "organizations", "organization", "institution", "去向",
    "毕业去向", "现单位", "单位", "机构",
)  # fmt: skip
#: The status that a true field stands for.
_FLAGS = dict.fromkeys(("alumni", "is_alumni", "alum", "former"), "former") | dict.fromkeys(
    ("current", "is_current", "active", "is_active"), "current"
)


@dataclass
class Reader:
    """Reads persons. ``on`` is the day on which an end counts as past."""

    result: Result
    on: str
    #: The status of people without a label that says so: "current" on a site that lists its members.
    default_status: str = ""
    _people: dict[frozenset[str], Person] = field(default_factory=dict)
    #: The people whom a page lists besides the file of their own.
    listed: list[Person] = field(default_factory=list)

    def read(self, fields: Fields, name: str, labels: list[str], *, raw: str = "") -> Person | None:
        """Add a person to the result and return it; report an outsider or a second entry, and return None.

        ``labels`` say the role and status, the most precise first.
        """
        name, _, remark = name.partition(",") if re.search(r",.*\d", name) else (name, "", "")
        name, labels, place = member_labels.split(name, [*labels, *_flags(fields)])
        place = place or member_labels.next_place(fields.text(*PERIODS))
        verdict = standing(labels)
        if verdict.is_outsider:
            self.result.report(fields.file, fields.first_line, raw or name, "Not a member of the lab.")
            fields.skip(list(fields.values))
            return None
        if verdict.conflict:
            self.result.report(
                fields.file, fields.first_line, verdict.conflict, "Two labels contradict each other."
            )
        latin, native = split_name(name)
        person = Person(
            name=latin,
            native_name=native,
            role=verdict.role,
            file=fields.file,
            line=fields.first_line,
            raw=raw or name,
            image=pictures.address_in(Mapping(fields.values)),
        )
        self._read_names(fields, person)
        self._read_period(fields, person)
        if labels and not (person.start or person.end):
            member_labels.read_period(person, labels[0], verdict.status)
        if person.role == verdict.role and not role_of(person.role):
            person.role = member_labels.undated(person.role)
        self._read_status(fields, person, verdict)
        member_links.read(fields, person, self.result)
        if remark:
            self._read_remark(fields, person, remark.strip())
        person.place = "; ".join(dict.fromkeys(filter(None, [place, *_places(fields.value(*PLACES))])))
        member_labels.take_place(person)
        member_labels.read_rest(fields, person, labels, self.result)
        return self._added(fields, person, raw or fields.everything())

    def _added(self, fields: Fields, person: Person, text: str) -> Person | None:
        """Add a person to the result, or name the entry, which says ``text``, of one who is in there."""
        existing = self._existing(person)
        if existing and existing.status == "previous" and person.status == "current":
            # A former student who is a member again: what is said of the time before is named only.
            before = vars(existing).copy()
            vars(existing).update(vars(person))
            self.result.report(
                before["file"],
                before["line"],
                before["raw"],
                f"{existing.name} has come back, so this is not used.",
            )
            return existing
        if existing:
            self.listed.append(existing)
            why = f"{existing.name} is already in {existing.file}:{existing.line}."
            self.result.report(fields.file, fields.first_line, text, why)
            fields.skip(list(fields.values))
            return None
        self.result.add(person)
        return person

    def _read_remark(self, fields: Fields, person: Person, remark: str) -> None:
        """Read what follows a name, such as "graduated 2024" or "2021 – 2023"."""
        period, rest = dates.take_trailing(remark)
        if period and re.fullmatch(r"graduated(?: in)?|class of|until|left", rest, re.IGNORECASE):
            person.end = person.end or period.date
            person.status = "previous"
        elif period.is_period and not rest:
            person.start, person.end = person.start or period.start, person.end or period.end
            if person.end and person.end < self.on[: len(person.end)]:
                person.status = "previous"
        elif period and not rest and person.status == "previous":
            person.end = person.end or period.date
        else:
            self.result.report(fields.file, fields.first_line, remark, f"A remark about {person.name}.")

    def _existing(self, person: Person) -> Person | None:
        """Return the entry with the same words of the name and no other email address, if there is one."""
        key = words_of(f"{person.name} {person.native_name}")
        existing = self._people.setdefault(key, person)
        is_other = bool(existing.email and person.email and existing.email.lower() != person.email.lower())
        return None if existing is person or is_other else existing

    def place(self, name: str, label: str) -> bool:
        """Give a known person the role and status of the list that names them; return whether one is
        known."""
        existing = self._people.get(words_of(name))
        if existing is None:
            return False
        self.listed.append(existing)
        verdict = standing([label])
        if existing.role and role_of(label) not in ("", existing.role):
            text = f"“{label}” contradicts “{existing.role}”"
            self.result.report(existing.file, existing.line, text, "Two labels contradict each other.")
        existing.role = role_of(label) or existing.role or verdict.role
        existing.status = verdict.status or existing.status
        return True

    def _read_names(self, fields: Fields, person: Person) -> None:
        if latin := fields.text(*LATIN_NAMES):
            if latin != person.name:
                person.native_name = person.native_name or person.name
            person.name = split_name(latin)[0]
        if native := fields.text(*NATIVE_NAMES):
            person.native_name = native
        spellings = fields.texts("names", "other_names", "aliases") if not person.native_name else []
        person.native_name = person.native_name or next(filter(is_han, spellings), "")
        if person.native_name == person.name:
            person.native_name = ""

    def _read_period(self, fields: Fields, person: Person) -> None:
        for attribute, names in (("start", STARTS), ("end", ENDS)):
            if text := fields.text(*names):
                periods = dates.find_periods(text)
                setattr(person, attribute, dates.iso_date(text) or (periods[0][0].date if periods else ""))
                if not getattr(person, attribute) and not re.search(
                    r"present|now|至今|current", text, re.IGNORECASE
                ):
                    self.result.report(fields.file, fields.line(names[0]), text, "This is not a date.")
        text = fields.text(*PERIODS)
        if text and not member_labels.next_place(text):
            periods = dates.find_periods(text)
            if periods:
                period = periods[0][0]
                person.start = person.start or period.start
                person.end = person.end or period.end
            else:
                self.result.report(fields.file, fields.line("years"), text, "This is not a period.")

    def _read_status(self, fields: Fields, person: Person, verdict: Standing) -> None:
        person.status = verdict.status or self.default_status
        if person.end and person.end < self.on[: len(person.end)]:
            person.status = "previous"
        if person.status == "previous" and not person.end:
            person.end = dates.iso_date(fields.text("year"))

    def report_body(self, fields: Fields, person: Person, body: str, line: int) -> None:
        """Report the biography of a person, which no item holds: the body of a page, or else a field."""
        why = f"Biography of {person.name or person.native_name}."
        if not prose.has_words(body) and (bio := fields.text(*_BIOGRAPHIES)):
            body, line = bio, fields.line("bio")
        prose.report(self.result, fields.file, line, body, why)


def _flags(fields: Fields) -> list[str]:
    """Return "former" or "current" for fields such as ``alumni: true`` and ``current: false``."""
    flags = []
    for name, meaning in _FLAGS.items():
        value = fields.values.get(name)
        if is_true(value):
            flags.append(meaning)
        elif name in fields.values and is_false(value) and meaning == "current":
            flags.append("former")
        if is_true(value) or is_false(value):
            fields.skip([name])
    return flags


def _places(value: object) -> list[str]:
    if isinstance(value, list):
        return [text for one in value for text in _places(one)]
    if isinstance(value, dict):
        return [text] if (text := as_text(value.get("name"))) else []
    text = as_text(value)
    return [] if samples.is_placeholder(text) else [text]
