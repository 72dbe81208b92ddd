"""Pictures, papers, uploads and static files that the published pages show or link."""

import posixpath
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urljoin

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage

from core.colours import accent_css
from core.images.fields import is_picture, master_of
from core.private_files import PrivateStorage
from core.storages.site_storage import SiteStorage
from labsite.upload_uses import FOLDER, is_public
from labsite.views.media import CACHE_CONTROL
from pages.models import Upload
from publications.models import Publication

MEDIA, STATIC = "/media/", "/static/"
ACCENT = re.compile(r"/accent-([0-9a-f]{6})-[0-9a-f]{12}\.css")
#: References of style sheets and scripts to other files, relative to their own address.
LOADED = re.compile(r"""url\(\s*["']?([^"')]+)|(?:from|import)\s*\(?\s*["'](\.{1,2}/[^"']+)["']""")
#: Compressed copies that a web server may send instead of the file.
COMPRESSED = (".gz", ".br")


#: The path of a file, its content, or a function that fetches the content from a store (None if there is no
#: such file).
Content = Path | bytes | Callable[[], bytes | None]


def files(addresses: set[str], on: date) -> Iterator[tuple[str, Content]]:
    """Yield the address of each file with its path, with its content, or with a function that fetches it.

    ``addresses`` are those that pages name. A file that does not exist, or that is not for everybody on this
    day, is left out.
    """
    for path in sorted(Path(settings.WHITENOISE_ROOT).iterdir()):
        yield f"/{path.name}", path
    statics = {address for address in addresses if address.startswith(STATIC)}
    yield from _static_files(statics)
    for address in sorted(addresses - statics):
        if match := ACCENT.fullmatch(address):
            yield address, accent_css(f"#{match[1]}").encode()
        elif content := _stored(address, on):
            yield address, content


def never_changes(address: str) -> bool:
    """Return whether the file at an address never changes: the name of a picture contains its digest."""
    return address.startswith((MEDIA, FOLDER)) and is_picture(master_of(address))


def _stored(address: str, on: date) -> Content | None:
    """Return a picture, an upload or a paper, if it exists and everybody may see it."""
    if address.startswith(MEDIA):
        return _media(address.removeprefix(MEDIA))
    if address.startswith(FOLDER):
        name = f"uploads/{address.removeprefix(FOLDER)}"
        row = Upload.objects.named(master_of(name)).first()
        if not (row and is_public(row, on)):
            return None
        return _in_storage(PrivateStorage(), str(settings.PRIVATE_ROOT), name)
    slug = address.split("/")[2]
    names = Publication.objects.public().filter(slug=slug).values_list("pdf", flat=True)
    return next(filter(None, map(_media, names)), None)


def _media(name: str) -> Content | None:
    if posixpath.splitext(name)[1].lower() not in CACHE_CONTROL:
        return None
    return _in_storage(default_storage, str(settings.MEDIA_ROOT), name)


def _in_storage(storage: SiteStorage, root: str, name: str) -> Content | None:
    if storage.is_folder:
        return _existing(root, name)
    return partial(_content, storage, name)


def _content(storage: SiteStorage, name: str) -> bytes | None:
    try:
        with storage.open(name) as file:
            return file.read()
    except FileNotFoundError:
        return None


def _static_files(addresses: set[str]) -> Iterator[tuple[str, Path]]:
    """Yield the static files and what they load, with their compressed copies."""
    waiting, listed = sorted(addresses), set(addresses)
    while waiting:
        address = waiting.pop()
        path = _static_path(unquote(address.removeprefix(STATIC)))
        if path is None:
            continue
        yield address, path
        for suffix in COMPRESSED:
            if (copy := path.with_name(path.name + suffix)).is_file():
                yield address + suffix, copy
        if path.suffix in (".css", ".js", ".mjs"):
            for match in LOADED.finditer(path.read_text(encoding="utf-8")):
                loaded = urljoin(address, (match[1] or match[2]).partition("#")[0])
                if loaded.startswith(STATIC) and loaded not in listed:
                    listed.add(loaded)
                    waiting.append(loaded)


def _static_path(name: str) -> Path | None:
    """Return the path of a static file: a collected one, or without collected files that of its source."""
    if path := _existing(str(settings.STATIC_ROOT), name):
        return path
    source = None if ".." in name or "\0" in name else finders.find(name)
    return Path(source) if source else None


def _existing(root: str, name: str) -> Path | None:
    path = Path(root, name).resolve()
    return path if path.is_relative_to(Path(root).resolve()) and path.is_file() else None
