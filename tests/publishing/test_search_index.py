"""The index of a published site has what visitors may search, and nothing else."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.search.normalization import searchable
from labsite.publishing import search_index, search_rows
from labsite.publishing.search_words import distinct_words
from tests import factories
from tests.views.full_lab import make_full_lab

pytestmark = pytest.mark.django_db

SECRET = "geheim"
HIDE = {"is_public": False}


def files():
    """Return the rows of each kind, by the address of the file."""
    contents = search_index.files(timezone.now())
    return {address: json.loads(content)["kinds"] for address, content in contents.items()}


def indexes():
    """Return the rows of each kind with their words, by the address of the index."""
    contents = files()
    for home in search_index.HOMES.values():
        for kind, words in contents.pop(f"{home}search-words.json").items():
            contents[f"{home}search-index.json"][kind] |= words
    return contents


def english():
    return indexes()["/search-index.json"]


def facet(kind, name, index=None):
    """Return the values of each row by its slug."""
    kinds = index or english()
    found = kinds[kind]["facets"][name]
    values = kinds[found["kind"]]["keys"] if "kind" in found else found["values"]
    rows = [[values[place] for place in places] for places in found["rows"]]
    return dict(zip(kinds[kind]["keys"], rows, strict=True))


def test_short_list_of_words_is_found_by_the_same_words():
    text = searchable("Flash Decoding: 徐佳明的 AI", "flash flashes decoding decoder")
    short = f" {distinct_words(text)}"
    assert len(short) < len(text)
    for word in (
        " fl",
        "flash",
        "lash",
        " de",
        "coder",
        "decoding",
        "flashdecoding",
        "佳明",
        " ai",
        "xujiaming",
    ):
        assert word in text.replace("\n", " ")
        assert word in short
    assert " as" not in short
    assert distinct_words("flash decoder", "decoder decoders") == "flash"


def test_rows_are_in_the_order_of_the_live_lists():
    factories.publication("Older", year=2020, slug="older")
    factories.publication("Newer", year=2024, slug="newer")
    factories.news_item("First", date="2020", slug="first")
    factories.news_item("Second", date="2024", slug="second")
    index = english()
    assert index["publications"]["keys"] == ["newer", "older"]
    assert index["publications"]["headings"] == ["2024", "2020"]
    assert index["news"]["keys"] == ["second", "first"]


def test_people_are_sorted_and_named_in_the_language_of_the_index():
    factories.person("Zoe An", native_name="安左", native_language="zh-Hans", joined="2020")
    factories.person("Ann Zuo", native_name="左安", native_language="zh-Hans", joined="2020")
    labels = {address: kinds["people"]["labels"] for address, kinds in indexes().items()}
    assert labels == {
        "/search-index.json": ["Ann Zuo", "Zoe An"],
        "/zh-hans/search-index.json": ["安左", "左安"],
    }


def test_facets_have_the_values_by_which_the_live_lists_are_filtered():
    ada = factories.person("Ada Example", slug="ada")
    hidden = factories.person("Hidden", slug="hidden", **HIDE)
    team = factories.team("Engines", slug="engines")
    factories.membership(ada, team)
    factories.membership(hidden, factories.team("Looms"))
    venue, topic = factories.venue("Conference", slug="conf"), factories.topic("Steam", slug="steam")
    paper = factories.publication("Paper", [ada, hidden], [topic], venue=venue, slug="paper", year=2024)
    project = factories.project("Project", [ada], [paper], [topic], slug="project", team=team)
    item = factories.news_item("News", slug="item", date="2024-05")
    item.people.add(ada, hidden)
    index = english()
    values = {name: facet("publications", name, index)["paper"] for name in index["publications"]["facets"]}
    assert values == {
        "year": ["2024"],
        "kind": [paper.kind],
        "venue": ["conf"],
        "topic": ["steam"],
        "team": ["engines"],
        "person": ["ada"],
        "project": ["project"],
        "grant": [],
    }
    assert facet("projects", "team", index) == {project.slug: ["engines"]}
    assert facet("projects", "person", index) == {project.slug: ["ada"]}
    assert facet("news", "person", index) == {"item": ["ada"]}
    assert facet("people", "team", index) == {"ada": ["engines"]}


def test_publication_is_found_by_its_venue_and_by_all_public_names_of_its_authors():
    ada = factories.person("Ada Example", shown_aliases="Augusta")
    factories.publication("Paper", [ada], venue=factories.venue("Symposium"), slug="paper")
    index = english()
    venue, person = (index["publications"]["facets"][name] for name in ("venue", "person"))
    assert "symposium" in venue["texts"][venue["rows"][0][0]]
    assert person["texts"] is True
    assert "augusta" in index["people"]["texts"][person["rows"][0][0]]


def test_secret_of_a_hidden_row_is_neither_in_the_index_nor_in_the_results():
    ada = factories.person("Ada Open", native_name=SECRET, shows_native_name=False, aliases=SECRET)
    hidden = factories.person(f"{SECRET} person", slug=SECRET, bio=SECRET, **HIDE)
    team = factories.team(SECRET, slug=SECRET, **HIDE)
    for person in (ada, hidden):
        factories.membership(person, team)
    authors = [ada, {"name": "H. Printed", "person": hidden}]
    venue, topic = factories.venue(SECRET, slug=SECRET), factories.topic(SECRET, slug=SECRET)
    paper = factories.publication("Open paper", authors)
    secret_paper = factories.publication(SECRET, authors, [topic], venue=venue, slug=SECRET, **HIDE)
    factories.project("Open project", [ada, hidden], [paper, secret_paper], team=team)
    factories.project(SECRET, [ada], [paper], [topic], slug=SECRET, **HIDE)
    factories.grant("1", "Open fund", publications=[paper], people=[ada, hidden])
    factories.grant("2", SECRET, slug=SECRET, publications=[paper], **HIDE)
    tomorrow = timezone.localdate() + timedelta(days=1)
    factories.news_item("Open news").people.add(ada, hidden)
    factories.news_item(SECRET, slug=SECRET, date=tomorrow.isoformat())
    factories.notice("Open opening")
    factories.notice(SECRET, slug=SECRET, is_published=False)
    factories.notice(SECRET, slug=f"{SECRET}-later", opens=tomorrow)
    factories.page("Open page")
    factories.page(SECRET, SECRET, slug=SECRET, is_members_only=True)
    contents = [content.decode() for content in search_index.files(timezone.now()).values()]
    rows = [html for language in search_index.HOMES for _path, html in row_files(language)]
    assert sum(len(kind["keys"]) for kind in english().values()) == 7
    assert SECRET not in "".join([*contents, *rows]).lower()


def row_files(language):
    now = timezone.now()
    return [file for kind in search_index.SEARCHED for file in search_rows.row_files(kind, language, now)]


def test_results_are_rendered_in_the_order_of_the_index_and_in_both_languages(monkeypatch):
    monkeypatch.setattr(search_rows, "ROWS_PER_FILE", 2)
    make_full_lab(3)
    for language, home in search_index.HOMES.items():
        files = row_files(language)
        keys = indexes()[f"{home}search-index.json"]
        for kind, columns in keys.items():
            of_kind = [html for address, html in files if address.startswith(f"{home}search/rows/{kind}-")]
            rendered = [part.partition('"')[0] for html in of_kind for part in html.split('data-key="')[1:]]
            assert rendered == columns["keys"]
            assert len(of_kind) == (len(rendered) + 1) // 2
    assert 'lang="zh-Hans"' not in "".join(html for _address, html in row_files("zh-hans"))


def test_filters_load_no_words_of_rows():
    make_full_lab()
    contents = files()
    filtered_by = {name for columns in contents["/search-index.json"].values() for name in columns}
    assert not filtered_by & set(search_index.WORDS)
    assert contents["/search-words.json"]["publications"].keys() == {"texts", "titles"}


def test_equal_content_gives_equal_bytes():
    make_full_lab(3)
    now = timezone.now()
    assert search_index.files(now) == search_index.files(now)


def test_number_of_queries_does_not_depend_on_the_number_of_rows():
    def number_of_queries():
        with CaptureQueriesContext(connection) as queries:
            search_index.files(timezone.now())
        return len(queries)

    make_full_lab()
    few = number_of_queries()
    for number in range(5):
        factories.project(people=[factories.person(f"More {number}")], publications=[factories.publication()])
        factories.news_item()
    assert number_of_queries() == few
