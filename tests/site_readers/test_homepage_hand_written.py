"""Pages that people write by hand, each in its own form. All people and papers are invented."""

from tests.site_readers.sites import named, read_site, values


def test_name_of_a_page_says_what_it_is_about():
    result = read_site(
        {
            "index.html": '<h3>Dr Ann Lee</h3><p>I map rivers.</p><a href="publications.html">Papers</a>'
            '<a href="projects.html">Demos</a>',
            "publications.html": """
                <h3>Dr Ann Lee</h3>
                <h4>2023</h4>
                <div class="row"><div class="col"><a name="lee23"></a>
                A. Lee,
                B. Wu
                <br><a href="https://arxiv.org/pdf/2301.00001">Maps of Rivers</a><br>
                Conference on Lakes, 2023<br>
                <div id="b"><pre>@Article{Lee23, author = "Lee, A. and Wu, B.", title = "Maps"}</pre></div>
                </div></div>
                <div class="row"><div class="col">
                A. Lee,
                C. Young
                <br><a href="https://arxiv.org/pdf/2201.00001">River Perceiver</a><br>
                arXiv, 2023<br></div></div>
                <div class="row"><div class="col">
                A. Lee, C. Young
                <br><a href="https://arxiv.org/pdf/2101.00001">Rivers at LakeConf 2021</a><br>
                LakeConf workshop, 2021
                </div></div>
            """,
            "projects.html": '<h3>Dr Ann Lee</h3><b><a href="/1">Demo: Rivers</a></b><br>All rivers.',
        }
    )

    assert values(result.publications, "title", "year", "authors") == [
        ("Maps of Rivers", "2023", ["A. Lee", "B. Wu"]),
        ("River Perceiver", "2023", ["A. Lee", "C. Young"]),
        ("Rivers at LakeConf 2021", "2021", ["A. Lee", "C. Young"]),
    ]
    assert values(result.projects, "title") == [("Demo: Rivers",)]
    assert result.people == []
    assert named(result, "Dr Ann Lee")


def test_links_to_the_address_of_the_site_itself_lead_to_its_pages():
    menu = """<a href="https://annlee.github.io/papers">Papers</a>
        <a href="https://annlee.github.io/students">Students</a>"""
    result = read_site(
        {
            "index.html": f"<h1>Maps Group@Lake</h1>{menu}<table><tr><td><img src=a.png></td>"
            "<td><b>Ann Lee</b><br>Office 1<br>Lake University</td></tr></table>",
            "papers.html": f'{menu}<ol><li><p>Ann Lee, Bo Wu, "Maps of All Rivers," LakeConf, 2024.</p></ol>',
            "students.html": f"{menu}<h3>Current students</h3><ul><li>Cy YOUNG (2025)</ul>"
            "<h3>Alums</h3><ul><li>Di XU (2020)</ul>",
        }
    )

    assert values(result.publications, "title", "year") == [("Maps of All Rivers", "2024")]
    assert values(result.people, "name", "status") == [("Cy YOUNG", "current"), ("Di XU", "previous")]


def test_text_of_an_attribute_that_a_script_shows_is_read():
    page = """
        <h2 data-en="Education" data-es="Estudios"></h2>
        <div class="c"><h3 data-en="PhD in Maps" data-es="Doctorado"></h3>
        <p data-en="Technical University of Lakes, Laketown<br>End: 2014<br><br>With stays at
            River University in 2013 and 2014." data-es="Universidad"></p></div>
        <div class="c"><h3 data-en="MSc in Maps"></h3><p data-en="Lake University<br>End: 2006"></p></div>
    """
    result = read_site({"index.html": page})

    assert values(result.education, "degree", "school", "end") == [
        ("PhD in Maps", "Technical University of Lakes, Laketown", "2014"),
        ("MSc in Maps", "Lake University", "2006"),
    ]


def test_neighbours_of_one_form_are_entries():
    page = """
        <h2>Education</h2>
        <div>
          <article class="edu-item"><header><div><div>Doctor of Philosophy - PhD</div><div>Mapping</div>
            <div>Lake University</div></div><div><time>Apr 2024</time> – <span>Present</span></div></header>
          </article>
          <article class="edu-item"><header><div><div>Bachelor of Science - BS</div><div>Rivers</div>
            <div>River University</div></div><div><time>Sep 2019</time> – <time>Aug 2022</time></div></header>
          </article>
        </div>
        <h2>News</h2>
        <ul><li><div><h3>Launch of the Map</h3></div><div>Oct 27-28, 2025 · Laketown</div>
        <p>We showed it.</p></li></ul>
    """
    result = read_site({"index.html": page})

    assert values(result.education, "start", "end", "degree", "school") == [
        ("2024-04", "", "Doctor of Philosophy", "Lake University"),
        ("2019-09", "2022-08", "Bachelor of Science", "River University"),
    ]
    assert named(result, "Mapping")
    assert values(result.news, "date", "text") == [("2025-10-27", "Launch of the Map Laketown We showed it.")]


def test_link_with_an_identifier_is_no_title():
    page = """
        <h2>Journals</h2><ul><li><b>A. Lee</b>, B. Wu, “A map of all rivers.” Lake Journal, 18(1) 4-7, 2018.
        <a href="https://doi.org/10.1000/maps.2018.1">DOI: 10.1000/maps.2018.2765630</a></li></ul>
        <h2>Students</h2><ul><li>“Lake” was mapped by them:</li>
        <li><b>C. Young, A. Lee</b>, “Maps of Lakes at Night.” LakeConf 2016.</li></ul>
    """
    result = read_site({"index.html": page})

    assert values(result.publications, "title", "year") == [
        ("A map of all rivers", "2018"),
        ("Maps of Lakes at Night", "2016"),
    ]
    assert result.people == []


def test_year_after_a_venue_that_looks_like_a_name_ends_the_authors():
    page = """
        <h2>Publications</h2><table><tr><td><img src="a.png"></td><td>
        <a href="https://example.edu/1"><papertitle>Maps of all Rivers</papertitle></a><br>
        Ann Lee,
        Bo Wu,
        <br><em>Lake Sciences</em>, 2024<br></td></tr></table>
    """
    result = read_site({"index.html": page})

    assert values(result.publications, "authors", "venue", "year") == [
        (["Ann Lee", "Bo Wu"], "Lake Sciences", "2024")
    ]


def test_year_that_begins_the_name_of_an_honor_is_not_its_date():
    result = read_site({"index.md": "## Honors\n\n- 2020 best map prize of the Lake Journal, 2022\n"})

    assert values(result.honors, "date", "title") == [("2022", "2020 best map prize of the Lake Journal")]
