"""Papers whose title is a heading, with venue and authors below in any order. All papers are invented."""

from tests.site_readers.sites import read_site, values


def test_row_with_a_picture_and_a_heading_is_one_paper():
    page = """
        <h2>Selected Publications</h2>
        <table><tbody><tr>
        <td><img src="a.png"></td>
        <td>
          <h5>Rivers: Exploring the Limits of Maps at Scale</h5>
          <p>Conference on Rivers and Maps (<b>CRM</b> <font color="red">Highlights</font>), 2023</p>
          <p><a href="https://example.edu/most-read"><span>Most Read Papers</span></a></p>
          <p>Ann Lee, Bo Wu, <b>Cy Young</b>,
             and Di Xu</p>
          <p>Rivers is the first open map that reaches every lake of a continent.</p>
          <a href="https://arxiv.org/abs/2301.00001">Paper</a>
        </td></tr></tbody></table>
    """
    result = read_site({"index.html": page})

    assert values(result.publications, "title", "year", "authors") == [
        (
            "Rivers: Exploring the Limits of Maps at Scale",
            "2023",
            ["Ann Lee", "Bo Wu", "Cy Young", "Di Xu"],
        )
    ]


def test_heading_with_the_venue_above_the_authors_is_the_title_of_a_paper():
    page = """
        # Publications

        ### Maps of Rivers with Few Bridges

        Journal of Lakes, 2022

        Ann Lee, Bo Wu

        A short summary of what the paper is about and why it matters to anybody.

        ### Lakes without Any Boats

        Bo Wu, Ann Lee

        ICLB 2021
    """
    result = read_site({"index.md": page})

    assert values(result.publications, "title", "year", "authors") == [
        ("Maps of Rivers with Few Bridges", "2022", ["Ann Lee", "Bo Wu"]),
        ("Lakes without Any Boats", "2021", ["Bo Wu", "Ann Lee"]),
    ]


def test_heading_row_of_a_table_stays_a_heading():
    page = """
        <table><tr><td><heading>News</heading><ul><li>May 2024: A new map.</li></ul></td></tr>
        <tr><td><h2>Research</h2><p>I draw maps of rivers.</p></td></tr></table>
    """
    result = read_site({"index.html": page})

    assert values(result.news, "date", "text") == [("2024-05", "A new map.")]


def test_paragraph_below_an_unknown_heading_inside_the_news_is_no_news():
    page = """
        # News

        - 2024.05: A new map of rivers.

        ### Travel Map

        Since 2024 Dec., I have visited 0 cities with a total of 0 travel experiences.
    """
    result = read_site({"index.md": page})

    assert values(result.news, "date", "text") == [("2024-05", "A new map of rivers.")]


def test_heading_about_a_kind_of_papers_is_no_title():
    page = """
        # Publications

        ## Contributing Author Publications & Proceedings

        **Maps of Rivers with Few Bridges**, Ann Lee, Bo Wu, Journal of Lakes, 2022
    """
    result = read_site({"index.md": page})

    assert values(result.publications, "title") == [("Maps of Rivers with Few Bridges",)]


def test_venue_after_the_last_author_is_not_an_author():
    page = """
        # Publications

        - [Maps of Rivers with Few Bridges](https://example.edu/maps)
        Ann Lee, Bo Wu\\* †, Cy Young, Di Xu, Eve Li, **RiverMap LMN 2024 Best Paper Award**
    """
    result = read_site({"index.md": page})

    assert values(result.publications, "year", "authors") == [
        ("2024", ["Ann Lee", "Bo Wu", "Cy Young", "Di Xu", "Eve Li"])
    ]


def test_authors_with_initials_after_the_family_name_end_at_the_full_stop():
    page = """
        # Publications

        - Lee A, Wu BC, Young C. Maps of rivers with few bridges. J Lakes. 2021;4(2):1-9.
    """
    result = read_site({"index.md": page})

    assert values(result.publications, "title", "year", "venue", "authors") == [
        ("Maps of rivers with few bridges", "2021", "J Lakes", ["Lee A", "Wu BC", "Young C"])
    ]
