"""Read Hugo sites of one person with a theme of their own: the pages in `content` to which the menu leads."""

import re
from collections.abc import Iterator
from dataclasses import replace

from site_readers import front_matter, liquid, page_files, sections, shortcodes
from site_readers.files import Source
from site_readers.front_matter import BadDataError, Mapping, Page
from site_readers.items import Result
from site_readers.labsites import hugo_pages, hugo_papers, hugoblox, leftovers
from site_readers.labsites.hugo_site import Site

_CONFIGURATION = re.compile(
    r"^(?:config/_default/)?(?:hugo|config|menus?(?:\.[\w-]+)?|languages(?:\.[\w-]+)?)\.(?:toml|ya?ml|json)$"
)
#: The folders of which each page is a paper, a talk, a project or news. Posts are those of a blog.
_BLOGS = frozenset({"post", "posts", "blog", "blogs"})
_HREF = re.compile(r"(?:href\s*=\s*[\"']|\]\()([^\"'()\s#?]+)")


def matches(source: Source) -> bool:
    """Return whether a source is a site of Hugo: it has pages in `content`, and a configuration."""
    return any(map(_CONFIGURATION.match, source.files)) and any(
        name.startswith("content/") and hugo_pages.path_of(name) for name in source.files
    )


def read(source: Source, result: Result) -> None:
    """Read the pages of a site that its visitors can reach."""
    result.kind = "hugo-homepage"
    site = Site(source, result, is_homepage=True)
    by_address = {_address(name): name for name in site.pages}
    menu = list(_menu(source, site.pages))
    reachable = _reachable(source, site.pages, by_address, menu)
    groups, kinds = [], {}
    for name, page in site.pages.items():
        title = str(page.data.get("title") or "")
        section = _address(name).split("/")[0]
        folder = _address(name).rpartition("/")[0]
        is_entry = bool(folder) and not name.rpartition("/")[2].startswith("_index") and folder in menu
        if name not in reachable and not is_entry:
            result.report(name, 1, title or name, "The menu does not lead to this page, left out.")
        elif section in _BLOGS and is_entry:
            result.report(name, 1, title or name, "A post of a blog, left out.")
        elif site.visibility.hides(page) or (is_entry and hugoblox.read_item(site, name, page)):
            continue
        else:
            kind = sections.kind_of(title)
            kinds[name] = "" if kind in ("about", "interests", "ignored", "misc") else kind
            for line, text in shortcodes.unread(page.body):
                why = "There is no field for this part of an item of “publications”."
                result.report(name, page.body_line + line, text, why)
            page = replace(page, body=shortcodes.expanded(page.body))
            groups.append((name, page_files.blocks_of(page, liquid.Site(lambda *_: None, {}), result)))
    page_files.read_groups(groups, source, result, set(), kinds)
    for name, text in source.under("", "bib"):
        hugo_papers.read_loose_bibliography(site, name, text)
    leftovers.report(source, result)


def _address(name: str) -> str:
    """Return the address of a page below that of the site: "about" for "content/about/index.md"."""
    return re.sub(r"(?:^|/)_?index$", "", hugo_pages.path_of(name).lower())


def _menu(source: Source, pages: dict[str, Page]) -> Iterator[str]:
    """Yield the addresses to which the menu leads, from the configuration and from the pages."""
    for name, text in source.files.items():
        if not _CONFIGURATION.match(name):
            continue
        try:
            data = front_matter.load_data(name, text)
        except BadDataError:
            continue
        whole = "menu" in name.rpartition("/")[2]
        yield from _references(
            data if whole else [value for key, value in _items(data) if key.startswith("menu")]
        )
    for name, page in pages.items():
        if page.data.get("menu") or page.data.get("menus"):
            yield _address(name)


def _items(data: object) -> Iterator[tuple[str, object]]:
    """Yield the keys and values of the mappings in some data, at each depth."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield key.lower(), value
            yield from _items(value)


def _references(data: object) -> Iterator[str]:
    if isinstance(data, list):
        for one in data:
            yield from _references(one)
    elif isinstance(data, Mapping):
        for key, value in data.items():
            if key.lower() in ("pageref", "url") and isinstance(value, str):
                yield value.lower().strip("/")
            else:
                yield from _references(value)


def _reachable(
    source: Source, pages: dict[str, Page], by_address: dict[str, str], menu: list[str]
) -> list[str]:
    """Return the home page, the pages that the menu and layouts name, and those to which these link."""
    layouts = "\n".join(
        text
        for name, text in source.files.items()
        if re.match(r"(?:themes/[^/]+/)?layouts/", name) and name.endswith(".html")
    )
    of_layouts = re.findall(r"GetPage\s*\(?\s*[\"']/?([\w./-]+?)(?:\.md)?[\"']", layouts)
    wanted = ["", *menu, *(one.lower() for one in of_layouts)]
    reached = list(dict.fromkeys(by_address[one] for one in wanted if one in by_address))
    if not menu:
        return list(pages)
    for name in reached:
        for href in _HREF.findall(pages[name].body):
            target = by_address.get(page_files.joined(_address(name), href).lower().strip("/"))
            if target and target not in reached:
                reached.append(target)
    return reached
