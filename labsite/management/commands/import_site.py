"""Read a personal homepage or lab site and print what was understood."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from labsite.importing import UnreadableSourceError, read
from labsite.importing.items import SECTIONS, as_json


class Command(BaseCommand):
    help = (
        "Read a personal homepage or a lab's site from a file, folder or .zip, and show what was understood. "
        "Nothing is saved."
    )

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="a file, a folder or a .zip of the site's source")
        parser.add_argument("--dry-run", action="store_true", help="only read, as the command does anyway")
        parser.add_argument("--json", type=Path, metavar="OUT", help="write all as JSON; - for the output")

    def handle(self, *, path, **options):
        try:
            result = read(path)
        except UnreadableSourceError as error:
            raise CommandError(str(error)) from error
        out = options["json"]
        if out == Path("-"):
            self.stdout.write(_dumped(result))
            return
        if out:
            out.write_text(_dumped(result), encoding="utf-8")
        self.stdout.write(f"Kind: {result.kind}")
        for section in SECTIONS.values():
            self.stdout.write(f"{len(getattr(result, section)):6}  {section}")
        self.stdout.write(f"{len(result.not_understood):6}  not understood")


def _dumped(result) -> str:
    return json.dumps(as_json(result), ensure_ascii=False, indent=1) + "\n"
