"""Two languages: which one a page is in, where it stands in the other, and content with fallback.

A content field that exists in both languages is a plain pair, ``bio`` (English) and ``bio_zh``
(Simplified Chinese). What is missing in one is shown in the other, marked with ``lang``.
"""

from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.html import format_html

from core.http import GetResponse

ENGLISH, CHINESE = "en", "zh-hans"
#: The values of the HTML attribute ``lang`` (BCP 47).
HTML_LANG = {ENGLISH: "en", CHINESE: "zh-Hans"}
CHINESE_PREFIX = f"/{CHINESE}/"


class LocalText(NamedTuple):
    """A text and, where it is not in the language of the page, the language that it is in."""

    text: str
    lang: str = ""

    def html(self) -> str:
        """Returns the escaped text, inside a ``<span lang>`` where the language is another one."""
        if self.lang and self.text:
            return format_html('<span lang="{}">{}</span>', self.lang, self.text)
        return format_html("{}", self.text)


def in_chinese() -> bool:
    """Says whether the page that is being made is in Chinese."""
    return (translation.get_language() or ENGLISH).startswith("zh")


def local(instance: object, field: str) -> LocalText:
    """Returns ``field`` of ``instance`` in the language of the page, else in the other language."""
    english, chinese = getattr(instance, field), getattr(instance, f"{field}_zh")
    if in_chinese():
        return LocalText(chinese) if chinese or not english else LocalText(english, HTML_LANG[ENGLISH])
    return LocalText(english) if english or not chinese else LocalText(chinese, HTML_LANG[CHINESE])


def language_of_path(path: str) -> str:
    """Returns the language code that the address says: Chinese below /zh-hans/, else English."""
    return CHINESE if f"{path}/".startswith(CHINESE_PREFIX) else ENGLISH


def path_in(language: str, path: str) -> str:
    """Returns the address of the same page in ``language``."""
    bare = path.removeprefix(CHINESE_PREFIX[:-1]) if path.startswith(CHINESE_PREFIX) else path
    bare = f"/{bare.lstrip('/')}"  # "//host/" would lead to another host
    return CHINESE_PREFIX[:-1] + bare if language == CHINESE else bare


class LanguageFromPathMiddleware:
    """Activates the language of the address and nothing else.

    Django's LocaleMiddleware also looks at cookies and Accept-Language; here a URL is always the
    same page for everybody, so that it can be cached and linked to.
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
    """Returns (code, value for ``lang``, own name) of each language."""
    return [(code, HTML_LANG[code], name) for code, name in settings.LANGUAGES]
