"""The migration that derives names in citations from what is stored."""

from dataclasses import asdict
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from publications.bibtex import Author
from publications.models import Import, Publication
from tests import factories

pytestmark = pytest.mark.django_db
migration = import_module("publications.migrations.0007_known_citation_names")


def run(function):
    with connection.cursor():
        function(apps, type("Editor", (), {"connection": connection}))


def citation_names(paper) -> list[tuple[str, str]]:
    return list(paper.authorships.values_list("name", "citation_name"))


def imported_entry(paper, authors, user):
    """Store an entry as it was before there were editors and guessed names."""
    batch = Import.objects.create(by=user, source="own.bib")
    record = {"title": paper.title, "authors": [asdict(author) for author in authors]}
    for author in record["authors"]:
        del author["is_guessed"]
    batch.entries.create(position=1, record=record, verdict="new", publication=paper)


def test_printed_form_with_a_comma_or_braces_tells_the_name_in_citations():
    paper = factories.publication(
        authors=["Ruiz Ortega, Pilar", "{Alpha and Beta Robotics}", "Zeiler, M. D.", "Example, Inc."]
    )
    run(migration.derive)
    assert citation_names(paper) == [
        ("Ruiz Ortega, Pilar", "Ruiz Ortega, Pilar"),
        ("{Alpha and Beta Robotics}", "{Alpha and Beta Robotics}"),
        ("Zeiler, M. D.", "Zeiler, M. D."),
        ("Example, Inc.", ""),
    ]


def test_stored_entry_tells_the_name_in_citations(admin_user):
    printed = ["Pilar Ruiz Ortega", "Alpha and Beta Robotics", "Kim JR", "Ada King", "Another Name"]
    paper = factories.publication(authors=printed)
    authors = [
        Author.from_parts("Ruiz Ortega", "Pilar"),
        Author.corporate("Alpha and Beta Robotics"),
        Author("Kim JR", "Kim", "", "JR"),  # as initials were once read
        Author.from_parts("King", "Ada"),
    ]
    imported_entry(paper, authors, admin_user)
    run(migration.derive)
    assert citation_names(paper) == [
        ("Pilar Ruiz Ortega", "Ruiz Ortega, Pilar"),
        ("Alpha and Beta Robotics", "{Alpha and Beta Robotics}"),
        ("Kim JR", "Kim, JR"),
        ("Ada King", ""),  # nothing that the printed name does not tell
        ("Another Name", ""),
    ]


def test_field_with_long_names_tells_the_name_in_citations():
    paper = factories.publication(
        authors=["Pilar Ruiz Ortega", "Ada King"], extra={"author": "Ruiz Ortega, Pilar and Ada King"}
    )
    run(migration.derive)
    assert citation_names(paper) == [("Pilar Ruiz Ortega", "Ruiz Ortega, Pilar"), ("Ada King", "")]


def test_name_of_which_nothing_is_known_stays_as_it_is():
    paper = factories.publication(authors=["Pilar Ruiz Ortega", "The Example Team", "张三", "Plato"])
    run(migration.derive)
    assert [name for _printed, name in citation_names(paper)] == [""] * 4


def test_number_of_namesakes_in_dblp_goes_from_printed_names():
    paper = factories.publication(authors=["Wei Wang 0001", "Agent 007 Team"])
    run(migration.derive)
    assert [name for name, _citation in citation_names(paper)] == ["Wei Wang", "Agent 007 Team"]


def test_field_editor_becomes_editors_and_comes_back():
    extra = {"editor": "Ruiz Ortega, Pilar and The Example Team and others", "address": "Paris"}
    paper = factories.publication(extra=extra)
    untouched = factories.publication("Other", extra={"shelf": "7b"})
    run(migration.derive)
    paper.refresh_from_db()
    assert list(paper.editorships.values_list("position", "name", "citation_name")) == [
        (1, "Pilar Ruiz Ortega", "Ruiz Ortega, Pilar"),
        (2, "The Example Team", ""),
    ]
    assert (paper.extra, paper.has_more_editors) == ({"address": "Paris"}, True)

    run(migration.restore_editors)
    paper.refresh_from_db()
    assert paper.extra == extra and not paper.editorships.exists()
    assert Publication.objects.get(pk=untouched.pk).extra == {"shelf": "7b"}
