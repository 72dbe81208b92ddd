"""Write the exports that the programs read."""

from collections.abc import Mapping
from pathlib import Path

from publications.citing import bibtex, csl_json, ris

from .publications import Facts, reference


def write_exports(facts: Mapping[str, Facts], folder: Path) -> None:
    """Write the publications as `export.bib`, `export.ris` and `export.json` into the folder."""
    references = [reference(key, values) for key, values in facts.items()]
    exports = {"bib": bibtex(references), "ris": ris(references), "json": csl_json(references)}
    for extension, text in exports.items():
        (folder / f"export.{extension}").write_text(text, newline="")
