"""The talks and projects of a HugoBlox site: a page for each."""

import re

from site_readers.front_matter import Mapping, Page
from site_readers.items import Project, Talk
from site_readers.labsites import hugo_pages, posts, prose, samples
from site_readers.labsites.fields import Fields, as_text
from site_readers.labsites.hugo_site import Site, names_of

_SAMPLE_PLACE = re.compile(
    r"450 Serra Mall|Wowchemy HQ|Hugo Blox (?:Builder )?HQ|^Source Themes HQ", re.IGNORECASE
)


def read_event(site: Site, page: Page) -> None:
    """Add the talk of a page."""
    if site.is_sample(page):
        return
    fields = Fields.of_page(page)
    day = posts.date_of(page)
    title = fields.text("title")
    if samples.is_text(fields.text("summary")) or title.startswith("http"):
        why = samples.WHY if samples.is_text(fields.text("summary")) else "A talk without a title."
        site.result.report(page.name, fields.first_line, title, why)
        return
    if not title or site.visibility.hides(page, "" if day[:4] >= site.visibility.on[:4] else day):
        return
    address = fields.value("address")
    place = fields.text("location")
    if _SAMPLE_PLACE.search(place):
        place = ""
    if isinstance(address, Mapping) and not _SAMPLE_PLACE.search(as_text(address)):
        city = ", ".join(filter(None, (as_text(address.get(part)) for part in ("city", "region", "country"))))
        place = place or city
    elif address:
        site.result.report(page.name, fields.line("address"), as_text(address), samples.WHY)
    event = fields.text("event", "event_name", "conference")
    talk = Talk(
        date=day,
        kind="talk",
        title=title,
        event=event,
        place=place,
        file=page.name,
        line=fields.first_line,
        raw=title,
    )
    site.result.add(talk)
    speakers = [site.directory.name_of(one) for one in names_of(fields.value("authors"))]
    if speakers:
        site.result.report(page.name, fields.line("authors"), ", ".join(speakers), "Speaker of a talk.")
    fields.skip(["date", "date_end", "all_day", "projects", "slides"])
    fields.report_rest(site.result)
    prose.report(site.result, page.name, page.body_line, page.body, "Text about a talk.")


def read_project(site: Site, page: Page) -> None:
    """Add the project of a page."""
    if site.is_sample(page) or site.visibility.hides(page, posts.date_of(page)):
        return
    fields = Fields.of_page(page)
    title, summary = fields.text("title"), fields.text("summary", "description", "subtitle")
    own = [text for _, text in prose.paragraphs(page.body) if not samples.is_text(text)]
    for line, text in prose.paragraphs(page.body, page.body_line):
        if samples.is_text(text):
            site.result.report(page.name, line, text, samples.WHY)
    for name in ("lead", "intro", "overview", "highlights"):
        own += hugo_pages.texts_of(fields.value(name))
    own += [text for _, text in hugo_pages.block_texts(page)]
    if summary and not samples.is_text(summary) and not any(summary in text for text in own):
        own.insert(0, summary)
    for name in ("external_link", "url_code", "url_pdf", "url_slides", "url_video"):
        if (address := fields.text(name)).startswith("http") and not samples.is_address(address):
            own.append(f"<{address}>")
    own += [f"<{address}>" for address in _addresses(fields.value("links"))]
    if title and not own and (summary or prose.has_words(page.body)):
        site.result.report(page.name, fields.first_line, title, samples.WHY)
    elif title:
        text = "\n\n".join(own)
        site.result.add(Project(title=title, text=text, file=page.name, line=fields.first_line, raw=title))
        fields.skip(["date", "sections", "authors"])
        fields.report_rest(site.result)


def _addresses(value: object) -> list[str]:
    """Return the web addresses in a list of links."""
    entries = value if isinstance(value, list) else []
    addresses = (as_text(one.get("url") or one.get("link")) for one in entries if isinstance(one, Mapping))
    return [one for one in addresses if one.startswith("http") and not samples.is_address(one)]
