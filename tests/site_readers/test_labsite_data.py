"""Data files of lab sites: which ones pages show, and what stands in them. All of it is invented."""

from tests.site_readers.sites import named, read_site, values

CONFIG = {"_config.yml": "title: Lake Lab"}
TEAM = """\
---
title: Team
---
# Members
{% for one in site.data.team_members %}{{ one.name }}{% endfor %}
<h4>Master's students</h4>
{% for one in site.data.msc %}{{ one.name }}{% endfor %}
## Former students
{% for one in site.data.alumni_msc %}{{ one.name }}{% endfor %}
<!-- {% for one in site.data.alumni_bsc %}{{ one.name }}{% endfor %} -->
"""


def test_people_of_data_files_come_in_with_the_heading_above_their_loop():
    result = read_site(
        CONFIG
        | {
            "_pages/team.md": TEAM,
            "_data/team_members.yml": "- name: Ann Li\n  info: PhD student\n  email: ann_AT_lake.example",
            "_data/msc.yml": "- name: Bo Wu",
            "_data/alumni_msc.yml": "- name: Cy Xu, Spring 2022\n- name: Di He, 2019-2021",
            "_data/alumni_bsc.yml": "- name: Ed Ma",
        }
    )
    assert values(result.people, "name", "role", "status", "start", "end", "email") == [
        ("Cy Xu", "master", "previous", "", "2022", ""),
        ("Di He", "master", "previous", "2019", "2021", ""),
        ("Bo Wu", "master", "current", "", "", ""),
        ("Ann Li", "phd", "current", "", "", "ann@lake.example"),
    ]
    assert [why for *_, why in named(result, "Ed Ma")] == ["No page shows this data file, left out."]


def test_equal_studies_of_two_members_are_two_studies():
    study = 'education1: BSc Rivers, <a href="https://lake.example">Lake University</a>. 2020'
    result = read_site(
        CONFIG
        | {
            "_pages/team.md": TEAM,
            "_data/team_members.yml": (
                f"- name: Ann Li\n  {study}\n" + "  # …\n" * 20 + f"- name: Bo Wu\n  {study}\n"
            ),
        }
    )
    assert values(result.education, "member", "degree", "school", "end") == [
        ("Ann Li", "BSc Rivers", "Lake University", "2020"),
        ("Bo Wu", "BSc Rivers", "Lake University", "2020"),
    ]


def test_text_of_a_link_is_the_venue_unless_it_cites_the_paper_or_names_a_file():
    result = read_site(
        CONFIG
        | {
            "_pages/team.md": TEAM,
            "_data/team_members.yml": "- name: Ann Li",
            "_data/publist.yml": """\
                - title: Maps of quiet rivers
                  year: 2024
                  authors: Ann Li, Bo Wu
                  link: {url: "https://doi.org/10.1234/a", display: Journal of Lakes, pdf: maps.pdf}
                - title: Depth of lakes
                  year: 2023
                  authors: Li A., Wu B.
                  link: {url: "https://doi.org/10.1234/b", display: "Li and Wu, 2023"}
                """,
            "_data/news.yml": "- date: May 2, 2024\n  headline: \"See <a href='https://a.example'>here</a>.\"",
            "_data/gallery.yml": "- title: Summer walk\n  date: May 2024",
            "_pages/pictures.md": "---\ntitle: Pictures\n---\n{% for one in site.data.gallery %}{% endfor %}",
        }
    )
    assert values(result.publications, "title", "venue") == [
        ("Maps of quiet rivers", "Journal of Lakes"),
        ("Depth of lakes", ""),
    ]
    assert values(result.news, "text") == [("See [here](https://a.example).",)]
    assert named(result, "maps.pdf") and named(result, "Summer walk")


def test_links_of_a_paper_stay_in_the_order_of_its_record():
    kinds = ["code", "video", "slides", "poster", "data", "project"]
    links = ", ".join(f'{kind}: "https://a.example/{kind}"' for kind in kinds)
    result = read_site(
        CONFIG
        | {
            "_pages/team.md": TEAM,
            "_data/team_members.yml": "- name: Ann Li",
            "_data/publist.yml": f"- title: Maps of rivers\n  authors: Ann Li, Bo Wu\n  link: {{{links}}}",
        }
    )
    assert [link.kind for link in result.publications[0].links] == kinds


def test_name_in_bold_below_a_role_is_a_person_and_the_rest_a_biography():
    page = """\
        ---
        title: Meet the lab
        ---
        ### Principal Investigator

        <strong>Dr. Ann Li</strong> studied at [Lake University](https://lake.example). She likes rivers.

        ### Postdocs

        **Now hiring** for 2026.
        """
    files = {
        "_pages/team.md": page,
        "_people/bo.md": "---\nname: Bo Wu\nrole: Postdoc at Lake Institute\n---",
    }
    result = read_site(CONFIG | files)
    assert values(result.people, "name", "role", "links") == [("Bo Wu", "postdoc", []), ("Ann Li", "pi", [])]
    assert named(result, "She likes rivers.")
    assert named(result, "Postdoc at Lake Institute")


