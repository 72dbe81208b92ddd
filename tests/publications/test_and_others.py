"""A list that ends in "and others" goes on wherever it is printed or exported, and "others" is nobody."""

import json

import pytest

from publications import bibtex, importing
from publications.citing import (
    STYLES,
    Author,
    csl_json,
    gbt7714,
    highwire,
    ieee,
    plain_text,
    ris,
    scholarly_article,
)
from publications.citing import bibtex as write_bibtex
from publications.citing.apa import apa
from publications.models import Publication
from tests import factories

from .reference_samples import work

TWO = "Ada Example; Bo Other"


def paper(authors=TWO, **values):
    return work("journal", "T", authors, year=2020, has_more_authors=True, **values)


def book(editors="Ada Example and Bo Other", **values):
    return work("book", "T", editor=editors, year=2020, has_more_editors=True, **values)


@pytest.mark.parametrize(
    ("style", "reference", "start"),
    [
        (apa, paper(), "Example, A., Other, B., et al. (2020)."),
        (apa, paper("Ada Example"), "Example, A., et al. (2020)."),
        (apa, book(), "Example, A., Other, B., et al. (Eds.). (2020)."),
        (apa, book("Ada Example"), "Example, A., et al. (Eds.). (2020)."),
        (ieee, paper(), "A. Example et al., “T,”"),
        (ieee, paper("Ada Example"), "A. Example et al., “T,”"),
        (ieee, paper(";".join("ABCDEFG")), "A et al., “T,”"),
        (ieee, book(), "A. Example et al., Eds., T"),
        (ieee, paper("张三", language="zh"), "张三等"),
        (gbt7714, paper(), "EXAMPLE A, OTHER B, et al. T[J]"),
        (gbt7714, paper("张三; 李四", language="zh"), "张三, 李四, 等. T[J]"),
        (gbt7714, book(), "EXAMPLE A, OTHER B, et al. T[M]"),
    ],
)
def test_style_prints_et_al(style, reference, start):
    assert plain_text(style(reference)).startswith(start)


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.slug)
def test_no_style_prints_et_al_without_any_name(style):
    reference = work("journal", "T", year=2020, has_more_authors=True, has_more_editors=True)
    text = plain_text(style.format(reference, None))
    assert "et al" not in text and "Ed" not in text


def test_bibtex_ends_the_lists_with_others_and_reads_them_back():
    reference = work(
        "conference", "T", TWO, editor="Cleo Third", has_more_authors=True, has_more_editors=True
    )
    text = write_bibtex([reference])
    assert "{Example, Ada and Other, Bo and others}" in text and "{Third, Cleo and others}" in text
    (entry,) = bibtex.parse(text).entries
    assert entry.has_others and entry.has_more_editors
    assert [author.name for author in entry.authors] == ["Ada Example", "Bo Other"]


def test_others_are_nobody_in_other_formats():
    reference = paper()
    (item,) = json.loads(csl_json([reference]))
    assert [name["family"] for name in item["author"]] == ["Example", "Other"]
    assert ris([reference]).count("AU  - ") == 2
    assert [name for name, _value in highwire(reference)].count("citation_author") == 2
    assert len(scholarly_article(reference)["author"]) == 2


@pytest.mark.django_db
def test_imported_list_goes_on_in_pages_and_exports(visitor):
    text = "@article{k, title={On Engines}, author={Ada Example and others}, year=2020}"
    (saved,) = importing.save_new(importing.plan(bibtex.parse(text).entries), by=None)
    assert saved.has_more_authors
    for address in ("/publications/", "/publications/on-engines/", "/publications/feed/"):
        assert "Ada Example, et al." in visitor.get(address).content.decode()
    assert "Ada Example, 等" in visitor.get("/zh-hans/publications/").content.decode()
    assert "and others}" in visitor.get("/publications/on-engines.bib").content.decode()


@pytest.mark.django_db
def test_shortened_list_of_the_same_authors_is_no_difference():
    factories.publication("On Engines", year=2020, authors=["Ada Example", "Bo Other"])
    text = "@article{k, title={On Engines}, author={Ada Example and others}, year=2020}"
    (item,) = importing.plan(bibtex.parse(text).entries)
    assert "authors" not in [difference.name for difference in item.differences]


@pytest.mark.django_db
def test_complete_list_ends_et_al():
    paper = factories.publication("On Engines", year=2020, authors=["Ada Example"], has_more_authors=True)
    text = "@article{k, title={On Engines}, author={Ada Example and Bo Other}, year=2020}"
    (item,) = importing.plan(bibtex.parse(text).entries)
    importing.update_publication(item, ["authors"], by=None)
    assert not Publication.objects.get(pk=paper.pk).has_more_authors


def test_author_called_others_alone_is_somebody():
    (entry,) = bibtex.parse("@misc{k, title={T}, author={Others}}").entries
    assert [author.name for author in entry.authors] == ["Others"]
    assert Author("Others").parts.literal == "Others"
