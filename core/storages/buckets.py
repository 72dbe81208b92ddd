"""File storage in a bucket of an object store with the interface of S3, for sites on several machines.

A page waits at most as long for the store as for the database (``core.database.waits``). After a request that
was not answered, other pages do not ask again for AWAY_SECONDS, so that they do not all wait for nothing.
"""

import errno
import io
import logging
import mimetypes
import posixpath
import secrets
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import IO, Any
from urllib.parse import urljoin

import boto3
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError
from botocore.exceptions import ConnectionError as NoConnection
from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile, File
from django.utils.encoding import filepath_to_uri

from core.database.waits import COMMAND, HEALTH_CHECK, PROBE, REQUEST, Waits, current_waits
from core.storages.folders import PARTIAL_SUFFIX
from core.storages.site_storage import ObjectStoreUnavailable, SiteStorage
from core.streaming import CHUNK_BYTES

#: Seconds to connect and to wait for each piece of an answer, and how often a request is tried.
LIMITS = {
    COMMAND: (5, 60, 3),
    PROBE: (2, 5, 1),
    REQUEST: (0.5, 1.2, 1),
    HEALTH_CHECK: (0.2, 0.5, 1),
}
#: Seconds for which pages do not ask a store that has not answered.
AWAY_SECONDS = 2
#: The longest name of an object, in bytes.
MAX_NAME = 1024
#: Files up to this size are held in memory while they are sent, larger ones on disk.
SPOOL_BYTES = 5 * 1024 * 1024

#: The most names that one answer lists.
PAGE_SIZE = 1000

logger = logging.getLogger(__name__)
#: Clients are created one at a time, because sessions are not thread-safe.
_lock = Lock()


@cache
def _session() -> Any:
    """Return the session of this process, which reads the description of the interface once."""
    return boto3.Session()


