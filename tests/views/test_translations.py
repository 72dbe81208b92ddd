"""A text that is missing in one language is displayed in the other one, marked with ``lang``."""

import pytest

from tests import factories
from tests.views.full_lab import in_chinese
from tests.views.reading import text

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def language_of(page, words):
    """Return the languages (``lang``) of the elements that contain these words."""
    languages = []

    def walk(element, language):
        language = element.get("lang", language)
        if words in (element.text or "") or any(words in (child.tail or "") for child in element):
            languages.append(language)
        for child in element:
            walk(child, language)

    walk(page.one("main"), page.root.get("lang"))
    assert languages, f"{words} not found"
    return set(languages)


@pytest.fixture
def half_translated(db):
    """Create rows with texts in English only, and rows with texts in Chinese only."""
    for number, zh in enumerate(("", "_zh")):
        word = "中文" if zh else "English"
        person = factories.person(
            f"Person {number}",
            slug=f"p{number}",
            **{f"bio{zh}": f"{word} bio", f"interests{zh}": f"{word} interests"},
        )
        team = factories.team(
            f"Team {number}", slug=f"t{number}", **{f"description{zh}": f"{word} description"}
        )
        factories.membership(person, team, is_lead=True)
        factories.talk(person, **{f"event{zh}": f"{word} event"})
        factories.notice(slug=f"n{number}", **{f"body{zh}": f"{word} body"})
        summary = {f"summary{zh}": f"{word} summary", f"body{zh}": f"{word} project"}
        factories.project(slug=f"r{number}", people=[person], **summary)
        factories.news_item(**{"body": "", f"body{zh}": f"{word} news"}, slug=f"i{number}", date="2025")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", "news"),
        ("/", "description"),
        ("/people/p{}/", "bio"),
        ("/people/p{}/", "interests"),
        ("/people/p{}/", "event"),
        ("/people/p{}/", "description"),
        ("/teams/", "description"),
        ("/teams/t{}/", "description"),
        ("/projects/", "summary"),
        ("/projects/r{}/", "summary"),
        ("/projects/r{}/", "project"),
        ("/news/", "news"),
        ("/news/i{}/", "news"),
        ("/recruiting/", "body"),
        ("/recruiting/n{}/", "body"),
    ],
)
def test_text_in_the_other_language_is_marked(half_translated, visit, path, words):
    english, chinese = path.format(0), path.format(1)
    assert language_of(visit(in_chinese(english)), f"English {words}") == {"en"}
    assert language_of(visit(chinese), f"中文 {words}") == {"zh-Hans"}


@pytest.mark.parametrize(("path", "zh", "language"), [("/zh-hans/", "", "en"), ("/", "_zh", "zh-Hans")])
def test_text_of_the_lab_in_the_other_language_is_marked(visit, path, zh, language):
    fields = ("institution", "tagline", "about")
    factories.lab("Lab", **{f"{field}{zh}": f"The {field}" for field in fields})
    for field in fields:
        assert language_of(visit(path), f"The {field}") == {language}


def test_untranslated_title_is_marked(visit):
    factories.honor(factories.person("Ada"), "Prize")
    factories.notice("Engineers")
    assert language_of(visit("/zh-hans/people/ada/"), "Prize") == {"en"}
    assert language_of(visit("/zh-hans/recruiting/engineers/"), "Engineers") == {"en"}


def test_text_in_the_language_of_the_page_is_not_marked(visit):
    factories.lab("Lab", tagline="We build.", tagline_zh="我们造。")
    for path, words in (("/", "We build."), ("/zh-hans/", "我们造。")):
        page = visit(path)
        assert text(page.of_class("tagline")[0]) == words
        assert page.all("span[@lang]", page.of_class("tagline")[0]) == []


def test_name_in_the_language_of_the_page_comes_first(visit):
    factories.person("Xu Jiaming", native_name="徐佳明")
    factories.person("Kim", native_name="김", native_language="ko")
    english, chinese = visit("/people/xu-jiaming/"), visit("/zh-hans/people/xu-jiaming/")
    assert (english.headings(1), chinese.headings(1)) == (["Xu Jiaming 徐佳明"], ["徐佳明 Xu Jiaming"])
    assert language_of(english, "徐佳明") == {"zh-Hans"}
    assert language_of(chinese, "Xu Jiaming") == {"en"}
    assert language_of(visit("/zh-hans/people/kim/"), "김") == {"ko"}


def test_dates_are_in_the_language_of_the_page(visit):
    factories.notice("Engineers", closes="2099-06-30")
    assert "30 Jun 2099" in visit("/recruiting/engineers/").text
    assert "2099年6月30日" in visit("/zh-hans/recruiting/engineers/").text
