"""Write the public site as plain files."""

import os
import signal
import sys
import threading
import traceback
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, close_old_connections, connection

from core.site_url import parse_site_url
from core.storages.bucket_url import parse_bucket_url
from labsite.publishing.checking import Checker
from labsite.publishing.copies import copies_in, push_all
from labsite.publishing.failures import CannotPublish
from labsite.publishing.releases import Folder
from labsite.publishing.rendering import PageFailed, load_program
from labsite.publishing.site import publish
from labsite.publishing.target import Target

#: Seconds between two checks for changes, and after a failure.
PAUSE, PAUSE_AFTER_FAILURE = 0.3, 15


class Command(BaseCommand):
    help = (
        "Write the public site as plain files, which any web server can send. Run it again to bring them up "
        "to date: files that have not changed stay as they are."
    )

    #: System checks take longer than a check for changes, and were run when the site was set up.
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "folder", type=Path, nargs="?", help="where to write: FOLDER/current is the site (PUBLISH_TO)"
        )
        parser.add_argument(
            "--base-url",
            default="",
            metavar="URL",
            help="where the files are served (PUBLISH_BASE_URL)",
        )
        parser.add_argument(
            "--live-url", default="", metavar="URL", help="where people sign in and apply (PUBLISH_LIVE_URL)"
        )
        parser.add_argument("--in-place", action="store_true", help="write the site into FOLDER itself")
        parser.add_argument(
            "--git",
            default="",
            metavar="REPO[#BRANCH]",
            help="also push the site to a git branch, gh-pages if none is named (PUBLISH_GIT)",
        )
        parser.add_argument(
            "--bucket",
            default="",
            metavar="URL",
            help="also send the site to a bucket: s3://KEY:SECRET@HOST/BUCKET/PREFIX (PUBLISH_BUCKET)",
        )
        parser.add_argument(
            "--processes", type=int, default=os.cpu_count() or 1, metavar="N", help="render in N processes"
        )
        parser.add_argument("--force", action="store_true", help="render all pages, changed or not")
        parser.add_argument("--check", action="store_true", help="look for broken links in the result")
        parser.add_argument(
            "--watch", action="store_true", help="keep running, and publish whenever something changes"
        )

    def handle(
        self, *, folder, base_url, live_url, in_place, git, bucket, check, watch, processes, force, **options
    ):
        folder = Folder(_folder(folder), in_place)
        target = _target(base_url, live_url)
        try:
            copies = copies_in(folder, git or settings.PUBLISH_GIT, _bucket(bucket))
        except CannotPublish as error:
            raise CommandError(str(error)) from error
        if watch:
            self.watch(target, folder, copies, processes)
            return
        try:
            with _ended_by_sigterm():
                changes = publish(target, folder, processes, force=force)
        except (CannotPublish, PageFailed) as error:
            raise CommandError(f"Nothing was published. {error}") from error
        except DatabaseError as error:
            reason = " ".join(str(error).split())
            raise CommandError(
                f"Nothing was published. The database cannot be read: {reason}. "
                "manage.py doctor says what to do."
            ) from error
        self.stdout.write(str(changes or "Nothing has changed."))
        if check:
            self.check_links(target, folder)
        if failed := self.send(copies, target):
            raise CommandError("\n".join(failed))

    def check_links(self, target, folder):
        problems = list(Checker(folder.current, target, settings.SITE_URL).problems())
        for problem in problems:
            self.stderr.write(problem)
        if problems:
            raise CommandError(f"Problems in the published site: {len(problems)}. They are listed above.")
        self.stdout.write("No broken links.")

    def watch(self, target, folder, copies, processes):
        """Publish on each change until SIGTERM or SIGINT. A release that fails is tried again."""
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        load_program()
        pause = 0
        while not stop.wait(pause):
            pause = PAUSE
            if not connection.in_atomic_block:  # as in tests
                close_old_connections()
            try:
                changes = publish(target, folder, processes)
            except (CannotPublish, PageFailed, DatabaseError) as error:
                self.stderr.write(f"Nothing was published. {error}")
                pause = PAUSE_AFTER_FAILURE
                continue
            except Exception:
                self.stderr.write(f"Nothing was published.\n{traceback.format_exc()}")
                pause = PAUSE_AFTER_FAILURE
                continue
            if changes:
                self.stdout.write(str(changes))
                self.stdout.flush()
            for line in self.send(copies, target):
                self.stderr.write(line)
                pause = PAUSE_AFTER_FAILURE

    def send(self, copies, target):
        """Send the site to the branch and bucket; return a line about each failure."""
        sent, failed = push_all(copies, target.base_url)
        for line in sent:
            self.stdout.write(line)
            self.stdout.flush()
        return failed


@contextmanager
def _ended_by_sigterm():
    """Raise an exception on SIGTERM, so that the processes that share the work end as well."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _folder(folder):
    if folder is None and not settings.PUBLISH_TO:
        raise CommandError("Name the folder to write to: manage.py publish FOLDER, or set PUBLISH_TO.")
    return folder or Path(settings.PUBLISH_TO)


def _target(base_url, live_url):
    base_url = base_url or settings.PUBLISH_BASE_URL
    if not base_url and settings.DEBUG:
        raise CommandError(
            "Name the address of the published site: --base-url https://lab.example.edu, or set "
            "PUBLISH_BASE_URL."
        )
    live_url = live_url or settings.PUBLISH_LIVE_URL
    return Target(
        _url("--base-url", base_url or settings.SITE_URL), _url("--live-url", live_url) if live_url else ""
    )


def _bucket(text):
    try:
        return parse_bucket_url(text) if text else settings.PUBLISH_BUCKET
    except ValueError as error:
        raise CommandError(f"--bucket is wrong: {error}.") from error


def _url(option, text):
    try:
        return parse_site_url(text)
    except ValueError as error:
        raise CommandError(f"{option} is {text!r}: {error}.") from error
