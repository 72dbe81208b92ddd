"""What AcadHomepage brings, a template of homepages, is nothing of the owner of a site."""

from tests.importing.sites import read_site, values

CONFIG = {"_config.yml": "title: Ann Lee\nauthor:\n  name: Ann Lee\n"}
LINES = """
    # Honors and Awards

    - *2021.10* Tencent Scholarship (Top 1%)
    - *2021.10* National Scholarship (Top 1%)
    - *2020.12* [Baidu Scholarship](https://x.edu/b) (10 students in the world each year)
    - *2019.06* Lake Prize

    # Educations

    - *2019.06 - 2022.04*, Master, Zhejiang University, Hangzhou.
    - *2018.09 - 2022.06*, Bachelor, Lake University, Laketown.
"""


def test_lines_of_the_template_are_not_those_of_the_owner():
    result = read_site({**CONFIG, "index.md": LINES})

    assert [item.title for item in result.honors] == ["Lake Prize"]
    assert [item.degree for item in result.education] == ["Bachelor"]
    assert any("Tencent Scholarship" in rest.text for rest in result.not_understood)


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

        - `ICML 2023` [Make-An-Audio: Audio Generation](https://x.edu/a), Bo Wu, **Yi Ren**, et al.
        - `AAAI 2022` [DiffSinger: Singing Voices](https://x.edu/b), Ann Lee, Bo Wu, **Yi Ren**
        - `LakeConf 2024` [Maps of Rivers and Lakes](https://x.edu/c), **Ann Lee**, Yi Ren
    """
    result = read_site({**CONFIG, "index.md": page})

    assert [item.title for item in result.publications] == [
        "DiffSinger: Singing Voices",
        "Maps of Rivers and Lakes",
    ]


def test_author_of_the_template_keeps_papers_and_lines():
    papers = """
        # Publications

        - `AAAI 2022` [DiffSinger: Singing Voices](https://x.edu/b), Bo Wu, **Yi Ren**
    """
    config = {"_config.yml": "title: Yi Ren\nauthor:\n  name: Yi Ren\n"}
    honors = read_site({**config, "index.md": LINES}).honors

    assert len(honors) == 4
    assert values(read_site({**config, "index.md": papers}).publications, "year") == [("2022",)]
