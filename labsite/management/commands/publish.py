"""Write the public site as plain files."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.site_url import parse_site_url
from labsite.publishing.releases import CannotPublish, Folder
from labsite.publishing.rendering import PageFailed
from labsite.publishing.site import publish
from labsite.publishing.target import Target


class Command(BaseCommand):
    help = (
        "Write the public site as plain files, which any web server can send. Run it again to bring them up "
        "to date: files that have not changed stay as they are."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="where to write: FOLDER/current is the site")
        parser.add_argument("--base-url", default="", metavar="URL", help="where the files will be served")
        parser.add_argument(
            "--live-url", default="", metavar="URL", help="where people sign in and apply, if they can"
        )
        parser.add_argument("--in-place", action="store_true", help="write the site into FOLDER itself")

    def handle(self, *, folder, base_url, live_url, in_place, **options):
        if not base_url and settings.DEBUG:
            raise CommandError("Say where the site will be served: --base-url https://lab.example.edu")
        target = Target(
            _url("--base-url", base_url or settings.SITE_URL),
            _url("--live-url", live_url) if live_url else "",
        )
        try:
            changes = publish(target, Folder(folder, in_place))
        except (CannotPublish, PageFailed) as error:
            raise CommandError(f"Nothing was published. {error}") from error
        if changes is None:
            self.stdout.write("Nothing has changed.")
        else:
            self.stdout.write(
                f"Published: {changes.written} files written, {changes.removed} removed, "
                f"{changes.unchanged} unchanged."
            )


def _url(option: str, text: str) -> str:
    try:
        return parse_site_url(text)
    except ValueError as error:
        raise CommandError(f"{option} is {text!r}: {error}.") from error
