"""Forms of lists on homepages: rows of headings, badges, kinds of works. All of it is invented."""

from tests.site_readers.sites import read_site, values


def test_cells_of_headings_in_all_rows_are_entries():
    page = """
        # Projects

        <table>
        <tr><th>2022.01-2023.12</th><th>Long maps of rivers</th><th>Lake Fund</th></tr>
        <tr><th colspan="3">• We map rivers from the air.</th></tr>
        <tr><th>2020.01-2021.12</th><th>Short maps of lakes</th><th>River Fund</th></tr>
        <tr><th colspan="3">• We map lakes from boats.</th></tr>
        </table>

        # Conference

        <table>
        <tr><th>2023.10</th><th>Lake Team Meeting 2023</th><th>Oral Presentation</th><th>Laketown</th></tr>
        <tr><th>2021.06</th><th>River Days</th><th>Poster</th><th>Rivertown</th></tr>
        </table>
    """
    result = read_site({"index.md": page})

    assert [item.title for item in result.projects] == ["Long maps of rivers", "Short maps of lakes"]
    assert "We map rivers from the air" in result.projects[0].text
    assert values(result.talks, "date", "kind", "title", "place") == [
        ("2023-10", "Oral Presentation", "Lake Team Meeting 2023", "Laketown"),
        ("2021-06", "Poster", "River Days", "Rivertown"),
    ]
    assert result.publications == []


def test_badges_of_a_year_are_its_text():
    page = """
        # Publications

        - [Maps of Rivers and Lakes](https://x.edu/a) ![](https://img.shields.io/badge/2023-red)
          [![](https://img.shields.io/badge/PDF-blue)](./a.pdf) <br>
          Ann Lee, Bo Wu
        - [Maps of Hills and Dales](https://x.edu/b) ![](https://img.shields.io/badge/2021_06-Laketown-red)<br>
          Bo Wu, Ann Lee
    """
    result = read_site({"index.md": page})

    assert values(result.publications, "title", "authors", "year") == [
        ("Maps of Rivers and Lakes", ["Ann Lee", "Bo Wu"], "2023"),
        ("Maps of Hills and Dales", ["Bo Wu", "Ann Lee"], "2021"),
    ]


def test_letters_for_the_kind_of_a_work_end_its_title():
    page = """
        # Publications

        - 李安, `吴波`, 王湖.基于湖泊地图的水位预测[J].*湖泊学报*, 2020,32(03):441-451.
        - 李安, `吴波`.河流地图的绘制方法研究[J].*河流学报*, 2021,12(03):4-9.
        - Ann Lee, Bo Wu. Measurements of lakes from boats [M],Laketown: Lake Press, 2023
    """
    result = read_site({"index.md": page})

    assert values(result.publications, "title", "authors", "venue", "year") == [
        ("基于湖泊地图的水位预测", ["李安", "吴波", "王湖"], "湖泊学报", "2020"),
        ("河流地图的绘制方法研究", ["李安", "吴波"], "河流学报", "2021"),
        ("Measurements of lakes from boats", ["Ann Lee", "Bo Wu"], "Laketown: Lake Press", "2023"),
    ]


def test_owner_whose_family_name_stands_first_as_code_is_an_author():
    page = """
        # Publications

        - `Lee, Ann`, Bo Wu and Cy Xu. 2023. Maps of rivers in rain. *Lake Letters*, 2023, 15 (19): 4
        - Wu, Bo, Cy Xu, and `Lee, Ann`. 2021. Maps of lakes in wind. *Lake Letters*, 2021, 4: 5
    """
    result = read_site({"index.md": page})

    assert values(result.publications, "title", "authors", "year") == [
        ("Maps of rivers in rain", ["Ann Lee", "Bo Wu", "Cy Xu"], "2023"),
        ("Maps of lakes in wind", ["Bo Wu", "Cy Xu", "Ann Lee"], "2021"),
    ]


