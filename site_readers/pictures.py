"""Find the pictures of items, of the owner and of a lab among the files of a source.

Readers set ``image`` to what the source says, such as "/images/me.jpg?v=2"; here it becomes the name of a
file, or is reported if there is none.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from site_readers import front_matter, old_addresses
from site_readers.files import PICTURE_EXTENSIONS, Source, extension_of
from site_readers.front_matter import Mapping
from site_readers.items import SECTIONS, Item, Person, Result

#: The names of fields that hold a picture, the most precise first.
FIELDS = tuple(
    "photo portrait avatar avatar_filename picture profile_image profile_picture image img thumbnail"
    " teaser cover preview 照片".split()
)
#: Where static site generators look for a picture.
_FOLDERS = (
    "static assets assets/img assets/images assets/media images img static/img static/images public docs"
    " assets/img/publication_preview _site"
).split()
#: What a theme of Hugo shows for a page whose folder has a file of this name.
_BESIDE = re.compile(r"^(?:avatar|featured|featured-image|cover)\.\w+$", re.IGNORECASE)
#: Where the templates keep the logo of a lab.
_LOGO = re.compile(r"(?:^|/)(?:images|assets/(?:media|img)|static/(?:img|images))/logo\.\w+$", re.I)
#: Kinds of sources that are sites of labs.
LABS = frozenset({"greenelab", "hugoblox", "alfolio-group"})
_LIQUID = re.compile(r"\{\{-?\s*(?:[\"']([^\"'{}]+)[\"']|[^{}]*)\s*(?:\|[^{}]*)?\}\}")


def address_in(data: Mapping) -> str:
    """Return the picture that the fields of a page or record name, or an empty text."""
    for name in FIELDS:
        value = data.get(name)
        if isinstance(value, Mapping):
            value = next(
                (value[key] for key in ("path", "src", "url", "filename", "teaser") if key in value), ""
            )
        if isinstance(value, str) and value.strip():
            return value.strip()
    header = data.get("header")
    return address_in(header) if isinstance(header, Mapping) else ""


def file_of(source: Source, address: str, page: str) -> str:
    """Return the name of the picture to which an address on a page leads, or an empty text."""
    text = _LIQUID.sub(lambda match: match[1] or "", address).strip().strip("\"'")
    try:
        path = unquote(urlsplit(text).path)
    except ValueError:
        return ""
    if extension_of(path) not in PICTURE_EXTENSIONS:
        return ""
    relative = path.lstrip("/")
    candidates = [posixpath.join(posixpath.dirname(page), relative)] if not path.startswith("/") else []
    candidates += [relative, *(f"{folder}/{relative}" for folder in _FOLDERS)]
    # A site in a folder of its host names this folder in its addresses.
    candidates += [relative.partition("/")[2]]
    return next((name for one in candidates if (name := posixpath.normpath(one)) in source.others), "")


def complete(source: Source, result: Result) -> None:
    """Set the pictures and the old addresses of all items, and the photo of the owner of a homepage."""
    items = [item for section in SECTIONS.values() for item in getattr(result, section)]
    alone = {name for name, count in Counter(item.file for item in items).items() if count == 1}
    beside = _pictures_beside(source)
    config = old_addresses.config_of(source)
    for item in items:
        if item.file in alone or isinstance(item, Person):
            _complete_from_page(source, item, beside, config)
        if item.image:
            address, item.image = item.image, file_of(source, item.image, item.file)
            if not item.image and not address.startswith(("http:", "https:", "//", "data:")):
                result.report(item.file, item.line, address, "There is no such picture in the source.")
    if result.kind in LABS:
        result.hero, result.logo = _hero_of(source, config), _logo_of(source, config)
    else:
        result.photo = _photo_of_owner(source, config)
        result.old_urls = _addresses_of_owner(source, config)


def _complete_from_page(source: Source, item: Item, beside: dict[str, str], config: Mapping) -> None:
    """Take picture and addresses from the front matter of the page that is about one item only."""
    if not item.file.endswith((".md", ".markdown", ".html")) or item.file.startswith("_pages/"):
        return
    page = front_matter.split(item.file, source.files.get(item.file, ""))
    item.image = item.image or address_in(page.data) or beside.get(posixpath.dirname(item.file), "")
    item.old_urls = item.old_urls or old_addresses.addresses_of(page, config)


def _pictures_beside(source: Source) -> dict[str, str]:
    """Return the picture of each folder below `content` that a theme of Hugo shows for its page."""
    pictures: dict[str, str] = {}
    for name in sorted(source.others):
        folder, _, file = name.rpartition("/")
        if (
            _BESIDE.match(file)
            and extension_of(file) in PICTURE_EXTENSIONS
            and re.search(r"(?:^|/)content/", folder)
        ):
            pictures.setdefault(folder, file)
    return pictures


def _photo_of_owner(source: Source, config: Mapping) -> str:
    """Return the photo of the owner of a Jekyll site: of its configuration, or of its first page."""
    author = config.get("author")
    if isinstance(author, Mapping) and (photo := file_of(source, address_in(author), "_config.yml")):
        return photo
    for name in ("_pages/about.md", "index.md"):
        profile = front_matter.split(name, source.files.get(name, "")).data.get("profile")
        if isinstance(profile, Mapping) and (photo := file_of(source, address_in(profile), name)):
            return photo
    return ""


def _addresses_of_owner(source: Source, config: Mapping) -> list[str]:
    """Return where the start page of a Jekyll site stood besides "/"."""
    for name in ("_pages/about.md", "index.md"):
        if name in source.files:
            return old_addresses.addresses_of(front_matter.split(name, source.files[name]), config)
    return []


def _hero_of(source: Source, config: Mapping) -> str:
    """Return the wide picture of the home page of a lab's site."""
    for name in ("index.md", "index.html", "_pages/about.md", "content/_index.md", "content/home/hero.md"):
        if name in source.files:
            data = front_matter.split(name, source.files[name]).data
            for address in (*_pictures_of_blocks(data), address_in(data), address_in(_profile(data))):
                if hero := file_of(source, address, name):
                    return hero
    header = config.get("header")
    return file_of(source, header, "_config.yml") if isinstance(header, str) else ""


def _profile(data: Mapping) -> Mapping:
    profile = data.get("profile")
    return profile if isinstance(profile, Mapping) else Mapping()


def _pictures_of_blocks(value: object) -> Iterator[str]:
    """Yield the names of pictures in the blocks of a landing page, in their order."""
    if isinstance(value, list):
        for one in value:
            yield from _pictures_of_blocks(one)
    elif isinstance(value, Mapping):
        filename = value.get("filename")
        if isinstance(filename, str):
            yield filename
        for key in ("sections", "hero_media", "content", "slides", "design", "background", "image", "item"):
            yield from _pictures_of_blocks(value.get(key))


def _logo_of(source: Source, config: Mapping) -> str:
    """Return the logo of a lab's site: the one that is configured, or a file of this name."""
    named = config.get("logo")
    if isinstance(named, str) and (logo := file_of(source, named, "_config.yml")):
        return logo
    files = (name for name in sorted(source.others) if extension_of(name) in PICTURE_EXTENSIONS)
    return next((name for name in files if _LOGO.search(name)), "")
