"""Backups: everything that a site holds, in one file that restores on SQLite and on PostgreSQL.

A backup is a ZIP file, which any program can open::

    manifest.json                 version, time, migrations, and each table's columns and number of rows
    tables/people_person.jsonl    one row a line: a list of values, in the order of the manifest's columns
    files/public/…                uploads that everybody may see (MEDIA_ROOT)
    files/private/…               files without a public URL (PRIVATE_ROOT)
    checksums.txt                 the SHA-256 of every other entry, as ``sha256sum`` writes it

Dates and times are ISO 8601 (times in UTC), decimal numbers are texts, and the values of JSON fields are
nested as JSON. Sessions are left out, so everybody signs in again after a restore.

- ``tables``: exports the rows of all tables as of one moment, and inserts them
- ``archive``: the ZIP file with its manifest and checksums
- ``opening``: opens a backup, or says what is wrong with the file
- ``encryption``: a backup that only the owner of a key can read
- ``storages``: the stored files, public and private
- ``selection``: a part of the site, to save instead of everything
- ``writing``: writes a site into a backup
- ``restoring``: restores a backup into an empty site
"""

from core.backup.archive import BackupError, OpenBackup
from core.backup.opening import open_backup
from core.backup.restoring import check, restore
from core.backup.selection import Selection
from core.backup.writing import write_backup

__all__ = ["BackupError", "OpenBackup", "Selection", "check", "open_backup", "restore", "write_backup"]
