"""Authors of papers in one line with title and venue. All of it is invented."""

import pytest

from tests.site_readers.sites import read_site, values

TITLE = "Maps of seven very slow rivers"


@pytest.mark.parametrize(
    ("line", "authors", "year"),
    [
        ("[TITLE](https://doi.org/10.1/1),**A. Lee**, B. Wu, Rivers, 2022,140:11.", "A. Lee; B. Wu", "2022"),
        ("[TITLE], B. Wu, **A. Lee***, Applied Maps, 2019, 254, 295-298.", "B. Wu; A. Lee", "2019"),
        ("[TITLE], **A. Lee**, B. Wu, Applied Maps and Lakes, 2017, 13-20.", "A. Lee; B. Wu", "2017"),
        ("[TITLE], **Ann Lee**, Journal of Rivers, 2019.", "Ann Lee", "2019"),
        ("[TITLE]，李安，吴波，湖泊学报，2021: 1-10.", "李安; 吴波", "2021"),
        ("Ann Lee and bo Wu. “*TITLE*”. ***River Review***", "Ann Lee; bo Wu", ""),
        ("bo Wu, Cy Xu and Ann Lee.“*TITLE*”.", "bo Wu; Cy Xu; Ann Lee", ""),
        ('"*TITLE*" ***River Review*** **CSSCI**', "", ""),
        (
            'Wu, Bo, and A. Lee. "TITLE." ***River Review*** 9 (2022): 4.\n  *Intro*: LONG',
            "Bo Wu; A. Lee",
            "2022",
        ),
        (
            'Wu, Bo, Ann Lee, and Cy Xu. "TITLE."  (2016):<i>Lake Notes </i>. 47.',
            "Bo Wu; Ann Lee; Cy Xu",
            "2016",
        ),
        ("Lee, A., Wu, B.C., Yun, L. TITLE. Lake Notes (2021).", "Lee, A.; Wu, B.C.; Yun, L.", "2021"),
    ],
)
def test_all_authors_of_a_line_are_found_and_its_venue_is_none(line, authors, year):
    line = line.replace("TITLE", TITLE).replace("LONG", "We draw maps. " * 20)
    result = read_site({"index.md": f"# Ann Lee\n\n## Publications and working in progress\n\n- {line}\n"})

    names = authors.split("; ") if authors else []
    assert values(result.publications, "title", "authors", "year") == [(TITLE, names, year)]


def test_title_in_brackets_and_commas_is_no_tag():
    page = (
        "# Ann Lee\n\n## Papers\n\n- [Maps at First Sight], **Ann Lee**, Proceedings of Maps, 215: 20-26.\n"
    )
    assert values(read_site({"index.md": page}).publications, "title") == [("Maps at First Sight",)]
