"""Write backups without pause until killed: python -m tests.chaos.backups FOLDER

A backup that is complete is named in FOLDER/written.txt.
"""

import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import django

django.setup()

from core.backup import BackupError, open_backup, write_backup  # noqa: E402

LIST = "written.txt"


def write_forever(folder: Path) -> None:
    names = (f"backup-{number}.zip" for number in count() if not (folder / f"backup-{number}.zip").exists())
    for name in names:
        write_backup(folder / name)
        with (folder / LIST).open("a") as file:
            print(name, file=file)


def broken_backups(folder: Path) -> Iterator[str]:
    """Yield what is broken about the backups in the folder, and delete them."""
    written = (folder / LIST).read_text().split() if (folder / LIST).exists() else []
    for name in written:
        if not (folder / name).exists():
            yield f"{name} was written and is lost"
    for path in folder.glob("*.zip"):
        try:
            with open_backup(path) as backup:
                for _entry in backup.verify():
                    pass
        except BackupError as error:
            yield f"{path.name} has its name and is not complete: {error}"
        path.unlink()
    (folder / LIST).unlink(missing_ok=True)


if __name__ == "__main__":
    write_forever(Path(sys.argv[1]))
