"""Check whether the places that the site writes to are writable: folders, buckets of an object store."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.core.cache import cache, caches
from django.core.files.storage import default_storage

from core.database.waits import HEALTH_CHECK, waiting
from core.private_files import PrivateStorage
from core.storages.folders import PARTIAL_SUFFIX
from core.storages.site_storage import SiteStorage

#: Bytes that a check writes: a full disk may still have room for less.
CHECK_BYTES = 4096
PROBLEMS_KEY = "disk-problems"


def data_folders() -> dict[str, Path]:
    """Return the folders for public files, private files and the shared cache, by name, if there are any."""
    folders = {"media": Path(settings.MEDIA_ROOT), "private": Path(settings.PRIVATE_ROOT)}
    in_use = {name: path for name, path in folders.items() if name not in object_storages()}
    if redis_cache() is None:
        in_use["cache"] = Path(str(settings.CACHES["default"]["LOCATION"]))
    return in_use


def redis_cache() -> Any:
    """Return the cache if it is in a Redis server, else None."""
    return caches["default"] if hasattr(caches["default"], "problem") else None


def object_storages() -> dict[str, SiteStorage]:
    """Return the object storages by name; none if all files lie in folders."""
    by_name = {"media": cast(SiteStorage, default_storage), "private": PrivateStorage()}
    return {name: storage for name, storage in by_name.items() if not storage.is_folder}


def reason_not_writable(folder: Path) -> str:
    """Write a file in a folder and delete it; return why that failed, or "" if it did not."""
    path = folder / f".{secrets.token_hex(16)}{PARTIAL_SUFFIX}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.write(bytes(CHECK_BYTES))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        return error.strerror or type(error).__name__
    finally:
        with suppress(OSError):
            path.unlink()
    return ""


def disk_problems() -> list[str]:
    """Return what is wrong with these places, such as "media: No space left on device".

    They are checked at most once a second by all workers together, since anybody may ask.
    """
    if not cache.add(f"{PROBLEMS_KEY}-checked", True, 1):
        problems: list[str] | None = cache.get(PROBLEMS_KEY)
        if problems is not None:
            return problems
    reasons = {name: reason_not_writable(folder) for name, folder in data_folders().items()}
    with waiting(HEALTH_CHECK):
        reasons.update((name, storage.problem()) for name, storage in object_storages().items())
    if redis := redis_cache():
        reasons["cache"] = redis.problem()
    problems = [f"{name}: {reason}" for name, reason in reasons.items() if reason]
    cache.set(PROBLEMS_KEY, problems, 60)
    return problems
