"""Lists of lines, and papers whose authors stand last or in one link with all else. All of it is invented."""

from tests.site_readers.sites import read_site, values


def test_start_page_is_the_index_and_not_the_page_about():
    result = read_site(
        {
            "about.html": "<h1>About</h1><p>I map rivers.</p>",
            "index.html": "<h1>Ann Lee</h1><a href='./papers.html'>Publications</a>",
            "papers.html": """<h1>Publications</h1><ol>
                <li><a href="https://x.edu/1">Lee et al. (2023) Maps of seven slow rivers</a>
                <a href="https://x.edu/1.pdf">(pdf)</a></li>
                <li><a href="https://x.edu/2">Lee, A. R., &amp; Wu,
                B. (2019). Maps of lakes: Effects of
                wind. <i>Lake Reviews Letters</i>, 4(9), 09.</a></li></ol>""",
        }
    )

    assert values(result.publications, "title", "authors", "year") == [
        ("Maps of seven slow rivers", ["Lee"], "2023"),
        ("Maps of lakes: Effects of wind", ["Lee, A. R.", "Wu, B"], "2019"),
    ]


def test_authors_after_venue_and_year():
    page = """
        ## Selected publications

        - Data Efficient Mapping of Lakes. *Lakes with Uses*, 2024. Ann Lee, Bo Wu. [link](https://x.edu)
        - River Normalizer and Parser for Maps. *MAPCONF*, 2023. Bo Wu; +11 authors; Ann Lee; et al.
    """
    result = read_site({"index.md": page})

    assert values(result.publications, "title", "authors", "year") == [
        ("Data Efficient Mapping of Lakes", ["Ann Lee", "Bo Wu"], "2024"),
        ("River Normalizer and Parser for Maps", ["Bo Wu", "Ann Lee"], "2023"),
    ]


def test_short_lines_below_a_heading_are_entries():
    page = """
        <h3>Education</h3><p>Ph.D. in Mapping, Lake University, USA</br>
        MS in Mapping, Lake University, USA</br>
        Bachelor of Rivers, River University, India</p>
        <h3>Teaching</h3>
        <p>Deep Mapping</br>Maps</br>Lakes</p>
        <h2>Student Researchers</h2><h3>Master's Thesis</h3><ol>
        <li>Bo Wu. May 2023. (Outstanding Student)</li>
        <li>Cy Young. 2025</li></ol>
        <ul><li>&copy; 2021 All rights reserved.</li></ul>
    """
    result = read_site({"index.html": page})

    assert values(result.education, "school") == [
        ("Lake University, USA",),
        ("Lake University, USA",),
        ("River University, India",),
    ]
    assert values(result.service, "what") == [("Deep Mapping",), ("Maps",), ("Lakes",)]
    assert values(result.people, "name") == [("Bo Wu",), ("Cy Young",)]


def test_headings_with_points_below_are_projects():
    page = """
        # Projects

        ## Production systems
        ### Fax reading (Lake Inc.)
        - Built a system to sort faxes of lakes.
        - Reduced the time by 80%.

        ### Denial of rivers
        - Designed a system to extract fields.

        ## Grants
        - **Maps of Lakes**: a grant of the Lake Fund.
    """
    result = read_site({"index.md": page})

    assert values(result.projects, "title") == [
        ("Fax reading (Lake Inc.)",),
        ("Denial of rivers",),
        ("Maps of Lakes",),
    ]


def test_list_of_profiles_among_the_papers_is_no_paper():
    page = """
        <h2>Publications</h2><p>
        <a href="https://scholar.google.com/1">Google Scholar Profile</a><br>
        <a href="https://orcid.org/1">Orcid Research Profile</a></p>
        <ol><li>B. Wu and A. Lee, "River Recognition," <em>in
        Maps of a Data World</em>, Lake Press, 2017.</ol>
        <h3>Presentation at Conferences</h3>
        <ol><li>A. Lee, "Maps of Lakes," <em>the 4th Conference on Maps</em>, April 5, 2025, Laketown.</ol>
    """
    result = read_site({"index.html": page})

    assert values(result.publications, "title", "year") == [("River Recognition", "2017")]
    assert values(result.talks, "title") == [("Maps of Lakes",)]


def test_bold_title_in_a_list_of_papers_is_a_paper_of_the_owner():
    page = """
        <h1>Ann Lee</h1><h3>Dissertation</h3><ul><li><p><b>A Structural Approach for Estimating the Value of
        Lakes</b> <a href="jmp.pdf">[PDF] (under review)</a></p><p>People pay for lakes.</p></li>
        <li><p><b>The Price of Maps: A Review</b><br>with Bo C. Wu and Cy Young <a href="2.pdf">[PDF]</a></p>
        </li></ul>
    """
    result = read_site({"index.html": page})

    assert values(result.publications, "title", "authors") == [
        ("A Structural Approach for Estimating the Value of Lakes", []),
        ("The Price of Maps: A Review", ["Ann Lee", "Bo C. Wu", "Cy Young"]),
    ]


def test_line_with_labels_of_links_below_it_is_a_project():
    page = """
        <h2>Research Projects</h2><p>Bachelor Thesis: Reduction of Lakes for Maps<br>
        <a href="t.pdf">[thesis]</a> <a href="https://x.edu/code">[code]</a></p>
    """
    result = read_site({"index.html": page})

    assert values(result.projects, "title") == [("Bachelor Thesis: Reduction of Lakes for Maps",)]


def test_year_after_a_comma_is_the_date_of_a_course_and_no_part_of_its_name():
    page = "# Teaching\n\n* Guest lecturer\n  * Maps of Lakes, Lake University, 2016\n  * Maps, 2012-2013\n"
    result = read_site({"index.md": page})

    assert values(result.service, "what", "start", "end") == [
        ("Maps of Lakes, Lake University", "2016", ""),
        ("Maps", "2012", "2013"),
    ]
