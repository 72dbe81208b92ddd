"""People as cards: a heading or a box with the name, and lines about the person. All are invented."""

from tests.site_readers.sites import named, read_site, values

GROUP = {
    "_config.yml": "title: RIVER LAB\nfirst_name: Ann\nlast_name: Lee\n",
    "_pages/home.md": "---\nlayout: home\npermalink: /\n---\nWe study rivers.\n",
}


def people_page(text: str) -> dict[str, str]:
    return {
        "_pages/profiles.md": f"---\nlayout: page\npermalink: /people/\ntitle: People\nnav: true\n---\n{text}"
    }


def test_cards_of_a_lab_say_name_role_and_status():
    result = read_site(
        GROUP
        | people_page(
            "<section><h2>Professor</h2><div><h3>Ann Lee</h3>\n"
            '<p>Ann Lee is an assistant professor of rivers.</p><a href="https://orcid.org/0000-0001-5109-3700">O</a>\n'
            "<h4>Research Interests</h4><ul><li>Slow rivers</li></ul></div></section>\n"
            '<section><h2>Alumni</h2><article class="student-card"><div>BW</div><div>\n'
            '<h3>Bo Wu <span lang="ko">우보</span></h3>\n<p>Undergraduate researcher</p><p>Fast lakes</p>\n'
            "</div></article></section>\n"
        )
    )
    assert result.kind == "alfolio-group"
    assert values(result.people, "name", "native_name", "role", "status") == [
        ("Ann Lee", "", "faculty", "current"),
        ("Bo Wu", "우보", "undergraduate", "previous"),
    ]
    assert [link.url for link in result.people[0].links] == ["https://orcid.org/0000-0001-5109-3700"]
    assert named(result, "Fast lakes")
    assert named(result, "Slow rivers")


def test_headings_below_the_team_of_a_homepage_are_its_people():
    result = read_site(
        {
            "index.md": """
        # Team
        ## Current students
        ### Bo Wu (吴博)
        PhD student, 2022 - 2026
        [Homepage](https://bo.example)
        ### Contact Information
        Room 12
        ## Alumni
        ### Cy Xu
        Master student
        Now at Acme
        """
        }
    )
    assert values(result.people, "name", "native_name", "status", "start", "end", "place") == [
        ("Bo Wu", "吴博", "current", "2022", "2026", ""),
        ("Cy Xu", "", "previous", "", "", "Acme"),
    ]
    assert named(result, "Room 12")


def test_news_of_a_layout_of_its_own_are_read():
    result = read_site(
        {
            "_config.yml": "title: Ann Lee\n",
            "_pages/home.md": "---\nlayout: start\npermalink: /\n---\nI am Ann Lee.\n",
            "_layouts/start.liquid": "{{ content }}{% include news.liquid %}",
            "_news/a.md": "---\ndate: 2024-05-01\ninline: true\n---\nWe moved.\n",
        }
    )
    assert values(result.news, "date", "text") == [("2024-05-01", "We moved.")]
