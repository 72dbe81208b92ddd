"""The trace of a release: what each unit of the work was made of, stored for the next release.

It is stored in DATA_DIR, not in the published folder, because it reveals which queries pages run. A token in
the state of the folder names the release that it describes. The file has a line of JSON about a whole
release, and one about the changes in each release after that.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings

from core.caching import Columns, Read

#: The share of units that may be appended to the file of a trace before it is rewritten.
MAX_ADDED = 0.2


class Unit(NamedTuple):
    """A page, a list with all its pages, or an export: what it has read and written.

    ``reads`` are distinct. ``assets`` are the addresses of the pictures and other files that it needs.
    """

    reads: tuple[Read, ...]
    files: tuple[str, ...]
    assets: tuple[str, ...]

    def with_shared(self, values: dict[Any, Any]) -> "Unit":
        """Return the same unit with texts and reads interned in ``values``.

        Units from other processes have copies of their own, and a thousand pages run the same statement.
        """

        def shared(value: Any) -> Any:
            return values.setdefault(value, value)

        reads = tuple(values.get(read) or shared(Read(shared(read.sql), *read[1:])) for read in self.reads)
        return self._replace(reads=reads, assets=shared(self.assets))


@dataclass
class Trace:
    """The units of a release by name."""

    #: When the oldest of its pages was rendered.
    rendered_at: datetime
    units: dict[str, Unit] = field(default_factory=dict)
    #: Digests of the columns that were read, if nothing changed during the release.
    columns: Columns = field(default_factory=dict)
    #: The number of units in the lines that were added to its file; None for a trace that is not stored.
    added: int | None = None

    def reads(self) -> set[Read]:
        """Return everything that any unit has read."""
        return {read for unit in self.units.values() for read in unit.reads}

    def store(self, folder: Path, token: str, before: "Trace") -> None:
        """Store the trace of the release with this token in the published folder ``folder``.

        ``before`` is the trace of the release before. If it is stored and little has changed, the difference
        is added to its file as another line.
        """
        changed = {name: unit for name, unit in self.units.items() if before.units.get(name) is not unit}
        path = _path(folder)
        if before.added is not None and before.added + len(changed) <= MAX_ADDED * len(self.units):
            with open(path, "a") as file:
                file.write(self._line(token, changed, sorted(before.units.keys() - self.units.keys())))
            return
        path.parent.mkdir(mode=0o700, exist_ok=True)
        partial = path.with_suffix(".part")
        with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(self._line(token, self.units, []))
        partial.replace(path)

    def _line(self, token: str, units: dict[str, Unit], gone: list[str]) -> str:
        """Return a line of the file, with these of the units and the names of those that have gone.

        Statements, reads and the assets that many pages need are listed once, and named by their places.
        """
        statements, reads, assets = Places(), Places(), Places()
        encoded_units = {
            name: [[*map(reads.place, unit.reads)], unit.files, assets.place(unit.assets)]
            for name, unit in units.items()
        }
        content = {
            "token": token,
            "rendered_at": self.rendered_at.isoformat(),
            "columns": self.columns,
            "reads": [[statements.place(read.sql), *read[1:]] for read in reads],
            "statements": list(statements),
            "assets": list(assets),
            "units": encoded_units,
            "gone": gone,
        }
        return json.dumps(content, separators=(",", ":")) + "\n"


class Places(dict[Any, int]):
    """Gives each value the place at which it was first asked for."""

    def place(self, value: Any) -> int:
        return self.setdefault(value, len(self))


def stored_trace(folder: Path, token: str) -> Trace | None:
    """Return the trace of the release with this token; None if it is not there."""
    try:
        with open(_path(folder), "rb") as lines:
            content = json.loads(next(lines))
            trace, added = Trace(datetime.fromisoformat(content["rendered_at"]), _units(content)), 0
            for content in map(json.loads, lines):
                changed = _units(content)
                for name in content["gone"]:
                    del trace.units[name]
                trace.units |= changed
                added += len(changed)
            trace.columns, trace.added = content["columns"], added
        return trace if token and content["token"] == token else None
    except (OSError, StopIteration, ValueError, KeyError, TypeError):
        return None


def _units(content: dict[str, Any]) -> dict[str, Unit]:
    statements, assets = content["statements"], list(map(tuple, content["assets"]))
    reads = [Read(statements[place], *others) for place, *others in content["reads"]]
    return {
        name: Unit(tuple(map(reads.__getitem__, places)), tuple(files), assets[place])
        for name, (places, files, place) in content["units"].items()
    }


def _path(folder: Path) -> Path:
    name = sha256(os.fsencode(folder)).hexdigest()[:16]
    return Path(settings.DATA_DIR) / "publishing" / f"{name}.json"


def unchanged_units(trace: Trace, changed: set[Read], present: set[str]) -> dict[str, Unit]:
    """Return the units that would be made of the same rows again, and whose files are all there."""
    return {
        name: unit
        for name, unit in trace.units.items()
        if changed.isdisjoint(unit.reads) and present.issuperset(unit.files)
    }


def parts(reads: Iterable[Read], size: int) -> list[list[Read]]:
    """Return the reads in parts of this size for several processes, the same queries in one part."""
    ordered = sorted(reads)
    return [ordered[start : start + size] for start in range(0, len(ordered), size)]
