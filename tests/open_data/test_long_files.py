"""Long files are read row by row."""

import pytest

from tests import factories


@pytest.mark.django_db(transaction=True)
def test_long_file_is_read_outside_of_a_transaction(visitor):
    """PostgreSQL then needs another kind of cursor."""
    factories.publication("On Engines")
    factories.news_item(slug="out")
    for name in ("publications", "news"):
        assert len(visitor.get(f"/data/{name}.json").json()[name]) == 1
