"""Find the former addresses of the pages of a site, so that links to them can be redirected.

Each is a path that begins with a slash, without host, query and fragment.
"""

import re

from site_readers import front_matter
from site_readers.files import Source
from site_readers.front_matter import BadDataError, Mapping, Page

_POST = re.compile(r"_posts/(?:.*/)?(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)-(?P<title>[^/]+)\.\w+$")
_COLLECTION = re.compile(r"_(?P<collection>[a-z]\w*)/(?P<path>.+)\.(?:md|markdown|html)$")
_CONTENT = re.compile(r"(?:^|/)content/(.+?)(?:/_?index)?\.(?:md|markdown|html)$")
#: Jekyll's default.
_OF_POSTS = "/:categories/:year/:month/:day/:title.html"
_OF_COLLECTIONS = "/:collection/:path.html"


def config_of(source: Source) -> Mapping:
    """Return the configuration of a Jekyll site; an empty one if there is none or it cannot be read."""
    for name in ("_config.yml", "_config.yaml"):
        try:
            data = front_matter.load_data(name, source.files.get(name, ""))
        except BadDataError:
            continue
        if isinstance(data, Mapping):
            return data
    return Mapping()


def addresses_of(page: Page, config: Mapping) -> list[str]:
    """Return the former addresses of a page: those in its front matter, and that of its file."""
    named: list[object] = []
    for name in ("permalink", "url", "redirect_from", "aliases"):
        value = page.data.get(name)
        named += value if isinstance(value, list) else [value]
    if not isinstance(page.data.get("url") or page.data.get("permalink"), str):
        named.append(_path_of_file(page, config))
    paths = [_path(one) for one in named if isinstance(one, str)]
    return list(dict.fromkeys(path for path in paths if len(path) > 1))


def _path_of_file(page: Page, config: Mapping) -> str:
    if match := _CONTENT.search(page.name):
        return f"/{match[1].lower()}/"
    if post := _POST.match(page.name):
        categories = page.data.get("categories") or page.data.get("category") or []
        texts = categories if isinstance(categories, list) else str(categories).split()
        values = {**post.groupdict(), "categories": "/".join(str(one).lower() for one in texts)}
        return _filled(str(config.get("permalink") or _OF_POSTS), values)
    if match := _COLLECTION.match(page.name):
        collections = config.get("collections")
        settings = collections.get(match["collection"]) if isinstance(collections, Mapping) else None
        form = settings.get("permalink") if isinstance(settings, Mapping) else None
        values = {"collection": match["collection"], "path": match["path"], "name": match["path"]}
        return _filled(str(form or _OF_COLLECTIONS), values | {"title": match["path"]})
    return ""


def _filled(form: str, values: dict[str, str]) -> str:
    """Return an address of Jekyll's form, or an empty text if the form has other parts."""
    form = {"pretty": "/:categories/:year/:month/:day/:title/", "date": _OF_POSTS}.get(form, form)
    path = re.sub(r":(\w+)", lambda match: values.get(match[1], match[0]), form)
    return "" if ":" in path else re.sub(r"/{2,}", "/", path)


def _path(address: str) -> str:
    """Return the path of an address of the site, or an empty text for one elsewhere."""
    path = re.sub(r"[?#].*$", "", address.strip())
    return path if re.fullmatch(r"/(?!/)[^:{}\s]*", path) else ""
