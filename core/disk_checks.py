"""Whether the folders that the site writes to can be written."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.cache import cache

from core.atomic_storage import PARTIAL_SUFFIX

#: Bytes that a check writes: a full disk may still have room for less.
CHECK_BYTES = 4096
PROBLEMS_KEY = "disk-problems"


def data_folders() -> dict[str, Path]:
    """Return the folders for public files, private files and the shared cache, by name."""
    return {
        "media": Path(settings.MEDIA_ROOT),
        "private": Path(settings.PRIVATE_ROOT),
        "cache": Path(str(settings.CACHES["default"]["LOCATION"])),
    }


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
    """Return what is wrong with the folders, such as "media: No space left on device".

    The folders are checked at most once a second by all workers together, since anybody may ask.
    """
    if not cache.add(f"{PROBLEMS_KEY}-checked", True, 1):
        problems: list[str] | None = cache.get(PROBLEMS_KEY)
        if problems is not None:
            return problems
    reasons = {name: reason_not_writable(folder) for name, folder in data_folders().items()}
    problems = [f"{name}: {reason}" for name, reason in reasons.items() if reason]
    cache.set(PROBLEMS_KEY, problems, 60)
    return problems
