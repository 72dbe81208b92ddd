"""`bibtex` and `biber` read the exported BibTeX without an error.

The programs are part of TeX (Debian: texlive-binaries, texlive-base and biber). Without them these tests are
skipped; no other test needs them.
"""

import re
import shutil
import subprocess

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from publications.bibtex import parse
from publications.citing import KINDS, Author, Reference, bibtex
from publications.citing.latex import _ALONE, _SYMBOLS, escape
from publications.citing.maths_symbols import COMPOUNDS, MATHS

from .reference_strategies import hostile_references, ordinary_references

AUTHORS = (
    Author("Ada Example", equal_contribution=True),
    Author("Bob van der Sample Jr.", corresponding=True),
    Author("张三", equal_contribution=True),
    Author("The Example and Sample Team"),
    Author("Ana Ortega y Gasset"),
)
#: One publication of each kind, with a value in every field.
FULL = [
    Reference(
        key=kind,
        kind=kind,
        title="FastLM++: 50% & $O(n)$ of {GPUs} for #1_a ~ “示例” \\ ^",
        authors=AUTHORS,
        year=2025,
        month=6,
        day=21,
        venue="Journal & Proceedings",
        venue_short="J&P",
        volume="7",
        number="3",
        pages="12–34",
        publisher="Example & Sons",
        doi="10.1000/a_b(1)<2>",
        arxiv_id="2501.00001",
        isbn="978-3-16-148410-0",
        issn="2049-3630",
        url="https://lab.example/a_b%20c#d",
        pdf_url="https://lab.example/a.pdf",
        abstract="One.\n\nTwo { of.",
        keywords=("decoding", "a, b"),
        award="Best Paper",
        editors=(Author("Ed Editor"),),
        extra={"address": "Paris"},
    )
    for kind in KINDS
]
for_each_strategy = pytest.mark.parametrize(
    "strategy", [ordinary_references, hostile_references], ids=["ordinary", "hostile"]
)


def examples_of(strategy):
    """Return many references for one file, because a program takes a second to start."""
    examples = []

    @settings(max_examples=20, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(st.lists(strategy, min_size=1, max_size=6))
    def collect(references):
        examples.extend(references)

    collect()
    return examples


@pytest.fixture
def run(tmp_path):
    """Return a function that runs a program in ``run.folder``: ``status, output = run("biber", …)``."""

    def run_program(name, *arguments):
        program = shutil.which(name)
        if program is None:
            pytest.skip(f"{name} is not installed, so the exported BibTeX is not checked with it")
        process = subprocess.run(
            [program, *arguments], cwd=tmp_path, capture_output=True, text=True, errors="replace", check=False
        )
        return process.returncode, process.stdout + process.stderr

    run_program.folder = tmp_path
    return run_program


def cited_by_bibtex(run, references, style="plain"):
    """Return the keys of the entries that `bibtex` formats in the style. Fail on an error."""
    (run.folder / "refs.bib").write_text(bibtex(references))
    (run.folder / "refs.aux").write_text(
        f"\\relax\n\\citation{{*}}\n\\bibstyle{{{style}}}\n\\bibdata{{refs}}\n"
    )
    status, output = run("bibtex", "refs")
    # Status 0 allows warnings, such as that a title is empty.
    assert status == 0, output
    assert not re.search(r"error message|I was expecting|Illegal|missing a", output), output
    return re.findall(r"\\bibitem\{([^}]*)\}", (run.folder / "refs.bbl").read_text(errors="replace"))


def read_by_biber(run, references):
    """Return the entries that `biber` writes after reading the export. Fail on an error or warning."""
    (run.folder / "refs.bib").write_text(bibtex(references))
    status, output = run("biber", "--tool", "--output-file=again.bib", "refs.bib")
    assert status == 0, output
    # Biber warns of pages that are not a range and keeps them as text, which is correct.
    complaints = [
        line for line in re.findall("^(?:WARN|ERROR).*", output, re.MULTILINE) if "literal" not in line
    ]
    assert not complaints, output
    return parse((run.folder / "again.bib").read_text()).entries


def test_bibtex_formats_every_kind(run):
    assert sorted(cited_by_bibtex(run, FULL)) == sorted(KINDS)


def test_bibtex_abbreviates_given_names_that_start_with_an_accent(run):
    reference = Reference("k", "journal", "T", authors=(Author("Élise Øystein Étoile"),))
    cited_by_bibtex(run, [reference], style="abbrv")
    assert "{\\'E}.~{\\O}. Étoile." in (run.folder / "refs.bbl").read_text()


def test_pdflatex_prints_every_symbol_that_latex_has_without_packages(run):
    """Symbols of the export, and those that are left as they are because LaTeX knows them."""
    symbols = [*_SYMBOLS, *_ALONE, *"§°±²³¶·¹×÷†‡•…←↑→↓⟨⟩"]
    lines = "\n\n".join(f"x {escape(symbol)} y" for symbol in symbols)
    document = f"\\documentclass{{article}}\\begin{{document}}{lines}\\end{{document}}"
    (run.folder / "symbols.tex").write_text(document)
    status, output = run("pdflatex", "-interaction=nonstopmode", "-draftmode", "symbols.tex")
    assert status == 0, [line for line in output.splitlines() if line.startswith("!")]


@pytest.mark.parametrize("symbol", sorted({*MATHS.values(), *COMPOUNDS.values()} - set("✉′")))
def test_every_symbol_of_a_title_comes_back(symbol):
    text = f"On {symbol} again"
    (entry,) = parse(bibtex([Reference("k", "journal", text)])).entries
    assert entry.title == text


@for_each_strategy
def test_bibtex_formats_any_export(run, strategy):
    references = examples_of(strategy)
    assert len(cited_by_bibtex(run, references)) == len(references) >= 20


def test_biber_reads_every_kind_with_authors_and_annotations(run):
    entries = read_by_biber(run, FULL)
    assert sorted(entry.key for entry in entries) == sorted(KINDS)
    for entry in entries:
        assert [author.name for author in entry.authors] == [author.name for author in AUTHORS]
        assert [author.is_equal for author in entry.authors] == [a.equal_contribution for a in AUTHORS]
        assert entry.title == FULL[0].title


@for_each_strategy
def test_biber_reads_any_export(run, strategy):
    references = examples_of(strategy)
    assert len(read_by_biber(run, references)) == len(references) >= 20
