"""Read the email addresses and links of a member of a lab, under the many names that sites give them."""

import re

from site_readers.items import Link, Person, Result
from site_readers.labsites import links, samples
from site_readers.labsites.fields import Fields, as_text

EMAILS = ("email", "e_mail", "mail", "邮箱", "电子邮箱", "电子邮件")
#: How sites hide an email address from robots: "ann [at] lake [dot] example".
_AT = re.compile(r"\s*(?:[\[({<]\s*at\s*[\])}>]|_at_|\sat\s|\s@\s)\s*", re.IGNORECASE)
_DOT = re.compile(r"\s*(?:[\[({<]\s*dot\s*[\])}>]|_dot_|\sdot\s)\s*", re.IGNORECASE)


def read(fields: Fields, person: Person, result: Result) -> None:
    """Add the email addresses and links of a person."""
    for email in fields.texts(*EMAILS):
        _add(fields, person, "email", email, result)
    for name, value in list(fields.values.items()):
        if (
            name in links.KIND_OF_FIELD
            and isinstance(value, str)
            and (name not in {"page", "home", "site", "x"} or value.startswith("http"))
        ):
            _add(fields, person, name, fields.text(name), result)
    for name in ("links", "social", "socials", "social_links", "profiles"):
        for kind, address in _pairs(fields.value(name)):
            _add(fields, person, kind, address, result)
    if (address := fields.text("external_link")) and address not in {link.url for link in person.links}:
        _add(fields, person, "homepage", address, result)


def _add(fields: Fields, person: Person, kind: str, address: str, result: Result) -> None:
    """Add an email address or a link of a person; report one that cannot be used."""
    text = address.strip()
    if text in {"", "#", "0"} or samples.is_placeholder(text):
        return
    if samples.is_address(text):
        result.report(fields.file, fields.line("links"), text, samples.WHY)
        return
    email = text.removeprefix("mailto:").strip().partition("?")[0]
    email = _DOT.sub(".", _AT.sub("@", email))
    if links.is_email(email):
        if not person.email:
            person.email = email
        elif person.email.lower() != email.lower():
            result.report(fields.file, fields.first_line, email, "A second email address.")
    elif not links.add_link(person.links, links.person_link(kind, text)):
        result.report(
            fields.file, fields.line("links"), f"{kind}: {text}", "The link leads to no web address."
        )


def _pairs(value: object) -> list[tuple[str, str]]:
    """Return kind and address of each link, written as a mapping, a list of mappings, or one text."""
    if isinstance(value, dict):
        if (
            {"icon", "link"} <= value.keys()
            or {"icon", "url"} <= value.keys()
            or {"name", "url"} <= value.keys()
        ):
            address = as_text(value.get("link") or value.get("url"))
            return [(as_text(value.get("icon") or value.get("name")).rpartition("/")[2], address)]
        return [(str(kind), as_text(one)) for kind, one in value.items()]
    if isinstance(value, list):
        return [pair for one in value for pair in _pairs(one)]
    text = as_text(value)
    return [("link", text)] if text else []


def links_of(person: Person, kind: str) -> list[Link]:
    """Return the links of a person of one kind."""
    return [link for link in person.links if link.kind == kind]
