"""Sites of the lab website template."""

from tests.site_readers.sites import LOREM, named, read_site, values

TYPES = """
    pi:
      description: Principal Investigator
    phd:
      description: PhD Student
    """


def member(**fields: str) -> str:
    lines = "\n".join(f"{name}: {value}" for name, value in fields.items())
    return f"---\n{lines}\n---\n"


def site(**files: str):
    return {"_data/types.yaml": TYPES, "_data/sources.yaml": "", **files}


def test_members_have_role_status_and_links():
    result = read_site(
        site()
        | {
            "_members/ann-li.md": """
            ---
            name: Prof. Ann Li
            role: pi
            affiliation: Yarn University
            links:
              orcid: 0000-0002-1825-0097
              github: annli
              email: ann@yarn.example
            ---
            Ann spins.
            """,
            "_members/bo-wu.md": member(name="Bo Wu（吴博）", role="phd", group="alum"),
            "_members/cy-xu.md": member(name="Cy Xu", role="weaver"),
        }
    )
    assert result.kind == "greenelab"
    assert values(result.people, "name", "native_name", "role", "status") == [
        ("Ann Li", "", "pi", "current"),
        ("Bo Wu", "吴博", "phd", "previous"),
        ("Cy Xu", "", "weaver", "current"),
    ]
    assert values(result.people, "email", "place", "links")[0] == (
        "ann@yarn.example",
        "Yarn University",
        [("orcid", "https://orcid.org/0000-0002-1825-0097"), ("github", "https://github.com/annli")],
    )
    assert named(result, "Ann spins.") == [("_members/ann-li.md", 10, "Biography of Ann Li.")]


def test_type_that_calls_two_people_principal_investigator_is_named():
    types = "researcher:\n  description: Principal Investigator\n"
    people = {f"_members/{name}.md": member(name=name, role="researcher") for name in ("Ann", "Bo")}
    result = read_site(site() | {"_data/types.yaml": types} | people)
    assert values(result.people, "role") == [("pi",), ("pi",)]
    assert named(result, "researcher: Principal Investigator (Ann, Bo)")[0][:2] == ("_data/types.yaml", 2)


def test_citations_become_publications_once():
    result = read_site(
        site()
        | {
            "_data/citations.yaml": """
            # DO NOT EDIT, GENERATED AUTOMATICALLY

            - id: doi:10.1234/a
              title: Spinning &amp; weaving
              authors:
              - Ann Li
              - Bo Wu
              publisher: Journal of Yarn
              date: '2019-01-18'
              link: https://doi.org/gmf2s7
              buttons:
              - type: source
                link: https://github.com/annli/spin
            - id: doi:10.1234/a
              title: Spinning and weaving
              date: '2019'
            - id: eid:2-s2.0-1
            """
        }
    )
    assert values(result.publications, "title", "authors", "year", "month", "venue", "links", "line") == [
        (
            "Spinning & weaving",
            ["Ann Li", "Bo Wu"],
            "2019",
            "01",
            "Journal of Yarn",
            [("doi", "https://doi.org/10.1234/a"), ("code", "https://github.com/annli/spin")],
            3,
        )
    ]
    assert named(result, "eid:2-s2.0-1")[0][:2] == ("_data/citations.yaml", 17)


def test_template_examples_stay_out():
    result = read_site(
        site()
        | {
            "_members/jane-smith.md": member(name="Jane Smith", role="pi", image="images/photo.jpg"),
            "_members/template-name.md": member(name="", role="postdoc/phd"),
            "_posts/2019-01-07-example-post-1.md": f"---\ntitle: Example post 1\n---\n{LOREM}",
            "_data/projects.yaml": "- title: Cool Dataset\n  description: Lorem ipsum _dolor sit amet_\n",
            "_data/citations.yaml": """
            - id: doi:10.1234/template
              title: A paper of the author of the template
              orcid: 0000-0002-4655-3773
            """,
            "team/index.md": f"---\ntitle: Team\n---\n\n{LOREM}\n",
        }
    )
    assert not result.people + result.publications + result.news + result.projects
    for text in (
        "Jane Smith",
        "postdoc/phd",
        "Example post 1",
        "Cool Dataset",
        "author of the template",
        "Lorem",
    ):
        assert [why for *_, why in named(result, text)] == ["Template example, left out."]


def test_real_person_with_a_common_name_stays():
    result = read_site(
        site() | {"_members/jane.md": member(name="Jane Smith", role="phd", image="images/jane.jpg")}
    )
    assert values(result.people, "name") == [("Jane Smith",)]


def test_posts_become_news_and_unfinished_ones_are_named():
    result = read_site(
        site()
        | {
            "_posts/2024-03-05-prize.md": "---\ntitle: Ann wins\n---\nThe **Prize**.\n\n{% include x %}\n",
            "_posts/2010-08-28-old.md": "---\ntitle: Dated anew\ndate: 2017-08-28\n---\nTBW\n",
            "_posts/2024-03-06-draft.md": "---\ntitle: Unfinished\npublished: false\n---\n",
            "_posts/2999-01-01-later.md": "---\ntitle: Later\n---\n",
        }
    )
    assert values(result.news, "date", "text") == [
        ("2017-08-28", "Dated anew"),
        ("2024-03-05", "Ann wins\n\nThe **Prize**."),
    ]
    assert named(result, "Unfinished") == [("_posts/2024-03-06-draft.md", 2, "Not published, left out.")]
    assert named(result, "Later") == [
        ("_posts/2999-01-01-later.md", 2, "The date is in the future, left out.")
    ]


