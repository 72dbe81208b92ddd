"""Groups with al-folio."""

from tests.site_readers.sites import named, read_site, values

PEOPLE = """
    ---
    layout: page
    title: people
    permalink: /people/
    nav: true
    display_categories: [Principal Investigator, Master Students, Alumni]
    ---
    """
PROJECTS = "---\ntitle: projects\npermalink: /projects/\nnav: true\ndisplay_categories: [work]\n---\n"


def page(title: str, category: str, description: str = "", body: str = "TBD.") -> str:
    return f"---\ntitle: {title}\ndescription: {description}\ncategory: {category}\n---\n{body}\n"


def site(**files: str):
    return {"_config.yml": "title: Lab", "_pages/people.md": PEOPLE, "_pages/projects.md": PROJECTS, **files}


def test_people_among_the_projects_are_told_by_the_categories_of_their_page():
    result = read_site(
        site()
        | {
            "_projects/1.md": page("Ann Li (李安)", "Principal Investigator"),
            "_projects/2.md": page(
                "Bo Wu",
                "Alumni",
                "Spring 2022 - Fall 2023. <br> Master Student. <br> Next Stop&#58; Yarn University.",
            ),
            "_projects/3.md": page(
                "Cy Xu", "Master Students", "Starting in Fall 2024. <br> Research Topic&#58; Yarn."
            ),
            "_projects/4.md": page("Loom", "work", "A new loom", "It weaves."),
            "_projects/5.md": page("Hidden", "fun"),
            "_projects/6.md": page("project 6", "work"),
        }
    )
    assert result.kind == "alfolio-group"
    assert values(result.people, "name", "native_name", "role", "status", "start", "end", "place") == [
        ("Ann Li", "李安", "pi", "current", "", "", ""),
        ("Bo Wu", "", "master", "previous", "2022", "2023", "Yarn University"),
        ("Cy Xu", "", "master", "current", "2024", "", ""),
    ]
    assert values(result.projects, "title", "text") == [("Loom", "A new loom\n\nIt weaves.")]
    assert named(result, "Hidden")[0][2] == "No page of the site leads here, left out."
    assert named(result, "project 6")[0][2] == "Template example, left out."
    assert named(result, "Research Topic: Yarn.")[0][2] == "About Cy Xu."


def test_members_in_data_files_and_collections():
    result = read_site(
        {
            "_config.yml": "",
            "_news/1.md": "---\ndate: 2024-05-06\ninline: true\n---\nWe **won**.\n",
            "_data/alumni.yml": """
            - name: Bo Wu
              info: PhD student
              duration: 2015 - 2019
              email: bo@yarn.example
            """,
            "_data/team.yml": "- title: Postdocs\n  members:\n    - name: Cy Xu\n      github: cyxu\n",
            "_members/ann.md": "---\ntitle: Ann Li\nrole: PI\n---\nAnn spins.\n",
        }
    )
    assert values(result.people, "name", "role", "status", "start", "end", "email", "links") == [
        ("Bo Wu", "phd", "previous", "2015", "2019", "bo@yarn.example", []),
        ("Cy Xu", "postdoc", "current", "", "", "", [("github", "https://github.com/cyxu")]),
        ("Ann Li", "pi", "current", "", "", "", []),
    ]
    assert values(result.news, "date", "text") == [("2024-05-06", "We **won**.")]


def test_list_of_people_below_the_heading_of_a_group():
    result = read_site(
        site()
        | {
            "_pages/people.md": """
            ---
            title: people
            nav: true
            ---
            ## PhD students
            - [Ann Li](https://ann.example), since 2021
            - Bo Wu
            ## Alumni
            - **Cy Xu**, PhD student, 2015–2019, now at Yarn University
            ## Values
            - We are kind
            """
        }
    )
    assert values(result.people, "name", "role", "status", "start", "end", "links") == [
        ("Ann Li", "phd", "current", "2021", "", [("homepage", "https://ann.example")]),
        ("Bo Wu", "phd", "current", "", "", []),
        ("Cy Xu", "phd", "previous", "2015", "2019", []),
    ]
    assert named(result, "We are kind")[0][2] == "Text of a page."


