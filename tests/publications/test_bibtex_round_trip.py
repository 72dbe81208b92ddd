"""Importing an exported BibTeX entry gives the same values."""

import pytest
from hypothesis import given, settings

from publications.bibtex import Entry, parse
from publications.citing import Author, Reference, bibtex
from publications.citing.cleaning import one_line

from .reference_strategies import ordinary_references


def export_and_import(reference: Reference) -> Entry:
    result = parse(bibtex([reference]))
    harmless = {"no_title", "no_year", "empty_entry", "unknown_macro"}
    assert [problem for problem in result.problems if problem.code not in harmless] == []
    return result.entries[0]


@given(ordinary_references)
@settings(max_examples=150)
def test_exported_values_are_imported_unchanged(reference):
    entry = export_and_import(reference)
    assert (entry.key, entry.kind, entry.title) == ("k", reference.kind, reference.title)
    assert [(a.name, a.is_equal, a.is_corresponding) for a in entry.authors] == [
        (a.name, a.equal_contribution, a.corresponding) for a in reference.authors
    ]
    assert [editor.name for editor in entry.editors] == [editor.name for editor in reference.editors]
    assert entry.has_others == (reference.has_more_authors and bool(reference.authors))
    assert entry.has_more_editors == (reference.has_more_editors and bool(reference.editors))
    assert (entry.year, entry.month, entry.day) == (*reference.date_parts, None, None, None)[:3]
    assert (entry.pages, entry.volume) == (reference.pages, reference.volume)
    assert (entry.doi, entry.arxiv_id) == (reference.doi, reference.arxiv_id)
    assert (entry.isbn, entry.issn) == (reference.isbn, reference.issn)
    assert (entry.url, entry.pdf) == (
        reference.url,
        reference.pdf_url or dict(reference.links).get("pdf", ""),
    )
    assert (entry.number, entry.abstract) == (reference.number, reference.abstract)
    assert (entry.article_number, entry.is_in_press) == (reference.article_number, reference.is_in_press)
    assert entry.translated_title == reference.translated_title
    assert entry.links == tuple(link for link in reference.links if link[0] != "pdf")
    assert (entry.award, entry.note) == (reference.award, reference.note)
    assert entry.keywords == tuple(filter(None, reference.keywords))
    assert {**entry.extra} == {name: value for name, value in reference.extra.items() if value}
    assert entry.language == ("" if reference.language == "en" else reference.language)


@given(ordinary_references)
@settings(max_examples=100)
def test_venue_and_its_short_name_are_imported_unchanged(reference):
    entry = export_and_import(reference)
    has_institution = reference.kind in {"thesis", "report"}
    expected = reference.institution if has_institution else reference.venue
    if reference.kind == "preprint" and reference.arxiv_id:
        expected = expected or "arXiv"
    assert entry.venue == expected
    if reference.venue_short != reference.venue:
        assert entry.venue_short in {reference.venue_short, ""}
        assert entry.venue_short or not reference.venue_short or reference.venue_short == entry.venue


@given(ordinary_references)
@settings(max_examples=50)
def test_family_name_is_imported_unchanged(reference):
    entry = export_and_import(reference)
    for named, people in ((reference.named_authors, entry.authors), (reference.named_editors, entry.editors)):
        pairs = zip(named, people, strict=True)
        assert all(person.family == (parts.literal or parts.full_family) for (_, parts), person in pairs)


@pytest.mark.parametrize("others", [(), (Author("Ada Example"),)])
def test_organization_with_and_in_its_name_stays_one_author(others):
    organization = Author("Alpha Research and Beta Robotics", literal=True)
    entry = export_and_import(Reference("k", "report", "T", authors=(organization, *others)))
    assert [author.name for author in entry.authors] == [organization.name, *(a.name for a in others)]
    assert entry.authors[0].is_corporate


@pytest.mark.parametrize(
    ("author", "written", "is_corporate"),
    [
        (Author("Plato"), "Plato", False),
        (Author("Plato", citation_name="Plato"), "Plato", False),
        (Author("d’Étoile"), "d’Étoile", False),
        (Author("CERN", literal=True), "{CERN}", True),
        (Author("CERN", citation_name="{CERN}"), "{CERN}", True),
    ],
)
def test_person_with_one_name_and_organization_stay_what_they_are(author, written, is_corporate):
    reference = Reference("k", "report", "T", authors=(Author("Ada Example"), author))
    assert f"author         = {{Example, Ada and {written}}}" in bibtex([reference])
    [_ada, imported] = export_and_import(reference).authors
    assert (imported.name, imported.is_corporate) == (author.name, is_corporate)


@pytest.mark.parametrize(
    "title", ["from `a' to ''b'' -- or --- so", "50% of C# & $5 to $6", r"\a {b} }c{ ~ ^ _"]
)
def test_special_characters_of_latex_are_imported_unchanged(title):
    assert export_and_import(Reference("k", "journal", title)).title == one_line(title)


@pytest.mark.parametrize("venue", ["://", "www.", "a :// b", "http:/"])
def test_venue_that_looks_like_a_url_is_imported_unchanged(venue):
    assert export_and_import(Reference("k", "preprint", "T", venue=venue)).venue == venue
