"""The migration that moves what earlier imports kept as other fields to the columns for it."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from publications.models import Import, Publication
from tests import factories

pytestmark = pytest.mark.django_db
migration = import_module("publications.migrations.0009_read_other_fields")


def run(function):
    function(apps, type("Editor", (), {"connection": connection}))


def test_other_fields_move_to_their_columns_and_back():
    paper = factories.publication(
        year=None,
        extra={
            "eid": "e0209899",
            "year": "in press",
            "englishtitle": "On Looms",
            "award": "Best Paper",
            "additional_info": "Oral",
            "code": "https://code.example/looms",
            "slides": "talk.pdf",
            "series": "Looms",
        },
    )
    factories.publication_link(paper, "paper", "https://paper.example/")
    run(migration.read)
    paper.refresh_from_db()
    assert (paper.article_number, paper.is_in_press, paper.translated_title) == ("e0209899", True, "On Looms")
    assert (paper.award, paper.note) == ("Best Paper", "Oral")
    assert paper.extra == {"slides": "talk.pdf", "series": "Looms"}
    assert [(link.kind, link.url) for link in paper.links.all()] == [
        ("paper", "https://paper.example/"),
        ("code", "https://code.example/looms"),
    ]
    run(migration.put_back)
    paper.refresh_from_db()
    assert paper.extra["eid"] == "e0209899"
    assert paper.extra["pubstate"] == "inpress"


def test_values_of_publications_are_never_replaced():
    extra = {"eid": "e2", "award": "Other", "code": "https://example.org/code"}
    paper = factories.publication(article_number="e1", award="Best Paper", extra=extra)
    factories.publication_link(paper)
    run(migration.read)
    paper.refresh_from_db()
    assert (paper.article_number, paper.award, paper.links.count()) == ("e1", "Best Paper", 1)
    assert paper.extra == {"eid": "e2", "award": "Other"}


@pytest.mark.parametrize(
    ("note", "award", "kept", "is_in_press"),
    [
        ("Best Paper Award", "Best Paper Award", "", False),
        ("Extended version", "", "Extended version", False),
        ("To appear", "", "", True),
    ],
)
def test_notes_of_stored_entries_reach_their_publications(note, award, kept, is_in_press, admin_user):
    paper = factories.publication()
    batch = Import.objects.create(by=admin_user, source="own.bib")
    row = batch.entries.create(
        position=1, record={"note": note}, verdict="new", decision="accepted", publication=paper
    )
    run(migration.read)
    row.refresh_from_db()
    assert row.record == {"note": kept, "award": award, "is_in_press": is_in_press}
    paper = Publication.objects.get()
    assert (paper.award, paper.note) == (award, kept)
