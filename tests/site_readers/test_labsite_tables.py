"""A CSV of people, and the JSON of the Makeability Lab's portal."""

import json

import pytest

from tests.site_readers.sites import named, read_site, values


def test_csv_in_english():
    text = "Name,Position,Status,Start,End,Email,Home page,Shoe size\n"
    text += "Ann Li,Principal investigator,current,2015-09,,ann@yarn.example,https://ann.example,40\n\n"
    text += '"Wu, Bo",PhD student,,2016,2020,,,\n'
    result = read_site({"people.csv": text})
    assert result.kind == "people-table"
    assert values(result.people, "name", "role", "status", "start", "end", "email", "links", "line") == [
        (
            "Ann Li",
            "pi",
            "current",
            "2015-09",
            "",
            "ann@yarn.example",
            [("homepage", "https://ann.example")],
            2,
        ),
        ("Wu, Bo", "phd", "previous", "2016", "2020", "", [], 4),
    ]
    assert named(result, "shoe_size: 40") == [("people.csv", 2, "There is no field for this.")]


@pytest.mark.parametrize("separator", [";", "\t"])
def test_csv_in_chinese_with_other_separators(separator):
    text = "姓名,英文名,身份,入学年份,毕业年份,去向,邮箱\n"
    text += "李安,Ann Li,博士研究生,2015,2019,纱线大学,ann@yarn.example\n"
    result = read_site({"people.csv": text.replace(",", separator)})
    assert values(
        result.people, "name", "native_name", "role", "status", "start", "end", "place", "email"
    ) == [("Ann Li", "李安", "phd", "previous", "2015", "2019", "纱线大学", "ann@yarn.example")]


def test_pages_of_the_api():
    people = {"count": 1, "next": None, "results": [
        {"id": 1, "url_name": "ann", "name": "Ann Li", "url": "https://lab.example/member/ann",
         "first_name": "Ann", "last_name": "Li", "current_title": "PhD Student", "bio": "Spins.", "github": "https://github.com/annli",
         "orcid": "0000-0002-1825-0097", "twitter": None}
    ]}  # fmt: skip
    publications = {"count": 1, "results": [
        {"id": 7, "title": "Spinning", "authors": [{"id": 1, "name": "Ann Li"}, {"id": 2, "name": "Bo Wu"}],
         "date": "2019-05-06", "year": 2019, "venue_type": "Conference",
         "forum_name": "Proceedings of YARN 2019", "forum_url": "https://yarn.example/",
         "doi": "https://doi.org/10.1234/a", "official_url": "",
         "arxiv_url": None, "code_repo_url": "https://github.com/annli/spin", "award": "Best Paper",
         "pdf_url": "https://lab.example/a.pdf", "projects": []}
    ]}  # fmt: skip
    projects = [
        {"id": 3, "short_name": "loom", "name": "Loom", "summary": "A loom", "about": "<p>It weaves.</p>"}
    ]
    grants = [
        {
            "id": 4,
            "title": "Grant for yarn",
            "sponsor": {"name": "Fund"},
            "grant_id": "9",
            "funding_amount": 5,
        }
    ]
    files = {"people": people, "publications": publications, "projects": projects, "grants": grants}
    result = read_site({f"{name}.json": json.dumps(data, indent=1) for name, data in files.items()})
    assert result.kind == "makeability"
    assert values(result.people, "name", "role", "status", "links") == [
        (
            "Ann Li",
            "phd",
            "",
            [("github", "https://github.com/annli"), ("orcid", "https://orcid.org/0000-0002-1825-0097")],
        )
    ]
    assert values(result.publications, "title", "authors", "year", "month", "venue") == [
        ("Spinning", ["Ann Li", "Bo Wu"], "2019", "05", "Proceedings of YARN 2019")
    ]
    assert {link.kind for link in result.publications[0].links} == {"doi", "code", "pdf"}
    assert values(result.projects, "title", "text") == [("Loom", "A loom\n\nIt weaves.")]
    assert named(result, "Spins.") and named(result, "award: Best Paper") and named(result, "Grant for yarn")


def test_dump_of_the_database():
    def row(model, pk, **fields):
        return {"model": f"website.{model}", "pk": pk, "fields": fields}

    rows = [
        row("person", 1, first_name="Ann", middle_name="B.", last_name="Li"),
        row("person", 2, first_name="Bo", last_name="Wu"),
        row("person", 3, first_name="Cy", last_name="Xu"),
        row("position", 1, person=1, title="MS Student", role="Member", start_date="2015-09-01",
            end_date="2017-06-30"),
        row("position", 2, person=1, title="PhD Student", role="Member", start_date="2017-07-01",
            end_date="2020-06-30"),
        row("position", 3, person=2, title="Professor", role="Collaborator", start_date="2015-09-01"),
        row("publication", 1, title="Spinning", authors=[1, 3], date="2019-05-06", forum_name="YARN"),
        row("talk", 1, title="On yarn", date="2018-03-04", forum_name="YarnConf", location="Leeds",
            talk_type="Keynote", speakers=[1]),
        row("news", 1, title="We won", date="2019-06-01", content="<p>A <b>prize</b>.</p>"),
        row("project", 1, name="Secret", short_name="secret", is_visible=False),
    ]  # fmt: skip
    result = read_site({"dump.json": json.dumps(rows)})
    assert values(result.people, "name", "role", "status", "start", "end") == [
        ("Ann B. Li", "phd", "previous", "2015-09-01", "2020-06-30")
    ]
    assert values(result.publications, "title", "authors") == [("Spinning", ["Ann B. Li", "Cy Xu"])]
    assert values(result.talks, "date", "kind", "title", "event", "place") == [
        ("2018-03-04", "Keynote", "On yarn", "YarnConf", "Leeds")
    ]
    assert values(result.news, "date", "text") == [("2019-06-01", "We won\n\nA <b>prize</b>.")]
    assert named(result, "Bo Wu")[0][2] == "Not a member of the lab."
    assert named(result, "MS Student 2015-09-01 2017-06-30")[0][2] == "An earlier position."
    assert named(result, "Secret")[0][2] == "Not published, left out."
