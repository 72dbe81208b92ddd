"""Exports of one publication, or of all that match the filters, as BibTeX, RIS and CSL-JSON."""

import json
import re

import pytest

from tests import factories

pytestmark = pytest.mark.django_db

TYPES = {
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "json": "application/vnd.citationstyles.csl+json",
}


@pytest.fixture
def papers(db):
    ada = factories.person("Ada Example")
    factories.membership(ada, factories.team("Engines"))
    venue = factories.venue("Conference on Examples", abbreviation="EX")
    factories.publication("On Engines", [ada, "Charles Printed"], year=2025, venue=venue, doi="10.1000/182")
    factories.publication("引擎论", ["徐佳明"], year=2024, kind="journal", language="zh-Hans")
    factories.publication("On Wheels", ["Bob Builder"], year=2024, topics=[factories.topic("Wheels")])


def exported_titles(response, extension):
    content = response.content.decode()
    if extension == "json":
        return [item["title"] for item in json.loads(content)]
    pattern = {"bib": r"^\s*title\s*= \{(.*)\},?$", "ris": r"^TI  - (.*?)\s*$"}[extension]
    return [title.replace("{", "").replace("}", "") for title in re.findall(pattern, content, re.MULTILINE)]


@pytest.mark.parametrize("extension", TYPES)
def test_list_is_exported_newest_first_with_its_media_type(papers, visitor, extension):
    response = visitor.get(f"/publications/export.{extension}")
    assert response.headers["Content-Type"].partition(";")[0] == TYPES[extension]
    assert response.headers["Content-Disposition"] == f'attachment; filename="publications.{extension}"'
    assert exported_titles(response, extension) == ["On Engines", "On Wheels", "引擎论"]


@pytest.mark.parametrize("extension", TYPES)
def test_publication_is_exported_under_its_slug(papers, visitor, extension):
    response = visitor.get(f"/publications/on-engines.{extension}")
    assert response.headers["Content-Type"].partition(";")[0] == TYPES[extension]
    assert response.headers["Content-Disposition"] == f'attachment; filename="on-engines.{extension}"'
    assert exported_titles(response, extension) == ["On Engines"]


@pytest.mark.parametrize("extension", TYPES)
@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("year=2024", {"On Wheels", "引擎论"}),
        ("year=2024&kind=journal", {"引擎论"}),
        ("venue=ex", {"On Engines"}),
        ("topic=wheels", {"On Wheels"}),
        ("person=ada-example", {"On Engines"}),
        ("team=engines", {"On Engines"}),
        ("q=charles", {"On Engines"}),
        ("q=yinqing", {"引擎论"}),
        ("year=1999", {"On Engines", "On Wheels", "引擎论"}),
    ],
)
def test_exports_apply_the_filters(papers, visitor, extension, query, titles):
    assert set(exported_titles(visitor.get(f"/publications/export.{extension}?{query}"), extension)) == titles


@pytest.mark.parametrize("extension", TYPES)
def test_empty_export_is_a_valid_file(visitor, extension):
    response = visitor.get(f"/publications/export.{extension}")
    assert response.status_code == 200
    assert exported_titles(response, extension) == []


def test_record_has_one_url_in_both_languages(papers, visitor, settings):
    settings.SITE_URL = "https://lab.example.edu"
    url = "https://lab.example.edu/publications/on-engines/"
    for prefix in ("", "/zh-hans"):
        (item,) = json.loads(visitor.get(f"{prefix}/publications/on-engines.json").content)
        assert item["URL"] == url
        page = visitor.get(f"{prefix}/publications/on-engines/").content.decode()
        assert re.findall(r"\burl\s*=\s*\{(.*?)\}", page) == [url]


def test_citation_keys_of_an_export_are_unique(visitor):
    for number in range(3):
        factories.publication(f"Engines {number}", ["Ada Example"], year=2025)
    keys = re.findall(
        r"^@\w+\{([^,]+),", visitor.get("/publications/export.bib").content.decode(), re.MULTILINE
    )
    assert len(set(keys)) == 3


def test_values_cannot_break_out_of_their_field(visitor):
    factories.publication(
        "Evil} , author = {X", ["Ada\r\nER  - \r\nTY  - BOOK"], slug="evil", abstract="a\nER  - \nTY  - BOOK"
    )
    bibtex = visitor.get("/publications/evil.bib").content.decode()
    ris = visitor.get("/publications/evil.ris").content.decode()
    assert len(re.findall(r"^\s*author\s*=", bibtex, re.MULTILINE)) == 1
    assert len(re.findall(r"^TY  -", ris, re.MULTILINE)) == len(re.findall(r"^ER  -", ris, re.MULTILINE)) == 1


def test_unchanged_export_is_not_sent_again(papers, visitor):
    first = visitor.get("/publications/export.bib")
    again = visitor.get("/publications/export.bib", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
