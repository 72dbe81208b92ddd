"""Export as RIS."""

import re

import pytest
from hypothesis import given

from publications.citing import ris

from .reference_samples import PAPER, reference
from .reference_strategies import hostile_references


def test_paper_has_all_its_tags():
    assert ris([PAPER]).split("\r\n") == [
        "TY  - JOUR",
        "ID  - example2025fastlm",
        "TI  - FastLM: Faster Inference",
        "AU  - Example, Ada",
        "AU  - van der Sample, Bob, Jr.",
        "AU  - 欧阳三",
        "AU  - The Example Team",
        "PY  - 2025",
        "DA  - 2025/06//",
        "T2  - Journal of Examples",
        "JO  - Journal of Examples",
        "J2  - JoE",
        "VL  - 7",
        "IS  - 3",
        "SP  - 12",
        "EP  - 34",
        "PB  - Example Press",
        "SN  - 0000-0000",
        "DO  - 10.1000/1",
        "AN  - arXiv:2501.00001",
        "DB  - arXiv",
        "CY  - Paris",
        "UR  - https://lab.example/publications/fastlm/",
        "L1  - https://lab.example/fastlm.pdf",
        "LA  - en",
        "AB  - One. Two.",
        "KW  - decoding",
        "KW  - inference",
        "N1  - Best Paper Award",
        "ER  - ",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("conference", "CONF"),
        ("workshop", "CONF"),
        ("preprint", "UNPB"),
        ("thesis", "THES"),
        ("book", "BOOK"),
        ("chapter", "CHAP"),
        ("report", "RPRT"),
        ("software", "COMP"),
        ("dataset", "DATA"),
        ("patent", "PAT"),
        ("other", "GEN"),
        ("no such kind", "GEN"),
    ],
)
def test_each_kind_has_its_ris_type(kind, code):
    assert ris([reference(kind=kind)]).startswith(f"TY  - {code}\r\n")


def test_dates_are_as_precise_as_known():
    assert "DA  - 2025///\r\n" in ris([reference(year=2025)])
    assert "DA  - 2025/02/28/\r\n" in ris([reference(year=2025, month=2, day=28)])
    assert "DA  -" not in ris([reference(month=2)])


@given(hostile_references)
def test_every_line_is_a_tag_whatever_the_input(given_reference):
    lines = ris([given_reference]).split("\r\n")
    assert lines[-3:] == ["ER  - ", "", ""]
    assert all(
        re.fullmatch("[A-Z][A-Z0-9]  - .*", line) and line.splitlines() == [line] for line in lines[:-2]
    )
