"""Versions of objects with very many rows are computed while others can write, then written quickly."""

from contextlib import suppress

import pytest
import reversion
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from core.search.fields import SearchTextField
from labsite import editors
from moderation import recorded_states, restoring_rows, revisions
from moderation.models import Proposal
from moderation.reverting import CannotRevert, revert
from moderation.revisions import versions_of
from publications import importing
from publications.bibtex import parse
from publications.merging import merge
from publications.models import Authorship, Publication
from tests import factories
from tests.admin_forms import add_row, errors_of, form_data, save, submit, url_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def boss():
    return factories.user("boss@example.org", is_superuser=True)


@pytest.fixture
def versions_in_transactions(monkeypatch):
    """Whether a transaction was open when the version of an object was computed, for each version."""
    monkeypatch.setattr(revisions, "VERY_MANY_ROWS", 2)
    in_transactions, add_to_revision = [], reversion.add_to_revision

    def noted(instance, *args, **kwargs):
        in_transactions.append(connection.in_atomic_block)
        add_to_revision(instance, *args, **kwargs)

    monkeypatch.setattr(reversion, "add_to_revision", noted)
    return in_transactions


def large_paper(title="By All of Us"):
    return factories.publication(title, ["Ann One", "Bob Two", "Cid Three"])


def names_in(version):
    rows = recorded_states.recorded_snapshot(version)["rows"]["authorships"]
    return [row["values"]["name"][0] for row in rows]


def test_merge_holds_the_lock_while_no_version_is_computed(boss, versions_in_transactions):
    target, duplicate = large_paper(), large_paper("By all of us")
    merge(target, duplicate, boss)
    assert versions_in_transactions == [False, False, False]
    latest = versions_of(target)[0]
    assert latest.revision.user == boss and latest.revision.comment == "Merged with “By all of us”"
    assert names_in(latest) == ["Ann One", "Bob Two", "Cid Three"]
    assert not Publication.objects.filter(pk=duplicate.pk).exists()


def test_restoring_holds_the_lock_while_no_version_is_computed(boss, versions_in_transactions):
    paper = large_paper()
    revisions.ensure_recorded(paper)
    Authorship.objects.filter(publication=paper).update(name="Renamed")
    revert(versions_of(paper)[0], boss)
    assert versions_in_transactions == [False, False, False]
    latest, before, _first = versions_of(paper)
    assert names_in(before) == ["Renamed"] * 3 and names_in(latest) == ["Ann One", "Bob Two", "Cid Three"]
    assert latest.revision.user == boss


def test_version_of_a_small_object_is_written_in_the_same_transaction(boss, versions_in_transactions):
    paper = factories.publication("By Two", ["Ann One", "Bob Two"])
    with revisions.record(boss, only_added=True):
        paper.save()
        revisions.add(paper)
    assert versions_in_transactions == [True]


def test_change_that_fails_leaves_no_version_of_a_large_object(boss, versions_in_transactions):
    paper = large_paper()
    with suppress(RuntimeError), revisions.record(boss, only_added=True):
        revisions.add(paper)
        raise RuntimeError
    assert not versions_of(paper).exists() and versions_in_transactions == []


def test_approved_change_of_a_large_object_is_recorded_with_its_reviewer(boss, versions_in_transactions):
    paper = large_paper()
    proposal = Proposal(editor_key=editors.PUBLICATION.key, object_id=paper.pk, author=boss)
    content = proposal.published_snapshot
    content["fields"]["title"] = ["By All of Them"]
    proposal.save_draft(content)
    proposal.approve(by=boss, now=timezone.now())
    assert versions_in_transactions == [False, False]
    latest, before = versions_of(paper)
    assert recorded_states.recorded_snapshot(before)["fields"]["title"] == ["By All of Us"]
    assert latest.revision.user == boss
    assert recorded_states.recorded_snapshot(latest)["fields"]["title"] == ["By All of Them"]
    assert names_in(latest) == ["Ann One", "Bob Two", "Cid Three"]


def test_former_state_of_a_small_object_is_recorded_before_the_approval_locks_the_database(
    boss, versions_in_transactions
):
    paper = factories.publication("By Two", ["Ann One", "Bob Two"])
    proposal = Proposal(editor_key=editors.PUBLICATION.key, object_id=paper.pk, author=boss)
    content = proposal.published_snapshot
    content["fields"]["title"] = ["By Both"]
    proposal.save_draft(content)
    proposal.approve(by=boss, now=timezone.now())
    assert versions_in_transactions == [False, True]
    latest, before = (recorded_states.recorded_snapshot(version) for version in versions_of(paper))
    assert (before["fields"]["title"], latest["fields"]["title"]) == (["By Two"], ["By Both"])


def test_saving_in_the_django_admin_holds_the_lock_while_no_version_is_computed(
    admin, versions_in_transactions
):
    paper = large_paper()
    response = save(admin, url_of(Publication, "change", paper.pk), title="By All of Them")
    assert response.status_code == 302, errors_of(response)
    assert versions_in_transactions == [False, False]
    latest, before = versions_of(paper)
    assert latest.revision.user == admin.user and latest.revision.comment == "In the Django admin"
    titles = [recorded_states.recorded_snapshot(row)["fields"]["title"] for row in (before, latest)]
    assert titles == [["By All of Us"], ["By All of Them"]]
    assert names_in(latest) == ["Ann One", "Bob Two", "Cid Three"]


