"""Read lines such as "Email: ann@lake.example" or "入学时间：2021 年" on the page of a member of a lab."""

import re

from site_readers.front_matter import Page
from site_readers.labsites import links
from site_readers.labsites.fields import as_text
from site_readers.labsites.people_table import column_of

_LINE = re.compile(
    r"^\s*(?:[-*+]\s+)?\**(?P<label>[^\W\d_][^\n:：*]{0,24}?)\**\s*[:：]\s*\**\s*(?P<value>\S.{0,80})$"
)
#: The labels of such lines. A label of an email address counts only if there is one.
_FIELDS = frozenset({"role", "start", "end", "email", "current_position", "homepage"})
_CONTACT = re.compile(r"contact|联系方式", re.IGNORECASE)


def move_to_front_matter(page: Page) -> None:
    """Move what the lines above the first heading of a page say into its front matter, which comes first."""
    lines = page.body.split("\n")
    for number, line in enumerate(lines):
        if line.lstrip().startswith("#"):
            break
        match = _LINE.match(line)
        if match is None:
            continue
        value = re.sub(r"[*_`]+$", "", match["value"]).strip()
        is_contact = bool(_CONTACT.fullmatch(match["label"].strip())) and links.is_email(value)
        name = "email" if is_contact else column_of(match["label"])
        if name in _FIELDS and not as_text(page.data.get(name)) and _is_fit(name, value):
            page.data[name] = value
            lines[number] = ""
    page.body = "\n".join(lines)


def _is_fit(name: str, value: str) -> bool:
    """Return whether a value has the form of its field: an address, a year, or a few words."""
    if name == "homepage":
        return value.startswith("http")
    if name in ("start", "end"):
        return bool(re.match(r"\D{0,6}(?:19|20)\d\d", value)) and len(value) < 20
    return len(value.split()) <= 12
