"""Applications and those who read them."""

import pytest

from recruiting.models import NoticeReviewer
from tests import factories


@pytest.fixture
def notice():
    return factories.notice("Engineers", slug="engineers")


@pytest.fixture
def reviewer(member, notice):
    """A member who reads the applications for the notice."""
    NoticeReviewer.objects.create(notice=notice, user=member.user)
    return member


@pytest.fixture
def application(notice):
    """One with a file."""
    made = factories.application(notice, "Ann Applicant")
    made.cv.save("", factories.cv())
    return made
