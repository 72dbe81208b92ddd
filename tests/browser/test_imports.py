"""Importing publications, resolving authors and merging in a browser, with axe checks."""

import pytest
from django.urls import reverse

from publications.models import Publication
from tests import factories
from tests.browser.conftest import follow
from tests.browser.test_accessibility import DESKTOP, PHONE, violations

pytestmark = [pytest.mark.any_database, pytest.mark.django_db(transaction=True)]

PAPER = """@article{{p{n}, title = {{Paper {n}}}, author = {{Example, A. and Other, Ben}},
  journal = {{Journal}}, year = 2020}}
"""
#: The label of the field that takes anything.
FIELD = "DOI, arXiv ID, address, title or BibTeX"


def test_pasted_text_is_imported_by_keyboard(site, pia):
    page = site.visit(reverse("import-publications"))
    page.get_by_label(FIELD).fill(PAPER.format(n=1) + PAPER.format(n=2))
    page.get_by_role("button", name="Preview import").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_label("Select Paper 2").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Add selected").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_text("1 publication added.").wait_for()
    assert page.get_by_label("Select Paper 2").is_visible()
    assert [paper.title for paper in Publication.objects.all()] == ["Paper 1"]


def test_long_list_is_added_without_further_clicks(site, pia):
    page = site.visit(reverse("import-publications"))
    page.get_by_label(FIELD).fill("".join(PAPER.format(n=n) for n in range(130)))
    page.get_by_role("button", name="Preview import").click()
    page.get_by_role("button", name="Add all 130").click()
    page.get_by_role("link", name="Decided 130").wait_for()
    assert Publication.objects.count() == 130


@pytest.mark.parametrize(("width", "theme"), [(DESKTOP, "light"), (PHONE, "dark")])
def test_pages_are_accessible(site, pia, width, theme):
    factories.person("Ada Example")
    paper = factories.publication("Paper 1", year=2020, authors=["A. Example", "Ben Other"])
    twin = factories.publication("Paper 1", year=2020, kind="preprint", authors=[])
    page = site.visit(reverse("import-publications"))
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    text = (
        "".join(PAPER.format(n=n) for n in range(3)) + "@article{x, title = {No year}}\n@article{y, title = {"
    )
    page.get_by_label(FIELD).fill(text)
    follow(page.get_by_role("button", name="Preview import"))
    batch = page.url.split("?")[0]
    paths = [
        reverse("import-publications"),
        *(f"{batch}?show={part}" for part in ("new", "update", "same", "invalid", "done")),
        f"{batch}?show=new&page=1",
        reverse("desk-authors"),
        reverse("duplicates"),
        reverse("merge", args=["publication", paper.pk]),
        reverse("merge", args=["publication", paper.pk]) + f"?with={twin.pk}",
    ]
    for path in paths:
        page = site.visit(path.removeprefix(site.url))
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
