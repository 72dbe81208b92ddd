"""Reads whom to invite from a list that somebody has pasted: text in, people and complaints out."""

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
from core.pinyin import syllables
from core.search.normalization import fold
from people.models import Role

MOST_LINES = 100
LONGEST_LINE = 500  # characters
MOST_NAME, MOST_EMAIL = 120, 254  # characters, as in the columns

_SEPARATOR = re.compile(r"[,;\t，；、<>＜＞]")
_EMAIL = re.compile(r"(?:mailto:)?([^\s:]+[@＠][^\s]+)", re.IGNORECASE)
_CHINESE = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff·]{2,}")
_BRACKETS = re.compile(r"[()（）\[\]【】]")

#: Family names that are read differently from the same character elsewhere, and those of two characters.
_FAMILY_NAMES = {
    "曾": "zeng",
    "单": "shan",
    "解": "xie",
    "查": "zha",
    "仇": "qiu",
    "翟": "zhai",
    "区": "ou",
    "朴": "piao",
    "任": "ren",
    "吕": "lyu",
}
_LONG_FAMILY_NAMES = ("欧阳", "上官", "司马", "司徒", "诸葛", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯")

#: What people call the roles besides the labels of the site.
_ALSO = {
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
    """Somebody to be invited. ``joined`` is None where nobody has said it."""

    name: str
    email: str
    native_name: str = ""
    role: int = Role.PHD
    joined: PartialDate | None = None


@dataclass(frozen=True)
class Line:
    """A line of the list as it was typed: whom it means, or what is wrong with it."""

    number: int
    text: str
    invitee: Invitee | None = None
    problem: str = ""


def read(text: str) -> list[Line]:
    """Reads "Name, e-mail[, role[, start]]" from each line that is not empty.

    Comma, semicolon, tab and their full-width forms separate; "Name <mail>" is fine, and so is another
    order, for an address, a role and a date tell themselves apart from a name.
    """
    lines, seen = [], {}
    for number, typed in enumerate(printable(text).splitlines(), 1):
        if not typed.strip():
            continue
        try:
            if len(lines) >= MOST_LINES:
                raise ValueError(_("At most %(number)d at once.") % {"number": MOST_LINES})
            invitee = _read_line(typed)
            first = seen.setdefault(invitee.email.lower(), number)
            if first != number:
                raise ValueError(_("This address stands in line %(number)d already.") % {"number": first})
            lines.append(Line(number, typed.strip(), invitee))
        except ValueError as error:
            lines.append(Line(number, typed.strip(), problem=str(error)))
    return lines


def _read_line(typed: str) -> Invitee:
    """Raises ValueError with what is wrong."""
    if len(typed) > LONGEST_LINE:
        raise ValueError(_("This line is too long."))
    emails, role, joined, before, after = [], None, None, [], []
    for part in _parts(typed):
        if email := _EMAIL.fullmatch(part):
            emails.append(email[1].replace("＠", "@"))
        elif role is None and (found := role_from(part)):
            role = found
        elif joined is None and (day := _day_from(part)):
            joined = day
        else:
            (after if emails else before).append(part)
    email = _the_email(emails)
    if not before:
        before, after = after[:1], after[1:]
    if after or len(before) > 2:
        odd = (after or before[2:])[0]
        raise ValueError(_("“%(text)s” is neither a role nor a date.") % {"text": odd[:60]})
    # "Xu, Jiaming" has the family name first.
    name, native_name = names_from(" ".join(reversed(before)))
    return Invitee(name, email, native_name, Role.PHD if role is None else role, joined)


def _parts(typed: str) -> Iterator[str]:
    for part in _SEPARATOR.split(re.sub(r"[\"“”]", " ", typed)):
        # "Ada Example ada@example.org" has no mark between the two.
        for piece in _EMAIL.split(part) if not _EMAIL.fullmatch(part.strip()) else [part]:
            if piece.strip():
                yield " ".join(piece.split())


def _the_email(emails: list[str]) -> str:
    if not emails:
        raise ValueError(_("No email address found in this line."))
    if len(emails) > 1:
        raise ValueError(_("There is more than one email address in this line."))
    try:
        validate_email(emails[0])
    except ValidationError:
        emails = [""]
    if not emails[0] or len(emails[0]) > MOST_EMAIL:
        raise ValueError(_("Invalid email address."))
    return emails[0]


def _day_from(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None


def role_from(text: str) -> Role | None:
    """Returns the role that a word means: its label in either language, its slug, or a usual word."""
    return _roles_by_word().get(fold(text))


@cache
def _roles_by_word() -> dict[str, Role]:
    found = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            for role in Role:
                for word in (str(role.label), role.plural, role.slug, *_ALSO.get(role, ())):
                    found.setdefault(fold(word), role)
    return found


def names_from(text: str) -> tuple[str, str]:
    """Returns the name in Latin letters and the Chinese one: "Jiaming Xu 徐佳明" has both.

    A Chinese name alone is also given in pinyin. Raises ValueError where there is no name.
    """
    text = " ".join(_BRACKETS.sub(" ", text).split())
    chinese = _CHINESE.search(text)
    native_name = chinese.group() if chinese else ""
    name = " ".join(text.replace(native_name, " ").split()) if native_name else text
    name = name or _in_pinyin(native_name)
    if not any(character.isalpha() for character in name):
        raise ValueError(_("There is no name in it."))
    if len(name) > MOST_NAME or len(native_name) > MOST_NAME:
        raise ValueError(_("The name is too long."))
    return name, native_name


def _in_pinyin(native_name: str) -> str:
    length = 2 if native_name.startswith(_LONG_FAMILY_NAMES) and len(native_name) > 2 else 1
    family, given = native_name[:length], native_name[length:]
    read_as = _FAMILY_NAMES.get(family) or "".join(syllables(family))
    given_name = "".join(syllables(given)).replace("v", "yu")
    return " ".join(part.capitalize() for part in (given_name, read_as) if part)
