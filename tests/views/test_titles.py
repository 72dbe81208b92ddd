"""Formulas in titles, and titles in two languages, on pages, in feeds and in search."""

import pytest

from publications.models import Publication
from tests import factories

pytestmark = pytest.mark.django_db

FORMULA = r"Sorting in $\mathcal{O}(n\log n)$ steps"
READABLE = "Sorting in O(n log n) steps"


def source(page) -> str:
    return page.response.content.decode()


@pytest.fixture
def chinese():
    return factories.publication(
        "面向试验的推理", ["Ada Example"], language="zh-Hans", translated_title="Inference for $x_1$ trials"
    )


def test_formula_is_text_outside_the_body_and_mathml_in_it(visit):
    paper = factories.publication(FORMULA, ["Ada Example"])
    assert paper.slug == "sorting-in-on-log-n-steps"
    page = source(visit(paper.get_absolute_url()))
    head, body = page.split("</head>")
    assert f"<title>{READABLE} ·" in " ".join(head.split())
    assert f'name="citation_title" content="{READABLE}"' in head
    assert f'"headline": "{READABLE}"' in head
    assert "<math>" not in head
    assert "<math>" in body.split("<h1")[1].split("</h1>")[0]
    assert r"\log" in body.split("@")[1]  # BibTeX keeps the source


def test_lists_show_formulas_as_mathml_and_the_feed_as_text(visit, visitor):
    factories.publication(FORMULA)
    assert "<math>" in source(visit("/publications/"))
    assert f"<title>{READABLE}</title>" in visitor.get("/publications/feed/").content.decode()


def test_page_shows_the_title_in_its_own_language_first(visit, chinese):
    english, in_chinese = (source(visit(prefix + chinese.get_absolute_url())) for prefix in ("", "/zh-hans"))
    assert "<title>Inference for x₁ trials ·" in " ".join(english.split())
    assert '<p class="second-title" lang="zh-Hans">面向试验的推理</p>' in english
    assert "<title>面向试验的推理 ·" in " ".join(in_chinese.split())
    assert '<p class="second-title" lang="en">Inference for <math>' in in_chinese


def test_list_shows_the_title_in_its_own_language(visit, chinese):
    assert "面向试验的推理" not in source(visit("/publications/"))
    assert "面向试验的推理" in source(visit("/zh-hans/publications/"))


def test_both_titles_and_remarks_are_found(visit, chinese):
    factories.publication(FORMULA, note="Extended by a looming appendix")
    Publication.objects.all().reindex()
    for query in ("面向试验", "Inference trials", "n log n", "looming appendix"):
        assert Publication.objects.matching(query).count() == 1


def test_second_title_is_an_alternate_name_and_exported(visit, chinese):
    page = source(visit(chinese.get_absolute_url()))
    assert '"alternateName": "Inference for x₁ trials"' in page
    assert "{Inference for $x_1$ trials}" in page
