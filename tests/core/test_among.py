"""``pk__among`` finds what ``pk__in`` finds, on PostgreSQL by the keys and not by reading the whole table."""

import pytest
from django.db import connection

from people.models import Person
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("names", [["Ada"], ["Ada", "Grace"], []])
def test_among_finds_the_rows_of_a_subquery(names):
    for name in ("Ada", "Grace", "Emmy"):
        factories.person(name)
    subquery = Person.objects.order_by().filter(name__in=names).values("pk")
    everybody = Person.objects.by_name()
    assert list(everybody.filter(pk__among=subquery)) == list(everybody.filter(pk__in=subquery))
    united = subquery.union(Person.objects.order_by().filter(name="Emmy").values("pk"))
    assert everybody.filter(pk__among=united).count() == len(names) + 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL only")
def test_postgresql_gathers_the_keys_first():
    rows = Person.objects.filter(pk__among=Person.objects.values("pk"))
    assert "InitPlan" in rows.explain()
