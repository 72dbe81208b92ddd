"""Buttons and rows of forms name their record in the language of the page."""

import pytest

from pages.models import Menu
from tests import factories
from tests.views.reading import Page, text

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

NAMES = {"title": "Ledgers", "title_zh": "账本"}


def test_buttons_of_lists_name_their_record_in_the_language_of_the_page(member, pi):
    factories.news_item(people=[member.person], **NAMES)
    factories.project(people=[member.person], **NAMES)
    factories.grant(**NAMES)
    for client, path in ((member, "/me/news/"), (member, "/me/projects/"), (pi, "/desk/grants/")):
        page = Page(client.get(f"/zh-hans{path}")).text
        assert page.count("账本") == 2 and "Ledgers" not in page, path


def test_rows_of_a_form_name_their_record_in_the_language_of_the_page(pi):
    Menu.objects.get().items.create(page=factories.page(**NAMES), position=1)
    page = Page(pi.get("/zh-hans/desk/menu/"))
    titles = [text(title) for title in page.all("span[@data-row-title]")]
    assert "账本" in titles and "Ledgers" not in titles
