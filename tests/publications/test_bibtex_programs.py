"""The programs that BibTeX files are for, `bibtex` and `biber`, take what is exported without a complaint.

They come with TeX (Debian: texlive-binaries, texlive-base and biber). Where they are not, as on most machines
without TeX, nothing else of this suite needs them; so these tests alone are skipped, and say so.
"""

import re
import shutil
import subprocess

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from publications.bibtex import parse
from publications.citing import KINDS, Author, Reference, bibtex

from .test_bibtex_round_trip import references as sensible
from .test_citing_bibtex import references as hostile

AUTHORS = (
    Author("Ada Example", equal_contribution=True),
    Author("Bob van der Sample Jr.", corresponding=True),
    Author("张三", equal_contribution=True),
    Author("The Example and Sample Team"),
    Author("Ana Ortega y Gasset"),
)
#: One of each kind, with all that an entry can have.
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
        note="Best Paper",
        extra={"address": "Paris", "editor": "Ed Editor"},
    )
    for kind in KINDS
]
many = pytest.mark.parametrize("source", [sensible, hostile], ids=["sensible", "hostile"])


def examples_of(source):
    """Many references to put into one file: a program takes a second to start, whatever it has to read."""
    found = []

    @settings(max_examples=20, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(st.lists(source, min_size=1, max_size=6))
    def collect(references):
        found.extend(references)

    collect()
    return found


@pytest.fixture
def run(tmp_path):
    """``run("biber", …)`` runs a program on the files in ``run.folder``; returns its status and its words."""

    def run_program(name, *arguments):
        program = shutil.which(name)
        if program is None:
            pytest.skip(f"{name} is not installed, so nobody has asked it about our BibTeX")
        done = subprocess.run(
            [program, *arguments], cwd=tmp_path, capture_output=True, text=True, errors="replace", check=False
        )
        return done.returncode, done.stdout + done.stderr

    run_program.folder = tmp_path
    return run_program


def cited_by_bibtex(run, references):
    """The keys of the entries that `bibtex` sets in the style "plain"; it must not find an error."""
    (run.folder / "refs.bib").write_text(bibtex(references))
    (run.folder / "refs.aux").write_text("\\relax\n\\citation{*}\n\\bibstyle{plain}\n\\bibdata{refs}\n")
    status, words = run("bibtex", "refs")
    # 0 is "fine"; a warning, such as that a title is empty, is no error of the file.
    assert status == 0, words
    assert not re.search(r"error message|I was expecting|Illegal|missing a", words), words
    return re.findall(r"\\bibitem\{([^}]*)\}", (run.folder / "refs.bbl").read_text(errors="replace"))


def read_by_biber(run, references):
    """What `biber` makes of the entries, read again by us; it must not find anything wrong."""
    (run.folder / "refs.bib").write_text(bibtex(references))
    status, words = run("biber", "--tool", "--output-file=again.bib", "refs.bib")
    assert status == 0, words
    # Pages that are no range are text to biber, and it says so; that is what they are.
    complaints = [
        line for line in re.findall("^(?:WARN|ERROR).*", words, re.MULTILINE) if "literal" not in line
    ]
    assert not complaints, words
    return parse((run.folder / "again.bib").read_text()).entries


def test_bibtex_sets_every_kind(run):
    assert sorted(cited_by_bibtex(run, FULL)) == sorted(KINDS)


@many
def test_bibtex_sets_whatever_is_exported(run, source):
    references = examples_of(source)
    assert len(cited_by_bibtex(run, references)) == len(references) >= 20


def test_biber_reads_every_kind_with_its_authors_and_their_marks(run):
    entries = read_by_biber(run, FULL)
    assert sorted(entry.key for entry in entries) == sorted(KINDS)
    for entry in entries:
        assert [author.name for author in entry.authors] == [author.name for author in AUTHORS]
        assert [author.is_equal for author in entry.authors] == [a.equal_contribution for a in AUTHORS]
        assert entry.title == FULL[0].title


@many
def test_biber_reads_whatever_is_exported(run, source):
    references = examples_of(source)
    assert len(read_by_biber(run, references)) == len(references) >= 20
