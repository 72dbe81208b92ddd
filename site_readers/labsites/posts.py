"""News from the posts and announcements of Jekyll and Hugo sites."""

import re
from dataclasses import dataclass
from html import unescape
from pathlib import PurePosixPath

from site_readers import dates, pictures
from site_readers.front_matter import Page, is_false, is_true
from site_readers.items import News, Result
from site_readers.labsites import papers, prose, samples
from site_readers.labsites.fields import Fields, as_texts
from site_readers.labsites.names import Directory

_DATED_NAME = re.compile(r"^(\d{4})[-_](\d{1,2})[-_](\d{1,2})(?=[-_.]|$)")
#: A picture of the site in Markdown: its address has no host.
_PICTURE = re.compile(r"!\[[^\[\]]*\]\(\s*<?((?!https?:|//|data:)[^()\s<>]+)>?[^()]*\)")
#: A video written as a picture, as some themes embed it: "![Talk](https://youtu.be/1)".
_VIDEO = re.compile(
    r"<?!\[(?P<label>[^\[\]]*)\]\(\s*\{?"
    r"(?P<url>https?://(?:www\.)?(?:youtube\.com|youtu\.be|vimeo\.com|bilibili\.com)/[^\s(){}]+)\}?\s*\)>?"
)
#: The most words in a paragraph left over from a sample.
MAX_REST = 4


@dataclass
class Visibility:
    """Tells which pages of a site its visitors see. ``on`` is the day of the import, as an ISO date."""

    result: Result
    on: str
    #: Whether the site shows pages with a date to come.
    shows_future: bool = False

    def hides(self, page: Page, date: str = "") -> bool:
        """Return whether a page is a draft, unpublished, expired or to come, and report it if so."""
        why = self._reason(page, date)
        if why:
            title = str(page.data.get("title") or page.data.get("name") or page.name)
            self.result.report(page.name, max(page.data.line, 1), title, why)
        return bool(why)

    def _reason(self, page: Page, date: str) -> str:
        data = page.data
        build = data.get("build") or data.get("_build")
        if is_true(data.get("draft")):
            return "A draft, left out."
        if ("published" in data and is_false(data["published"])) or is_true(data.get("private")):
            return "Not published, left out."
        if (
            isinstance(build, dict)
            and str(build.get("list")).lower() in {"never", "false"}
            and (str(build.get("render")).lower() in {"never", "false"})
        ):
            return "The site does not show this page, left out."
        expiry = dates.iso_date(data.get("expiryDate") or data.get("expirydate"))
        if expiry and expiry <= self.on:
            return "Expired, left out."
        to_come = dates.iso_date(data.get("publishDate") or data.get("publishdate")) or date
        if not self.shows_future and to_come[:10] > self.on:
            return "The date is in the future, left out."
        return ""


def date_of(page: Page) -> str:
    """Return the date of a page: of its front matter, else of the name of its file or folder, else ""."""
    for name in ("date", "Date", "publishDate"):
        if date := dates.iso_date(page.data.get(name)):
            return date
    path = PurePosixPath(page.name)
    for name in (path.name, path.parent.name):
        if match := _DATED_NAME.match(name):
            return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
    return ""


def read_post(page: Page, result: Result, visibility: Visibility, directory: Directory) -> None:
    """Add the news of a post, its title and text in Markdown; report template examples and what is lost."""
    date = date_of(page)
    fields = Fields.of_page(page)
    title = papers.plain(fields.text("title"))
    if samples.is_post(title, as_texts(page.data.get("categories"))) or _is_only_sample(page.body):
        result.report(page.name, fields.first_line, title or page.body.strip()[:300], samples.WHY)
        return
    if visibility.hides(page, date):
        return
    body = _body(page, result)
    summary = fields.text("summary", "description", "subtitle", "excerpt")
    if not prose.has_words(body):
        body = summary
        summary = ""
    if summary and " ".join(summary.split()) not in " ".join(body.split()) and summary != title:
        result.report(
            page.name, fields.line("summary"), summary, "Summary of a news item that has its own text."
        )
    body, image = _without_pictures(prose.as_markdown(body))
    text = f"{title}\n\n{body}" if title and body and title != body else title or body
    fields.skip(["date", "start", "end"])
    authors = [directory.name_of(one) for one in fields.texts("author", "authors")]
    if authors:
        result.report(page.name, fields.line("author"), ", ".join(authors), "Author of a news item.")
    text = _with_addresses(text, fields)
    if text:
        news = News(date=date, text=text, file=page.name, line=fields.first_line, raw=title or text)
        news.image = pictures.address_in(page.data) or image
        result.add(news)
    fields.report_rest(result)


def _body(page: Page, result: Result) -> str:
    """Return the readable text of a post, and report its other paragraphs."""
    source = _VIDEO.sub(
        lambda match: f"[{match['label'].strip() or match['url']}]({match['url']})", page.body
    )
    body = "\n\n".join(
        paragraph
        for paragraph in _readable(prose.clean(source)).split("\n\n")
        if not samples.is_text(paragraph) and not samples.is_placeholder(paragraph)
    )
    for line, paragraph in prose.paragraphs(source, page.body_line):
        if samples.is_text(paragraph):
            result.report(page.name, line, paragraph, samples.WHY)
        elif _readable(paragraph).split("\n")[0].strip() not in body:
            result.report(page.name, line, paragraph, "Code of the site that is not run.")
    return body


def _with_addresses(text: str, fields: Fields) -> str:
    """Return the text followed by the addresses in the front matter that it lacks."""
    for name in ("redirect", "external_link", "link"):
        address = fields.text(name)
        if address.startswith("http") and not samples.is_address(address) and address not in text:
            text += f"\n\n<{address}>"
    return text


def _without_pictures(text: str) -> tuple[str, str]:
    """Return Markdown without the pictures that are files of the site, and the address of the first one."""
    addresses = [match[1] for match in _PICTURE.finditer(text)]
    rest = re.sub(r"\n{3,}", "\n\n", _PICTURE.sub("", text)).strip()
    return (rest, addresses[0]) if addresses else (text, "")


def _readable(text: str) -> str:
    """Replace numbered character references, such as &#58; for a colon, but those that are markup."""
    return re.sub(r"&#(?!60;|62;|38;)\d{2,6};", lambda match: unescape(match[0]), text)


def _is_only_sample(body: str) -> bool:
    texts = [text for _, text in prose.paragraphs(body)]
    own = [text for text in texts if not samples.is_text(text) and len(text.split()) > MAX_REST]
    return any(map(samples.is_text, texts)) and not own
