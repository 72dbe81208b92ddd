"""What a source says and no item holds is named. All of it is invented."""

import pytest

from site_readers.items import SECTIONS, Result
from site_readers.publications import title_key
from tests.site_readers.sites import named, read_site, values

_HUGO = {"hugo.toml": "title = 'Ann Lee'\n", "content/_index.md": "# Ann Lee\n\nI map rivers.\n"}
_SHORTCODE = """
    # Publications

    {{< paper title="Maps of seven slow rivers" authors="Ann Lee, Bo Wu" venue="Lake Journal" year="2024"
        style="color: red" meta="<b>Impact factor 7, on the cover</b>" >}}
"""
_START = """
    ---
    layout: about
    permalink: /
    subtitle: "<b>Lecturer of rivers</b> at Lake University"
    profile:
      more_info: "<p>Room 7</p><p>Street of maps</p>"
    ---
    I map rivers. [Papers](/publications/)
"""
_PAPER = """
    ---
    title: "Maps of seven slow rivers"
    date: 2024-05-01
    venue: "Lake Journal"
    award: "Best map of the year"
    citation: "Ann Lee, Bo Wu (2024). Maps of seven slow rivers. <i>Lake Journal</i>, special issue on water."
    ---
    Recommended citation: Ann Lee. Maps of seven slow rivers. Reprinted by the Society of Lakes.
"""
_MEMBER = """
    ---
    title: Bo Wu
    role: phd
    teaser: I follow rivers from their wells to the sea.
    ---
"""

#: Files, and the texts that no item can hold.
_SOURCES = [
    pytest.param(
        {"index.md": "## Publications\n\n### 2024 (7: Top5x2)\n\n- Ann Lee, Bo Wu. Maps. ICML 2024.\n"},
        ["(7: Top5x2)"],
        id="bracket behind the year of a heading",
    ),
    pytest.param(
        {"_config.yml": "title: Ann Lee\n", "_pages/about.md": _START},
        ["Lecturer of rivers", "Street of maps"],
        id="texts in the front matter of a page",
    ),
    pytest.param(
        {
            "_config.yml": "title: Ann Lee\n",
            "_pages/about.md": "---\npermalink: /\n---\n{% for one in site.publications %}{% endfor %}\n",
            "_publications/rivers.md": _PAPER,
        },
        ["Best map of the year", "special issue on water", "Reprinted by the Society of Lakes"],
        id="fields of a paper with a file of its own",
    ),
    pytest.param(
        {"_config.yml": "title: Lake Lab\n", "_data/types.yaml": "phd:\n  description: PhD\n"}
        | {"team/index.md": "{% include list.html data='members' %}\n", "_members/wu.md": _MEMBER},
        ["I follow rivers from their wells to the sea"],
        id="sentence in a field for pictures",
    ),
    pytest.param(
        {"index.html": "<h2>李安</h2><h3>我预计在秋季毕业，有合适的岗位请联系我!</h3><p>我研究河流。</p>"},
        ["我预计在秋季毕业，有合适的岗位请联系我", "我研究河流"],
        id="sentence in a heading",
    ),
    pytest.param(
        {"index.md": "## Student Researchers (Laketown)\n\n- Bo Wu, PhD student\n- Cy Young, PhD student\n"},
        ["Laketown"],
        id="place in the heading of a section",
    ),
    pytest.param(
        _HUGO | {"content/publications.md": _SHORTCODE},
        ["Impact factor 7, on the cover"],
        id="further parameter of a shortcode",
    ),
    pytest.param(
        {
            "index.html": """
            <h2>Publications</h2><ul>
            <li>Ann Lee, Bo Wu. “Maps of seven slow rivers.” Lakes, 2024.</li>
            <li>Ann Lee, Bo Wu. “Maps of seven slow rivers.” Lakes, 2024. Cover of the issue!</li></ul>"""
        },
        ["Cover of the issue"],
        id="remark at the second place of a paper",
    ),
    pytest.param(
        {
            "index.html": """
            <h2>News</h2><ul><li>2024-05: <a href="https://x.edu/a">Daily Lake</a> wrote about us.</li></ul>
            <h2>Students</h2><ul><li>as B.S.<ul>
            <li><a href="https://x.edu/b">Bo Wu</a> (2014–2015)</li>
            <li><a href="https://x.edu/c">Cy Young</a> (2015–2016)</li></ul></li></ul>"""
        },
        ["Daily Lake", "Bo Wu", "Cy Young"],
        id="texts of links, and people below a line without a name",
    ),
    pytest.param(
        {
            "index.html": """
            <h2>Mapping</h2><table><tbody><tr><!--<td>-->
            <p>Mapping is the art of leaving things out.</p></tr></tbody></table>"""
        },
        ["Mapping is the art of leaving things out"],
        id="paragraph in a row without a cell",
    ),
    pytest.param(
        {
            "index.html": """
            <h2>Teaching</h2><table><tr><td><a href="https://x.edu/1">Instructor, GEO 188 Spring 2011</a><br>
            <a href="https://x.edu/2">Instructor, GEO 199 Fall 2010</a><br>
            <a href="https://x.edu/3">Figures of a book about maps</a></td></tr></table>"""
        },
        ["GEO 188", "GEO 199", "Figures of a book about maps"],
        id="lines of links in a row",
    ),
]


@pytest.mark.parametrize(("files", "texts"), _SOURCES)
def test_every_text_is_in_an_item_or_named(files: dict[str, str], texts: list[str]):
    said = _everything(read_site(files))

    assert [text for text in texts if title_key(text) not in said] == []


