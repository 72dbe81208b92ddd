"""Icons as inline SVG, under the site's own names.

Most are drawings of Lucide (https://lucide.dev, ISC licence). Brand icons are from Simple Icons
(https://simpleicons.org, CC0). Both are Python packages, of which only the icons below are read, when
they are first displayed. Icons are decoration: the text next to an icon, or the label of its button, gives
its meaning, so icons are hidden from screen readers. They have the colour and the size of the text.
"""

import re
from functools import cache, lru_cache
from importlib.resources import files
from zipfile import ZipFile

from django.utils.safestring import SafeString, mark_safe

UNKNOWN = "link"

# The site's name of a drawing: its name in Lucide.
_DRAWINGS = {
    "arrow-left": "arrow-left",
    "arrow-down": "arrow-down",
    "arrow-right": "arrow-right",
    "arrow-up": "arrow-up",
    "calendar": "calendar",
    "check": "check",
    "chevron-down": "chevron-down",
    "close": "x",
    "code": "code-xml",
    "copy": "copy",
    "cv": "file-text",
    "download": "download",
    "email": "mail",
    "external": "external-link",
    "eye": "eye",
    "file": "file",
    "homepage": "globe",
    "info": "info",
    "link": "link",
    "lock": "lock",
    "map-pin": "map-pin",
    "menu": "menu",
    "moon": "moon",
    "phone": "phone",
    "pin": "pin",
    "grip": "grip-vertical",
    "plus": "plus",
    "presentation": "presentation",
    "rss": "rss",
    "search": "search",
    "star": "star",
    "sun": "sun",
    "trash": "trash-2",
    "user": "circle-user",
    "users": "users",
    "warning": "triangle-alert",
    # Services without a brand icon in Simple Icons.
    "bluesky": "cloud",
    "huggingface": "smile",
}

# The site's name of a brand icon: its slug in Simple Icons.
_BRANDS = {
    "arxiv": "arxiv",
    "bilibili": "bilibili",
    "dblp": "dblp",
    "github": "github",
    "gitlab": "gitlab",
    "google-scholar": "googlescholar",
    "linkedin": "linkedin",
    "mastodon": "mastodon",
    "orcid": "orcid",
    "researchgate": "researchgate",
    "semantic-scholar": "semanticscholar",
    "weibo": "sinaweibo",
    "youtube": "youtube",
    "zhihu": "zhihu",
}

# Drawn for Labsite: a letter X with one double stroke.
_OWN = {
    "x": '<path d="M4 3.5h3.8L20 20.5h-3.8Z"/><path d="m19 3.5-5.9 7M10.9 13.5 5 20.5"/>',
}

NAMES = frozenset({*_DRAWINGS, *_BRANDS, *_OWN})

_DRAWN = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
_FILLED = 'fill="currentColor"'


@lru_cache(maxsize=256)
def icon(name: str) -> SafeString:
    """Return the ``<svg class="icon">`` element of one of NAMES, 1 em wide; a link icon for other names."""
    if name in _OWN:
        return _svg(_DRAWN, _OWN[name])
    if shapes := _brand_shapes().get(_BRANDS[name]) if name in _BRANDS else None:
        return _svg(_FILLED, shapes)
    # A drawing that a later release has renamed is missing; a test detects that.
    drawing = _drawings().get(_DRAWINGS.get(name, ""))
    return _svg(_DRAWN, drawing or _drawings()[_DRAWINGS[UNKNOWN]])


def _svg(style: str, shapes: str) -> SafeString:
    return mark_safe(
        '<svg class="icon" aria-hidden="true" focusable="false" viewBox="0 0 24 24" width="1em" height="1em" '
        f"{style}>{shapes}</svg>"
    )


@cache
def _drawings() -> dict[str, str]:
    """Return the shapes of the drawings above, by their names in Lucide.

    The package reads the directory of its archive of 1,600 drawings again for each of them: 5 ms an icon.
    """
    wanted = {f"{name}.svg": name for name in _DRAWINGS.values()}
    with (files("lucide") / "lucide.zip").open("rb") as file, ZipFile(file) as archive:
        names = wanted.keys() & archive.namelist()
        return {wanted[name]: _shapes(archive.read(name).decode()) for name in names}


def _shapes(svg: str) -> str:
    """Return what is inside of the element of a drawing."""
    _, shapes = svg.split(">", 1)
    shapes = re.sub(r"\s+", " ", shapes.replace("</svg>", ""))
    return shapes.replace("> <", "><").replace(" />", "/>").strip()


@cache
def _brand_shapes() -> dict[str, str]:
    """Return the shapes of the brand icons above, by slug.

    The package is one Python file of 5 MB, whose import would cost each process 45 MB. Its lines are read
    once instead: the ``slug="…"`` of an icon comes a few lines before its ``svg=…``.
    """
    slugs, shapes, slug = set(_BRANDS.values()), {}, ""
    with (files("simpleicons") / "icons.py").open(encoding="utf-8") as lines:
        for line in lines:
            if match := re.match(r'\s+slug="(.*)",', line):
                slug = match[1]
            elif slug in slugs and (match := re.search(r'<path d="([^"<>]+)"', line)):
                shapes[slug] = f'<path d="{match[1]}"/>'
    return shapes
