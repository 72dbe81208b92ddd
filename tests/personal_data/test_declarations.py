"""Every model with a person, an account or an email address is declared as personal data."""

import pytest
from django.apps import apps
from django.db import models

from accounts.models import User
from core.personal_data import declarations
from people.models import Person
from people.personal_data import subject_of
from tests.personal_data.somebody import zenobia

#: Fields with an email address that is not a person's.
OF_NOBODY = {"people.Lab.email"}  # the contact address of the lab


def fields_about_people():
    """Return the fields that refer to a person or an account or hold an email address, by name."""
    return {
        f"{model._meta.label}.{field.name}": field
        for model in apps.get_models()
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if field.related_model in (Person, User) or isinstance(field, models.EmailField)
    }


def test_every_field_about_people_is_declared_once():
    declared = [field for data in declarations() for field in data.fields]
    assert sorted(declared) == sorted(set(fields_about_people()) - OF_NOBODY)


@pytest.mark.django_db
def test_every_declared_field_is_tested_with_a_value():
    person = zenobia()
    about = {Person: person, User: person.user}
    for name, field in fields_about_people().items():
        if name not in OF_NOBODY:
            value = about.get(field.related_model, person.email)
            lookup = field.name if field.is_relation else f"{field.name}__iexact"
            assert field.model._base_manager.filter(**{lookup: value}).exists(), name


@pytest.mark.django_db
def test_every_declaration_finds_records():
    subject = subject_of(zenobia())
    assert [data.name for data in declarations() if not list(data.records(subject))] == []
