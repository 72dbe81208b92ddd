"""Send a published site to a bucket of an object store, from which its web server serves it.

Objects in the bucket are compared by digest, so that unchanged files are not sent again, whichever machine
has sent them.
"""

import mimetypes
import re
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from hashlib import md5
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.utils.module_loading import import_string

from core.database.waits import PROBE, waiting
from core.storages.bucket_url import BucketURL
from labsite.publishing.assets import COMPRESSED
from labsite.publishing.failures import CannotPublish
from labsite.publishing.ownership import LastSent, mark
from labsite.publishing.releases import STATE, Folder

#: The object that marks the files beside it as ours.
MARK, MARK_TEXT = "labsite.txt", "manage.py publish writes the files beside this one, and deletes others."
#: The file in the folder that names the release that was sent last.
SENT = ".labsite.bucket"
#: Requests at a time: most of the time of one is waiting.
REQUESTS = 8
#: Content types that Python's ``mimetypes`` lacks on some systems, or gives differently from web servers.
TYPES = {
    ".atom": "application/atom+xml",
    ".bib": "application/x-bibtex",
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".ris": "application/x-research-info-systems",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
#: Types of text that name no encoding themselves.
TEXT = re.compile(r"text/.*|application/(?:atom\+xml|json|x-bibtex|x-research-info-systems)")
#: Files that browsers may cache, as in deploy/static; all others are revalidated each time.
LASTING = re.compile(
    r"(?:.*/)?static/.+\.[0-9a-f]{12}\.[a-z0-9]+|accent-[0-9a-f]{6}-[0-9a-f]{12}\.css|media/.+\.webp"
)


class Bucket:
    """A bucket, or the part of it below a prefix, to which the site in a folder is sent."""

    def __init__(self, url: BucketURL, folder: Folder) -> None:
        """Raises CannotPublish if the package that sends files is missing, or the bucket holds the uploads.

        Uploads would be deleted with the next release, as files that have gone.
        """
        if not find_spec("boto3"):
            raise CannotPublish("Sending files to a bucket needs the package boto3. Install it into .venv.")
        if url.bucket in {own.bucket for own in (settings.MEDIA_BUCKET, settings.PRIVATE_BUCKET) if own}:
            raise CannotPublish(f"The bucket {url.bucket} holds the site's uploads. Choose another bucket.")
        self.folder = folder
        self.name = "/".join(filter(None, (url.endpoint, url.bucket, url.prefix)))
        self.storage = import_string(settings.OBJECT_STORAGE)(**url.options)

    def push(self, base_url: str) -> str:
        """Send the current release and return a line about it, "" if the bucket has it already.

        Raises CannotPublish; the next call tries again.
        """
        with self.folder.lock():
            release = str((self.folder.path / STATE).stat().st_mtime_ns)
            last = LastSent(self.folder.path / SENT, self.name, release, base_url)
            if last.is_this():
                return ""
            try:
                line = self._send_all(last, mark(MARK_TEXT, base_url))
            except (OSError, SuspiciousFileOperation) as error:
                reason = getattr(error, "strerror", None) or error
                raise CannotPublish(f"The site could not be sent to {self.name}. {reason}.") from error
            last.store()
            return line

    def _send_all(self, last: LastSent, own_mark: bytes) -> str:
        """Send the files that pages need, then the pages; finally delete objects that are no longer
        needed."""
        with waiting(PROBE):
            present = dict(self.storage.digests())
        if present and MARK not in present:
            raise CannotPublish(f"{self.name} contains other files. Choose an empty bucket, or a prefix.")
        names = {name for name in self.folder.names() if not name.endswith(COMPRESSED)} - {MARK}
        if present.get(MARK) != _md5(own_mark):
            if present:
                with self.storage.open(MARK) as file:
                    last.check_owner(file.read(), "Choose another bucket or prefix, or empty this one.")
            self.storage.send(MARK, own_mark, **headers(MARK))
        changed = [name for name in sorted(names) if present.get(name) != self._digest(name)]
        gone = sorted(present.keys() - names - {MARK})
        for is_page in (False, True):
            _all(self._send, (name for name in changed if name.endswith(".html") == is_page))
        _all(self.storage.delete, gone)
        if not changed and not gone:
            return ""
        return f"Sent to {self.name}: {len(changed)} files sent, {len(gone)} removed."

    def _path(self, name: str) -> Path:
        return self.folder.current / name

    def _digest(self, name: str) -> str:
        return _md5(self._path(name).read_bytes())

    def _send(self, name: str) -> None:
        self.storage.send(name, self._path(name).read_bytes(), **headers(name))


def _md5(content: bytes) -> str:
    return md5(content, usedforsecurity=False).hexdigest()


def headers(name: str) -> dict[str, Any]:
    """Return the content type and the caching of a file, as arguments of ``put_object``."""
    suffix = Path(name).suffix
    kind = TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    lasts = "public, max-age=31536000, immutable" if LASTING.fullmatch(name) else "no-cache"
    return {
        "ContentType": f"{kind}; charset=utf-8" if TEXT.fullmatch(kind) else kind,
        "CacheControl": lasts,
    }


def _all(act: Callable[[str], None], names: Iterable[str]) -> None:
    """Call ``act`` with each name, several at a time; raise the first error."""
    with ThreadPoolExecutor(REQUESTS) as pool:
        try:
            for _none in pool.map(act, names):
                pass
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
