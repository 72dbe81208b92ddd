"""Fixtures for tests of the demo."""

import pytest

from labsite.demo import art
from tests import factories


def plain_picture(*_words):
    return factories.picture_bytes(64, 80)


@pytest.fixture(scope="module")
def plain_pictures():
    """Small pictures of one colour, because drawing takes longer than everything else (``test_art.py``)."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("home_picture", "portrait", "teaser"):
            patch.setattr(art, name, plain_picture)
        yield
