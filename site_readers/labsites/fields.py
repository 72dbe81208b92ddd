"""The fields of a page or record, which record what has been read, so that the rest is reported."""

import re
from collections.abc import Iterable

from site_readers.front_matter import Mapping, Page
from site_readers.items import Result
from site_readers.labsites import samples

#: Fields about the look and the working of a site, which say nothing about the lab.
TECHNICAL = frozenset(
    """layout permalink slug weight order nav nav_order importance image images img photo picture avatar
    thumbnail teaser header cover cover_alt preview featured featured_image draft published show_date share
    profile reading_time commentable superuser highlight_name email_hash avatar_filename icon icon_pack toc
    comments giscus_comments disqus_comments related_posts related_publications inline horizontal
    bibtex_show selected url_name id pk type outputs private redirect_from aliases_of build _build
    cms_exclude cascade publishdate publish_date lastmod last_modified_at last_modified modified
    expirydate gallery_item sort_by authors_display_style number width height collection excerpt
    read_more output math mermaid chart code_diff tabs tags categories category_icon hide_from_list
    plugin file css_class style background design date_created created_at updated_at remove
    thumbnail_url""".split()
)


#: Technical fields that some sites use for a text, and the pattern of a text: words of letters.
_MAYBE_TEXT = frozenset({"teaser", "excerpt", "header", "cover_alt", "preview"})
_SENTENCE = re.compile(r"(?:[^\W\d_][\w'’,-]*[\s.:;]+){4}|[\u3400-\u9fff]{8}")


def _is_sentence(name: str, text: str) -> bool:
    """Return whether a field that is mostly about the look of a page has a text for readers."""
    return name in _MAYBE_TEXT and bool(_SENTENCE.search(text)) and not text.lstrip().startswith("<img")


def field_name(name: str) -> str:
    """Return a field name in lower case with underscores: "home-page" becomes "home_page"."""
    return re.sub(r"[\s-]+", "_", name.strip().lower())


def as_text(value: object) -> str:
    """Return a value of YAML or JSON as one text; a mapping as "key: value" joined by semicolons."""
    if isinstance(value, dict):
        parts = ((key, as_text(one)) for key, one in value.items())
        return "; ".join(f"{key}: {text}" for key, text in parts if text)
    if isinstance(value, list):
        return "; ".join(filter(None, map(as_text, value)))
    if value is None or isinstance(value, bool):
        return ""
    return str(value).strip()


def as_texts(value: object) -> list[str]:
    """Return a list of texts from a list, or from a text in which commas or semicolons separate them."""
    if isinstance(value, str):
        return [part for part in (part.strip() for part in re.split(r"[;,，、；]", value)) if part]
    if isinstance(value, list):
        return [text for text in map(as_text, value) if text]
    text = as_text(value)
    return [text] if text else []


class Fields:
    """The fields of one page or record by their names in lower case with underscores."""

    def __init__(self, data: Mapping, file: str, line: int = 0, lines: dict[str, int] | None = None):
        self.values = {field_name(key): value for key, value in data.items()}
        self.file = file
        self.first_line = line or data.line
        self._lines = {field_name(key): number for key, number in (lines or {}).items()}
        self._unread = set(self.values)

    @classmethod
    def of_page(cls, page: Page) -> "Fields":
        return cls(page.data, page.name, max(page.data.line, 1), page.lines)

    def line(self, name: str) -> int:
        """Return the line of a field, or that of the record."""
        return self._lines.get(name, self.first_line)

    def value(self, *names: str) -> object:
        """Return the first of these fields that is not empty; all with the same value count as read."""
        first: object = None
        for name in names:
            value = self.values.get(name)
            if value in (None, "", [], {}):
                self._unread.discard(name)
            elif first is None or as_text(value) == as_text(first):
                first = value if first is None else first
                self._unread.discard(name)
        return first

    def text(self, *names: str) -> str:
        """Return the first of these fields as a text without placeholders such as "TBD", or ""."""
        text = as_text(self.value(*names))
        return "" if samples.is_placeholder(text) else text

    def texts(self, *names: str) -> list[str]:
        """Return the first of these fields as a list of texts."""
        return [text for text in as_texts(self.value(*names)) if not samples.is_placeholder(text)]

    def skip(self, names: Iterable[str]) -> None:
        """Mark fields as read that are not used."""
        self._unread.difference_update(names)

    def everything(self) -> str:
        """Return all values as one text."""
        return "\n".join(as_text(value) for value in self.values.values())

    def report_rest(self, result: Result, why: str = "There is no field for this.") -> None:
        """Report each field that nobody has read."""
        for name in self.values:
            text = as_text(self.values[name])
            is_technical = name in TECHNICAL and not _is_sentence(name, text)
            if name not in self._unread or is_technical or not text or samples.is_placeholder(text):
                continue
            reason = samples.WHY if samples.is_text(text) or samples.is_address(text) else why
            result.report(self.file, self.line(name), f"{name}: {text}", reason)