def test_only_shown_bibliographies_come_in_and_einstein_stays_out():
    result = read_site(
        site()
        | {
            "_pages/publications.md": "---\ntitle: publications\nnav: true\n---\n{% bibliography %}\n",
            "_bibliography/papers.bib": """
            ---
            ---
            @article{a, title={Spinning}, author={Li, Ann and Wu, Bo}, journal={Journal of Yarn},
              year={2019}, month={may}, doi={10.1234/a},
              code={https://github.com/annli/spin}, volume={5}, abbr_ccf={CCF-A}}
            @article{e, title={The meaning of relativity}, author={Einstein, Albert}, year={1950}}
            """,
            "_bibliography/old.bib": "@article{b, title={Weaving}, author={Li, Ann}, year={2020}}",
        }
    )
    assert values(
        result.publications, "title", "authors", "year", "month", "venue", "rank", "links", "line"
    ) == [
        (
            "Spinning",
            ["Ann Li", "Bo Wu"],
            "2019",
            "05",
            "Journal of Yarn",
            "CCF-A",
            [("doi", "https://doi.org/10.1234/a"), ("code", "https://github.com/annli/spin")],
            3,
        )
    ]
    assert named(result, "relativity")[0][2] == "Template example, left out."
    assert named(result, "Weaving") == [
        ("_bibliography/old.bib", 1, "No page shows this bibliography, left out.")
    ]
    assert values(result.publications, "details") == [({"volume": "5"},)]


def test_examples_of_the_template_stay_out():
    result = read_site(
        site()
        | {
            "_pages/profiles.md": (
                "---\nlayout: profiles\ntitle: people\nprofiles:\n  - content: about_einstein.md\n---\n"
            ),
            "_pages/about_einstein.md": "Write your biography here. Tell the world about yourself.\n",
            "_news/announcement_1.md": "---\ndate: 2015-10-22\n---\nA simple inline announcement.\n",
            "_posts/2015-07-15-code.md": "---\ntitle: a post with code\n---\nText\n",
            "_posts/2024-01-01-own.md": "---\ntitle: Ours\n---\nText\n",
        }
    )
    assert not result.people
    assert values(result.news, "date", "text") == [("2024-01-01", "Ours\n\nText")]
    assert (
        named(result, "Write your biography")
        and named(result, "A simple inline")
        and named(result, "a post with code")
    )


def test_flags_and_remarks_say_who_left():
    result = read_site(
        {
            "_config.yml": "",
            "_pages/about.md": "---\ntitle: about\npermalink: /\n---\n",
            "_data/team_members.yml": """
            - name: Ann Li
              info: PhD student
              github: 0
              alumni: 1
              education1: MSc in Yarn, Yarn University
            - name: Bo Wu
              info: Assistant Professor, Yarn University
              duration: Postdoc 2019 - 2021
            """,
            "_data/alumni_msc.yml": "- name: Cy Xu, graduated 2024\n",
            "_people/graduate/di.md": (
                "---\nname: Di He\nposition: Weavers Inc.\npurpose: Ph.D.\ncurrent: false\n---\n"
            ),
        }
    )
    assert values(result.people, "name", "role", "status", "start", "end", "place", "links") == [
        ("Cy Xu", "master", "previous", "", "2024", "", []),
        ("Ann Li", "phd", "previous", "", "", "", []),
        ("Bo Wu", "postdoc", "previous", "2019", "2021", "Assistant Professor, Yarn University", []),
        ("Di He", "phd", "previous", "", "", "Weavers Inc.", []),
    ]
    assert values(result.education, "degree", "school") == [("MSc in Yarn", "Yarn University")]


def test_publications_and_news_in_data_files():
    result = read_site(
        {
            "_config.yml": "",
            "_pages/about.md": "",
            "_data/members.yml": "- name: Ann Li\n",
            "_data/publist.yml": (
                "- title: Spinning\n  authors: A. Li, B. Wu\n  year: 2019\n  url: https://yarn.example/a.pdf\n"
            ),
            "_data/news.yml": "- date: May 2021\n  headline: We won\n",
        }
    )
    assert values(result.publications, "title", "authors", "year", "links") == [
        ("Spinning", ["A. Li", "B. Wu"], "2019", [("pdf", "https://yarn.example/a.pdf")])
    ]
    assert values(result.news, "date", "text") == [("2021-05", "We won")]


