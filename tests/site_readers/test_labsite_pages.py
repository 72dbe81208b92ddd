"""Lists on the pages of lab sites: papers, talks, grants and news. All of it is invented."""

from tests.site_readers.sites import named, read_site, values

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


def test_projects_with_a_heading_each_are_read_and_sections_of_a_course_are_not():
    text = "We map quiet rivers and lakes for everybody who walks along them in the summer, with Bo Wu."
    pages = {
        "projects/index.md": f"---\ntitle: Projects\n---\n# Projects\n\n## Maps of Lakes\n\n{text}\n",
        "teaching/index.md": (
            "---\ntitle: Teaching\n---\n# Teaching\n\n## Pattern Recognition (LAKE 5)\n\n- depth of lakes\n"
        ),
        "maps/index.md": f"---\ntitle: A framework of tools for maps\n---\n## Motivation\n\n{text}\n",
    }
    result = read_site(LAB | pages)
    assert values(result.projects, "title", "text") == [("Maps of Lakes", text)]
    assert result.honors == [] and named(result, "depth of lakes") and named(result, "Motivation")


def test_members_whom_a_page_of_its_own_making_shows_come_in():
    loop = '{% assign one = site.members | where: "role", "phd" | where: "status", "active" %}\n'
    page = f"---\ntitle: Team\n---\n{{% include list.html data='members' filter=\"role == 'pi'\" %}}\n{loop}"
    members = {
        "_includes/list.html": "{% assign filter = include.filter %}",
        "_members/bo.md": "---\nname: Bo Wu\nrole: phd\nstatus: active\n---",
        "_members/cy.md": "---\nname: Cy Xu\nrole: phd\nstatus: gone\n---",
        "_members/alumni.md": "---\nname: 毕业生\nrole: pi\n---\nintro intro",
        "_members/you.md": "---\nname: This could be you !\nrole: pi\n---",
    }
    people = read_site(LAB | {"team/index.md": page, "_members/ann.md": ""} | members).people
    assert values(people, "name") == [("Bo Wu",)]


def test_people_in_the_sidebar_of_the_start_page_come_in():
    index = """\
        ---
        layout: single
        sidebar:
          - title: "Research Students"
            text: "Bo Wu (PhD) \\n\\n Cy Xu (PhD)"
          - title: "Former Students"
            text: "Di He (Lake Company)"
        ---
        We map lakes.
        """
    team = "---\nlayout: single\ntitle: Team\n---\n## PhD students\n\n- Ann Li\n- Yu Qi\n"
    people = read_site(GROUP | {"index.md": index, "_pages/team.md": team}).people
    assert values(people, "name", "role", "status", "place")[1:4] == [
        ("Bo Wu", "phd", "current", ""),
        ("Cy Xu", "phd", "current", ""),
        ("Di He", "Former Students", "previous", "Lake Company"),
    ]
