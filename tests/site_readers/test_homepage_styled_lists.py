"""Lists that a style sheet or bold lines set, and translations. All of it is invented."""

from tests.site_readers.sites import read_site, values


def test_cards_that_are_links_are_entries_of_their_own():
    page = """
        # Awards
        <div>
          <a class="award-card" href="https://x.edu/1">
            <span><span>2026 · Lake <i>🏆</i></span><strong>Lake Fund</strong><em>Map Prize</em></span>
          </a>
          <a class="award-card award-card--old" href="https://x.edu/2">
            <span><span>2024 · Bay <i>🏆</i></span><strong>River Fund</strong><em>Medal</em></span>
          </a>
        </div>
        <ol><li><span>2023</span><div><b>Poster Prize</b><span>Lake University</span></div></li></ol>
    """
    result = read_site({"index.md": page})

    assert [item.date for item in result.honors] == ["2026", "2024", "2023"]
    assert all("Fund" in item.title for item in result.honors[:2])
    assert "Poster Prize Lake University" in result.honors[2].title


def test_letters_in_two_styles_are_one_word():
    page = "# News\n\n- 2024.05: <span>A</span><b>BC</b> and <b>Pro</b><i>Map</i> and Lee<sup>1</sup>\n"
    assert values(read_site({"index.md": page}).news, "text") == [("ABC and ProMap and Lee1",)]


def test_page_at_the_address_of_a_language_is_a_translation():
    pages = {
        "_config.yml": "title: Ann\n",
        "_data/navigation.yml": "main:\n  - url: /awards/\nmain_fr:\n  - url: /fr/awards/\n",
        "_pages/about.md": "---\npermalink: /\n---\nI map rivers.\n",
        "_pages/awards.md": "---\npermalink: /awards/\n---\n# Awards\n\n- 2023 Prize of Maps\n",
        "_pages/fr/awards.md": "---\npermalink: /fr/awards/\n---\n# Prix\n\n- 2023 Prix des cartes\n",
    }
    result = read_site(pages)

    assert values(result.honors, "title") == [("Prize of Maps",)]
    assert any("Prix des cartes" in rest.text for rest in result.not_understood)


def test_degrees_below_the_name_of_a_school_are_studies_there():
    page = """
        # Education

        **Lake University (LU), Laketown**
        - Ph.D. in Maps, 08/2017 – 08/2023
          - Advisors: Dr. Bo Wu
          - Dissertation: *Maps of rivers*
        - M.S. in Rivers, 08/2021 – 05/2022

        **River University, Rivertown**
        - B.S. in Lakes, *Valedictorian*
    """
    result = read_site({"index.md": page})

    assert values(result.education, "degree", "start", "end", "advisor") == [
        ("Ph.D. in Maps", "2017-08", "2023-08", "Bo Wu"),
        ("M.S. in Rivers", "2021-08", "2022-05", ""),
        ("B.S. in Lakes", "", "", ""),
    ]
    assert [item.school.split(" University")[0] for item in result.education] == ["Lake", "Lake", "River"]


def test_bold_lines_with_points_below_are_projects():
    page = """
        # Projects

        **Maps of lakes for the Lake Fund**
        - Analyzed pictures of lakes.

        **Noise in clickstreams**
        - Developed a program that finds it.
    """
    result = read_site({"index.md": page})

    assert values(result.projects, "title", "text") == [
        ("Maps of lakes for the Lake Fund", "Analyzed pictures of lakes."),
        ("Noise in clickstreams", "Developed a program that finds it."),
    ]


def test_numbered_lines_of_a_paragraph_are_entries():
    page = (
        "# Experience\n\n## Research projects participated in\n"
        '(1) Project of the Lake Fund: "Maps of slow rivers" 2022-2024;  \n'
        '(2) Project of the River Fund: "Maps of deep lakes" 2019-2023\n'
    )
    result = read_site({"index.md": page})

    assert ["slow rivers" in item.title for item in result.projects] == [True, False]


def test_card_about_supervising_is_a_service():
    page = """
        <h2>Research supervision</h2><div>
        <article class="card"><span>2023-2025</span><h3>PhD Supervisor</h3><p>Maps of lakes.</p></article>
        <article class="card"><span>2021</span><h3>Co-supervisor</h3><p>Lake University.</p></article>
        </div>
    """
    result = read_site({"index.html": page})

    assert values(result.service, "start", "end", "role") == [
        ("2023", "2025", "Supervisor"),
        ("2021", "", "Co-supervisor"),
    ]
