"""Lists on the pages of lab sites: papers, talks, grants and news. All of it is invented."""

from tests.importing.sites import named, read_site, values

LAB = {
    "_config.yaml": "title: Lake Lab",
    "_data/types.yaml": "phd:\n  description: PhD Student",
    "_data/citations.yaml": "- id: doi:10.1234/old\n  title: A paper of those from whom it was copied",
    "_includes/list.html": "{% assign data = site.data[include.data] %}",
    "_members/ann.md": "---\nname: Ann Li\nrole: phd\n---",
    "team/index.md": '---\ntitle: Team\n---\n{% include list.html data="members" %}',
}
GROUP = {"_config.yml": "title: Lake Lab", "_people/ann.md": "---\nname: Ann Li\nrole: PhD student\n---"}


def test_citations_that_no_list_shows_stay_out():
    result = read_site(LAB)
    assert result.publications == []
    assert named(result, "was copied")[0][2] == "No page shows this list, left out."
    page = {"papers/index.md": '---\ntitle: Papers\n---\n{% include list.html data="citations" %}'}
    assert len(read_site(LAB | page).publications) == 1


def test_news_below_a_heading_come_in_and_a_career_award_is_no_opening():
    index = "---\n---\n# Lake Lab\nWe map lakes.\n\n## Recent News\n\n» Welcome, Ann!\n\n» A prize for Bo.\n"
    award = {"research/CAREER/index.md": "---\ntitle: NSF-CAREER\n---\n# Maps for everybody\n"}
    result = read_site(LAB | {"index.md": index} | award)
    assert values(result.news, "text") == [("Welcome, Ann!",), ("A prize for Bo.",)]
    assert result.notices == [] and named(result, "We map lakes.") and named(result, "Maps for everybody")


def test_pages_of_papers_talks_and_grants_are_read():
    pages = {
        "_pages/papers.md": """\
            ---
            title: Our work
            ---
            1. Li, Ann, Bo Wu, and Cy Xu. Maps of Quiet Rivers. Journal of Lakes, 2021
            2. Ann Li, Bo Wu. Depth of the Lakes. Journal of Lakes, 2022
            3. Ann Li, Bo Wu. Colour of the Lakes. Journal of Lakes, 2023
            """,
        "_pages/talks.md": """\
            ---
            title: Talks
            ---
            Below is a selection of talks.

            ### Maps of quiet rivers for everybody
            * Invited talk, Lake Days, Laketown (Mar. 2024)
            """,
        "_pages/grants.md": """\
            ---
            title: Grants
            ---
            ## Ongoing
            <div class="grant-entry"><p><strong>Rivers of Data</strong><br>Funding Agency: Lake Fund<br>
            Period: 2024 – 2026</p></div>

            - NoisePy
            """,
    }
    result = read_site(GROUP | pages)
    assert values(result.publications, "title", "year") == [
        ("Maps of Quiet Rivers", "2021"),
        ("Depth of the Lakes", "2022"),
        ("Colour of the Lakes", "2023"),
    ]
    assert result.publications[0].authors == ["Ann Li", "Bo Wu", "Cy Xu"]
    assert values(result.talks, "date", "title") == [("2024-03", "Maps of quiet rivers for everybody")]
    assert values(result.projects, "title") == [("Rivers of Data",)]
    assert named(result, "NoisePy") and named(result, "Below is a selection")


def test_profile_of_a_member_counts_and_news_that_a_page_switches_off_do_not():
    member = """\
        ---
        title: Bo Wuu
        profile: {name: Bo Wu, position: PhD student, email: bo@lake.example}
        ---
        """
    about = {"_pages/about.md": "---\nlayout: about\nnews: false\n---\nWelcome."}
    news = {"_news/a.md": "---\ntitle: A day at the lake\ndate: 2024-05-01\n---\nIt was warm."}
    result = read_site(GROUP | {"_members/bo.md": member} | about | news)
    assert values(result.people, "name", "role", "email") == [
        ("Bo Wu", "phd", "bo@lake.example"),
        ("Ann Li", "phd", ""),
    ]
    assert result.news == [] and named(result, "A day at the lake")
    assert len(read_site(GROUP | news).news) == 1


def test_position_is_no_name_of_a_person():
    page = "---\ntitle: Team\n---\n## Members\n\n### Adjunct Assistant Professor\n\nLake University\n"
    assert values(read_site(GROUP | {"_pages/team.md": page}).people, "name") == [("Ann Li",)]
