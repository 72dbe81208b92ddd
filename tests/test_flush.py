"""A flush in the tests leaves what Django's own would: the rows that handlers of ``post_migrate`` create."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command

from tests import factories

ROWS = {
    ContentType: ("pk", "app_label", "model"),
    Permission: ("pk", "content_type", "codename"),
    Group: ("pk", "name"),
    Group.permissions.through: ("group", "permission"),
}


def rows():
    return {model: set(model._base_manager.values_list(*fields)) for model, fields in ROWS.items()}


@pytest.mark.django_db(transaction=True)
def test_database_after_two_flushes_needs_nothing_from_migrate():
    for _ in range(2):
        call_command("flush", interactive=False, verbosity=0)
    flushed = rows()
    assert all(flushed.values())
    call_command("migrate", verbosity=0)
    assert rows() == flushed
    factories.person(user=factories.user())
    assert Group.objects.create(name="New").pk not in {pk for pk, _name in flushed[Group]}
