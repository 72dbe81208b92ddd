"""HTML and JATS in titles as text."""

import time

import pytest

from publications.citing.cleaning import one_line
from publications.citing.markup import without_markup


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Are clams (\n    <i>Tridacna</i>\n    ) shy?", "Are clams (Tridacna) shy?"),
        ("<i>Primulina</i>\n      (Gesneriaceae), a species", "Primulina (Gesneriaceae), a species"),
        ("in\n   <i>Streptococcus</i>\n   that contributes", "in Streptococcus that contributes"),
        ("TiO <sub>2</sub> nanotubes", "TiO₂ nanotubes"),
        ("H <sub>2</sub> O production", "H₂O production"),
        ("Ca\n<sup>2+</sup>\nchannels", "Ca²⁺ channels"),
        ("with <sup>89</sup>Zr-trastuzumab", "with ⁸⁹Zr-trastuzumab"),
        ("with\n <sup>89</sup>\n Zr-trastuzumab", "with ⁸⁹Zr-trastuzumab"),
        ("<i>c</i><sub><i>p</i></sub> im Zustand", "c_p im Zustand"),
        ("the δ&amp;lt;sup&amp;gt;13&amp;lt;/sup&amp;gt;C decline", "the δ¹³C decline"),
        ("H <scp>i</scp> Disk", "H i Disk"),
        ("Big Data &amp; Society", "Big Data & Society"),
        ("x<y and z>w", "x<y and z>w"),
        ("&lt;5 nm &lt;em&gt;wide&lt;/em&gt;", "<5 nm wide"),
        ('<jats:p><span class="nocase">mRNA</span></jats:p>', "mRNA"),
    ],
)
def test_markup_becomes_text(markup, text):
    assert one_line(without_markup(markup)) == text


def test_script_without_characters_becomes_a_formula_in_titles():
    assert without_markup("T<sub>eff</sub>", formulas=True) == r"T$_{\mathrm{eff}}$"
    assert without_markup("10<sup>−3</sup>", formulas=True) == "10⁻³"


@pytest.mark.parametrize("text", ["a" + " " * 30_000 + "<b>", "a" + "\n" * 30_000 + "b<i>", "<sub>" * 10_000])
def test_long_runs_of_blanks_take_no_time(text):
    begin = time.process_time()
    without_markup(text)
    assert time.process_time() - begin < 1