def test_large_object_added_in_the_django_admin_is_recorded_after_the_transaction(
    admin, versions_in_transactions
):
    url = url_of(Publication, "add")
    rows = [("Ann One", 1), ("Bob Two", 2), ("Cid Three", 3)]
    authors = {}
    for index, (name, position) in enumerate(rows):
        authors |= add_row("authorships", index, name=name, position=position)
    authors["authorships-TOTAL_FORMS"] = len(rows)
    response = submit(admin, url, form_data(admin, url), title="By All of Us", **authors)
    assert response.status_code == 302, errors_of(response)
    assert versions_in_transactions == [False]
    (version,) = versions_of(Publication.objects.get())
    assert version.revision.user == admin.user
    assert names_in(version) == ["Ann One", "Bob Two", "Cid Three"]


def test_refused_form_of_the_django_admin_records_no_version(admin, versions_in_transactions):
    paper = large_paper()
    revisions.ensure_recorded(paper)
    response = save(admin, url_of(Publication, "change", paper.pk), title="")
    assert errors_of(response) and len(versions_of(paper)) == 1


IN_PRESS = "@article{a, author={Example, Ada}, title={On Looms}, journal={Looms}, year={in press}}"
PRINTED = "@article{a, author={Example, Ada}, title={On Looms}, journal={Looms}, year=2025, volume=3}"


@pytest.mark.parametrize("is_decided_on_the_page", [False, True])
def test_import_that_changes_an_object_computes_the_former_version_before_it_locks(
    boss, versions_in_transactions, monkeypatch, is_decided_on_the_page
):
    monkeypatch.setattr(revisions, "VERY_MANY_ROWS", 0)
    importing.save_new(importing.plan(parse(IN_PRESS).entries), by=boss)
    Publication.objects.update(note="Changed since")  # so that the former state is recorded
    versions_in_transactions.clear()
    entries = parse(PRINTED).entries
    if is_decided_on_the_page:
        rows = list(importing.store(entries, (), boss, "own.bib").entries.all())
        assert importing.accept(rows, {rows[0].pk: ["is_in_press", "year", "volume"]}, boss) == 1
    else:
        importing.update_publication(importing.plan(entries)[0], ["volume"], by=boss)
    assert versions_in_transactions == [False, False]
    latest, before, _first = versions_of(Publication.objects.get())
    assert (before.field_dict["volume"], latest.field_dict["volume"]) == ("", "3")


def test_rows_are_checked_before_the_lock_and_restored_as_recorded(boss, monkeypatch):
    paper = factories.publication("By Two", ["Ann One", "Bob Two"])
    Authorship.objects.filter(publication=paper).update(is_equal=True)
    revisions.ensure_recorded(paper)
    first = paper.authorships.first()
    Authorship.objects.filter(publication=paper).update(is_equal=False)
    first.delete()
    in_transactions, clean_fields = [], Authorship.clean_fields

    def noted(row, exclude=None):
        in_transactions.append(connection.in_atomic_block)
        clean_fields(row, exclude)

    monkeypatch.setattr(Authorship, "clean_fields", noted)
    revert(versions_of(paper).last(), boss)
    assert in_transactions == [False, False]
    rows = paper.authorships.values_list("name", "is_equal", "position")
    assert list(rows) == [("Ann One", True, 1), ("Bob Two", True, 2)]


def test_row_that_is_not_valid_today_blocks_only_a_version_that_changes_it(boss, monkeypatch):
    paper = factories.publication("By Two", ["Ann One", "Bob Two"])
    revisions.ensure_recorded(paper)
    Authorship.objects.filter(name="Ann One").update(name="Renamed")
    clean_fields = Authorship.clean_fields

    def refuse_bob(row, exclude=None):
        if row.name == "Bob Two":
            raise ValidationError("not any more")
        clean_fields(row, exclude)

    monkeypatch.setattr(Authorship, "clean_fields", refuse_bob)
    revert(versions_of(paper).last(), boss)
    assert [row.name for row in paper.authorships.all()] == ["Ann One", "Bob Two"]
    Authorship.objects.filter(name="Bob Two").update(name="Robert")
    with pytest.raises(CannotRevert, match="not any more"):
        revert(versions_of(paper).last(), boss)


def test_little_is_computed_for_each_row_while_the_database_is_locked(boss, monkeypatch):
    paper = factories.publication("By Two", ["Ann One", "Bob Two"])
    revisions.ensure_recorded(paper)
    Authorship.objects.filter(publication=paper).update(name="Renamed")
    revisions.ensure_recorded(paper)
    calls, serialized, derive = [], restoring_rows.serialized, SearchTextField.derive

    def noted_serialized(rows):
        calls.append(("serialized", connection.in_atomic_block))
        return serialized(rows)

    def noted_derive(field, row):
        calls.append(("search text", connection.in_atomic_block))
        return derive(field, row)

    monkeypatch.setattr(restoring_rows, "serialized", noted_serialized)
    monkeypatch.setattr(SearchTextField, "derive", noted_derive)
    revert(versions_of(paper).last(), boss)
    assert calls == [("search text", True)]
    paper.refresh_from_db()
    assert "ann one" in paper.search_text
