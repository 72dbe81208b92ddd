"""What ``people.json`` says about a person: what the profile shows on that day, and nothing else."""

from datetime import datetime

import pytest

from people.models import Stay
from tests import factories
from tests.open_data.reading import read, rows

pytestmark = pytest.mark.django_db

NOW = datetime.fromisoformat("2025-10-01T12:00+08:00")


@pytest.fixture
def person():
    """``person(**fields)`` returns what the file says about a person with these fields."""

    def describe(**fields):
        slug = factories.person(**fields).slug
        return rows("people", NOW)[slug]

    return describe


def test_file_names_the_lab_and_its_home_page_in_both_languages(settings):
    factories.lab("Example Lab", name_zh="示例实验室")
    file = read("people")
    assert file["lab"] == {"en": "Example Lab", "zh-Hans": "示例实验室"}
    assert file["url"] == {"en": f"{settings.SITE_URL}/", "zh-Hans": f"{settings.SITE_URL}/zh-hans/"}


def test_person_has_the_addresses_of_the_profile(person, settings):
    url = f"{settings.SITE_URL}/people/ada-example/"
    assert person()["url"] == {"en": url, "zh-Hans": url.replace("/people", "/zh-hans/people")}


def test_absent_language_is_left_out(person):
    assert person(interests="Engines")["interests"] == {"en": "Engines"}
    assert person(interests_zh="引擎")["interests"] == {"zh-Hans": "引擎"}


@pytest.mark.parametrize("chinese", ["", "引擎"])
def test_chinese_text_in_the_english_field_is_chinese(person, chinese):
    assert person(interests="发动机", interests_zh=chinese)["interests"] == {"zh-Hans": chinese or "发动机"}


@pytest.mark.parametrize(
    ("joined", "left", "status"),
    [
        ("2020", None, "current"),
        (None, "2025-10", "current"),
        (None, "2025-10-01", "current"),
        (None, "2025-09-30", "former"),
        ("2025-10-02", None, "future"),
    ],
)
def test_status_is_that_of_the_day(person, joined, left, status):
    assert person(joined=joined, left=left)["status"] == status


def test_position_says_the_year_of_study_in_both_languages(person):
    ada = factories.person("Ada", role=40)
    factories.education(ada, start="2023-09")
    assert rows("people", NOW)["ada"]["position"] == {"en": "Third-year PhD student", "zh-Hans": "博士三年级"}
    assert rows("people", NOW)["ada"]["role"] == "phd"


def test_email_is_there_only_if_it_is_public(person):
    assert person(email="ada@example.org", email_visibility="public")["email"] == "ada@example.org"
    assert person(email="bob@example.org")["email"] is None


def test_hidden_names_and_photos_are_not_there(person):
    hidden = person(
        native_name="徐佳明",
        shows_native_name=False,
        aliases="Former Name",
        shown_aliases="A. Example",
        photo=factories.picture_name("people"),
        shows_photo=False,
    )
    assert (hidden["native_name"], hidden["photo"], hidden["other_names"]) == (None, None, ["A. Example"])
    assert "Former" not in str(hidden)


def test_photo_has_the_address_of_each_width(person, settings):
    name = factories.picture_name("people", 800, 1000)
    photo = person(photo=name)["photo"]
    assert photo["url"] == f"{settings.SITE_URL}/media/{name}"
    assert (photo["width"], photo["height"]) == (800, 1000)
    assert photo["files"][0] == {
        "url": f"{settings.SITE_URL}/media/{name.removesuffix('.webp')}/{photo['files'][0]['width']}.webp",
        "width": photo["files"][0]["width"],
    }
    assert photo["files"][-1] == {"url": photo["url"], "width": 800}


def test_destination_is_that_of_a_former_member(person):
    destination = {"destination": "Elsewhere", "destination_url": "https://example.org"}
    former = person(left="2024", **destination)
    assert (former["destination"], former["destination_url"]) == ({"en": "Elsewhere"}, "https://example.org")
    current = person(**destination)
    assert (current["destination"], current["destination_url"]) == ({}, None)


