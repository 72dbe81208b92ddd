"""Whether the static files that the site serves are those of the program."""

import filecmp
import json
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestFilesMixin
from django.utils.module_loading import import_string


def uncollected_files() -> list[str]:
    """Return the names of the static files to collect, sorted, as after an upgrade.

    Pages cannot refer to a file that was never collected, and refer to the old content of a changed one.
    The list is empty for a site that serves them from their sources, as with DEBUG.
    """
    if not issubclass(import_string(str(settings.STORAGES["staticfiles"]["BACKEND"])), ManifestFilesMixin):
        return []
    # The storage reads the manifest once; a running command would not see it change.
    root, listed = Path(settings.STATIC_ROOT), _manifest()
    return sorted(
        name for name, source in _sources().items() if name not in listed or not _is_same(root / name, source)
    )


def _manifest() -> set[str]:
    try:
        text = Path(settings.STATIC_ROOT, ManifestFilesMixin.manifest_name).read_text(encoding="utf-8")
        return set(json.loads(text)["paths"])
    except (OSError, ValueError, KeyError):
        return set()


def _sources() -> dict[str, Path]:
    """Return the source of each static file by name: the first one, as ``collectstatic`` does."""
    sources: dict[str, Path] = {}
    for finder in get_finders():
        for path, storage in finder.list(StaticFilesConfig.ignore_patterns):
            prefix = getattr(storage, "prefix", None)
            sources.setdefault(f"{prefix}/{path}" if prefix else path, Path(storage.path(path)))
    return sources


def _is_same(one: Path, other: Path) -> bool:
    try:
        return filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False
