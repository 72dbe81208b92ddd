"""Entries in several parts, and pages in several files. All people and papers are invented."""

from tests.site_readers.sites import named, read_site, values

OWNER = "<title>Ann Lee</title><h1>Ann Lee</h1>"


def test_menu_that_a_script_loads_leads_to_pages():
    start = OWNER + "<script>$('#top').load('top.html');</script><div id='top'></div>"
    top = "<ul><li><a href='/awards.html'>Awards</a></li></ul>"
    awards = "<h2>Awards</h2><ul><li>2021, Lake Prize</li></ul>"
    result = read_site({"index.html": start, "top.html": top, "awards.html": awards, "old.html": awards})

    assert values(result.honors, "date", "title", "file") == [("2021", "Lake Prize", "awards.html")]
    assert named(result, "old.html")


def test_neighbours_with_the_same_name_are_entries():
    entry = "<div id='fold'><p>{}. <b>{}</b></p><span><p>2019 to 2020<br>We draw.</p></span></div>"
    page = "<h2>Projects</h2>" + entry.format(1, "Maps of rivers") + entry.format(2, "Maps of lakes")
    result = read_site({"index.html": page})

    assert values(result.projects, "title") == [("Maps of rivers",), ("Maps of lakes",)]


def test_titles_in_bold_with_paragraphs_below_are_one_entry_each():
    page = """
        <h3>Courses</h3>
        <p style="font-weight: 600">Maps for beginners</p><p><i>B.Sc. program, Lake School, 2016</i></p>
        <p>Instructor: Prof. Bo Wu</p>
        <p style="font-weight: 600">Maps for everybody</p><p><i>M.Sc. program, Lake School, 2017</i></p>
    """
    result = read_site({"index.html": page})

    assert values(result.service, "start", "what") == [
        ("2016", "Maps for beginners, B.Sc. program, Lake School"),
        ("2017", "Maps for everybody, M.Sc. program, Lake School"),
    ]
    assert named(result, "Bo Wu")


def test_paper_ends_with_the_names_of_the_other_authors():
    page = f"""{OWNER}
        <h3>Publications</h3>
        <a href="https://example.edu/1"><p><b>Maps of rivers and lakes</b> [link]</p></a>
        <p><i>Lake Journal</i> 2018, with Bo Wu &amp; Cy Young</p>
        <p>We map rivers and lakes in great detail.</p>
    """
    result = read_site({"index.html": page})

    assert values(result.publications, "title", "authors", "year") == [
        ("Maps of rivers and lakes", ["Ann Lee", "Bo Wu", "Cy Young"], "2018")
    ]


def test_link_can_be_a_whole_citation():
    page = """
        <h3>Publications</h3>
        <p>[2] <a href="https://example.edu/2">
          Lee, A. and Wu, B. (2021) Maps of rivers and lakes. Lake Journal 3, 1-9.</a></p>
        <ul><li>Software and maps<ul>
        <li><a href="https://example.edu/1">Drawing all maps of the world by hand, ICSE 2020</a>.</li>
        <li><a href="https://example.edu/3">Printing all maps of the world by hand, ICSE 2019</a>.</li>
        </ul></li></ul>
    """
    result = read_site({"index.html": page})

    assert values(result.publications, "title", "year", "venue") == [
        ("Maps of rivers and lakes", "2021", "Lake Journal"),
        ("Drawing all maps of the world by hand", "2020", "ICSE"),
        ("Printing all maps of the world by hand", "2019", "ICSE"),
    ]


def test_year_after_the_authors_counts_before_that_of_the_preprint():
    page = """
        ### Publications
        1. Wu, B., **Lee, A.** et al. [including Young, C.] (2025)
        Maps of rivers and lakes
        *Lake Journal*
        [arXiv](https://arxiv.org/abs/2301.00001)
    """.replace("\n        ", "  \n")
    result = read_site({"index.md": page})

    assert values(result.publications, "title", "authors", "year") == [
        ("Maps of rivers and lakes", ["Wu, B.", "Lee, A.", "Young, C."], "2025")
    ]


def test_numbered_lines_with_dates_in_a_box_are_services():
    box = """
        <div class="fold"><p><b>{}</b>, Lake School</p><p>August 2018 to July 2020<br>
        (2) Winter 2020 MAP 2.<br>(1) Autumn 2018 (07 to 11) MAP 1.<br>MAP 1 = Maps for beginners</p></div>
    """
    page = "<h2>Teaching</h2>" + box.format("Laboratory Instructor") + box.format("Teaching Assistant")
    result = read_site({"index.html": page})

    assert values(result.service[:3], "start", "end", "what") == [
        ("2018-08", "2020-07", "Lake School"),
        ("2020", "", "MAP 2, Winter 2020"),
        ("2018", "", "(07 to 11) MAP 1, Autumn 2018"),
    ]
    assert named(result, "Maps for beginners")


def test_visits_are_neither_papers_nor_talks():
    page = (
        "<h2>Talks</h2><ul><li>2025, Maps of Rivers, LakeConf</li></ul>{}<ul><li>2024, Lake School</li></ul>"
    )
    for heading in ("Visits &amp; Conferences", "Attended conferences", "访问与会议"):
        result = read_site({"index.html": page.format(f"<h2>{heading}</h2>")})

        assert values(result.talks, "title") == [("Maps of Rivers",)] and not result.publications


def test_year_in_brackets_can_stand_before_the_authors():
    page = (
        "<h2>Publications</h2><ul><li>(2025) A Lee, B Wu. Maps of rivers and lakes. Lake Journal.</li></ul>"
    )
    result = read_site({"index.html": page})

    assert values(result.publications, "title", "authors", "year") == [
        ("Maps of rivers and lakes", ["A Lee", "B Wu"], "2025")
    ]


def test_school_after_a_degree_and_with_is_no_part_of_the_degree():
    page = "# Education\n\n* 2012 – 2016, B.E. with School of Maps, University of Laketown\n"

    assert values(read_site({"index.md": page}).education, "degree", "department", "school") == [
        ("B.E.", "School of Maps", "University of Laketown")
    ]


def test_paper_on_its_way_needs_neither_authors_nor_a_year():
    card = "<div class='paper-card'><div class='paper-title'>{}</div><span>{}</span></div>"
    page = (
        "<h2>Publications</h2>"
        + card.format("Maps of all rivers", "To appear")
        + card.format("Tools", "Offline")
    )

    assert values(read_site({"index.html": page}).publications, "title") == [("Maps of all rivers",)]
