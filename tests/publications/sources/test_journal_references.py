"""References to published versions on arXiv are free text; a wrong venue would be worse than none."""

import pytest

from publications.sources.journal_references import JournalReference, read_journal_reference

ICST = "IEEE International Conference on Software Testing, Verification and Validation Workshops (ICSTW)"
ISSTA = "ACM SIGSOFT International Symposium on Software Testing and Analysis"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"2023 {ICST}", ("inproceedings", f"2023 {ICST}", 2023)),
        (f"Artificial Intelligence in Testing @ 2022 {ICST}", ("inproceedings", f"2022 {ICST}", 2022)),
        (
            f"InProceedings of the 31st {ISSTA} 2022 Jul 18 (pp. 289-301)",
            ("inproceedings", f"Proceedings of the 31st {ISSTA}", 2022, "", "", "289–301"),
        ),
        (
            f"In Proc. {ISSTA} (ISSTA 2020), pages 14-26. ACM, 2020",
            ("inproceedings", f"Proc. {ISSTA} (ISSTA)", 2020, "", "", "14–26"),
        ),
        (
            "Proc. 2023 IEEE International Conference on Software Testing",
            ("inproceedings", "Proc. 2023 IEEE International Conference on Software Testing", 2023),
        ),
        (
            "SBES 2025 39th Brazilian Symposium on Software Engineering",
            ("inproceedings", "SBES 2025 39th Brazilian Symposium on Software Engineering", 2025),
        ),
        (
            "Software Testing, Verification and Reliability, 35(2):e1914, 2025",
            ("article", "Software Testing, Verification and Reliability", 2025, "35", "2", "", "e1914"),
        ),
        (
            "International Journal of Looms & Yarn (IJLY), Vol.3, No.1, January 2012",
            ("article", "International Journal of Looms & Yarn (IJLY)", 2012, "3", "1"),
        ),
        (
            "IEEE Transactions on Looms ( Volume: 65 , Issue: 4 , April 2019 )",
            ("article", "IEEE Transactions on Looms", 2019, "65", "4"),
        ),
        ("Phys.Lett.B573:94-100,2003", ("article", "Phys. Lett. B", 2003, "573", "", "94–100")),
        ("ActaAstron.56:1-50,2006", ("article", "Acta Astron.", 2006, "56", "", "1–50")),
        (
            "Phys. Rev. Lett. 116, 061102 (2016)",
            ("article", "Phys. Rev. Lett.", 2016, "116", "", "", "061102"),
        ),
        ("Journal of Looms 12 (2025) 3-14", ("article", "Journal of Looms", 2025, "12", "", "3–14")),
        ("Nature 529, 484-489 (2016)", ("article", "Nature", 2016, "529", "", "484–489")),
        (
            "Formal Looms, Springer-Verlag (Ed.) (2008) 209-239",
            ("incollection", "Formal Looms", 2008, "", "", "209–239"),
        ),
        ("ICML 2020", ("inproceedings", "ICML", 2020)),
        ("to appear in Journal of Looms", ("article", "Journal of Looms", None, "", "", "", "", True)),
    ],
)
def test_reference_is_understood(text, expected):
    assert read_journal_reference(text) == JournalReference(*expected)


@pytest.mark.parametrize(
    "text",
    [
        "PhD thesis, University of Looms, 2019",
        "Submitted to Journal of Looms",
        "In Proceedings LOOM 2013, arXiv:1301.1234",
        "Looms (second edition: 2) in 12 parts, 7",
        "LOOM 7: extended 2025, see also 2023",
        "2025",
        "",
        "x" * 1000,
    ],
)
def test_other_text_gives_no_venue(text):
    assert read_journal_reference(text) is None


@pytest.mark.parametrize("part", ["1 ", "(2020) ", "a. ", "pp. ", "12(3), ", "Vol.1 ", "(", "@ "])
def test_odd_text_does_no_harm(part):
    read_journal_reference((part * 300)[:300])
