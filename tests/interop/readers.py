"""What each program reads from an export."""

import json
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from publications.readers import parse

from .programs import Programs, is_installed
from .publications import Values
from .values import from_bibtex, from_csl, from_entry, from_ris

_SCRIPTS = Path(__file__).parent / "scripts"
_STYLES = {
    "APA": "apa",
    "IEEE": "ieee",
    "GB/T 7714-2015": "china-national-standard-gb-t-7714-2015-numeric",
}
#: What a formatted reference is searched for; a style leaves out the rest on purpose.
_PRINTED = frozenset(("authors", "title", "capitals", "venue", "year", "volume", "pages"))


@dataclass(frozen=True)
class Reader:
    """A program that reads a format.

    `read` returns what it has read, by citation key. A program that formats references returns each as the
    value `text`, in which `fields` are looked for.
    """

    name: str
    export: str
    read: Callable[[Path], Mapping[str, Values]]
    fields: frozenset[str] = frozenset()


def own_readers() -> Iterator[Reader]:
    """Yield Labsite's own readers."""
    for name, extension in (("BibTeX", "bib"), ("RIS", "ris"), ("CSL-JSON", "json")):
        yield Reader(f"Labsite, {name}", extension, _labsite)


def readers(programs: Programs) -> Iterator[Reader]:
    """Yield the programs that are there."""
    yield from own_readers()
    for name in ("bibtex", "biblatex"):
        yield Reader(f"pandoc -f {name}", "bib", partial(_pandoc, programs, name))
    yield Reader("citation-js, BibTeX", "bib", partial(_citation_js, programs))
    yield Reader("bibtexparser", "bib", partial(_python_bibtex, programs, "bibtexparser"))
    yield Reader("pybtex", "bib", partial(_python_bibtex, programs, "pybtex"))
    yield Reader("ORCID’s parser", "bib", partial(_orcid, programs))
    if is_installed("biber"):
        yield Reader("biber", "bib", _biber)
    if is_installed("bibtex"):
        for style in ("plain", "abbrv"):
            yield Reader(f"bibtex, {style}", "bib", partial(_bibtex, style), fields=_PRINTED)
    yield Reader("pandoc -f ris", "ris", partial(_pandoc, programs, "ris"))
    yield Reader("citation-js, RIS", "ris", partial(_citation_js, programs))
    yield Reader("rispy", "ris", partial(_rispy, programs))
    yield Reader("pandoc -f csljson", "json", partial(_pandoc, programs, "csljson"))
    for name, style in _STYLES.items():
        yield Reader(f"citeproc-js, {name}", "json", partial(_citeproc, programs, style), fields=_PRINTED)
    if programs.zotero:
        yield Reader("Zotero, BibTeX", "bib", partial(_zotero, programs, "BibTeX"))
        yield Reader("Zotero, RIS", "ris", partial(_zotero, programs, "RIS"))
        yield Reader("Zotero, CSL-JSON", "json", partial(_zotero, programs, "CSL JSON"))


def _pandoc(programs: Programs, name: str, path: Path) -> Mapping[str, Values]:
    return _by_key(_json(programs.pandoc, "--from", name, "--to", "csljson", path))


def _citation_js(programs: Programs, path: Path) -> Mapping[str, Values]:
    return _by_key(_json("node", _SCRIPTS / "citation_js.js", programs.folder, path))


def _zotero(programs: Programs, translator: str, path: Path) -> Mapping[str, Values]:
    """Of RIS, Zotero does not keep the citation keys, but the order."""
    items = _json("node", _SCRIPTS / "zotero.js", programs.zotero, translator, path)
    keys = re.findall(r"^ID  - (.+?)\r?$", path.read_text(), re.MULTILINE)
    values = {}
    for position, item in enumerate(items):
        item["note"] = "\n".join(filter(None, (item.get("note"), item["childNotes"])))
        values[item.get("key") or keys[position]] = from_csl(item)
    return values


def _python_bibtex(programs: Programs, name: str, path: Path) -> Mapping[str, Values]:
    entries = _json(programs.python, _SCRIPTS / "python_readers.py", name, path)
    return {key: from_bibtex(entry_type, fields, people) for key, entry_type, fields, people in entries}


def _rispy(programs: Programs, path: Path) -> Mapping[str, Values]:
    records = _json(programs.python, _SCRIPTS / "python_readers.py", "rispy", path)
    return {record["id"]: from_ris(record) for record in records}


def _orcid(programs: Programs, path: Path) -> Mapping[str, Values]:
    """The values are BibTeX as they were; our own reader reads them."""
    output = path.with_name("orcid.bib")
    output.write_text(_output("node", _SCRIPTS / "orcid.js", programs.folder, path))
    return _labsite(output)


def _biber(path: Path) -> Mapping[str, Values]:
    """Biber writes what it has read as BibTeX again, which our own reader then reads."""
    output = path.with_name("biber.bib")
    _output("biber", "--tool", "--quiet", "--output-file", output, path)
    return _labsite(output)


def _labsite(path: Path) -> Mapping[str, Values]:
    return {entry.key: from_entry(entry) for entry in parse(path.read_text()).entries}


def _bibtex(style: str, path: Path) -> Mapping[str, Values]:
    commands = ("\\relax", "\\citation{*}", f"\\bibstyle{{{style}}}", f"\\bibdata{{{path.stem}}}", "")
    path.with_suffix(".aux").write_text("\n".join(commands))
    _output("bibtex", path.stem, folder=path.parent)
    text = path.with_suffix(".bbl").read_text(errors="replace")
    items = re.split(r"\\bibitem\{([^}]*)\}", text.partition("\\end{thebibliography}")[0])[1:]
    plain = re.compile(r"[{}$]|\\(?=[#%&_]|log )")
    items = [" ".join(plain.sub("", item.replace("~", " ")).split()) for item in items]
    return {key: {"text": item} for key, item in zip(items[::2], items[1::2], strict=True)}


def _citeproc(programs: Programs, style: str, path: Path) -> Mapping[str, Values]:
    arguments = (programs.folder, programs.style(style), programs.locales, path)
    texts = _json("node", _SCRIPTS / "citeproc.js", *arguments)
    return {key: {"text": text} for key, text in texts.items()}


def _by_key(items: list[Mapping[str, Any]]) -> Mapping[str, Values]:
    return {item["id"]: from_csl(item) for item in items}


def _json(*command: object) -> Any:
    return json.loads(_output(*command))


def _output(*command: object, folder: Path | None = None) -> str:
    process = subprocess.run(
        list(map(str, command)), cwd=folder, capture_output=True, text=True, errors="replace", check=False
    )
    if process.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))}\n{process.stdout}{process.stderr}")
    return process.stdout
