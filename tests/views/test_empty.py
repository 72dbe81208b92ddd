"""A new lab: every empty list is a complete page that says so."""

import html5lib
import pytest

from tests.views.full_lab import LISTS, both

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.mark.parametrize("path", both(["/", *LISTS, "/search/", "/search/?q=engines"]))
def test_empty_list_is_a_complete_page(visit, path):
    page = visit(path)
    parser = html5lib.HTMLParser()
    parser.parse(page.response.content, transport_encoding="utf-8")
    assert parser.errors == []
    assert len(page.all("h1")) == 1
    assert page.of_class("empty") or path.endswith("/search/")


@pytest.mark.parametrize("path", both(LISTS))
def test_second_page_of_an_empty_list_shows_the_first_with_a_note(visit, path):
    assert len(visit(path, page=2).notes) == 1
