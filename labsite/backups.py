"""The daily backup, a scheduled job of sites that set BACKUP_DIR."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from core import audit
from core.backup import BackupError, check, open_backup, write_backup
from core.jobs import JobFailed

#: Names of the files, which end with the day and time in the lab's time zone.
PREFIX, TIME = "labsite-", "%Y-%m-%d-%H%M%S"
#: An incomplete backup that has not grown for this long is abandoned.
ABANDONED_AFTER = timedelta(hours=1)


def back_up(now: datetime) -> str:
    """Write a backup and check it, delete the oldest ones, and return a line about it. Raises JobFailed."""
    folder = Path(settings.BACKUP_DIR)
    path = folder / f"{PREFIX}{timezone.localtime(now):{TIME}}.zip"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _delete_incomplete(folder, now)
        lost = write_backup(path, settings.BACKUP_ENCRYPT_TO)
        if not settings.BACKUP_ENCRYPT_TO:  # without the secret key, an encrypted one cannot be checked
            _verify(path)
        deleted = _delete_oldest(folder, path)
    except BackupError as error:
        raise JobFailed(str(error)) from error
    except OSError as error:
        raise JobFailed(f"{folder} cannot be used: {error.strerror or error}.") from error
    audit.record(audit.Event.SITE_BACKED_UP)
    files = f" Files deleted meanwhile, and not part of it: {len(lost)}." if lost else ""
    return f"{path.name} written, {path.stat().st_size // 1024} KB. Old backups deleted: {deleted}.{files}"


def _verify(path: Path) -> None:
    with open_backup(path) as backup:
        check(backup)


def _delete_oldest(folder: Path, new: Path) -> int:
    """Delete the oldest backups by name, but not the new one, even if the clock has been set back."""
    others = [path for path in folder.glob(f"{PREFIX}*.zip") if _is_ours(path) and path != new]
    oldest = sorted(others, reverse=True)[settings.BACKUP_KEEP - 1 :]
    for path in oldest:
        path.unlink()
    return len(oldest)


def _delete_incomplete(folder: Path, now: datetime) -> None:
    """Delete incomplete backups of killed jobs, before they fill the disk."""
    for path in folder.glob(f".{PREFIX}*.zip.part"):
        if path.stat().st_mtime < (now - ABANDONED_AFTER).timestamp():
            path.unlink()


def _is_ours(path: Path) -> bool:
    """Return whether the job has written the file: the folder may contain other ones."""
    try:
        datetime.strptime(path.stem.removeprefix(PREFIX), TIME)
    except ValueError:
        return False
    return True
