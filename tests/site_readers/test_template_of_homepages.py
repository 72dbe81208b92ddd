"""What AcadHomepage brings, a template of homepages, is nothing of the owner of a site."""

import pytest

from site_readers import acad_homepage
from site_readers.acad_homepage import digest
from tests.site_readers.sites import read_site, values

CONFIG = {"_config.yml": "title: Ann Lee\nauthor:\n  name: Ann Lee\n"}
LINES = """
    # Honors and Awards

    - *2021.10* River Scholarship (Top 1%)
    - *2021.10* National Scholarship (Top 1%)
    - *2020.12* [Hill Scholarship](https://x.edu/b) (10 students each year)
    - *2019.06* Lake Prize

    # Educations

    - *2019.06 - 2022.04*, Master, Hill University, Hilltown.
    - *2018.09 - 2022.06*, Bachelor, Lake University, Laketown.
"""


@pytest.fixture(autouse=True)
def template(monkeypatch):
    """A template whose author is Cy Dune, with some of the lines above."""
    lines = (
        "2021.10 River Scholarship (Top 1%)",
        "2021.10 National Scholarship (Top 1%)",
        "2020.12 Hill Scholarship (10 students each year)",
        "2019.06 - 2022.04, Master, Hill University, Hilltown.",
    )
    monkeypatch.setattr(acad_homepage, "AUTHOR", digest("Cy Dune"))
    monkeypatch.setattr(acad_homepage, "TITLES", {digest("MapMaker"), digest("DiffMaps")})
    monkeypatch.setattr(acad_homepage, "LINES", set(map(digest, lines)))


def test_lines_of_the_template_are_not_those_of_the_owner():
    result = read_site({**CONFIG, "index.md": LINES})

    assert [item.title for item in result.honors] == ["Lake Prize"]
    assert [item.degree for item in result.education] == ["Bachelor"]
    assert any("River Scholarship" in rest.text for rest in result.not_understood)


def test_one_line_as_in_the_template_is_that_of_the_owner():
    page = """
        # Honors and Awards

        - *2021.10* National Scholarship (Top 1%)
        - *2019.06* Lake Prize
    """
    result = read_site({**CONFIG, "index.md": page})

    assert [item.title for item in result.honors] == ["National Scholarship", "Lake Prize"]


def test_papers_of_the_template_are_left_out_unless_the_owner_wrote_them():
    page = """
        # Publications

        - `LakeConf 2023` [MapMaker: Maps of Hills](https://x.edu/a), Bo Wu, **Cy Dune**, et al.
        - `HillConf 2022` [DiffMaps: Maps of Voices](https://x.edu/b), Ann Lee, Bo Wu, **Cy Dune**
        - `LakeConf 2024` [Maps of Rivers and Lakes](https://x.edu/c), **Ann Lee**, Cy Dune
    """
    result = read_site({**CONFIG, "index.md": page})

    assert [item.title for item in result.publications] == [
        "DiffMaps: Maps of Voices",
        "Maps of Rivers and Lakes",
    ]


def test_author_of_the_template_keeps_papers_and_lines():
    papers = """
        # Publications

        - `HillConf 2022` [DiffMaps: Maps of Voices](https://x.edu/b), Bo Wu, **Cy Dune**
    """
    config = {"_config.yml": "title: Cy Dune\nauthor:\n  name: Cy Dune\n"}
    honors = read_site({**config, "index.md": LINES}).honors

    assert len(honors) == 4
    assert values(read_site({**config, "index.md": papers}).publications, "year") == [("2022",)]
