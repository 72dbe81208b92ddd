"""Lists of a lab website that are not the ones of its template. All people and papers are invented."""

from tests.site_readers.sites import named, read_site, values

PAPER_PAGE = """\
---
title: Maps of Quiet Rivers
authors: "Lee A, Wu BC"
date: 2024-02-12
venue: Journal of Lakes
---
"""


def test_lists_of_other_collections_and_data_files_come_in():
    result = read_site(
        {
            "_config.yaml": "title: Lake Lab",
            "_data/types.yaml": "pi:\n  description: Principal Investigator",
            "_data/citations.yaml": "- id: doi:10.1/old\n  title: An entry that no page lists",
            "_data/lab_news.yml": "- date: 2026-04-15\n  text: Ann Lee receives the Lake Award",
            "_data/grants.yaml": "- title: Maps for everybody\n  funder: Lake Fund\n  number: LF-12",
            "_members/ann-lee.md": "---\nname: Ann Lee\nrole: pi\n---",
            "_papers/2024-02-12-maps.md": PAPER_PAGE,
            "_news/radio.md": "---\ntitle: Ann Lee on the radio\ndate: 2025-03-02\n---",
            "_includes/list.html": "{% assign data = site.data[include.data] %}",
            "_includes/papers.html": "{% assign data = site.papers | sort: 'date' %}",
            "index.md": "---\n---\n# News\n{% for one in site.data.lab_news %}{{ one.text }}{% endfor %}",
            "press/index.md": '---\ntitle: Press\n---\n{% include list.html data="news" %}',
            "publications/index.md": '---\ntitle: Papers\n---\n{% include papers.html data="citations" %}',
            "funding/index.md": '---\ntitle: Funding\n---\n{% include list.html data="grants" %}',
        }
    )

    assert values(result.publications, "title", "year", "authors") == [
        ("Maps of Quiet Rivers", "2024", ["Lee A", "Wu BC"])
    ]
    assert values(result.news, "date", "text") == [
        ("2026-04-15", "Ann Lee receives the Lake Award"),
        ("2025-03-02", "Ann Lee on the radio"),
    ]
    assert values(result.projects, "title", "text") == [("Maps for everybody", "Lake Fund, LF-12")]
    assert named(result, "An entry that no page lists")[0][2] == "No page shows this list, left out."


def test_list_that_takes_role_and_group_shows_only_members_with_both():
    where = "".join(
        f'{{% assign data = data | where: "{name}", include.{name} %}}' for name in ("role", "group")
    )
    lists = "".join(
        f'{{% include list.html data="members" {option} %}}' for option in ('role="phd"', 'group="alum"')
    )
    result = read_site(
        {
            "_config.yaml": "title: Lake Lab",
            "_data/types.yaml": "phd:\n  description: PhD Student",
            "_data/citations.yaml": "",
            "_includes/list.html": "{% assign data = site.data[include.data] %}" + where,
            "_members/ann-lee.md": "---\nname: Ann Lee\nrole: phd\n---",
            "_members/bo-wu.md": "---\nname: Bo Wu\nrole: undergrad\ngroup: alum\n---",
            "_members/hiring.md": "---\nname: Postdoc\nrole:\n---\nWe look for students.",
            "team/index.md": f"---\ntitle: Team\n---\n{lists}",
        }
    )

    assert values(result.people, "name", "status") == [("Ann Lee", "current"), ("Bo Wu", "previous")]
    assert named(result, "Postdoc")[0][2] == "The site shows this person on no page."


def test_table_of_alumni_and_list_of_awards_in_blocks_of_a_landing_page_come_in():
    page = """\
        ---
        title: ''
        type: landing
        sections:
          - block: people
            content:
              user_groups: [Members]
          - block: markdown
            id: alumni-section
            content:
              title: ' '
              text: |
                <table>
                <tr><th>Name</th><th>Position</th><th>Years</th><th>Next Position</th></tr>
                <tr><td>Bo Wu</td><td>Research Assistant</td><td>2022-2024</td><td>Lake Company</td></tr>
                </table>
          - block: markdown
            content:
              title: Awards
              text: |
                - 2023 Prize for maps, Lake University
        ---
    """
    author = "---\ntitle: Ann Lee\nrole: Professor\nuser_groups: [Members]\n---\n"
    result = read_site(
        {
            "content/_index.md": page,
            "content/authors/ann/_index.md": author,
            "content/authors/cy/_index.md": author.replace("Ann Lee", "Cy Young"),
        }
    )

    assert values(result.people, "name", "status", "start", "end", "place")[2:] == [
        ("Bo Wu", "previous", "2022", "2024", "Lake Company")
    ]
    assert values(result.honors, "date", "title", "issuer") == [("2023", "Prize for maps", "Lake University")]


def test_bibliography_of_a_hugo_site_without_pages_of_publications_comes_in():
    elsewhere = "**Complete publication list:** [Google Scholar](https://scholar.google.com/citations?user=1)"
    entry = "@article{a, title={Maps of Rivers}, author={Lee, Ann}, journal={Lakes}, year={2020}}"
    author = "---\ntitle: Ann Lee\n---\n"
    result = read_site(
        {
            "content/authors/ann/_index.md": author,
            "content/authors/cy/_index.md": author.replace("Ann Lee", "Cy Young"),
            "content/publication/_index.md": "---\ntitle: Publications\n---\n" + elsewhere,
            "content/publication/publications.bib": entry,
        }
    )

    assert values(result.publications, "title", "year") == [("Maps of Rivers", "2020")]


def test_picture_in_the_text_of_news_is_its_picture():
    post = "---\ntitle: New map\ndate: 2024-02-01\n---\nSee our map.\n\n![map](images/map.png)"
    result = read_site(
        {
            "content/authors/ann/_index.md": "---\ntitle: Ann Lee\n---\n",
            "content/authors/cy/_index.md": "---\ntitle: Cy Young\n---\n",
            "content/post/map.md": post,
        }
    )

    assert values(result.news, "text") == [("New map\n\nSee our map.",)]


def test_page_without_a_title_in_the_folder_of_papers_lists_papers():
    papers = """---
share: false
---
<b>Conference</b><br/>

<i> <b>2023</b> </i><br/>

<a href="https://example.edu/1">12. Maps of Rivers from Boats</a><i><br>
C Xu, A Lee, B Wu, Conference on Rivers, 2023</br></i>

<a href="https://example.edu/2">11. 3D Lakes without Any Bridges</a><i><br>
B Wu, A Lee, Conference on Lakes, 2023</br></i>
"""
    author = "---\ntitle: {}\nuser_groups:\n- PhD Student\n---\n"
    result = read_site(
        {
            "content/authors/ann/_index.md": author.format("Ann Lee"),
            "content/authors/bo/_index.md": author.format("Bo Wu (Co-supervision)"),
            "content/publication/index.md": papers,
        }
    )

    assert values(result.publications, "title", "year", "authors") == [
        ("Maps of Rivers from Boats", "2023", ["C Xu", "A Lee", "B Wu"]),
        ("3D Lakes without Any Bridges", "2023", ["B Wu", "A Lee"]),
    ]
    assert [person.name for person in result.people] == ["Ann Lee", "Bo Wu"]