def test_patterns_of_lists_know_true_and_false_and_alternatives():
    lists = """\
        ---
        title: Team
        ---
        {% include list.html data="members" filters="role: ^(pi|phd)$, alumni: false" %}
        {% include list.html data="members" filters="group: " %}
        """
    site = {"_data/types.yaml": "{}", "_data/citations.yaml": "", "team/index.md": lists}
    people = {
        "_members/ann.md": "---\nname: Ann Li\nrole: pi\nalumni: false\ngroup: a\n---",
        "_members/bo.md": "---\nname: Bo Wu\nrole: phd\nalumni: true\ngroup: a\n---",
        "_members/cy.md": "---\nname: Cy Xu\nrole: weaver\n---",
    }
    assert values(read_site(site | people).people, "name") == [("Ann Li",), ("Cy Xu",)]
    component = {"_includes/list.html": "{% assign data = data | data_filter: include.filter %}"}
    assert len(read_site(site | people | component).people) == 3


def test_bibliography_from_which_a_hugo_site_is_built_comes_in():
    entry = "@article{a,\n title = {Maps of quiet rivers},\n author = {Li, Ann},\n year = {2024}\n}\n"
    files = {
        "content/authors/ann-li/_index.md": "---\ntitle: Ann Li\nauthor_notes: []\n---",
        "content/authors/bo-wu/_index.md": "---\ntitle: Bo Wu\n---",
        "static/publications.bib": entry,
        "content/home/contact.md": (
            "---\nwidget: contact\ntitle: Contact\ncontent:\n  address:\n    street: Quiet Lane\n---"
        ),
    }
    result = read_site(files)
    assert values(result.publications, "title", "year") == [("Maps of quiet rivers", "2024")]
    assert named(result, "Quiet Lane")
    page = {"content/publication/a/index.md": "---\ntitle: Depth of lakes\ndate: 2020-01-01\n---"}
    assert values(read_site(files | page).publications, "title") == [("Depth of lakes",)]


def test_notes_on_authors_say_who_corresponds():
    page = """\
        ---
        title: Maps of quiet rivers
        authors: [Ann Li, Bo Wu, "..."]
        author_notes: [Equal contribution, "Equal contribution, corresponding author"]
        date: 2024-01-01
        ---
        """
    files = {f"content/authors/{name}/_index.md": f"---\ntitle: {name} Li\n---" for name in ("Ann", "Bo")}
    result = read_site(files | {"content/publication/a/index.md": page})
    assert values(result.publications, "authors", "equal_contribution", "corresponding") == [
        (["Ann Li", "Bo Wu"], [0, 1], [1])
    ]


def test_embedded_posts_days_with_a_dot_and_lists_of_students_are_read():
    tweet = "<blockquote class='x'><p>We won &amp; <b>smile</b><br>Thanks</p>Ann</blockquote>"
    program = "<script src='y'></script>"
    result = read_site(
        CONFIG
        | {
            "_pages/team.md": TEAM
            + "## Rotational Students\n{% for one in site.data.visiting_students %}{% endfor %}\n"
            + "{% for one in site.data.paper_tags %}{{ one }}{% endfor %}\n",
            "_data/team_members.yml": "- name: Ann Li",
            "_data/visiting_students.yml": "- name: Bo Wu\n  info: Rotational student, May 2024 - Present",
            "_data/paper_tags.yml": "Maps of quiet rivers:\n  - Rivers\n  - Maps",
            "_data/news.yml": f'- date: 15. April 2021\n  headline: "{tweet} {program}"',
        }
    )
    assert values(result.news, "date", "text") == [("2021-04-15", "We won & **smile**\nThanks\n\nAnn")]
    assert values(result.people, "name", "start") == [("Ann Li", ""), ("Bo Wu", "2024-05")]
    assert result.publications == []


def test_latin_that_fills_a_post_stays_out_and_what_the_lab_wrote_comes_in():
    filler = "Sed eu dui nec ligula bibendum dapibus. Nullam imperdiet auctor tortor, vel cursus mauris."
    post = f"---\ntitle: Our lab begins\ndate: 2022-06-24\n---\nThe beginning of the Lake Lab.\n\n{filler}\n"
    site = {"_data/types.yaml": "{}", "_data/citations.yaml": "", "_posts/2022-06-24-a.md": post}
    result = read_site(site)
    assert values(result.news, "text") == [("Our lab begins\n\nThe beginning of the Lake Lab.",)]
    assert named(result, "dui nec ligula")[0][2] == "Template example, left out."