class ObjectStorage(SiteStorage):
    """Files in a bucket. Storing a file takes one request, and so does reading one."""

    is_folder = False

    def __init__(
        self,
        *,
        endpoint_url: str,
        bucket_name: str,
        location: str = "",
        region_name: str = "us-east-1",
        addressing_style: str = "path",
        access_key: str | None = None,
        secret_key: str | None = None,
    ) -> None:
        self.bucket_name = bucket_name
        self.location = location
        self._addressing_style = addressing_style
        self._connection = {"endpoint_url": endpoint_url, "region_name": region_name}
        self._keys = {"aws_access_key_id": access_key, "aws_secret_access_key": secret_key}
        self._clients: dict[Waits, Any] = {}
        self._away_until = 0.0

    # ---- requests ---------------------------------------------------------------------------------

    @property
    def client(self) -> Any:
        """The client with the time limits of this thread.

        Threads share clients, each of which needs several megabytes.
        """
        waits = current_waits()
        waits = waits if waits in LIMITS else REQUEST
        with _lock:
            if waits not in self._clients:
                connect, read, attempts = LIMITS[waits]
                self._clients[waits] = _session().client(
                    "s3",
                    **self._connection,
                    **self._keys,
                    config=Config(
                        signature_version="s3v4",
                        s3={"addressing_style": self._addressing_style},
                        connect_timeout=connect,
                        read_timeout=read,
                        retries={"total_max_attempts": attempts, "mode": "standard"},
                        # Checksums in trailers are newer than most servers.
                        request_checksum_calculation="when_required",
                        response_checksum_validation="when_required",
                    ),
                )
            return self._clients[waits]

    @contextmanager
    def _request(self, name: str) -> Iterator[Any]:
        """Yield the client, unless the store is unavailable and this is a page."""
        is_patient = current_waits() is COMMAND
        if not is_patient and time.monotonic() < self._away_until:
            raise ObjectStoreUnavailable(errno.EIO, "The object store has not answered a moment ago", name)
        with self.translated_errors(name):
            yield self.client

    @contextmanager
    def translated_errors(self, name: str) -> Iterator[None]:
        """Raise FileNotFoundError or ObjectStoreUnavailable for the errors of the client."""
        try:
            yield
        except ClientError as error:
            answer = error.response
            status = answer.get("ResponseMetadata", {}).get("HTTPStatusCode")
            code = answer.get("Error", {}).get("Code", "")
            if status == 404 and code != "NoSuchBucket":
                raise FileNotFoundError(errno.ENOENT, "There is no such file", name) from error
            logger.error("The object store refused a request: %s", error)
            raise ObjectStoreUnavailable(
                errno.EIO, f"The object store answered {code or status}", name
            ) from error
        except BotoCoreError as error:
            if isinstance(error, NoConnection | HTTPClientError):
                self._away_until = time.monotonic() + AWAY_SECONDS
            logger.warning("The object store does not answer: %s", error)
            raise ObjectStoreUnavailable(errno.EIO, "The object store does not answer", name) from error

    def _key(self, name: str | None) -> str:
        """Return the name of the object for that of a file.

        Raises SuspiciousFileOperation for one outside of the prefix, and FileNotFoundError for one that no
        object can have.
        """
        path = (name or "").replace("\\", "/")
        if ".." in path.split("/"):
            raise SuspiciousFileOperation(f"{name!r} leads out of the folder.")
        key = posixpath.join(self.location, posixpath.normpath(path).lstrip("/"))
        # All characters that cannot be encoded are unprintable.
        if not key.isprintable() or len(key.encode()) > MAX_NAME:
            raise FileNotFoundError(errno.ENAMETOOLONG, "No file can have this name", name)
        return key

    # ---- writing ----------------------------------------------------------------------------------

    def save(self, name: str | None, content: "File[Any] | IO[Any]", max_length: int | None = None) -> str:
        """Store a file under a name of its own that is like ``name``, and return it.

        The name has a random part, so that nobody has to ask whether it is free: between the answer and the
        upload, another machine could take it.
        """
        folder, file_name = posixpath.split(str(name or content.name).replace("\\", "/"))
        root, extension = posixpath.splitext(file_name)
        own_name = posixpath.join(folder, self.get_alternative_name(root, extension))
        if max_length is not None and (excess := len(own_name) - max_length) > 0:
            own_name = posixpath.join(folder, self.get_alternative_name(root[:-excess], extension))
        self.put(own_name, content)
        return own_name

    def put(self, name: str, content: "File[Any] | IO[Any]") -> None:
        key = self._key(name)
        with tempfile.SpooledTemporaryFile(SPOOL_BYTES) as body:
            for chunk in content.chunks() if isinstance(content, File) else iter_chunks(content):
                body.write(chunk.encode() if isinstance(chunk, str) else chunk)
            body.seek(0)
            with self._request(name) as client:
                content_type = mimetypes.guess_type(key)[0] or "application/octet-stream"
                client.put_object(Bucket=self.bucket_name, Key=key, Body=body, ContentType=content_type)

    def send(self, name: str, content: bytes, **headers: str) -> None:
        """Store a file with these arguments of ``put_object``, such as ContentType and CacheControl."""
        key = self._key(name)
        with self._request(name) as client:
            client.put_object(Bucket=self.bucket_name, Key=key, Body=content, **headers)

    def put_once(self, name: str, content: bytes) -> None:
        self.put(name, ContentFile(content))  # to ask first would take two requests

    def delete(self, name: str) -> None:
        with self._request(name) as client:
            client.delete_object(Bucket=self.bucket_name, Key=self._key(name))

    # ---- reading ----------------------------------------------------------------------------------

    def open(self, name: str, mode: str = "rb") -> "ObjectFile":
        if mode != "rb":
            raise ValueError("Files in an object store are opened for reading, in binary mode.")
        with self._request(name) as client:
            return ObjectFile(self, name, client.get_object(Bucket=self.bucket_name, Key=self._key(name)))

    def exists(self, name: str) -> bool:
        try:
            self._head(name)
        except FileNotFoundError:
            return False
        return True

    def size(self, name: str) -> int:
        return int(self._head(name)["ContentLength"])

    def get_modified_time(self, name: str) -> datetime:
        modified: datetime = self._head(name)["LastModified"]
        return modified

    def _head(self, name: str) -> dict[str, Any]:
        with self._request(name) as client:
            answer: dict[str, Any] = client.head_object(Bucket=self.bucket_name, Key=self._key(name))
            return answer

    def url(self, name: str | None, *args: Any, **kwargs: Any) -> str:
        """Return the path at which the site serves the file itself; addresses in a store expire."""
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name or "").lstrip("/"))

    def files(self, folder: str = "") -> Iterator[tuple[str, datetime]]:
        return ((name, entry["LastModified"]) for name, entry in self._entries(folder))

    def digests(self) -> Iterator[tuple[str, str]]:
        """Yield the name of each file and its MD5 digest in hexadecimal.

        The digest is a different one for files stored in parts or encrypted with a key of their own.
        """
        return ((name, entry["ETag"].strip('"')) for name, entry in self._entries(""))

    def _entries(self, folder: str) -> Iterator[tuple[str, dict[str, Any]]]:
        top = posixpath.join(self.location, "") if self.location else ""
        prefix = posixpath.join(top, folder, "") if folder else top
        token: dict[str, str] = {}
        while True:
            with self._request(folder) as client:
                page = client.list_objects_v2(
                    Bucket=self.bucket_name, Prefix=prefix, MaxKeys=PAGE_SIZE, **token
                )
            for entry in page.get("Contents", ()):
                if not entry["Key"].endswith("/"):  # what consoles create to show a folder
                    yield entry["Key"].removeprefix(top), entry
            if not page.get("IsTruncated"):
                return
            token = {"ContinuationToken": page["NextContinuationToken"]}

    @contextmanager
    def local_file(self, name: str) -> Iterator[Path]:
        suffix = posixpath.splitext(name)[1]
        with self.open(name) as file, tempfile.NamedTemporaryFile(suffix=suffix) as copy:
            shutil.copyfileobj(file, copy)
            copy.flush()
            yield Path(copy.name)

    def is_readable_by_all(self) -> bool:
        name = f".{secrets.token_hex(16)}{PARTIAL_SUFFIX}"
        self.put(name, ContentFile(b"check"))
        try:
            config = self.client.meta.config.merge(Config(signature_version=UNSIGNED))
            with _lock:
                anonymous = _session().client("s3", **self._connection, config=config)
            with suppress(ClientError):
                anonymous.head_object(Bucket=self.bucket_name, Key=self._key(name))
                return True
            return False
        finally:
            self.discard(name)

    def keeps_versions(self) -> bool:
        try:
            answer = self.client.get_bucket_versioning(Bucket=self.bucket_name)
        except ClientError:  # a key that may not ask, or a store without versions
            return False
        return bool(answer.get("Status") == "Enabled")

    def problem(self) -> str:
        self._away_until = 0.0  # a check asks in any case
        return super().problem()


class ObjectFile(File):  # type: ignore[type-arg]  # no generic class at run time
    """A file that is read from the store piece by piece."""

    def __init__(self, storage: ObjectStorage, name: str, answer: dict[str, Any]) -> None:
        super().__init__(io.BufferedReader(_Body(storage, name, answer["Body"]), CHUNK_BYTES), name)
        self.size = answer["ContentLength"]
        self.modified: datetime = answer["LastModified"]
        self.etag: str = answer.get("ETag", "")


class _Body(io.RawIOBase):
    """The body of an answer, whose errors are those of the storage."""

    def __init__(self, storage: ObjectStorage, name: str, body: Any) -> None:
        self._storage, self._name, self._body = storage, name, body

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        with self._storage.translated_errors(self._name):
            data: bytes = self._body.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._body.close()
        super().close()


def iter_chunks(file: IO[Any]) -> Iterator[Any]:
    """Yield the rest of an open file in chunks."""
    while chunk := file.read(CHUNK_BYTES):
        yield chunk
