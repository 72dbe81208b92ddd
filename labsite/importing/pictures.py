"""Find the pictures of items, and the old addresses of their pages, among the files of a source.

Readers set ``image`` to what the source says, such as "/images/me.jpg?v=2"; here it becomes the name of a
file, or is reported if there is none.
"""

import posixpath
import re
from collections import Counter
from urllib.parse import unquote, urlsplit

from labsite.importing import front_matter
from labsite.importing.files import PICTURE_EXTENSIONS, Source, extension_of
from labsite.importing.front_matter import BadDataError, Mapping, Page
from labsite.importing.items import SECTIONS, Item, Person, Result

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
    for item in items:
        if item.file in alone or isinstance(item, Person):
            _complete_from_page(source, item, beside)
        if item.image:
            address, item.image = item.image, file_of(source, item.image, item.file)
            if not item.image and not address.startswith(("http:", "https:", "//", "data:")):
                result.report(item.file, item.line, address, "There is no such picture in the source.")
    result.photo = _photo_of_owner(source)


def _complete_from_page(source: Source, item: Item, beside: dict[str, str]) -> None:
    """Take picture and addresses from the front matter of the page that is about one item only."""
    if not item.file.endswith((".md", ".markdown", ".html")) or item.file.startswith("_pages/"):
        return
    page = front_matter.split(item.file, source.files.get(item.file, ""))
    item.image = item.image or address_in(page.data) or beside.get(posixpath.dirname(item.file), "")
    item.old_urls = item.old_urls or _addresses_of(page)


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


def _addresses_of(page: Page) -> list[str]:
    """Return the addresses on the old site at which a page stood: paths that begin with a slash."""
    named: list[object] = []
    for name in ("permalink", "url", "redirect_from", "aliases"):
        value = page.data.get(name)
        named += value if isinstance(value, list) else [value]
    found = re.search(r"(?:^|/)content/(.+?)(?:/_?index)?\.(?:md|markdown|html)$", page.name)
    if found and not isinstance(page.data.get("url"), str):
        named.append(f"/{found[1].lower()}/")
    paths = [one.strip() for one in named if isinstance(one, str) and one.strip().startswith("/")]
    return list(
        dict.fromkeys(path for path in paths if ":" not in path and "{" not in path and len(path) > 1)
    )


def _photo_of_owner(source: Source) -> str:
    """Return the photo of the owner of a Jekyll site: of its configuration, or of its first page."""
    for name in ("_config.yml", "_config.yaml"):
        try:
            config = front_matter.load_data(name, source.files.get(name, ""))
        except BadDataError:
            continue
        author = config.get("author") if isinstance(config, Mapping) else None
        if isinstance(author, Mapping) and (photo := file_of(source, address_in(author), name)):
            return photo
    for name in ("_pages/about.md", "index.md"):
        profile = front_matter.split(name, source.files.get(name, "")).data.get("profile")
        if isinstance(profile, Mapping) and (photo := file_of(source, address_in(profile), name)):
            return photo
    return ""
