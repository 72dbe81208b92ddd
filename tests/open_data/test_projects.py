"""What ``projects.json`` says about projects and grants: what their pages show."""

from datetime import datetime

import pytest

from tests import factories
from tests.open_data.reading import read, rows

pytestmark = pytest.mark.django_db

NOW = datetime.fromisoformat("2025-10-01T12:00+08:00")


def test_project_has_its_texts_links_and_outputs(settings):
    project = factories.project(
        "Steam", title_zh="蒸汽", summary="Engines.", body="More **steam**.", start="2021-03", topics=[]
    )
    factories.project_link(project, "demo", "https://example.org/demo")
    factories.project_output(project, "Kettle", version="1.2", licence="MIT")
    row = rows("projects", NOW)["steam"]
    assert (row["title"], row["summary"]) == ({"en": "Steam", "zh-Hans": "蒸汽"}, {"en": "Engines."})
    assert (row["text"], row["start"], row["end"]) == ({"en": "More **steam**."}, "2021-03", None)
    assert row["url"]["zh-Hans"] == f"{settings.SITE_URL}/zh-hans/projects/steam/"
    assert row["links"] == [{"kind": "demo", "label": None, "url": "https://example.org/demo"}]
    assert row["outputs"] == [
        {
            "kind": "software",
            "name": "Kettle",
            "version": "1.2",
            "licence": "MIT",
            "repository": None,
            "doi": None,
        }
    ]


def test_project_is_past_after_its_end():
    factories.project("Over", end="2025-09")
    factories.project("Running", end="2025-10", position=9)
    assert [(row["id"], row["status"]) for row in read("projects", NOW)["projects"]] == [
        ("running", "current"),
        ("over", "past"),
    ]


def test_project_names_what_is_public_only():
    ada, hidden = factories.person("Ada"), factories.person("Hidden", is_public=False)
    old, new = factories.publication("Old", year=2020), factories.publication("New", year=2025)
    hidden_paper = factories.publication("Hidden", is_public=False)
    team = factories.team("Hidden team", is_public=False)
    papers = [old, new, hidden_paper]
    project = factories.project("Steam", [(hidden, "Lead"), (ada, "Engineer")], papers, team=team)
    factories.grant("1", slug="open", projects=[project])
    factories.grant("2", slug="hidden", projects=[project], is_public=False)
    row = rows("projects")["steam"]
    assert row["people"] == [{"person": "ada", "name": "Ada", "role": {"en": "Engineer"}}]
    assert (row["publications"], row["grants"], row["team"]) == (["new", "old"], ["open"], None)


def test_picture_is_described_in_both_languages():
    picture = factories.picture_name("projects", 800, 600)
    factories.project("Steam", picture=picture, picture_alt="An engine", picture_alt_zh="蒸汽机")
    described = rows("projects")["steam"]["picture"]
    assert (described["width"], described["alt"]) == (800, {"en": "An engine", "zh-Hans": "蒸汽机"})


def test_amount_of_a_grant_is_there_only_if_the_lab_shows_it():
    amount = {"amount": "580000.50", "currency": "CNY"}
    factories.grant("1", slug="shown", shows_amount=True, **amount)
    factories.grant("2", slug="hidden", **amount)
    factories.grant("3", slug="none", shows_amount=True)
    amounts = {row["id"]: row["amount"] for row in read("projects")["grants"]}
    assert amounts == {"shown": {"value": "580000.50", "currency": "CNY"}, "hidden": None, "none": None}


def test_grant_has_funder_investigators_and_papers():
    ada, paper = factories.person("Ada"), factories.publication("On Engines")
    factories.grant(
        "62376134",
        "Yarn Fund",
        slug="yarn",
        people=[ada],
        publications=[paper],
        funder_zh="纱线基金",
        start="2024",
    )
    grant = read("projects")["grants"][0]
    assert (grant["funder"], grant["number"]) == ({"en": "Yarn Fund", "zh-Hans": "纱线基金"}, "62376134")
    assert ([row["person"] for row in grant["people"]], grant["publications"]) == (["ada"], ["on-engines"])
    assert (grant["start"], grant["end"]) == ("2024", None)
