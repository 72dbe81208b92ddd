"""What browsers forgive in hand-written pages. All people and papers are invented."""

from tests.site_readers.sites import named, read_site, values


def test_paragraph_with_a_name_for_links_is_a_heading():
    page = """
        <table><tr><td><heading>Research Experience</heading></td></tr></table>
        <table>
        <tr><td><p id="Projects" style="font-size:20px">Projects</p></td></tr>
        <tr><td><img src="a.png"></td><td><papertitle>Maps of Rivers</papertitle><br>
          <i>Course: Maps 101</i><br>A map of all rivers.</td></tr>
        <tr><td><p id="Teaching">Teaching Assistant</p>
          <li>MAP 101: Maps for Beginners [Spring 2021]</li>
          <li>MAP 202: Maps for Everybody [Autumn 2021]</li></td></tr>
        <tr><td><p id="Awards">Scholastic Achievements</p>
          <li>Prize for maps [2019]</li>
          <li>Lake fellowship [2017]</li></td></tr>
        </table>
    """
    result = read_site({"index.html": page})

    assert values(result.projects, "title") == [("Maps of Rivers",)]
    assert [item.what for item in result.service] == [
        "MAP 101: Maps for Beginners [Spring 2021]",
        "MAP 202: Maps for Everybody [Autumn 2021]",
    ]
    assert values(result.honors, "date", "title") == [("2019", "Prize for maps"), ("2017", "Lake fellowship")]


def test_lines_with_dates_in_one_paragraph_are_entries_of_their_own():
    page = """
        <h2>Talks</h2>
        [10/2024], <a href="https://example.edu/1">Maps of Rivers</a>, LakeConf<br>
        where I spoke about rivers and maps.<br>
        [05/2022], Maps of Lakes, RiverConf<br>
    """
    result = read_site({"index.html": page})

    assert values(result.talks, "date", "title", "event") == [
        ("2024-10", "Maps of Rivers", "LakeConf"),
        ("2022-05", "Maps of Lakes", "RiverConf"),
    ]
    assert named(result, "where I spoke")


def test_cells_without_a_row_are_one_entry():
    page = """
        <h2>Awards</h2>
        <table><tr></tr><td><img src="a.png"></td><td><b>2021, Contest in Maps</b>
        <p><b>Gold Award</b></p><div>With Bo Wu</div></td></table>
    """
    result = read_site({"index.html": page})

    assert values(result.honors, "date", "title") == [("2021", "Contest in Maps Gold Award")]
    assert named(result, "With Bo Wu")


def test_label_that_begins_with_a_dash_ends_at_the_next_line_with_a_dash():
    page = """
        <h2>Academic Services</h2>
        - Reviewer:
        <ul><li>Journal of Lakes</li><li>Journal of Rivers</li></ul>
        <p>- Mentor of Map School, Laketown</p>
    """
    result = read_site({"index.html": page})

    assert values(result.service, "role", "what") == [
        ("Reviewer", "Journal of Lakes"),
        ("Reviewer", "Journal of Rivers"),
        ("Mentor", "Map School, Laketown"),
    ]


def test_link_that_promises_code_is_no_title():
    page = """
        <h2>Publications</h2>
        <table><tr><td><img src="a.png"></td><td>
        <b>Do Maps Deceive Us? Three Rivers under Test</b>
        <div>Ann Lee<sup>*</sup>, Bo Wu<sup>*</sup>, Cy Young</div>
        <div>Conference on Maps (CM), Laketown, 2025.</div>
        <div><a href="https://arxiv.org/pdf/2501.00001">arXiv</a> / <a>Code (Coming Soon)</a></div>
        </td></tr></table>
    """
    result = read_site({"index.html": page})

    assert values(result.publications, "title", "year") == [
        ("Do Maps Deceive Us? Three Rivers under Test", "2025")
    ]


def test_pages_of_a_course_on_a_hugo_site_are_no_projects():
    author = "---\ntitle: Ann Lee\nsuperuser: true\n---\n"
    result = read_site(
        {
            "content/authors/me/_index.md": author,
            "data/authors/me.yaml": "is_owner: true\nname:\n  display: Ann Lee\n",
            "content/courses/maps/guide/project-structure.md": "---\ntitle: Projects\n---\n- `a` maps",
        }
    )

    assert result.kind == "hugo-homepage"
    assert result.projects == []


def test_remark_about_the_template_is_no_talk():
    page = "<h2>Talks</h2><p>Maps of Rivers, LakeConf, 2024</p><p>The template is stolen from Bo Wu.</p>"
    result = read_site({"index.html": page})

    assert values(result.talks, "title") == [("Maps of Rivers",)]


def test_reading_above_a_chinese_name_is_no_part_of_it():
    page = """
        <h2>Publications</h2>
        <ul><li>Ann Li, <ruby>张<rp>(</rp><rt>Zhāng</rt><rp>)</rp>三<rt>Sān</rt></ruby>.
          <b>Maps of Rivers</b>. Journal of Maps, 2024.</li></ul>
    """
    result = read_site({"index.html": page})

    assert values(result.publications, "title", "authors") == [("Maps of Rivers", ["Ann Li", "张三"])]


def test_date_without_a_year_is_the_one_that_its_element_gives():
    page = """
        <h2>News</h2>
        <ul>
        <li><time datetime="2024-09-03T10:00:00Z">3 Sept</time>: Our maps won a prize.</li>
        <li><time datetime="2024-08-02">Aug 2024</time>: Ann joined us.</li>
        <li>5 July 2024, <time datetime="2024-07-05T14:30">14:30</time>: A talk about rivers.</li>
        </ul>
    """
    result = read_site({"index.html": page})

    assert [item.date for item in result.news] == ["2024-09-03", "2024-08", "2024-07-05"]


def test_power_in_a_title_is_no_digit_and_no_mark_of_an_author():
    page = """
        <h2>Publications</h2>
        <ul>
        <li>Ann Li<sup>1</sup>, Bo Wu (吴波)<sup>2</sup>.
          <b>Maps of Rivers in O(<i>n</i><sup>2</sup>) Time</b>. Journal of Maps, 2024.</li>
        <li>Li A<sup>1</sup>, Wu B<sup>2</sup>.
          <b>Ca<sup>2+</sup> and 10<sup>-6</sup> in the 2<sup>nd</sup> Lake</b>. Journal of Maps, 2023.</li>
        </ul>
    """
    result = read_site({"index.html": page})

    assert values(result.publications, "title", "authors") == [
        ("Maps of Rivers in O(n²) Time", ["Ann Li", "Bo Wu"]),
        ("Ca²⁺ and 10⁻⁶ in the 2nd Lake", ["Li A", "Wu B"]),
    ]
