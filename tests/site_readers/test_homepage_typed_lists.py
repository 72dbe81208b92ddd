"""Lists that pages show by typed signs, and papers in the styles of style guides. All of it is invented."""

from tests.site_readers.sites import named, read_site, values


def test_menus_and_banners_are_no_content():
    menu = """<font size="5">LEE Ann @ Lake</font><ul><li><a href="index.html">Home</a></li>
    <li><a href="cv.htm">CV</a></li><li><a href="teaching.htm">Teaching</a></li></ul>"""
    result = read_site(
        {
            "index.html": f"{menu}<p>I map rivers.</p>",
            "cv.htm": f"{menu}<h3>Education</h3><p>•Lake University, School of Maps, PhD | 1999.9-2004.6</p>",
            "teaching.htm": f"{menu}<h3>Undergraduate Teaching</h3><p>• Maps 1</p><p>• Maps 2</p>"
            "<p>Updated by Nov 30, 2019</p>",
        }
    )

    assert values(result.service, "what") == [("Maps 1",), ("Maps 2",)]
    assert values(result.education, "start", "end", "school") == [("1999-09", "2004-06", "Lake University")]
    assert named(result, "LEE Ann @ Lake")


def test_pages_to_which_only_other_pages_lead_belong_to_the_homepage_if_their_names_say_so():
    result = read_site(
        {
            "index.html": '<h2>Ann Lee</h2><p><a href="teaching.html">Teaching</a></p>',
            "teaching.html": '<p>2020: <a href="map101.html">MAP 101 Maps for all</a></p>',
            "map101.html": "<h2>Projects</h2><ul><li><b>Draw a map of a lake</b></li></ul>",
        }
    )

    assert result.projects == []
    assert named(result, "map101.html")


def test_bullets_that_are_typed_make_items():
    page = """
        <p><b>Awards:</b><br>Best map award in 2007<br>Lake prize, River Society in 2010</p>
        <p><b>Sponsored
           Research Projects</b></p>
        <p>o&nbsp;&nbsp; "<a href="https://x.edu">Maps of Seven Rivers</a>", PI: Ann Lee</p>
        <p><b>Graduated Ph.D. Students:</b></p>
        <p>o&nbsp;&nbsp; Bo Wu (Dissertation: Lakes. Graduated in May, 2012, first job at Maps Inc.)</p>
        <p>o&nbsp;&nbsp; Cy Young (since 2019)</p>
    """
    result = read_site({"index.html": page})

    assert values(result.honors, "date", "title", "issuer") == [
        ("2007", "Best map award", ""),
        ("2010", "Lake prize", "River Society"),
    ]
    assert values(result.projects, "title") == [("Maps of Seven Rivers",)]
    assert values(result.people, "name", "start", "end", "status") == [
        ("Bo Wu", "", "2012-05", "previous"),
        ("Cy Young", "2019", "", "previous"),
    ]


def test_students_by_the_year_in_which_they_left():
    page = """
        ## 指导研究生

        • 现指导研究生：

        段小亭、马小琛（2024级）

        • 已毕业研究生（3名）：

        2007：丁小勇、侯刚

        2016：张莹
    """
    result = read_site({"index.md": page})

    assert values(result.people, "name", "start", "end", "status") == [
        ("段小亭", "", "", "current"),
        ("马小琛", "2024", "", "current"),
        ("丁小勇", "", "2007", "previous"),
        ("侯刚", "", "2007", "previous"),
        ("张莹", "", "2016", "previous"),
    ]


def test_papers_with_authors_and_a_year_first():
    page = """
        <title>Ann Lee</title>
        <div><b>Articles</b></div>
        <div>Lee, Ann, and Bo Wu. 2023. Do Rivers Hinder Lakes? Evidence from Seven
        Maps. <i>Journal of Lake Maps</i> 61: 101949.<br>
        -> <a href="https://doi.org/10.1000/1">article</a> | <a href="https://x.edu/1">working_paper</a></div>
        <div>Wu, Bo, Cy Young, and Ann Lee. (2016) Patterns of rivers (only in maps).
        <i>River Journal 13</i>(2): 113-133. <a href="https://x.edu/2">Materials, data and model</a></div>
        <div>Lee, Ann. 2005. Lakes of the North. (In Czech.) In Wu, Bo, Cy Young, eds.
        <i>Lakes 2004/2005: Maps</i>, 25-48. Lake Press.<br>-> <a href="https://x.edu/3">book</a></div>
        <div>Lee, Ann and Di Xu. From rivers to lakes and back again.</div>
        <div><b>Working Papers</b></div>
        <div>Maps and Minorities: A Field Experiment (with Di Xu). Lake Discussion Paper No. 16.<br>
        -> <a href="https://x.edu/4">working_paper</a></div>
        <div>Are Maps Fair? Evidence from Laketown. Lake Working Paper no. 4.<br>
        <a href="https://x.edu/5">working_paper</a></div>
    """
    result = read_site({"index.html": page})

    assert values(result.publications, "title", "authors", "year") == [
        ("Do Rivers Hinder Lakes? Evidence from Seven Maps", ["Ann Lee", "Bo Wu"], "2023"),
        ("Patterns of rivers (only in maps)", ["Bo Wu", "Cy Young", "Ann Lee"], "2016"),
        ("Lakes of the North", ["Ann Lee"], "2005"),
        ("From rivers to lakes and back again", ["Ann Lee", "Di Xu"], ""),
        ("Maps and Minorities: A Field Experiment", ["Ann Lee", "Di Xu"], ""),
        ("Are Maps Fair? Evidence from Laketown", [], ""),
    ]


def test_courses_and_grants_in_paragraphs():
    page = """
        <div><b><center>COURSES TAUGHT</center></b></div>
        <div><b>Spring 2019</b></div>
        <div>Mapping I [MA1]<br>-> <a href="https://x.edu/1">Syllabus</a> |
          <a href="https://x.edu/2">Teaching Evaluations</a></div>
        <div><i>In August at the lake:</i></div>
        <div><b>Grants</b></div>
        <div>Principal Investigator: "Trust and Rivers: The Dark Side of Maps?" Lake Science
          Foundation ($5), with Bo Wu, Cy Young, and Di Xu, 2017-2019.</div>
    """
    result = read_site({"index.html": page})

    assert values(result.service, "start", "what") == [("2019", "Mapping I [MA1]")]
    assert named(result, "In August at the lake:")
    assert values(result.projects, "title") == [("Trust and Rivers: The Dark Side of Maps?",)]
    assert result.publications == []


def test_of_two_pages_at_one_address_the_html_is_shown():
    result = read_site(
        {
            "_config.yml": "theme: lake",
            "index.html": "<h3>News:</h3><p>• 2025年7月，地图发表！</p><p>• 2025年3月，湖泊发表！</p>",
            "index.md": "## Welcome to GitHub Pages\n",
        }
    )

    assert values(result.news, "date", "text") == [("2025-07", "地图发表！"), ("2025-03", "湖泊发表！")]
    assert named(result, "index.md")