def test_publications_that_are_pages_of_a_collection():
    result = read_site(
        {
            "_config.yml": "",
            "_pages/about.md": "",
            "_people/ann_li.md": "---\nname: Ann Li\n---\n",
            "_publications/spin.md": """
            ---
            title: Spinning
            date: "2019-01-01"
            authors: [ann_li, Bo Wu]
            venue: Journal of Yarn
            external_link: https://doi.org/10.1234/a
            ---
            """,
            "_publications/2009-10-01-paper-title-number-1.md": "---\ntitle: Paper Title Number 1\n---\n",
        }
    )
    assert values(result.publications, "authors", "year", "month", "venue", "links") == [
        (["Ann Li", "Bo Wu"], "2019", "", "Journal of Yarn", [("doi", "https://doi.org/10.1234/a")])
    ]
    assert named(result, "Paper Title Number 1")[0][2] == "Template example, left out."


def test_homepage_of_one_person_is_no_group():
    people = {"_pages/people.md": PEOPLE}
    person = "title: blank # the full name is used\nfirst_name: Ann\nmiddle_name:\nlast_name: Li\n"
    assert read_site({"_config.yml": person} | people).kind != "alfolio-group"
    assert read_site({"_config.yml": person.replace("blank", "Yarn Lab")} | people).kind == "alfolio-group"
    assert read_site({"_config.yml": person.replace("Li", "")} | people).kind == "alfolio-group"


def test_data_files_of_a_group_with_periods_and_dated_titles_are_read():
    papers = """\
        - title: "Maps of Quiet Rivers, 2021, Journal of Lakes, 4(2), pp 1-9, doi:10.1234/maps"
          authors: Lee, A., Wu, B.
          link:
            url: https://example.edu/maps
            display: Lee and Wu (2021)
        - title: Lakes without Boats
          authors: A. Lee
          link:
            url: https://example.edu/lakes
            display: Journal of Lakes 9, 5 (2015)
        - title: "Rivers of Tomorrow, Submitted to Journal of Lakes"
          authors: A. Lee
    """
    result = read_site(
        {
            "_config.yml": "title: Lake Group",
            "_pages/group.md": "---\ntitle: People\npermalink: /people/\n---\n# Members\n",
            "_data/team_members.yml": "- name: Ann Lee\n  info: Professor\n  education1: PhD from Lake Uni",
            "_data/undergrads.yml": "- name: Bo Wu\n  date: 2016-2018\n  info: Student\n",
            "_data/publist.yml": papers,
        }
    )

    assert [(one.name, one.status, one.end) for one in result.people] == [
        ("Ann Lee", "current", ""),
        ("Bo Wu", "previous", "2018"),
    ]
    assert values(result.education, "degree", "school") == [("PhD", "Lake Uni")]
    assert [(one.title, one.year, one.venue) for one in result.publications] == [
        ("Maps of Quiet Rivers", "2021", "Journal of Lakes"),
        ("Lakes without Boats", "2015", "Journal of Lakes"),
        ("Rivers of Tomorrow", "", ""),
    ]
    assert ("doi", "https://doi.org/10.1234/maps") in [
        (link.kind, link.url) for link in result.publications[0].links
    ]


def test_profile_without_a_heading_begins_with_the_name():
    profiles = "\n".join(f"  - content: {name}.md" for name in ("al", "bw", "text"))
    result = read_site(
        site()
        | {
            "_pages/profiles.md": f"---\nlayout: profiles\ntitle: people\nprofiles:\n{profiles}\n---\n",
            "_pages/al.md": "Ann B Lake, Ph.D.\nPrincipal Investigator\n\nAssistant Professor of Yarn\n",
            "_pages/bw.md": "Bo Woods, BS\n\nPh.D. Candidate\n",
            "_pages/text.md": "We spin yarn\n\nand more.\n",
        }
    )
    assert values(result.people, "name", "role", "status") == [
        ("Ann B Lake", "pi", "current"),
        ("Bo Woods", "phd", "current"),
    ]
    assert named(result, "We spin yarn")[0][2] == "A profile without a name."
