"""The pages of a Jekyll site of a group, and which of them visitors can reach."""

import re

from site_readers import front_matter, navigation
from site_readers.files import Source
from site_readers.front_matter import BadDataError, Mapping, Page, is_false
from site_readers.labsites import greenelab
from site_readers.labsites.fields import as_text, as_texts
from site_readers.labsites.prose import without_comments

_MENUS = ("_data/navigation.yml", "_data/navigation.yaml", "_data/nav.yml")
#: Addresses of start pages.
_HOME = {"", "home", "about", "index"}


def pages_of(source: Source, config: Mapping) -> tuple[list[Page], list[Page]]:
    """Return the pages that visitors reach, and the others."""
    pages = [
        front_matter.split(name, text)
        for name, text in source.under("", "md", "markdown", "html")
        if text.startswith("---") and _is_page(name, config)
    ]
    reached = _reached(source, config, pages)
    hidden = [page for page in pages if _is_hidden(source, page) or (reached and page.name not in reached)]
    return [page for page in pages if page not in hidden], hidden


def _is_page(name: str, config: Mapping) -> bool:
    folders = name.split("/")[:-1]
    is_collection = any(
        folder.startswith("_") for folder in (folders[1:] if name.startswith("_pages/") else folders)
    )
    excluded = tuple(as_texts(config.get("exclude")))
    return not is_collection and not greenelab.is_meta_file(name) and not name.startswith(excluded or ("\0",))


def _is_hidden(source: Source, page: Page) -> bool:
    """Return whether a page is not in the navigation, as it says itself, and no other page leads to it."""
    if not is_false(page.data.get("nav", True)) or page.data.get("permalink") == "/":
        return False
    permalink = as_text(page.data.get("permalink")).strip("/")
    if not permalink:
        return False
    linked = re.compile(rf"[\"'(/]{re.escape(permalink)}/?[\"')#]")
    return not any(
        linked.search(text)
        for name, text in source.files.items()
        if name != page.name and name.startswith("_pages/")
    )


def _reached(source: Source, config: Mapping, pages: list[Page]) -> set[str]:
    """Return the pages to which a menu in a data file leads, and the links on these; none without a menu."""
    by_address = {address_of(page): page for page in pages}
    site = as_text(config.get("url"))
    wanted = [_normal(address, site) for address in navigation.in_menu(_menu(source))]
    reached = [address for address in dict.fromkeys(wanted) if address in by_address]
    if not reached:
        return set()
    reached += [address for address in by_address if address in _HOME and address not in reached]
    for address in reached:
        for link in navigation.in_text(without_comments(by_address[address].body)):
            target = _normal(navigation.plain(link), site)
            if target in by_address and target not in reached:
                reached.append(target)
    return {by_address[address].name for address in reached}


def _menu(source: Source) -> object:
    name = next((one for one in _MENUS if one in source.files), "")
    try:
        return front_matter.load_data(name, source.files[name]) if name else None
    except BadDataError:
        return None


def address_of(page: Page) -> str:
    """Return the address of a page on its site, in lower case and without slashes at the ends."""
    name = re.sub(r"^_pages/|\.\w+$", "", page.name)
    return _normal(as_text(page.data.get("permalink")) or re.sub(r"(?:^|/)index$", "", name), "")


def _normal(address: str, site: str) -> str:
    if site and address.startswith(site):
        address = address.removeprefix(site)
    elif re.match(r"\w+:|//", address):
        return "\0"  # another site
    path = re.sub(r"[?#].*$|(?:/index)?\.html$", "", address)
    return path.removeprefix("./").strip("/").casefold()
