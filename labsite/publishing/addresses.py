"""The addresses of the pages on the published site, from those on the live site.

An address is a path below that of the site, with the query if there is one: ``/publications/?year=2024``.
Web servers ignore the query for files, so each list has a folder for each of its pages and each value of a
filter.
"""

import re
from urllib.parse import parse_qsl, urlencode

from core import paging

CHINESE = "/zh-hans"

#: The filters of the lists, each with folders for its values: ``/publications/year/2024/``.
FACETS = {
    "/publications/": ("year", "kind", "venue", "topic", "team", "person", "project", "grant"),
    "/projects/": ("topic", "team", "funder", "person"),
    "/people/": ("role", "team"),
    "/news/": ("kind", "person"),
}
#: Further parameters of the query that the script of the published site evaluates.
KEYWORDS = {"/publications/": ("q", "order"), "/search/": ("q",)}
#: Parameters of a list of references, of which the published site has one form only.
OTHER_FORM = re.compile(r"(?:/zh-hans)?/people/[\w-]+/publications/\?.*\b(?:style|group)=.*")

#: Pages that only the live site has.
LIVE = re.compile(
    r"/(?:accounts|me|desk|admin|theme)/.*|/(?:healthz|version\.json)"
    r"|/recruiting/(?:applications|drafts)/.*|/recruiting/[\w-]+/apply/.*"
)
#: Files that are the same in both languages.
NEUTRAL = re.compile(
    r"/(?:media|files|static|data)/.*|/[\w-]+\.(?:xml|txt|ico|css|json)"
    r"|/publications/(?:[\w-]+\.(?:bib|ris|json)|[\w-]+/paper\.pdf)"
)
#: Files that a page shows or links and that have to be copied or rendered for it.
ASSET = re.compile(
    r"/(?:media|files|static)/.+|/accent-[0-9a-f]{6}-[0-9a-f]{12}\.css|/publications/[\w-]+/paper\.pdf"
)
YEAR_LIST = re.compile(r"/news/[1-9][0-9]{3}/")
EXPORT = re.compile(r"/publications/export\.(bib|ris|json)")
FEED = re.compile(r"(/(?:publications|news|recruiting|people/[\w-]+)/)feed/")
SECTION = re.compile(r"/sitemap-[\w-]+\.xml")
#: The number of a page after the first.
PAGE = re.compile(r"(?!1\Z)[1-9][0-9]{0,5}", re.ASCII)
VALUE = re.compile(r"[\w-]{1,100}", re.ASCII)


def static_address(address: str) -> str | None:
    """Return the address on the published site; None for a page that only the live site has.

    Parameters that the page does not know are left out. The query stays where the script of the published
    site reads it: keywords, and several filters at once.
    """
    path, _, query = address.partition("?")
    language = CHINESE if f"{path}/".startswith(f"{CHINESE}/") else ""
    path = path.removeprefix(language) or "/"
    if LIVE.fullmatch(path):
        return None
    parameters = dict(parse_qsl(query))
    if match := EXPORT.fullmatch(path):
        folder = _folder("/publications/", parameters)
        # The list of all is a file beside the papers, whose slugs could be the same as its name.
        return folder and f"{'/' if folder == '/publications/' else folder}publications.{match[1]}"
    if SECTION.fullmatch(path) and PAGE.fullmatch(parameters.get("p", "1")):
        return f"{path.removesuffix('.xml')}-{parameters['p']}.xml"
    if NEUTRAL.fullmatch(path):
        return path
    if match := FEED.fullmatch(path):
        folder = _folder(match[1], parameters)
        return folder and f"{language}{folder}feed.atom"
    return language + _list_address(path, parameters)


def _folder(path: str, parameters: dict[str, str]) -> str | None:
    """Return the folder of a list with one filter at most; None with more of them."""
    selected = {key: parameters[key] for key in FACETS.get(path, ()) if parameters.get(key)}
    if len(selected) > 1 or parameters.get("q") or not all(map(VALUE.fullmatch, selected.values())):
        return None
    return "".join([path, *(f"{key}/{value}/" for key, value in selected.items())])


def _list_address(path: str, parameters: dict[str, str]) -> str:
    names = (*FACETS.get("/news/" if YEAR_LIST.fullmatch(path) else path, ()), *KEYWORDS.get(path, ()))
    selected = {key: parameters[key] for key in names if parameters.get(key)}
    # The pager of a page writes its own parameter last: of two lists on a page, one is on a later page.
    turned = [key for key in parameters if key in paging.PARAMETERS][-1:]
    page = "".join(f"{key}/{parameters[key]}/" for key in turned if PAGE.fullmatch(parameters[key]))
    has_folder = len(selected) < 2 and not YEAR_LIST.fullmatch(path) and path != "/search/"
    if not selected:
        return path + page
    [(key, value), *_others] = selected.items()
    if has_folder and key in FACETS.get(path, ()) and VALUE.fullmatch(value):
        return f"{path}{key}/{value}/{page}"
    return f"{path}?{urlencode(selected)}"


def file_name(address: str) -> str:
    """Return the path of the file within the folder of the site."""
    return f"{address[1:]}index.html" if address.endswith("/") else address[1:]
