"""An opening, an application to it, and a reviewer."""

import pytest

from recruiting.models import NoticeReviewer
from tests import factories


@pytest.fixture
def notice():
    return factories.notice("Engineers", slug="engineers")


@pytest.fixture
def reviewer(member, notice):
    """A member who may read the applications to the notice."""
    NoticeReviewer.objects.create(notice=notice, user=member.user)
    return member


@pytest.fixture
def application(notice):
    """A confirmed application with a CV."""
    application = factories.application(notice, "Ann Applicant")
    application.cv.save("", factories.cv())
    return application
