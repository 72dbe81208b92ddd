"""Template context of every page: its URL in both languages, the theme, and whether emails are sent."""

from functools import partial

from django.conf import settings

from core.http import origin
from core.languages import (
    CHINESE,
    ENGLISH,
    HTML_LANG,
    english_path,
    language_names,
    language_of_path,
    path_in,
)
from core.outbox import mail_server
from core.theme import theme_of
from labsite.looks import look_of, tried_look
from people.models import Look

#: The theme that the switch selects next, by the current one: dark, light, then that of the system.
NEXT_THEME = {"": "dark", "dark": "light", "light": "auto"}


def site(request):
    """Add the theme, the look, ``publishing``, ``section``, the language, the page's URLs and so on."""
    site_origin = origin()
    language = language_of_path(request.path_info)
    other = ENGLISH if language == CHINESE else CHINESE
    page = request.GET.get("page", "")
    # A later page of a list is a page of its own; filters and ordering are views of the same list.
    query = f"?page={page}" if page.isdecimal() and page.isascii() and int(page[:9]) > 1 else ""
    theme = theme_of(request)
    return {
        "theme": theme,
        "look": partial(look_of, request),
        "tried_look": partial(tried_look, request),
        "looks": Look.choices,
        "sends_email": mail_server.is_set_up(),
        "next_theme": NEXT_THEME[theme],
        # The target of the published site, while its pages are rendered (labsite/publishing).
        "publishing": getattr(request, "publishing", None),
        "origin": site_origin,
        "canonical": site_origin + request.path + query,
        "section": english_path(request.path_info).split("/")[1],
        "html_lang": HTML_LANG[language],
        "is_chinese": language == CHINESE,
        "alternates": [
            (lang, site_origin + path_in(code, request.path) + query)
            for code, lang, _name in language_names()
        ],
        "other_language": {
            "lang": HTML_LANG[other],
            "name": dict(settings.LANGUAGES)[other],
            "path": path_in(other, request.get_full_path()),
        },
    }
