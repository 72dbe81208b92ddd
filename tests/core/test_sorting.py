"""Sort keys: by the language of the reader, and the same on both databases."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.utils import translation

from core import pinyin, sorting
from core.sorting import sort_key
from people.models import Person, Team
from projects.models import Grant
from publications.models import Topic, Venue
from tests import factories


def in_order(texts, language):
    return sorted(texts, key=lambda text: sort_key(text, language))


@pytest.mark.parametrize(
    "names",
    [
        ["Ámos Example", "Anna Example", "bob Example", "Émile Example", "Zoe Example"],
        ["Øystein A", "Oz B", "van Example", "Vera"],
        ["De La Example", "Dela Example", "Delb"],  # a blank comes before every letter
    ],
)
def test_english_order_ignores_case_and_accents(names):
    assert in_order(reversed(names), "en") == names


@pytest.mark.parametrize(
    "names",
    [
        [
            "陈晓",
            "Dora",
            "李明",
            "欧阳修",
            "徐佳明",
            "曾可",
            "张三",
        ],
        ["机器学习", "强化学习", "系统"],
    ],
)
def test_chinese_order_is_that_of_pinyin(names):
    assert in_order(reversed(names), "zh-hans") == names


@pytest.fixture
def people(db):
    factories.person("Wei Zhang", native_name="张伟")
    factories.person("álvaro Example")
    factories.person("Beth Example")
    factories.person("Xin Chen", native_name="陈新")
    factories.person("De La Example")
    factories.person("Dela Example")


ENGLISH_ORDER = ["álvaro Example", "Beth Example", "De La Example", "Dela Example", "Wei Zhang", "Xin Chen"]


def test_members_of_equal_rank_are_in_the_order_of_the_language(people):
    assert [person.name for person in Person.objects.by_seniority()] == ENGLISH_ORDER
    assert [person.name for person in Person.objects.latest_leavers_first()] == ENGLISH_ORDER
    with translation.override("zh-hans"):
        names = [person.name for person in Person.objects.by_seniority()]
    latin = ["álvaro Example", "Beth Example", "De La Example", "Dela Example"]
    assert names == [*latin[:2], "Xin Chen", *latin[2:], "Wei Zhang"]


def test_renamed_member_moves(people):
    person = Person.objects.get(name="Beth Example")
    person.name = "Zoe Example"
    person.save()
    assert [person.name for person in Person.objects.by_seniority()][-1] == "Zoe Example"


@pytest.mark.django_db
def test_teams_of_one_position_are_in_the_order_of_the_language():
    factories.team("vision", name_zh="视觉")
    factories.team("Architecture", name_zh="体系结构")
    factories.team("Éducation")
    assert [team.name for team in Team.objects.in_order()] == ["Architecture", "Éducation", "vision"]
    with translation.override("zh-hans"):
        assert [team.name for team in Team.objects.in_order()] == ["Éducation", "vision", "Architecture"]


@pytest.mark.django_db
def test_migration_stores_the_sort_names():
    factories.person("Wei Zhang", native_name="张伟")
    factories.team("Éducation", name_zh="教育")
    for model in (Person, Team):
        model.objects.update(sort_name="", sort_name_zh="")
    migration = import_module("people.migrations.0004_sort_names")
    migration.store_sort_names(apps, SimpleNamespace(connection=connection))
    assert Person.objects.values_list("sort_name", "sort_name_zh").get() == ("wei0zhang", "zhang0wei")
    assert Team.objects.values_list("sort_name", "sort_name_zh").get() == ("education", "jiao0yu")


@pytest.mark.django_db
def test_migrations_store_the_sort_names_of_topics_venues_and_funders():
    factories.topic("Systems", name_zh="系统")
    factories.venue("软件学报")
    factories.grant(funder="Science Foundation", funder_zh="科学基金会")
    for model in (Topic, Venue):
        model.objects.update(sort_name="", sort_name_zh="")
    Grant.objects.update(sort_funder="", sort_funder_zh="")
    editor = SimpleNamespace(connection=connection)
    import_module("publications.migrations.0011_sort_names").store_sort_names(apps, editor)
    import_module("projects.migrations.0005_sort_funders").store_sort_funders(apps, editor)
    assert Topic.objects.values_list("sort_name", "sort_name_zh").get() == ("systems", "xi0tong")
    assert Venue.objects.values_list("sort_name_zh", flat=True).get() == "ruan0jian0xue0bao"
    assert Grant.objects.values_list("sort_funder", "sort_funder_zh").get() == (
        "science0foundation",
        "ke0xue0ji0jin0hui",
    )


@pytest.mark.django_db
def test_chinese_lists_are_sorted_without_the_dictionary_of_pinyin(client, monkeypatch):
    person = factories.person("Wei Zhang", native_name="张伟")
    topics = [factories.topic("Systems", name_zh="系统"), factories.topic("Compilers", name_zh="编译")]
    factories.publication("A Paper", [person], topics=topics, venue=factories.venue("软件学报"))
    project = factories.project("A Project", topics=topics)
    factories.grant(funder="Science Foundation", funder_zh="科学基金会", projects=[project])

    def load_dictionary():
        raise AssertionError("it takes 55 MB in each worker")

    monkeypatch.setattr(pinyin, "_pypinyin", load_dictionary)
    sorting._sort_key.cache_clear()
    for path in ("/", "/people/", "/publications/", "/projects/", "/search/?q=系统"):
        assert client.get(f"/zh-hans{path}").status_code == 200
    text = client.get("/zh-hans/publications/").text
    assert text.index("编译") < text.index("系统")
