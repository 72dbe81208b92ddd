"""Parse a pasted list of people to invite: text in; people, or what is wrong with each line, out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import translation
from django.utils.translation import gettext as _

from core.characters import printable
from core.partial_dates import PartialDate
from core.pinyin import split_surname, surname_pinyin, syllables
from core.search.normalization import fold
from people.models import Role

MAX_LINES = 100
MAX_LINE_LENGTH = 500  # characters
MAX_NAME_LENGTH, MAX_EMAIL_LENGTH = 120, 254  # characters, as in the database columns

_SEPARATOR = re.compile(r"[,;\t，；、<>＜＞]")
_EMAIL = re.compile(r"(?:mailto:)?([^\s:]+[@＠][^\s]+)", re.IGNORECASE)
_CHINESE = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff·]{2,}")
_BRACKETS = re.compile(r"[()（）\[\]【】]")

#: Words for the roles besides the site's own labels.
_ROLE_SYNONYMS = {
    Role.FACULTY: ("professor", "associate professor", "assistant professor", "教授", "副教授", "老师"),
    Role.POSTDOC: ("postdoc", "post-doc", "postdoctoral fellow"),
    Role.PHD: ("ph.d.", "ph.d. student", "doctoral student", "博士", "博士研究生"),
    Role.MASTER: ("master student", "msc student", "硕士", "硕士研究生", "研究生"),
    Role.UNDERGRADUATE: ("undergrad", "bachelor student", "本科"),
    Role.STAFF: ("engineer", "工程师", "职员"),
    Role.VISITOR: ("visiting scholar", "visiting student", "访问学生"),
    Role.INTERN: ("实习",),
}


@dataclass(frozen=True)
class Invitee:
    """A person to invite; ``joined`` is None if not given."""

    name: str
    email: str
    native_name: str = ""
    role: int = Role.PHD
    joined: PartialDate | None = None

    @property
    def role_label(self) -> str:
        return str(Role(self.role).label)


@dataclass(frozen=True)
class Line:
    """A line as typed, with the person it names or the problem with it."""

    number: int
    text: str
    invitee: Invitee | None = None
    problem: str = ""


def parse_lines(text: str) -> list[Line]:
    """Parse "Name, email[, role[, start]]" from each line that is not empty.

    Commas, semicolons, tabs and their full-width forms separate; "Name <email>" works as well, and so
    does another order, since addresses, roles and dates can be told apart from names.
    """
    lines, line_numbers = [], {}
    for number, raw_line in enumerate(printable(text).splitlines(), 1):
        if not raw_line.strip():
            continue
        try:
            if len(lines) >= MAX_LINES:
                raise ValueError(
                    _("You can invite at most %(number)d people at a time.") % {"number": MAX_LINES}
                )
            invitee = _parse_line(raw_line)
            first = line_numbers.setdefault(invitee.email.lower(), number)
            if first != number:
                raise ValueError(_("This email address is already in line %(number)d.") % {"number": first})
            lines.append(Line(number, raw_line.strip(), invitee))
        except ValueError as error:
            lines.append(Line(number, raw_line.strip(), problem=str(error)))
    return lines


def _parse_line(text: str) -> Invitee:
    """Raise ValueError with the problem if the line cannot be parsed."""
    if len(text) > MAX_LINE_LENGTH:
        raise ValueError(_("This line is too long."))
    emails, role, joined, before, after = [], None, None, [], []
    for part in _parts(text):
        if email := _EMAIL.fullmatch(part):
            emails.append(email[1].replace("＠", "@"))
        elif role is None and (parsed_role := parse_role(part)):
            role = parsed_role
        elif joined is None and (day := _parse_date(part)):
            joined = day
        else:
            (after if emails else before).append(part)
    email = _only_email(emails)
    if not before:
        before, after = after[:1], after[1:]
    if after or len(before) > 2:
        unknown = (after or before[2:])[0]
        raise ValueError(_("“%(text)s” is neither a role nor a date.") % {"text": unknown[:60]})
    # Two parts before the address are family name and given name: "Xu, Jiaming".
    name, native_name = parse_names(" ".join(reversed(before)))
    return Invitee(name, email, native_name, Role.PHD if role is None else role, joined)


def _parts(text: str) -> Iterator[str]:
    for part in _SEPARATOR.split(re.sub(r"[\"“”]", " ", text)):
        # "Ada Example ada@example.org" has no separator between name and address.
        for piece in _EMAIL.split(part) if not _EMAIL.fullmatch(part.strip()) else [part]:
            if piece.strip():
                yield " ".join(piece.split())


def _only_email(emails: list[str]) -> str:
    if not emails:
        raise ValueError(_("No email address found in this line."))
    if len(emails) > 1:
        raise ValueError(_("There is more than one email address in this line."))
    try:
        validate_email(emails[0])
    except ValidationError:
        emails = [""]
    if not emails[0] or len(emails[0]) > MAX_EMAIL_LENGTH:
        raise ValueError(_("Invalid email address."))
    return emails[0]


def _parse_date(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None


def parse_role(text: str) -> Role | None:
    """Return the role for its label in either language, its slug or a common synonym; else None."""
    return _roles_by_word().get(fold(text))


@cache
def _roles_by_word() -> dict[str, Role]:
    roles = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            for role in Role:
                for word in (str(role.label), role.plural, role.slug, *_ROLE_SYNONYMS.get(role, ())):
                    roles.setdefault(fold(word), role)
    return roles


def parse_names(text: str) -> tuple[str, str]:
    """Return the name in Latin letters and the Chinese name: "Jiaming Xu 徐佳明" has both.

    A Chinese name alone is romanized in pinyin. Raises ValueError if there is no name.
    """
    text = " ".join(_BRACKETS.sub(" ", text).split())
    chinese = _CHINESE.search(text)
    native_name = chinese.group() if chinese else ""
    name = " ".join(text.replace(native_name, " ").split()) if native_name else text
    name = name or _in_pinyin(native_name)
    if not any(character.isalpha() for character in name):
        raise ValueError(_("No name found."))
    if len(name) > MAX_NAME_LENGTH or len(native_name) > MAX_NAME_LENGTH:
        raise ValueError(_("The name is too long."))
    return name, native_name


def _in_pinyin(native_name: str) -> str:
    surname, given = split_surname(native_name)
    family_name = surname_pinyin(surname).replace("v", "yu")
    given_name = "".join(syllables(given)).replace("v", "yu")
    return " ".join(part.capitalize() for part in (given_name, family_name) if part)
