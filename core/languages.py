"""The two languages of the site: the language of a page, its URL in the other one, bilingual fields.

Bilingual content is a pair of fields, such as ``bio`` (English) and ``bio_zh`` (Simplified Chinese). If
one of them is empty, pages show the other one, marked with the HTML attribute ``lang``. Who writes only
Chinese may have filled in the English field, which alone is required: such a text is marked as Chinese.
"""

import re
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import get_script_prefix
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.http import GetResponse

ENGLISH, CHINESE = "en", "zh-hans"
#: Language codes to values of the HTML attribute ``lang`` (BCP 47).
HTML_LANG = {ENGLISH: "en", CHINESE: "zh-Hans"}
CHINESE_PREFIX = f"/{CHINESE}/"
#: Parts of a text that do not count when its language is detected: addresses, and text in parentheses.
_ASIDES = re.compile(r"https?://[^\s()<>（）]+|\([^()]*\)|（[^（）]*）")


class LocalText(NamedTuple):
    """A text, with its ``lang`` if that is not the language of the page."""

    text: str
    lang: str = ""

    def html(self) -> SafeString:
        """Return the escaped text, in a ``<span lang>`` if it is not in the language of the page."""
        if self.lang and self.text:
            return format_html('<span lang="{}">{}</span>', self.lang, self.text)
        return format_html("{}", self.text)


def in_chinese() -> bool:
    """Return whether the active language is Chinese."""
    return (translation.get_language() or ENGLISH).startswith("zh")


def is_chinese(text: str) -> bool:
    """Return whether a text has more Chinese characters than Latin words, and no kana or Hangul.

    Addresses and text in parentheses do not count: "Ming Li (李明)".
    """
    if text.isascii():
        return False
    text = _ASIDES.sub(" ", text)
    characters, words = len(re.findall("[\u4e00-\u9fff]", text)), len(re.findall("[A-Za-z]+", text))
    return characters > words and not re.search("[\u3040-\u30ff\uac00-\ud7af]", text)


def local(instance: object, field: str) -> LocalText:
    """Return a bilingual field in the language of the page, or in the other one if that is empty."""
    english, chinese = getattr(instance, field), getattr(instance, f"{field}_zh")
    if chinese and (in_chinese() or not english):
        text, language = chinese, CHINESE
    else:
        text, language = english, CHINESE if is_chinese(english) else ENGLISH
    return LocalText(text, HTML_LANG[language] if text and (language == CHINESE) != in_chinese() else "")


def headline(row: object) -> LocalText:
    """Return what names a row in the language of the page: its headline, title or name, or else its text."""
    if isinstance(own := getattr(row, "headline", None), LocalText):
        return own
    bilingual = [field for field in ("title", "name") if hasattr(row, f"{field}_zh")]
    return local(row, bilingual[0]) if bilingual else LocalText(str(row))


def with_colon(label: str) -> str:
    """Return a label with a colon and a blank, as the language writes them; no colon follows a "?"."""
    if label.endswith(("？", "。", "！", "：")):
        return label
    return f"{label} " if label.endswith(("?", ".", "!", ":")) else label + _(": ")


def closed_up(text: str) -> str:
    """Remove blanks between Chinese characters, which a translation puts around a Latin name."""
    return re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", text)


def in_parentheses(text: object) -> str:
    """Return a text in the parentheses of the language, with the blank before them: " (x)", "（x）"."""
    return _(" (%(text)s)") % {"text": text} if text else ""


def language_of_path(path: str) -> str:
    """Return the language code of a URL path: Chinese below /zh-hans/, else English."""
    return CHINESE if f"{path}/".startswith(CHINESE_PREFIX) else ENGLISH


def english_path(path: str) -> str:
    """Return the path of the English page, of a path without that of SITE_URL (``request.path_info``)."""
    english = path.removeprefix(CHINESE_PREFIX[:-1]) if path.startswith(CHINESE_PREFIX) else path
    return f"/{english.lstrip('/')}"  # "//host/" would lead to another host


def path_in(language: str, path: str) -> str:
    """Return the path of the same page in ``language``, with the path of SITE_URL in front."""
    prefix = get_script_prefix()[:-1]
    if prefix and f"{path}/".startswith(f"{prefix}/"):
        path = path.removeprefix(prefix)
    return prefix + (CHINESE_PREFIX[:-1] if language == CHINESE else "") + english_path(path)


class LanguageFromPathMiddleware:
    """Activates the language of the URL path, ignoring cookies and Accept-Language.

    With Django's LocaleMiddleware, a page would depend on both of them. Here a URL is the same page for
    every visitor, so that it can be cached and linked to.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = language_of_path(request.path_info)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", HTML_LANG[language])
        return response


def language_names() -> list[tuple[str, str, str]]:
    """Return the code, the HTML ``lang`` and the native name of each language."""
    return [(code, HTML_LANG[code], name) for code, name in settings.LANGUAGES]
