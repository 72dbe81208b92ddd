"""Bulk actions of the Django admin lock the database only while they write."""

import pytest
import reversion
from django.db import connection
from django.urls import reverse
from reversion.models import Version

from publications.models import Publication
from tests import factories
from tests.admin_forms import url_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def in_transactions(monkeypatch):
    """Whether a transaction was open when a version was computed, for each version."""
    in_transactions, serialize = [], reversion.add_to_revision

    def noted(instance):
        in_transactions.append(connection.in_atomic_block)
        serialize(instance)

    monkeypatch.setattr(reversion, "add_to_revision", noted)
    return in_transactions


def test_bulk_action_computes_no_version_while_it_locks_the_database(admin, in_transactions):
    papers = [factories.publication(f"Paper {number}") for number in range(3)]
    keys = [paper.pk for paper in papers]
    data = {"action": "select", "_selected_action": keys}
    admin.post(reverse("admin:publications_publication_changelist"), data)
    assert in_transactions == [False] * 6
    for paper in papers:
        latest, before = Version.objects.get_for_object(paper)
        assert latest.field_dict["is_selected"] and not before.field_dict["is_selected"]
        assert latest.revision.user == admin.user


def test_bulk_deletion_computes_no_version_while_it_locks_the_database(admin, in_transactions):
    keys = [factories.publication(f"Paper {number}").pk for number in range(3)]
    data = {"action": "delete_selected", "_selected_action": keys, "post": "yes"}
    admin.post(url_of(Publication, "changelist"), data)
    assert in_transactions == [False] * 3
    assert not Publication.objects.exists() and Version.objects.get_deleted(Publication).count() == 3