def test_periods_are_those_that_the_profile_shows(person):
    assert person(joined="2020")["periods"] == []
    assert person(joined="2020", left="2024-06")["periods"] == [{"start": "2020", "end": "2024-06"}]
    assert person(joined="2026-09")["periods"] == [{"start": "2026-09", "end": None}]
    returned = factories.person("Returned", joined="2024")
    Stay.objects.create(person=returned, role=60, start="2019", end="2021")
    stays = rows("people", NOW)["returned"]["periods"]
    assert stays == [{"start": "2019", "end": "2021"}, {"start": "2024", "end": None}]


def test_orcid_comes_from_the_link(person):
    ada = factories.person("Ada")
    factories.profile_link(ada, "orcid", "https://orcid.org/0000-0002-1825-0097")
    factories.profile_link(ada, "github", "https://github.com/ada", label="Code")
    described = rows("people")["ada"]
    assert described["orcid"] == "0000-0002-1825-0097"
    assert {"kind": "github", "label": "Code", "url": "https://github.com/ada"} in described["links"]
    assert person(name="Bob")["orcid"] is None


def test_current_affiliation_has_no_more_than_the_profile_shows(person):
    ada = factories.person("Ada")
    details = {"capacity": "intern", "start": "2024"}
    factories.affiliation(ada, "Now", **details)
    factories.affiliation(ada, "Then", end="2025-09", **details)
    now, then = rows("people", NOW)["ada"]["affiliations"]
    assert (now["current"], now["role"], now["start"]) == (True, {}, None)
    assert (then["current"], then["role"], then["start"], then["end"]) == (
        False,
        {"en": "intern"},
        "2024",
        "2025-09",
    )


def test_rows_of_the_profile_are_there(person):
    ada, bob = factories.person("Ada"), factories.person("Bob")
    hidden = factories.person("Hidden", is_public=False)
    paper = factories.publication("On Engines", [ada])
    factories.education(ada, "2016", "bachelor", end="2020", school="School", advisor="Prof")
    factories.service(ada, subject="Journal", start="2024")
    factories.membership(ada, factories.team("Engines"), start="2021", is_lead=True)
    factories.project("Steam", people=[(ada, "Engineer")])
    factories.honor(ada, "Prize", date="2024-05").colleagues.add(bob, hidden)
    factories.talk(hidden, "Our talk", event="EX", publication=paper).colleagues.add(ada)
    described = rows("people", NOW)["ada"]
    assert [(row["degree"], row["school"], row["end"]) for row in described["education"]] == [
        ("bachelor", {"en": "School"}, "2020")
    ]
    assert [row["subject"] for row in described["service"]] == [{"en": "Journal"}]
    assert [(row["id"], row["lead"], row["start"]) for row in described["teams"]] == [("engines", True, None)]
    assert described["projects"] == [{"project": "steam", "role": {"en": "Engineer"}}]
    assert [(row["title"], row["shared_with"]) for row in described["honors"]] == [({"en": "Prize"}, ["bob"])]
    assert [(row["event"], row["publication"], row["shared_with"]) for row in described["talks"]] == [
        ({"en": "EX"}, "on-engines", [])
    ]
    assert [row["title"] for row in rows("people")["bob"]["honors"]] == [{"en": "Prize"}]


def test_biography_is_markdown_without_its_comments(person):
    text = "I **build**.\n\n[//]: # (ask Bob first)\n"
    assert person(bio=text)["bio"] == {"en": "I **build**.\n\n"}


def test_people_are_in_the_order_of_the_page(person):
    for name, role in (("Stu", 40), ("Pia", 10), ("Pat", 30)):
        factories.person(name, role=role)
    assert [row["name"] for row in read("people")["people"]] == ["Pia", "Pat", "Stu"]


def test_public_teams_have_their_texts():
    description = "We **build**.\n\n[//]: # (no)\n"
    factories.team("Engines", name_zh="引擎", description=description, call_zh="欢迎加入。")
    factories.team("Hidden", is_public=False)
    [team] = read("people")["teams"]
    assert (team["id"], team["name"]) == ("engines", {"en": "Engines", "zh-Hans": "引擎"})
    assert (team["text"]["en"].strip(), team["call"]) == ("We **build**.", {"zh-Hans": "欢迎加入。"})
