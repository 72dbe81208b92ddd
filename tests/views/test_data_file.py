"""The data files: valid by their schemas, readable by scripts of any site, the same for everybody."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from jsonschema import Draft202012Validator, FormatChecker

from labsite.open_data import NAMES, schema
from tests.views.full_lab import DATA_FILES, FEEDS, PAGES, SCHEMAS, both

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

#: The keys of version 1 by file, as paths. Those who read the files rely on them: add, but never remove.
KEYS = Path(__file__).parent / "data_file_keys.txt"


def objects(node, path=""):
    """Yield the path and the schema of each object in a schema with keys of its own."""
    if "properties" in node:
        yield path, node
    for key, child in node.get("properties", {}).items():
        yield from objects(child, f"{path}.{key}")
    for child in (node.get("items"), *node.get("anyOf", ())):
        if child:
            yield from objects(child, path)


def all_objects(name):
    document = json.loads(schema(name))
    yield from objects(document, name)
    for definition, node in document["$defs"].items():
        yield from objects(node, f"{name}#{definition}")


def keys(name):
    return {f"{path}.{key}" for path, node in all_objects(name) for key in node["properties"]}


@pytest.mark.parametrize("name", NAMES)
def test_schema_is_valid(name):
    Draft202012Validator.check_schema(json.loads(schema(name)))


@pytest.mark.parametrize("name", NAMES)
def test_schema_requires_every_documented_key(name):
    optional = {
        path: set(node["properties"]) - set(node.get("required", ()))
        for path, node in all_objects(name)
        if not path.endswith("#texts")  # a language without a text is absent
    }
    assert {path: missing for path, missing in optional.items() if missing} == {}


def test_no_key_of_version_1_has_disappeared():
    listed = KEYS.read_text().split()
    assert listed == sorted(key for name in NAMES for key in keys(name))


@pytest.mark.parametrize("path", DATA_FILES)
def test_file_is_valid_by_the_schema_that_it_names(full_lab, visitor, settings, path):
    file = visitor.get(path).json()
    named = file["$schema"].removeprefix(settings.SITE_URL)
    validator = Draft202012Validator(visitor.get(named).json(), format_checker=FormatChecker())
    assert [f"{error.json_path}: {error.message}" for error in validator.iter_errors(file)] == []
    assert file["version"] == 1
    rows = next(value for value in file.values() if isinstance(value, list))
    assert rows


@pytest.mark.parametrize("path", DATA_FILES)
def test_file_of_an_empty_site_is_valid(db, visitor, path):
    file = visitor.get(path).json()
    validator = Draft202012Validator(json.loads(schema(path.removeprefix("/data/").removesuffix(".json"))))
    assert [error.message for error in validator.iter_errors(file)] == []


def test_scripts_of_every_site_may_read_the_data_and_nothing_else(full_lab, visitor):
    header = "Access-Control-Allow-Origin"
    assert {visitor.get(path).headers.get(header) for path in (*DATA_FILES, *SCHEMAS)} == {"*"}
    others = [*PAGES, *FEEDS, "/publications/export.json", "/version.json", "/me/", "/desk/"]
    assert {visitor.get(path).headers.get(header) for path in others} == {None}


@pytest.mark.parametrize("path", ["/data/people.json", "/data/people.schema.json"])
@pytest.mark.parametrize("has_page_cache", [False, True])
def test_scripts_of_other_sites_may_ask_whether_a_file_has_changed(
    db, visitor, settings, path, has_page_cache
):
    settings.PAGE_CACHE = has_page_cache
    asked_first = visitor.options(path)
    assert asked_first.status_code == 204
    assert asked_first.headers["Access-Control-Allow-Origin"] == "*"
    assert asked_first.headers["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert asked_first.headers["Access-Control-Allow-Headers"] == "*"
    response = visitor.get(path)
    assert response.headers["Access-Control-Expose-Headers"] == "ETag"
    unchanged = visitor.get(path, headers={"If-None-Match": response.headers["ETag"]})
    assert unchanged.status_code == 304
    assert unchanged.headers["Access-Control-Allow-Origin"] == "*"
    assert visitor.post(path).status_code == 405
    assert visitor.options("/data/nothing.json").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/data/",
        "/data/people",
        "/data/people.json/",
        "/data/applications.json",
        "/data/pages.json",
        "/data/../people.json",
        "/data/pages.schema.json",
        "/zh-hans/data/people.json",
        "/zh-hans/data/people.schema.json",
    ],
)
def test_there_is_no_other_file(db, visitor, path):
    assert visitor.get(path).status_code == 404


@pytest.mark.parametrize("path", DATA_FILES)
def test_file_is_the_same_for_signed_in_users(full_lab, visitor, member, admin, path):
    content = visitor.get(path).content
    assert member.get(path).content == content
    assert admin.get(path).content == content


@pytest.mark.parametrize("name", NAMES)
def test_list_page_names_its_file_in_both_languages(full_lab, lab_page, name):
    path = "/recruiting/" if name == "openings" else f"/{name}/"
    for page in map(lab_page, both([path])):
        links = page.all("link[@rel='alternate'][@type='application/json']")
        assert [link.get("href") for link in links] == [f"/data/{name}.json"]


@pytest.mark.parametrize("name", ["people", "projects", "publications", "news"])
def test_file_has_the_rows_that_have_a_page(full_lab, visitor, name):
    sitemap = visitor.get(f"/sitemap-{name}.xml").content.decode()
    pages = {url for url in re.findall(r"<loc>(.*?)</loc>", sitemap) if "/zh-hans/" not in url}
    assert {row["url"]["en"] for row in visitor.get(f"/data/{name}.json").json()[name]} == pages


def test_openings_are_those_of_the_page(full_lab, lab_page, visitor):
    links = set(re.findall(r"/recruiting/[-\w]+/", " ".join(lab_page("/recruiting/").main_links)))
    rows = visitor.get("/data/openings.json").json()["openings"]
    assert {f"/recruiting/{row['id']}/" for row in rows} == links - {"/recruiting/feed/"}


def test_query_string_leads_to_the_one_copy_of_the_file(db, visitor):
    response = visitor.get("/data/people.json?_=1700000000")
    assert (response.status_code, response.url) == (301, "/data/people.json")
    assert response.headers["Access-Control-Allow-Origin"] == "*"


# ---- docs/data.md -----------------------------------------------------------------------------

DOCUMENT = (settings.BASE_DIR / "docs/data.md").read_text()
#: The definition in a schema that each example after the first one is a row of.
EXAMPLES = [
    "publications#publication",
    "projects#project",
    "projects#grant",
    "news#news_item",
    "openings#opening",
]


def row_schema(name, definition):
    """Return the schema of a row, with all definitions that it may use."""
    definitions = json.loads(schema(name))["$defs"]
    return {**definitions[definition], "$defs": definitions}


def test_examples_of_the_document_are_valid_and_complete():
    examples = [json.loads(text) for text in re.findall(r"```json\n(.*?)```", DOCUMENT, re.DOTALL)]
    schemas = [json.loads(schema("people")), *(row_schema(*example.split("#")) for example in EXAMPLES)]
    for document, example in zip(schemas, examples, strict=True):
        Draft202012Validator(document, format_checker=FormatChecker()).validate(example)
    rows = [examples[0]["people"][0], examples[0]["teams"][0], *examples[1:]]
    documented = [row_schema("people", "person"), row_schema("people", "team"), *schemas[1:]]
    assert [row.keys() for row in rows] == [set(node["properties"]) for node in documented]


@pytest.mark.parametrize("path", [*DATA_FILES, *SCHEMAS])
def test_document_names_every_file(path):
    assert f"`{path}`" in DOCUMENT
