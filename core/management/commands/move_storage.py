"""Copy the stored files into the object store, or back into the folders."""

from typing import Any, cast

from django.core.files.storage import default_storage
from django.core.management import BaseCommand, CommandError, CommandParser

from core.private_files import PrivateFileStorage, PrivateStorage
from core.storages.copying import copy_files
from core.storages.folders import AtomicFileStorage
from core.storages.site_storage import SiteStorage, StorageUnavailable


class Command(BaseCommand):
    help = (
        "Copy the files in the folders of DATA_DIR into the buckets of MEDIA_STORAGE and PRIVATE_STORAGE, or "
        "back, and compare checksums. Nothing is replaced. Run it again after an interruption, and for files "
        "that were stored in the meantime."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--back", action="store_true", help="copy from the buckets into the folders")
        parser.add_argument(
            "--delete",
            action="store_true",
            help="delete the files in the folders afterwards, if all were copied",
        )

    def handle(self, *, back: bool, delete: bool, **options: Any) -> None:
        if back and delete:
            raise CommandError("--delete deletes files in folders only. Delete a bucket at its object store.")
        pairs = {
            "public": (AtomicFileStorage(), cast(SiteStorage, default_storage)),
            "private": (PrivateFileStorage(), PrivateStorage()),
        }
        used = {name: pair for name, pair in pairs.items() if not pair[1].is_folder}
        if not used:
            raise CommandError(
                "Neither MEDIA_STORAGE nor PRIVATE_STORAGE is set. Set them first; the running site uses the "
                "folders until it is restarted. Nothing was copied."
            )
        try:
            problems = sum(
                [self._copy(kind, folder, bucket, back, delete) for kind, (folder, bucket) in used.items()]
            )
        except StorageUnavailable as error:
            raise CommandError(
                f"{error.strerror}. Copied files are kept; run the command again to continue."
            ) from error
        if problems:
            raise CommandError(f"{problems} files were not copied (see above), and were not changed.")

    def _copy(self, kind: str, folder: SiteStorage, bucket: SiteStorage, back: bool, delete: bool) -> int:
        """Copy the files of a kind, and return the number of those that could not be copied."""
        source, target = (bucket, folder) if back else (folder, bucket)
        moved = []
        for result in copy_files(source, target):
            moved.append(result)
            if result.is_problem:
                self.stderr.write(f"{kind} {result.name}: {result.outcome}")
        copied = sum(result.outcome == "copied" for result in moved)
        problems = sum(result.is_problem for result in moved)
        self.stdout.write(
            f"{kind}: {copied} files copied, {len(moved) - copied - problems} were there already."
        )
        if delete and not problems:
            for result in moved:
                source.sweep(result.name)
            self.stdout.write(f"{kind}: {len(moved)} files deleted in the folder.")
        return problems