def test_former_members_in_tables_of_a_page_come_in():
    result = read_site(
        site()
        | {
            "_members/ann-li.md": member(name="Dr. LI Ann", role="pi"),
            "team/index.md": """
            ---
            title: Team
            ---
            ## Lab Alumni

            | Member | Role | Years In Lab | Position after lab |
            | :--- | :---: | --- | --- |
            | Bo Wu | PhD Student | 2021 - 2025 | Weaver, Yarn & Co |
            | Ann Li | PhD Student | 2010 | |

            <table>
            <tr><th>Name</th><th>Lab Position</th><th>Current Position</th></tr>
            <tr><td markdown="span">XU Cy</td><td>M.phil student</td><td>N/A</td></tr>
            </table>
            """,
        }
    )
    assert values(result.people, "name", "role", "status", "start", "end", "place") == [
        ("LI Ann", "pi", "current", "", "", ""),
        ("XU Cy", "master", "previous", "", "", ""),
        ("Bo Wu", "phd", "previous", "2021", "2025", "Weaver, Yarn & Co"),
    ]
    assert named(result, "Ann Li | PhD Student | 2010")[0][:2] == ("team/index.md", 9)


def test_page_about_openings_is_a_notice_and_other_text_is_named():
    result = read_site(
        site()
        | {
            "_members/ann.md": member(name="Ann Li", role="pi"),
            "opportunities/index.md": (
                "---\ntitle: Opportunities\n---\n<style>\n.a {}\n\n.b {}\n</style>\nWe seek a spinner.\n"
            ),
            "research/index.md": '---\ntitle: Research\n---\n{% include icon.html icon="x" %}\n\nWe spin.\n',
        }
    )
    assert values(result.notices, "title", "text") == [("Opportunities", "We seek a spinner.")]
    assert named(result, "We spin.") == [("research/index.md", 6, "Text of a page.")]


def test_member_whom_no_list_of_the_site_shows_is_named():
    lists = """
        ---
        title: Team
        ---
        {% include list.html data="members" component="portrait" filter="role == 'pi'" %}
        {% include list.html data="members" filters="role: phd, group: ^(?!gone$)" %}
        """
    people = {
        "_members/ann.md": member(name="Ann Li", role="pi"),
        "_members/bo.md": member(name="Bo Wu", role="phd"),
        "_members/cy.md": member(name="Cy Xu", role="phd", group="gone"),
        "_members/di.md": member(name="Di He", role="weaver"),
    }
    result = read_site(site() | {"team/index.md": lists} | people)
    assert values(result.people, "name") == [("Ann Li",), ("Bo Wu",)]
    assert [named(result, name)[0][2] for name in ("Cy Xu", "Di He")] == [
        "The site shows this person on no page."
    ] * 2


def test_filter_in_an_unknown_form_hides_nobody():
    page = "---\ntitle: Team\n---\n{% include list.html data='members' filter='role.size > 2' %}\n"
    result = read_site(site() | {"team/index.md": page, "_members/ann.md": member(name="Ann Li", role="pi")})
    assert values(result.people, "name") == [("Ann Li",)]


def test_file_that_nobody_reads_is_named():
    result = read_site(
        site()
        | {
            "_members/ann.md": member(name="Ann Li", role="pi"),
            "_books/a.md": "Our book.",
            "README.md": "Build.",
        }
    )
    assert named(result, "Our book.") == [
        ("_books/a.md", 1, "No page shows this file, or no reader knows it.")
    ]
    assert not named(result, "Build.")


def test_place_for_a_member_to_come_is_no_person():
    data = {"_data/citations.yaml": "[]", "_data/types.yaml": "{}"}
    result = read_site(data | {"_members/you.md": "---\nname: You?\nrole: unknown\n---\nJoin us.\n"})
    assert result.people == []
    assert named(result, "You?")


def test_paper_of_two_sources_comes_in_once_and_links_of_html_become_markdown():
    paper = "title: Slow rivers and lakes\n  authors: [Ann Li]\n  date: 2024-02-01\n"
    citations = (
        f'- id: "pubmed:1"\n  publisher: Journal of rivers\n  {paper}'
        f'- id: "doi:10.1234/a"\n  publisher: Journal of Rivers\n  {paper}'
    )
    post = '---\ntitle: A prize\n---\nWe won the <a class="x" href="https://a.example"><em>Prize</em></a>.\n'
    result = read_site(
        {
            "_data/citations.yaml": citations,
            "_data/types.yaml": "{}",
            "_posts/2024-05-01-prize.md": post,
            "jobs/index.md": "---\ntitle: Jobs\n---\nWe look for students.\n",
        }
    )
    assert len(result.publications) == 1
    assert values(result.news, "text") == [("A prize\n\nWe won the [*Prize*](https://a.example).",)]
    assert values(result.notices, "title", "text") == [("Jobs", "We look for students.")]
