"""Report the texts in the front matter of pages and entries that no item holds."""

import re

from site_readers import leftovers
from site_readers.blocks import squeezed
from site_readers.front_matter import Mapping, Page
from site_readers.items import Item, Result
from site_readers.labsites.fields import TECHNICAL, as_text, field_name
from site_readers.pages.output import EXAMPLE
from site_readers.unplaced import unplaced_of_text

#: The fields of a page whose texts themes show above its body.
_SHOWN = ("subtitle", "tagline", "lead", "intro", "introduction", "description", "summary", "excerpt")
#: The field of al-folio's start page with the text below the picture.
_OF_PROFILE = ("more_info", "address", "phone", "email")
#: Fields of an entry about the look of its page, besides those of `labsites.fields`.
_SETTINGS = TECHNICAL | {"author_profile", "sidebar", "lang", "locale", "entries_layout", "link_name", "ref"}


def report_page(page: Page, result: Result) -> None:
    """Report the texts above the body of a page, and those of the profile in it."""
    title = squeezed(as_text(page.data.get("title"))).casefold()
    for name in _SHOWN:
        text = _plain(page.data.get(name))
        if len(text.split()) > 1 and text.casefold() != title:
            _report(page, result, name, text, "A text at the top of a page.")
    report_profile(page, result)


def report_profile(page: Page, result: Result) -> None:
    """Report the texts of the profile of a start page."""
    profile = page.data.get("profile")
    for name in _OF_PROFILE:
        text = _plain(profile.get(name)) if isinstance(profile, Mapping) else ""
        _report(page, result, "profile", text, "Contact and links: belong in the profile.")


def report_entry(page: Page, item: Item, result: Result, since: int) -> None:
    """Report what the fields of an entry say and neither its item nor a remainder from ``since`` on holds."""
    held = " ".join(rest.text for rest in result.not_understood[since:])
    for name, value in page.data.items():
        text = "" if field_name(name) in _SETTINGS else _plain(value)
        if rest := unplaced_of_text([item], text, held):
            _report(page, result, name, f"{name}: {rest}", "There is no field for this.")


def _plain(value: object) -> str:
    """Return the words of a field without tags of HTML, and without addresses."""
    text = re.sub(r"<[^<>]*>|https?://\S+", " ", as_text(value).replace("&quot;", "“"))
    return squeezed(text) if re.search(r"[^\W\d_]{2}", text) else ""


def _report(page: Page, result: Result, name: str, text: str, why: str) -> None:
    why = EXAMPLE if leftovers.is_example(text) else why
    result.report(page.name, page.lines.get(name, 1), text, why)