def _everything(result: Result) -> str:
    """Return the fields of all items, and what is not understood, without blanks and punctuation."""
    items = [item for section in SECTIONS.values() for item in getattr(result, section)]
    fields = [
        str(value)
        for item in items
        for name, value in vars(item).items()
        if name not in ("raw", "file", "line", "links")
    ]
    return title_key(" ".join([*fields, *(rest.text for rest in result.not_understood)]))


def test_lines_of_links_below_teaching_are_courses():
    result = read_site(dict(_SOURCES[-1].values[0]))

    assert values(result.service, "role", "start") == [
        ("Instructor", "2011"),
        ("Instructor", "2010"),
        ("Teaching", ""),
    ]


def test_paper_of_a_conference_and_its_journal_version_are_two():
    page = """
        ## Publications

        - Ann Lee, Bo Wu. "Maps of seven slow rivers." Journal of Lakes, 2024. [DOI](https://doi.org/10.1000/2)
        - Ann Lee, Bo Wu. "Maps of seven slow rivers." Conference on Rivers, 2022.
        - Ann Lee, Bo Wu. "Maps of seven slow rivers." arXiv preprint, 2021.
        - Ann Lee, Bo Wu. "Birds on four deep lakes." Letters of Birds, 2023.
          [DOI](https://doi.org/10.1000/3)
        - Ann Lee, Bo Wu. "Birds on four deep lakes." Lett. Bi., 2024. [DOI](https://doi.org/10.1000/3)
        - Ann Lee, Bo Wu. "Trees at the end of a map." MAPCONF, 2023.
        - Ann Lee, Bo Wu. "Trees at the end of a map." Conference on Mapping: Acres, Plains (MAPCONF), 2024.
    """
    result = read_site({"index.md": page})

    assert values(result.publications, "title", "year") == [
        ("Maps of seven slow rivers", "2024"),
        ("Maps of seven slow rivers", "2022"),
        ("Birds on four deep lakes", "2023"),
        ("Trees at the end of a map", "2023"),
    ]
    assert named(result, "arXiv preprint")


def test_working_papers_need_neither_authors_nor_a_link():
    page = """
        <h2>Working papers</h2><ul>
        <li><p><div style="font-weight:bold">Maps and the value of public rivers in a market</div>
        <a href="x.edu/Job Paper.pdf">[PDF] (under review)</a>
        <div>People often pay a premium for rivers.</div></li>
        <li><p><b>Why do so few lakes ever leave the maps of a country?</b>
        <a href="#">(The draft is available upon request)</a></li></ul>
    """
    result = read_site({"index.html": page})

    assert values(result.publications, "title", "authors") == [
        ("Maps and the value of public rivers in a market", []),
        ("Why do so few lakes ever leave the maps of a country?", []),
    ]


def test_label_that_names_the_owner_ends_the_section_above():
    page = """
        <h2>Projects</h2><p><a href="https://x.edu/p">Map of all rivers</a> (2014–2016)</p>
        <p>Dr. Lee's Working Exprience:</p>
        <ul><li>August 2015 – present, Professor, Lake University</li></ul>
    """
    result = read_site({"index.html": page})

    assert values(result.projects, "title") == [("Map of all rivers",)]
    assert named(result, "Professor, Lake University")


@pytest.mark.parametrize(
    ("place", "details"),
    [
        ("Journal of Lakes, vol. 9, no. 1, pp. 62-83, 2024", ("9", "1", "62–83")),
        ("Journal of Lakes 15(24), 4873–4889, 2024", ("15", "24", "4873–4889")),
        ("Journal of Lakes, 805, 494-522 (2024)", ("805", None, "494–522")),
        ("Conference on Lakes, 12-16 June 2024", (None, None, None)),
        ("Conference on Lakes, Aug. 7, 12-13, 2024", (None, None, None)),
    ],
)
def test_volume_number_and_pages_are_imported(place: str, details: tuple[str | None, ...]):
    page = f"## Publications\n\n- Ann Lee, Bo Wu. “Maps of seven slow rivers.” {place}.\n"

    (paper,) = read_site({"index.md": page}).publications

    assert tuple(map(paper.details.get, ("volume", "number", "pages"))) == details


def test_further_fields_of_a_bibliography_are_imported():
    bibliography = """
        @article{lee, title={Maps of rivers}, author={Lee, Ann}, year={2024}, journal={Lakes}, volume={5},
            pages={1--9}, award={Best map}, abstract={Rivers are long.}, keywords={maps, rivers}}
    """
    (paper,) = read_site({"papers.bib": bibliography}).publications

    assert paper.details == {
        "volume": "5",
        "pages": "1–9",
        "award": "Best map",
        "abstract": "Rivers are long.",
        "keywords": "maps\nrivers",
    }


def test_link_beside_a_paper_that_leads_to_nothing_of_it_is_named():
    page = """
        <h2>Publications</h2>
        <table><tr><td><img src="a.png"></td><td><papertitle>Maps of rivers and lakes</papertitle><br>
        Ann Lee, Bo Wu,<br>,<br><a href="https://example.edu/cy">Cy Young</a><br><i>Lake Journal</i>, 2020<br>
        <a href="#">Our tour of all the lakes</a></td></tr></table>
    """
    result = read_site({"index.html": page})

    assert result.publications[0].authors == ["Ann Lee", "Bo Wu", "Cy Young"]
    assert named(result, "Our tour of all the lakes")


def test_link_of_a_menu_to_a_page_that_is_not_read_is_named():
    menu = "<ul><li><a href='index.html'>Home</a></li><li><a href='cv.html'>CV</a></li>"
    page = f"{menu}<li><a href='walks.html'>Walks</a></li></ul><h2>Awards</h2><ul><li>2021, Prize</li></ul>"
    result = read_site({"index.html": page})

    assert named(result, "Walks") == [("index.html", 1, "A link in a menu.")]
    assert not named(result, "Home")
