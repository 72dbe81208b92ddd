"""Compare what programs have read with what was meant, and with the differences that are known."""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .publications import FOLDER, Facts, Values
from .readers import Reader


@dataclass(frozen=True)
class Difference:
    """A value that a program has read otherwise; "" stands for nothing."""

    key: str
    field: str
    meant: str
    read: str


@dataclass(frozen=True)
class Known:
    """Known differences of one field in the named publications, which may also be kinds, with the reason."""

    programs: frozenset[str]
    fields: frozenset[str]
    publications: frozenset[str]
    reason: str

    def covers(self, reader: Reader, difference: Difference, kind: str) -> bool:
        """Return whether this is the difference."""
        return (
            reader.name in self.programs
            and difference.field in self.fields
            and not self.publications.isdisjoint(("*", kind, difference.key))
        )


def load_known() -> list[Known]:
    """Return the known differences."""
    table = tomllib.loads((FOLDER / "differences.toml").read_text())
    return [
        Known(
            frozenset(row["programs"]),
            frozenset(row["fields"]),
            frozenset(row["publications"]),
            row["reason"],
        )
        for row in table["difference"]
    ]


def differences(
    reader: Reader, meanings: Mapping[str, Values], read: Mapping[str, Values]
) -> Iterator[Difference]:
    """Yield the differences between what was meant and what a program has read."""
    for key, meant in meanings.items():
        values = read.get(key)
        if values is None:
            yield Difference(key, "kind", meant["kind"], "")
        elif "text" in values:
            for field in sorted(reader.fields & meant.keys()):
                if missing := _missing(field, meant[field], values["text"]):
                    yield Difference(key, field, missing, values["text"])
        else:
            yield from _different_values(key, meant, values)


def _different_values(key: str, meant: Values, values: Values) -> Iterator[Difference]:
    """Yield differences of single values. Programs may change the case of titles, but not of `capitals`."""
    for field in sorted((meant.keys() | values.keys()) - {"title", "capitals"}):
        if meant.get(field, "") == values.get(field, ""):
            continue
        # Where there is no field for article numbers, they are the pages.
        if field != "pages" or values.get("pages") != meant.get("article_number"):
            yield Difference(key, field, meant.get(field, ""), values.get(field, ""))
    title = values.get("title", "")
    if meant["title"].casefold() != title.casefold():
        yield Difference(key, "title", meant["title"], title)
    if missing := _missing("capitals", meant.get("capitals", ""), title):
        yield Difference(key, "capitals", missing, title)


def _missing(field: str, value: str, text: str) -> str:
    """Return what of a value a formatted reference lacks. Styles choose the case of names and titles."""
    if field in {"authors", "title"}:
        value, text = value.casefold(), text.casefold()
    if field == "authors":
        parts = [name.split(", ")[0] for name in value.split("; ")]
    else:
        parts = value.replace("-", " ").split() if field in {"pages", "capitals"} else [value]
    return " … ".join(part for part in parts if part not in text)


class Report:
    """The differences of all programs."""

    def __init__(self, publications: Mapping[str, Facts], known: list[Known]):
        self.publications, self.known = publications, known
        self.unknown: dict[str, list[Difference]] = {}
        self.counts: dict[str, Counter[str]] = {}
        self.compared: dict[str, Counter[str]] = {}
        self.seen: set[tuple[int, str, str, str]] = set()

    def add(self, reader: Reader, meanings: Mapping[str, Values], read: Mapping[str, Values]) -> None:
        """Count the differences of a program."""
        self.compared[reader.name] = Counter(
            field
            for meant in meanings.values()
            for field in meant
            if not reader.fields or field in reader.fields
        )
        self.counts[reader.name] = Counter()
        for difference in differences(reader, meanings, read):
            self.counts[reader.name][difference.field] += 1
            kind = self.publications[difference.key]["kind"]
            covering = [i for i, known in enumerate(self.known) if known.covers(reader, difference, kind)]
            self.seen.update(
                (i, reader.name, difference.field, name)
                for i in covering
                for name in self.known[i].publications & {"*", kind, difference.key}
            )
            if not covering:
                self.unknown.setdefault(reader.name, []).append(difference)

    def vanished(self) -> list[str]:
        """Return descriptions of known differences that no program shows any more."""
        return [
            f"{program}, {field}, {publication}: {known.reason}"
            for index, known in enumerate(self.known)
            for program in sorted(known.programs & self.counts.keys())
            for field in sorted(known.fields)
            for publication in sorted(known.publications)
            if (index, program, field, publication) not in self.seen
        ]

    def table(self) -> str:
        """Return a table of programs and fields: how many values were read as meant."""
        fields = sorted(
            {field for counts in (*self.compared.values(), *self.counts.values()) for field in counts}
        )
        width = max(map(len, fields))
        lines = [f"{'':{width}}  " + "  ".join(f"{number:>5}" for number in range(1, len(self.counts) + 1))]
        for field in fields:
            cells = []
            for name, counts in self.counts.items():
                compared, different = self.compared[name][field], counts[field]
                good = (
                    f"{compared - different}/{compared}" if compared else f"+{different}" if different else ""
                )
                cells.append(f"{good:>5}")
            lines.append(f"{field:{width}}  " + "  ".join(cells))
        names = [f"{number:>3} {name}" for number, name in enumerate(self.counts, 1)]
        return "\n".join([*names, "", *lines])
