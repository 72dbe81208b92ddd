"""What lab sites print about their members and authors, with marks, tags and dates. All of it is invented."""

import pytest

from site_readers.labsites.names import read_authors
from site_readers.labsites.openings import is_about_openings
from tests.site_readers.sites import named, read_site, values

ALLAN = {
    "_config.yml": "title: Lake Lab",
    "_pages/team.md": "---\ntitle: Team\n---\n{% for m in site.data.students %}{{ m.name }}{% endfor %}",
}


def test_period_in_a_label_is_no_part_of_the_role():
    students = """\
        - name: Bo Wu
          info: Graduate student, started Jan 2021
        - name: Cy Xu
          info: Graduate student, Jan 2019-May 2022
        """
    result = read_site(ALLAN | {"_data/students.yml": students})
    assert values(result.people, "name", "role", "start", "end", "place") == [
        ("Bo Wu", "Graduate student", "2021-01", "", ""),
        ("Cy Xu", "Graduate student", "2019-01", "2022-05", ""),
    ]
    assert not named(result, "Graduate student")


@pytest.mark.parametrize(
    ("printed", "authors"),
    [
        (["<b> Ann Li </b>", "Bo&nbsp;Wu"], ["Ann Li", "Bo Wu"]),
        (['<a href="https://a.example">Ann Li</a>', "Bo Wu et. al"], ["Ann Li", "Bo Wu"]),
        (["李安", "吴波 等", "et al."], ["李安", "吴波"]),
    ],
)
def test_tags_and_et_al_are_no_part_of_an_author(printed, authors):
    assert read_authors(printed)[0] == authors


def test_tags_in_a_list_of_authors_do_not_split_it():
    paper = """- {title: Maps, year: 2024, authors: '<b>Ann Li</b>, <a title="a, b">Bo Wu</a> and Cy Xu'}"""
    papers = read_site(
        ALLAN | {"_data/publist.yml": paper, "_data/students.yml": "- name: Bo Wu"}
    ).publications
    assert values(papers, "authors") == [(["Ann Li", "Bo Wu", "Cy Xu"],)]


def test_year_of_a_former_member_is_that_of_leaving():
    member = "---\nname: {}\nrole: phd\nstatus: {}\nyear: 2024\n---"
    files = {
        "_data/types.yaml": "phd: {description: PhD Student}",
        "_data/citations.yaml": "[]",
        "_members/ann.md": member.format("Ann Li", "alumni"),
        "_members/bo.md": member.format("Bo Wu", "active"),
    }
    result = read_site(files)
    assert values(result.people, "name", "status", "end") == [
        ("Ann Li", "previous", "2024"),
        ("Bo Wu", "current", ""),
    ]
    assert [file for file, *_ in named(result, "2024")] == ["_members/bo.md"] and not named(result, "active")


@pytest.mark.parametrize(
    ("title", "is_opening"),
    [
        *[(title, True) for title in ("Join us", "join_us", "jobopenings", "Careers", "招生")],
        *[(title, False) for title in ("Joint work", "Compositional models", "Team")],
    ],
)
def test_page_about_openings_says_so_in_words_of_its_own(title, is_opening):
    assert is_about_openings(title) == is_opening


def test_heading_that_ends_with_a_position_is_the_role_of_the_people_below():
    cell = "<td><strong>Ann Li</strong><br/>\nShe maps lakes.</td>"
    cell = f"<table><tr>\n<td><img src='a.png'></td>\n{cell}</tr></table>"
    page = f"---\ntitle: People\n---\n## Graduate Researcher\n{cell}\n\n## PhD students\n- Bo Wu\n"
    people = read_site(ALLAN | {"_pages/people.md": page}).people
    assert set(values(people, "name", "role")) == {("Ann Li", "Graduate Researcher"), ("Bo Wu", "phd")}


@pytest.mark.parametrize(
    ("label", "status", "expected"),
    [
        ("PhD student (2022 Fall)", "active", ("phd", "2022", "", "")),
        ("Master student, Fall 2023", "active", ("master", "2023", "", "")),
        ("PhD candidate (expected 2027)", "active", ("phd", "", "", "")),
        ("PhD student (2022)", "alumni", ("phd", "", "", "PhD student (2022)")),
        ("Engineer at Lake Company", "alumni", ("staff", "", "", "Engineer at Lake Company")),
        ("RSE at Lake Company", "alumni", ("", "", "", "RSE at Lake Company")),
    ],
)
def test_label_says_when_a_student_came_and_where_a_former_member_went(label, status, expected):
    student = f"- {{name: Bo Wu, role: '{label}', status: {status}}}"
    people = read_site(ALLAN | {"_data/students.yml": student}).people
    assert values(people, "role", "start", "end", "place") == [expected]


def test_heading_with_a_role_and_a_name_is_a_person():
    page = "---\ntitle: People\n---\n## Professor: LI Ann\n\nShe maps lakes.\n\n## PhD students\n- Bo Wu\n"
    theme = "---\npermalink: /about/\n---\n## People\n| Name | Role |\n|-|-|\n| Cy Xu | PhD |\n"
    people = read_site(ALLAN | {"_pages/people.md": page, "docs/_pages/about.md": theme}).people
    assert set(values(people, "name", "role")) == {("LI Ann", "faculty"), ("Bo Wu", "phd")}


