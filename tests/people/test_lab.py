"""The lab: there is one."""

import pytest

from people.models import Lab, LabLink
from tests import factories
from tests.refusals import refusal_of, refused_by_the_database

pytestmark = pytest.mark.django_db


def test_there_is_one_lab_only():
    factories.lab()
    assert "one lab already" in refusal_of(Lab(pk=2, name="Another Lab"))
    with refused_by_the_database():
        Lab.objects.bulk_create([Lab(pk=2, name="Another Lab")])
    with refused_by_the_database():
        Lab.objects.create(name="Another Lab")
    assert Lab.objects.get().name == "Example Lab"


def test_a_site_that_is_not_set_up_has_a_lab_without_a_row():
    lab = Lab.load()
    assert lab.name == "Our lab"
    assert lab.academic_year_start == 9
    assert lab.link_list == []
    assert not Lab.objects.exists()


def test_the_lab_is_loaded_with_its_links_in_order(django_assert_num_queries):
    lab = factories.lab("Example Lab")
    LabLink.objects.create(lab=lab, kind="x", url="https://example.org/2", position=2)
    LabLink.objects.create(lab=lab, kind="github", url="https://example.org/1", position=1)
    with django_assert_num_queries(1):
        assert [link.text for link in Lab.load().link_list] == ["GitHub", "X"]


@pytest.mark.parametrize("month", [0, 13])
def test_the_academic_year_starts_in_a_month_that_exists(month):
    lab = factories.lab()
    lab.academic_year_start = month
    assert refusal_of(lab)
    with refused_by_the_database():
        lab.save()


@pytest.mark.parametrize("colour", ["red", "#12345", "#1234567", "#12345g", "1f5f8b", ""])
def test_the_accent_is_a_colour(colour):
    lab = factories.lab()
    lab.accent = colour
    assert refusal_of(lab)


def test_the_lab_needs_nothing_but_a_name():
    Lab(name="Example Lab").full_clean()
    assert "blank" in refusal_of(Lab(name=""))
