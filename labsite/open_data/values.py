"""Values of the data files: texts in both languages, addresses and pictures, in the form of JSON.

A text that does not exist is None, a bilingual one has only the languages in which there is a text.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.utils import translation

from core.http import absolute
from core.images.fields import Picture
from core.languages import CHINESE, ENGLISH, HTML_LANG, is_chinese, path_in
from core.markdown_source import visible_source
from people.models import Team

Texts = dict[str, str]


def texts_of(english: str, chinese: str) -> Texts:
    """Return the texts by language tag, ``{"en": …, "zh-Hans": …}``, without empty ones.

    A Chinese text in the English field is Chinese, as on the pages. One in the Chinese field goes before it.
    """
    if is_chinese(english):
        english, chinese = "", chinese or english
    pairs = ((HTML_LANG[ENGLISH], english), (HTML_LANG[CHINESE], chinese))
    return {tag: text for tag, text in pairs if text}


def texts(row: Model, field: str) -> Texts:
    """Return both languages of a bilingual field, without empty ones."""
    return texts_of(getattr(row, field), getattr(row, f"{field}_zh"))


def texts_in(row: dict[str, Any], field: str) -> Texts:
    """Return the same as ``texts()`` for a row of ``JSONRows``."""
    return texts_of(row[field], row[f"{field}_zh"])


def markdown_texts(row: Model, field: str) -> Texts:
    """Return both languages of a bilingual field in Markdown, without comments."""
    return {tag: visible_source(text) for tag, text in texts(row, field).items()}


def in_both(compute: Callable[[], Any]) -> dict[str, Any]:
    """Call a function with each language active, and return the results by language tag."""
    values = {}
    for language, tag in HTML_LANG.items():
        with translation.override(language):
            values[tag] = compute()
    return values


def page_urls(path: str) -> Texts:
    """Return the absolute URLs of the page at an English path, in both languages."""
    return {tag: absolute(path_in(language, path)) for language, tag in HTML_LANG.items()}


def urls(row: Any) -> Texts:
    """Return the absolute URLs of the page of a row. English has to be the active language."""
    return page_urls(row.get_absolute_url())


def team(row: Team | None) -> dict[str, Any] | None:
    """Return a team with its page, None without one."""
    return {"id": row.slug, "url": urls(row), "name": texts(row, "name")} if row else None


def text_or_none(value: Any) -> str | None:
    """Return a text, date or number as text; None if there is none."""
    return str(value) if value else None


def picture(value: Picture | None, alt: Texts | None = None) -> dict[str, Any] | None:
    """Return a picture with the URL and width of each of its files; None without a picture.

    ``alt`` describes it, where somebody has described it.
    """
    if not value:
        return None
    return {
        "url": absolute(value.url),
        "width": value.width or None,
        "height": value.height or None,
        "files": [{"url": absolute(url), "width": width} for url, width in value.files],
        "alt": alt or {},
    }