def test_number_of_arxiv_after_a_dated_title_is_no_title():
    page = """
        # Research Papers

        1. [Ann Lee](https://x.edu/lee), [Bo Wu](https://x.edu/wu), 2023, Maps of rivers in heavy rain,
           [ArXiv 2101.00001](https://arxiv.org/pdf/2101.00001.pdf), [doi: 10.1000/x.1](https://doi.org/10.1000/x.1)
    """
    result = read_site({"index.md": page})

    assert values(result.publications, "title", "authors", "year") == [
        ("Maps of rivers in heavy rain", ["Ann Lee", "Bo Wu"], "2023")
    ]


def test_topic_above_a_paper_with_its_own_title_is_no_title():
    page = """
        # Publications

        ## Numerical maps of wide rivers

        <b>[Convergence of maps of rivers](https://x.edu/a)</b> <br>
        Bo Wu, <b>Ann Lee</b>.
        <i>Lake Letters</i>, <b>2021</b>.
    """
    result = read_site({"index.md": page})

    assert [item.title for item in result.publications] == ["Convergence of maps of rivers"]


def test_links_on_a_page_of_links_are_no_items():
    pages = {
        "_config.yml": "title: Ann\nauthor:\n  name: Ann Lee\n",
        "index.md": "I map rivers.\n",
        "_pages/links.md": """
            ---
            title: Useful Links
            permalink: /links/
            ---
            ### Home Services
            * **[Lake Program for Members](https://x.edu/a)**
            ### Conference
            * **[Top Conferences on Maps and Lakes and Rivers](https://x.edu/b)**
        """,
    }
    result = read_site(pages)

    assert (result.service, result.publications) == ([], [])


def test_ordinals_as_formulas_are_text():
    page = """
        # Honors

        - 2019.08: $2^{nd}$ Place of the ${30}^{th}$ Lake Race
    """
    result = read_site({"index.md": page})

    assert [item.title for item in result.honors] == ["2nd Place of the 30th Lake Race"]


def test_last_line_of_a_numbered_list_without_its_number_is_an_entry():
    page = """
        # Publications

        1、Ann Lee, Bo Wu. "Maps of Rivers and Lakes", Lake Letters, 2024. <br>
        2、Ann Lee, Cy Xu. "Maps of Hills and Dales", Hill Letters, 2023. (Best Paper)<br>
        3、Bo Wu, Ann Lee."Maps of Roads and Paths", Road Letters, 2022.<br>
        Ann Lee, Di Yun."Maps of Woods and Meadows", Wood Letters, 2019.<br>
    """
    result = read_site({"index.md": page})

    assert values(result.publications, "title", "year") == [
        ("Maps of Rivers and Lakes", "2024"),
        ("Maps of Hills and Dales", "2023"),
        ("Maps of Roads and Paths", "2022"),
        ("Maps of Woods and Meadows", "2019"),
    ]


def test_date_of_an_example_is_not_that_of_a_paper_with_its_citation():
    entry = """
        ---
        title: Maps of rivers in rain
        date: 2010-10-01
        venue: Journal 1
        citation: 'Your Name, You. (2010). &quot;Paper Title Number 2.&quot; <i>Journal 1</i>. 1(2).'
        ---
    """
    pages = {
        "_config.yml": "title: Ann\nauthor:\n  name: Ann Lee\n",
        "index.md": "I map rivers.\n",
        "_pages/papers.md": ("---\npermalink: /papers/\n---\n{% for p in site.publications %}{% endfor %}\n"),
        "_publications/2010-10-01-paper-title-number-2.md": entry,
    }
    result = read_site(pages)

    assert values(result.publications, "title", "venue", "year") == [("Maps of rivers in rain", "", "")]


def test_sentence_that_there_are_no_courses_is_no_course():
    page = """
        # Teaching

        For now, I don't have any courses.
    """
    result = read_site({"index.md": page})

    assert result.service == []


def test_name_with_a_comma_in_bold_is_one_author():
    page = """
        # Publications

        - `LakeConf 2025` [Maps of Rivers](https://x.edu/a), **Ann,Lee**,Bo-Yow Wu, Cy Xu,Di Yun et al.
    """
    result = read_site({"index.md": page})

    assert values(result.publications, "authors") == [(["Ann Lee", "Bo-Yow Wu", "Cy Xu", "Di Yun"],)]