def test_general_label_and_icons_are_not_reported():
    files = {
        "_data/types.yaml": "phd: {description: PhD Student}",
        "_data/citations.yaml": "[]",
        "_members/ann.md": """\
            ---
            name: Ann Li
            role: phd
            group: team
            ---
            {% include button.html icon="fa-solid fa-arrow-left" text="Back to the team" %}
            """,
    }
    result = read_site(files)
    assert not named(result, "fa-") and not named(result, "group") and named(result, "Back to the team")
    assert [rest.why for rest in result.not_understood] == ["Biography of Ann Li."]


def test_biography_in_a_field_and_names_in_another_script_are_read():
    student = "- {name: Bo Wu, bio: He maps lakes., names: [B. Wu, 吴波], external_link: 'https://bo.test'}"
    result = read_site(ALLAN | {"_data/students.yml": student})
    links = [("homepage", "https://bo.test")]
    assert values(result.people, "name", "native_name", "links") == [("Bo Wu", "吴波", links)]
    assert named(result, "He maps lakes") == [("_data/students.yml", 1, "Biography of Bo Wu.")]
    assert not named(result, "bio:") and not named(result, "names:")


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (
            "name: Bo Wu (MSc Student), duration: Moved on to Lake Company",
            ("Bo Wu", "master", "Lake Company"),
        ),
        ("name: 'Bo Wu (Ph.D., P.Eng.)', info: Postdoc", ("Bo Wu", "postdoc", "")),
        ("name: 吴波 (Bo Ma), info: Postdoc", ("Bo Ma", "postdoc", "")),
        ("name: Bo (Bob) Wu, info: Moved on to Lake Company", ("Bo (Bob) Wu", "", "Lake Company")),
    ],
)
def test_alumni_have_the_role_in_brackets_and_the_place_to_which_they_moved(record, expected):
    files = {"_pages/alumni.md": "---\ntitle: Alumni\n---\n{{ site.data.alumni_members }}"}
    people = read_site(ALLAN | files | {"_data/alumni_members.yml": f"- {{{record}}}"}).people
    assert values(people, "name", "role", "place", "status") == [(*expected, "previous")]


def test_former_student_who_is_a_member_again_is_current():
    files = {
        "_pages/alumni.md": "---\ntitle: Alumni\n---\n{{ site.data.alumni_msc }}{{ site.data.students }}",
        "_data/alumni_msc.yml": """\
            - {name: Bo Wu, status: "Engineer, Lake Company"}
            - {name: Cy Xu, status: "PhD student, EPFL"}
            """,
        "_data/students.yml": "- {name: Bo Wu, info: PhD student}",
    }
    result = read_site(ALLAN | files)
    assert values(result.people, "name", "role", "status", "place") == [
        ("Bo Wu", "phd", "current", ""),
        ("Cy Xu", "master", "previous", "PhD student, EPFL"),
    ]
    assert named(result, "Bo Wu") == [
        ("_data/alumni_msc.yml", 1, "Bo Wu has come back, so this is not used.")
    ]


def test_profiles_of_a_page_need_no_files_of_their_own():
    page = """\
        ---
        title: Team
        layout: profiles
        profiles:
          - {group: Group Leader, name: Ann Li, email: ann@lake.test, website: "https://ann.test"}
          - {group: PhD Students, name: Bo Wu, image: a.png, align: left}
        ---
        """
    people = read_site(ALLAN | {"_pages/team.md": page}).people
    assert values(people, "name", "role", "email", "links") == [
        ("Ann Li", "pi", "ann@lake.test", [("homepage", "https://ann.test")]),
        ("Bo Wu", "phd", "", []),
    ]


def test_list_of_papers_of_a_year_is_read_like_that_of_all_years():
    paper = """\
        - title: Maps
          authors: Ann Li<sup>&#134;</sup>, Bo Wu
          link: {url: "https://p.example/a", display: "Lake Meeting 2019 <br> Best paper"}
        """
    result = read_site(ALLAN | {"_data/publist2019.yml": paper, "_data/students.yml": "- name: Bo Wu"})
    assert values(result.publications, "title", "authors", "year") == [("Maps", ["Ann Li", "Bo Wu"], "2019")]


def test_grant_of_one_line_is_a_project_with_the_period_at_its_end():
    page = """\
        ---
        title: Projects
        ---
        - Lake Fund, ZD-21-2021-01, Maps of all rivers, 2021/08-2023/07.

        [//]: # ({% for one in site.data.openings %}{{ one.name }}{% endfor %})
        """
    files = {"_data/students.yml": "- name: Bo Wu", "_data/openings.yml": "- name: Postdoc for lakes"}
    result = read_site(ALLAN | files | {"_pages/projects.md": page})
    assert not result.notices and named(result, "Postdoc for lakes")
    assert [(one.title[:9], one.text) for one in result.projects] == [("Lake Fund", "2021-08 – 2023-07")]


def test_title_of_a_principal_investigator_is_named():
    pi = "- {name: Ann Li, info: 'Assistant professor, started Aug 2020'}"
    result = read_site(ALLAN | {"_data/team_pi.yml": pi, "_pages/pi.md": "---\n---\n{{ site.data.team_pi }}"})
    assert values(result.people, "role", "start") == [("pi", "2020-08")]
    assert named(result, "Assistant professor") == [("_data/team_pi.yml", 1, "A label of Ann Li.")]
