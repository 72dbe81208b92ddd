"""Homepages of one person that are built with HugoBlox."""

from tests.site_readers.sites import named, read_site, values


def test_homepage_of_one_person_with_its_honors():
    result = read_site(
        {
            "content/authors/admin/_index.md": "---\ntitle: Ann Li\nsuperuser: true\nrole: PhD\n---\n",
            "content/authors/吳恩達/_index.md": "---\ntitle: 吳恩達\n---\n",
            "content/home/people.md": ("---\nwidget: people\ncontent:\n  user_groups: [Researchers]\n---\n"),
            "content/home/accomplishments.md": """
            +++
            widget = "accomplishments"
            [[item]]
            title = "Yarn Prize"
            organization = "Yarn Society"
            date_start = "2021-05-01"
            +++
            """,
            "content/publication/spin/index.md": "---\ntitle: Spinning\nauthors: [admin]\n---\n",
        }
    )
    assert result.kind == "hugo-homepage"
    assert values(result.people, "name", "role") == [("Ann Li", "phd")]
    assert values(result.honors, "date", "title", "issuer") == [("2021-05-01", "Yarn Prize", "Yarn Society")]
    assert values(result.publications, "authors") == [(["Ann Li"],)]


HOMEPAGE = {"content/authors/admin/_index.md": "---\ntitle: Ann Li\nsuperuser: true\nrole: Professor\n---\n"}


def test_lists_of_a_homepage_are_read_by_the_title_of_their_part():
    result = read_site(
        HOMEPAGE
        | {
            "content/home/people.md": """
                ---
                widget: featured
                title: People
                ---
                ### Current members
                - [Bo Wu](https://bo.example) (Postdoc, since 06/2025)

                ### Past members
                - Cy Xu (Intern, 06/2024--08/2024)
                """,
            "content/home/service.md": """
                +++
                widget = "blank"
                title = "Service"
                +++
                ### Program Committees
                - ICXX 2023
                """,
        }
    )
    assert values(result.people[1:], "name", "status", "start", "end") == [
        ("Bo Wu", "current", "2025-06", ""),
        ("Cy Xu", "previous", "2024-06", "2024-08"),
    ]
    assert values(result.service, "role", "what") == [("Program Committees", "ICXX 2023")]


def test_parts_that_are_switched_off_and_sites_of_the_theme_stay_out():
    award = 'item:\n- title: Prize of Rivers\n  organization: River Society\n  date_start: "2020-05-01"\n'
    sample = award.replace("Prize of Rivers", "Blockchain Fundamentals").replace("River Society", "edX")
    result = read_site(
        HOMEPAGE
        | {
            "content/home/a.md": f"---\nwidget: accomplishments\nactive: false\ntitle: Old\n{award}---\n",
            "content/home/b.md": f"---\nwidget: accomplishments\ntitle: New\n{award}---\n",
            "content/home/c.md": f"---\nwidget: accomplishments\ntitle: More\n{sample}---\n",
            "exampleSite/content/home/b.md": f"---\nwidget: accomplishments\ntitle: New\n{award}---\n",
            "exampleSite/content/authors/bo/_index.md": "---\ntitle: Bo Wu\n---\n",
        }
    )
    assert values(result.honors, "title", "issuer", "date") == [
        ("Prize of Rivers", "River Society", "2020-05-01")
    ]
    assert values(result.people, "name") == [("Ann Li",)]
    assert named(result, "Old")
