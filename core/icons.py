"""Icons as inline SVG, by names of our own.

Most are drawings of Lucide (https://lucide.dev, ISC licence), the marks of services are those of Simple
Icons (https://simpleicons.org, CC0). Both come from packages; only the icons below are ever read, each
when it is first shown. An icon is decoration: the words next to it, or the label of its button, say
what it is, so it is hidden from screen readers. It takes the colour and the size of the text around it.
"""

import re
from functools import cache, lru_cache
from importlib.resources import files

from django.utils.safestring import SafeString, mark_safe
from lucide import IconDoesNotExist
from lucide.templatetags.lucide import lucide

UNKNOWN = "link"

# Our name: the name of the drawing in Lucide.
_DRAWINGS = {
    "arrow-left": "arrow-left",
    "arrow-down": "arrow-down",
    "arrow-right": "arrow-right",
    "arrow-up": "arrow-up",
    "book-open": "book-open",
    "briefcase": "briefcase",
    "calendar": "calendar",
    "check": "check",
    "chevron-down": "chevron-down",
    "chevron-right": "chevron-right",
    "clock": "clock",
    "close": "x",
    "code": "code-xml",
    "copy": "copy",
    "cv": "file-text",
    "database": "database",
    "download": "download",
    "edit": "pencil",
    "email": "mail",
    "external": "external-link",
    "eye": "eye",
    "file": "file",
    "filter-x": "funnel-x",
    "homepage": "globe",
    "info": "info",
    "languages": "languages",
    "link": "link",
    "map-pin": "map-pin",
    "menu": "menu",
    "mic": "mic",
    "monitor": "monitor",
    "moon": "moon",
    "newspaper": "newspaper",
    "phone": "phone",
    "pin": "pin",
    "play": "play",
    "plus": "plus",
    "presentation": "presentation",
    "printer": "printer",
    "quote": "quote",
    "rss": "rss",
    "search": "search",
    "star": "star",
    "sun": "sun",
    "trash": "trash-2",
    "trophy": "trophy",
    "upload": "upload",
    "user": "circle-user",
    "users": "users",
    "warning": "triangle-alert",
    # Services whose mark Simple Icons does not have (yet).
    "bluesky": "cloud",
    "huggingface": "smile",
}

# Our name: the name ("slug") of the mark in Simple Icons.
_MARKS = {
    "arxiv": "arxiv",
    "bilibili": "bilibili",
    "dblp": "dblp",
    "github": "github",
    "gitlab": "gitlab",
    "google-scholar": "googlescholar",
    "kaggle": "kaggle",
    "linkedin": "linkedin",
    "mastodon": "mastodon",
    "orcid": "orcid",
    "researchgate": "researchgate",
    "semantic-scholar": "semanticscholar",
    "stackoverflow": "stackoverflow",
    "twitter": "twitter",
    "wechat": "wechat",
    "weibo": "sinaweibo",
    "youtube": "youtube",
    "zhihu": "zhihu",
}

# Drawn here: a letter X of two strokes, one of them double.
_OWN = {
    "x": '<path d="M4 3.5h3.8L20 20.5h-3.8Z"/><path d="m19 3.5-5.9 7M10.9 13.5 5 20.5"/>',
}

NAMES = frozenset({*_DRAWINGS, *_MARKS, *_OWN})

_DRAWN = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
_FILLED = 'fill="currentColor"'


@lru_cache(maxsize=256)
def icon(name: str) -> SafeString:
    """The ``<svg class="icon">`` element for one of NAMES, one em wide and high; for others a link icon."""
    if name in _OWN:
        return _svg(_DRAWN, _OWN[name])
    if mark := _marks().get(_MARKS[name]) if name in _MARKS else None:
        return _svg(_FILLED, mark)
    try:
        return _svg(_DRAWN, _drawing(_DRAWINGS.get(name, _DRAWINGS[UNKNOWN])))
    except IconDoesNotExist:  # a later release of the package may have renamed it; a test tells
        return _svg(_DRAWN, _drawing(_DRAWINGS[UNKNOWN]))


def _svg(style: str, shapes: str) -> SafeString:
    return mark_safe(
        '<svg class="icon" aria-hidden="true" focusable="false" viewBox="0 0 24 24" width="1em" height="1em" '
        f"{style}>{shapes}</svg>"
    )


def _drawing(name: str) -> str:
    """The shapes of a drawing of Lucide. Raises IconDoesNotExist."""
    _, shapes = lucide(name).removesuffix("</svg>").split(">", 1)
    return re.sub(r"\s+", " ", shapes).replace("> <", "><").replace(" />", "/>").strip()


@cache
def _marks() -> dict[str, str]:
    """The shapes of the marks above, by slug.

    The package is one Python file of 5 MB. Importing it costs each process 45 MB for good, so its lines
    are read instead, once: an icon's ``slug="…"`` comes some lines before its ``svg=…``.
    """
    wanted, found, slug = set(_MARKS.values()), {}, ""
    with (files("simpleicons") / "icons.py").open(encoding="utf-8") as lines:
        for line in lines:
            if match := re.match(r'\s+slug="(.*)",', line):
                slug = match[1]
            elif slug in wanted and (match := re.search(r'<path d="([^"<>]+)"', line)):
                found[slug] = f'<path d="{match[1]}"/>'
    return found
