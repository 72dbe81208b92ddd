"""Pages in HTML as it was written by hand and by old programs. All people and papers are invented."""

import pytest

from site_readers import dates
from tests.site_readers.sites import named, read_site, values


def test_two_line_breaks_end_an_entry():
    entries = """
        <a href="https://arxiv.org/abs/1">Maps of rivers and lakes</a>, with B. Wu, appeared
        <a href="https://example.edu/1">here</a> in Lake Journal, 2021.</br></br>
        <a href="https://arxiv.org/abs/2">Rivers and Lakes</a>, Lake Journal 2014.</br> </br>
        <a href="https://arxiv.org/abs/3">Seas and their maps</a>, with B. Wu, Preprint 2019.
    """
    title, heading = "<title>Ann Lee</title>", "<h3>Publications</h3>"
    for page in (
        f"{heading}{entries}",
        f"{heading}<table><tr><td></td><td><p>{entries}</p></td></tr></table>",
    ):
        papers = read_site({"index.html": title + page}).publications

        assert values(papers, "title", "year") == [
            ("Maps of rivers and lakes", "2021"),
            ("Rivers and Lakes", "2014"),
            ("Seas and their maps", "2019"),
        ]


def test_row_that_begins_with_a_name_is_a_member():
    page = """
        <table><tr><td rowspan="3"><p><a href="index.html">Home</a></p><p><a href="cv.pdf">CV</a></p>
        <p><a href="papers.html">Papers</a></p></td></tr>
        <tr><td><h2>Past lab members</h2></td></tr>
        <tr><td><p><b>Bo Wu</b></p><p>M.S. Student<br>2017-2019</p></td><td><i>Thesis</i>: Maps</td></tr>
        <tr><td><p><b>Cy Young</b></p><p>Visiting Scholar<br>(2017)</p></td><td>Laketown</td></tr></table>
    """
    result = read_site({"index.html": page})

    assert values(result.people, "name", "start", "end", "status") == [
        ("Bo Wu", "2017", "2019", "previous"),
        ("Cy Young", "2017", "", "previous"),
    ]


def test_page_of_org_mode_has_numbers_and_a_foot():
    page = """
        <div class="outline-2"><h2><span class="section-number-2">1.</span> Talks</h2>
        <div class="outline-3"><h3><span class="section-number-3">1.1.</span> 2023</h3><dl>
        <dt>14.07. - 17.07.2023 Workshop in Laketown</dt><dd>"Maps of all the rivers"</dd></dl></div>
        <div class="outline-3"><h3><span class="section-number-3">1.2.</span> 2022</h3><dl>
        <dt>03.06.2022 Seminar in Rivertown</dt><dd>"Maps of all the lakes"</dd></dl></div></div>
        <div class="outline-2"><h2><span class="section-number-2">2.</span> Published articles</h2>
        <h3><span class="section-number-3">2.1.</span> A. Lee and B. Wu. Maps of rivers. (2021).</h3>
        <p>We map them.</p></div>
        <div id="postamble"><p class="author">Author: Ann Lee</p><p>Created: 2025-12-05 Fri 18:02</p></div>
    """
    result = read_site({"index.html": page})

    assert values(result.talks, "date", "title") == [
        ("2023-07-14", "Maps of all the rivers"),
        ("2022-06-03", "Maps of all the lakes"),
    ]
    assert values(result.publications, "title", "authors", "year") == [
        ("Maps of rivers", ["A. Lee", "B. Wu"], "2021")
    ]
    assert [why for _, _, why in named(result, "Created")] == ["Not about the person."]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("03.06.2025", "2025-06-03", ""),
        ("27.02 - 13.03.2025", "2025-02-27", "2025-03-13"),
        ("05.03. – 11.03.2025", "2025-03-05", "2025-03-11"),
        ("03/06/2025", "2025", ""),
        ("380:20210205", "", ""),
    ],
)
def test_day_stands_before_the_month_where_full_stops_part_them(text, start, end):
    period, _ = dates.take_leading(text)

    assert (period.start, period.end) == (start, end)


def test_name_of_a_species_in_a_title_is_no_venue():
    page = (
        "<h2>Publications</h2><p>Lee A, Wu B. (2021). Counting snappers (<i>Lutjanus synagris</i>) by length."
        " <b><i>Lake Journal</i></b>.</p>"
    )
    result = read_site({"index.html": page})

    assert values(result.publications, "title", "venue") == [
        ("Counting snappers (Lutjanus synagris) by length", "Lake Journal")
    ]


def test_page_with_a_language_in_its_name_is_a_translation():
    page = "<a href='group_cn.html'>中文</a> <a href='group.html'>Group</a>"
    member = "<h2>Current students</h2><h3>Year of 2024</h3><h4>Bo Wu</h4><p>Topic: maps</p>"
    chinese = "<h2>在读学生</h2><h3>2024级</h3><h4>吴波</h4><p>题目：地图</p>"
    result = read_site({"index.html": page, "group.html": member, "group_cn.html": chinese})

    assert values(result.people, "name", "start") == [("Bo Wu", "2024")]


def test_link_to_a_former_address_of_the_owner_leads_to_a_page():
    start = (
        "<title>Ann Moore</title><h1>Ann Moore</h1><p>See <a"
        " href='https://pages.example.edu/staff/ann.moore/papers'>here</a> or <a"
        " href='https://example.com/cv'>there</a>.</p>"
    )
    page = "<h2>Awards</h2><ul><li>2021, Lake Prize</li></ul>"
    result = read_site({"index.html": start, "papers.htm": page, "cv.htm": page})

    assert values(result.honors, "title", "file") == [("Lake Prize", "papers.htm")]


def test_venue_that_links_to_the_paper_is_not_its_title():
    page = """
        <h2>Journal publications</h2>
        <p>[2] A. Lee and B. Wu<br>
          <em>Maps of rivers and lakes</em>
          <br><a href="https://doi.org/10.1000/2">Lake J. Sci. Comput. 48(1):C136-C163, 2026.</a>
          <a href="https://arxiv.org/abs/2407.00002">[arXiv]</a></p>
        <p>[3] A. Lee and C. Young<br><em>Maps of the moon</em><br>
          <a href="https://openreview.net/forum?id=1">The Tenth International Conference on Maps, 2025</a></p>
        <p>[1] B. Wu and A. Lee<br>Maps of all the seas<br>
          <a href="https://doi.org/10.1000/1">J. Comput. Maps 502, 112812, 2024.</a></p>
    """
    result = read_site({"index.html": page})

    assert values(result.publications, "title", "authors", "year") == [
        ("Maps of rivers and lakes", ["A. Lee", "B. Wu"], "2026"),
        ("Maps of the moon", ["A. Lee", "C. Young"], "2025"),
        ("Maps of all the seas", ["B. Wu", "A. Lee"], "2024"),
    ]
    assert values(result.publications[2:], "links") == [([("doi", "https://doi.org/10.1000/1")],)]
