"""Read our exports with other programs: python -m tests.interop [--folder PATH] [--zotero PATH]

Ends with status 0 only if all differences are known and all known differences still exist.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from . import publications
from .comparison import Report, load_known
from .exports import write_exports
from .programs import Programs
from .readers import readers


def main(arguments: list[str]) -> int:
    """Run the programs, print a table and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.interop")
    parser.add_argument("--folder", type=Path, help="install the programs here and keep them")
    parser.add_argument(
        "--zotero",
        type=Path,
        help="folder with Zotero's repositories translators, utilities and zotero-schema",
    )
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="labsite-interop-") as temporary:
        programs = Programs(options.folder or Path(temporary) / "programs", options.zotero)
        programs.install()
        return run(programs, Path(temporary))


def run(programs: Programs, folder: Path) -> int:
    """Export the publications into the folder, read them with each program and print the report."""
    facts = publications.load()
    meanings = {key: publications.meaning(key, values) for key, values in facts.items()}
    write_exports(facts, folder)
    report = Report(facts, load_known())
    for reader in readers(programs):
        report.add(reader, meanings, reader.read(folder / f"export.{reader.export}"))
    print(report.table())
    for name, differences in report.unknown.items():
        print(f"\n{name} reads differently:")
        for difference in differences:
            print(f"  {difference.key}, {difference.field}: {difference.meant!r} → {difference.read!r}")
    vanished = report.vanished()
    if vanished:
        print("\nKnown differences that no longer exist:", *vanished, sep="\n  ")
    return 1 if report.unknown or vanished else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
