"""What frames the content of hand-written pages, and entries without any sign. All of it is invented."""

from tests.site_readers.sites import named, read_site, values


def test_menu_of_cells_that_lead_on_by_a_click():
    menu = """<div id="left"><table>
        <tr><td onClick="location.href='index.htm'"> Home </td></tr>
        <tr><td onClick="location.href='software.htm'"> Software </td></tr>
        <tr><td onClick="location.href='professionals.htm'"> Professionals </td></tr></table></div>"""
    result = read_site(
        {
            "index.htm": f"<title>Dr. Ann LEE</title>{menu}<p>I map rivers.</p>",
            "software.htm": f"""{menu}<h2>Terms</h2><table><tr><td>
                <p><b>MapViewer</b>&nbsp;<a href="MapViewer.zip">[Download]</a></p>
                <p>A lightweight program for loading maps.</p></td></tr></table>""",
            "professionals.htm": f"""{menu}<h2>Professionals</h2><p><b>Program Committee Member</b></p>
                <ul><li>LakeConf 2017</ul><p><b>Reviewer of Technical Papers</b></p>
                <ul><li>Lake Journal</ul><p><b>Invited Talks</b></p>
                <ul><li>Dec 2017 <i>Maps of Seven Rivers</i>.
                <a href="https://x.edu">MAPS Webinar</a></ul>""",
        }
    )

    assert values(result.projects, "title") == [("MapViewer",)]
    assert values(result.service, "role", "what") == [
        ("Program Committee Member", "LakeConf 2017"),
        ("Reviewer of Technical Papers", "Lake Journal"),
    ]
    assert values(result.talks, "date", "title", "event") == [
        ("2017-12", "Maps of Seven Rivers", "MAPS Webinar")
    ]


def test_open_part_of_a_menu_has_no_link():
    menu = """<ul><li><a href="index.html">Home</a></li><li id="active">News</li>
        <li><a href="Project.html">Project</a></li><li><a href="Contact.html">Contact</a></li></ul>"""
    result = read_site(
        {
            "index.html": f'<h1>Ann Lee</h1><ul><li><a href="News.html">News</a></li></ul>{menu}',
            "News.html": f"{menu}<h3>News</h3><ol><li><a href='#'>2017-08-31<br></a>A map won.</li></ol>",
        }
    )

    assert values(result.news, "date", "text") == [("2017-08-31", "A map won.")]


def test_short_paragraphs_below_a_heading_are_entries():
    page = """
        <h2>Honor</h2><div><p>2022-2023 Second prize in mapping</p><p>The 15th river cup first prize</p>
        <p>2023-2024 Lake contest</p></div>
        <h2>Student work</h2><div><p>2022-2024 Member of the Map Club</p><p>2021-2022 Office director</p>
        <p>2023-2024 Vice Chairman of the Lake Association</p></div>
        <h2>Project</h2><div><p>Training program: maps of lakes <a href="https://x.edu">Result</a></p>
        <p>Course design: a map of rivers</p><p>Course design: a network of lakes</p></div>
    """
    result = read_site({"index.html": page})

    assert values(result.honors, "date", "title") == [
        ("2022", "Second prize in mapping"),
        ("", "The 15th river cup first prize"),
        ("2023", "Lake contest"),
    ]
    assert [(item.start, item.end) for item in result.service] == [
        ("2022", "2024"),
        ("2021", "2022"),
        ("2023", "2024"),
    ]
    assert len(result.projects) == 3


def test_papers_and_pages_of_the_owner_of_the_template_stay_out():
    page = """
        <name>LEE Shi-yang</name><p>Hi! I'm LEE Shi-yang, a PhD at Lake University.</p>
        <heading>Publications</heading>
        <table><tr><td><img src="a.png"></td>
        <td><a href="https://x.edu/1"><papertitle>Water of all
        Lakes</papertitle></a><br>Bo Wu, <strong>LEE Shiyang</strong><br><em>Lakes</em>, 2024<br></td></tr>
        <tr><td><img src="b.png"></td>
        <td><a href="https://x.github.io/lakenerf"><papertitle>LakeNeRF: Fields of
        Lakes</papertitle></a><br><strong>Jonathan T. Barron</strong>, Di Xu<br><em>arXiv</em>, 2023
        </td></tr></table>
    """
    project = "<h1>LakeNeRF</h1><h2>Oral Presentation</h2><ul><li>Jonathan T. Barron, Maps Inc.</li></ul>"
    result = read_site(
        {"index.html": page + '<a href="lakenerf/index.html">x</a>', "lakenerf/index.html": project}
    )

    assert values(result.publications, "title") == [("Water of all Lakes",)]
    assert result.talks == []
    assert named(result, "LakeNeRF: Fields")
    assert named(result, "lakenerf/index.html")


def test_grant_begins_with_the_role_and_ends_with_the_funder():
    page = (
        "## Research Funding\n\n- PI, Maps of Rivers, Lakes and Seas, Lake Science Foundation, 2020-2022.\n"
    )
    result = read_site({"index.md": page})

    assert values(result.projects, "title") == [("Maps of Rivers, Lakes and Seas",)]
    assert "Lake Science Foundation" in result.projects[0].text


def test_paper_in_apa_style_with_the_journal_in_bold():
    page = """
        <h2>Journal Publications</h2><ol><li><strong>Lee, A.</strong>, &amp; Wu, B. C. (2020). A map of all
        rivers. <strong>Computer &amp; Lake Engineering, 144</strong>, 106466
        <strong><a href="https://x.edu/1.pdf">PDF</a></strong></li></ol>
    """
    result = read_site({"index.html": page})

    assert values(result.publications, "title", "year") == [("A map of all rivers", "2020")]
    assert result.publications[0].venue.startswith("Computer & Lake Engineering")


def test_postdoc_among_the_studies_is_no_study():
    page = (
        "## Education and Experience\n\n- Jul. 2021 - Jun. 2024, Postdoc, School of Maps, Lake University.\n"
    )
    result = read_site({"index.md": page})

    assert result.education == []
    assert named(result, "Postdoc, School of Maps")
