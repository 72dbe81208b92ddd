"""An import adds nothing twice."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from labsite.models import SiteImport
from labsite.site_imports import applying
from moderation.models import Proposal
from news.models import NewsItem
from people.models import Person, Team
from publications.models import Publication
from tests.site_imports.sources import HOMEPAGE, lab_site

pytestmark = pytest.mark.django_db


def start(client):
    client.person.name = "Ada Quill"
    client.person.save()
    client.post("/me/import/", {"text": HOMEPAGE})
    return SiteImport.objects.get()


@pytest.fixture
def lab_import(pi, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        pi.post("/desk/import/", {"file": SimpleUploadedFile("lab.zip", lab_site())})
    return SiteImport.objects.get()


# ---- a second click ---------------------------------------------------------------------------


@pytest.fixture
def second_click(monkeypatch):
    """Let another call bring everything in while the first one compares the items with the site."""
    compare = applying.compare

    def compare_slowly(site_import, items):
        comparisons = compare(site_import, items)
        monkeypatch.setattr(applying, "compare", compare)
        applying.apply(SiteImport.objects.get(), timezone.now())
        return comparisons

    monkeypatch.setattr(applying, "compare", compare_slowly)


def test_second_click_publishes_nothing_twice(pi, second_click):
    people = Person.objects.count()
    batch = start(pi)
    pi.post(batch.get_absolute_url(), {"do": "apply"})
    assert pi.person.honors.count() == 3
    assert NewsItem.objects.count() == 2
    assert Publication.objects.count() == 1
    assert Person.objects.count() == people + 2
    assert Team.objects.get().memberships.count() == 3


def test_second_click_submits_nothing_twice(member, second_click):
    batch = start(member)
    member.post(batch.get_absolute_url(), {"do": "apply"})
    keys = list(Proposal.objects.values_list("editor_key", flat=True))
    assert sorted(keys) == ["news", "news", "profile", "publication"]


def test_second_click_adds_nobody_twice(pi, lab_import, second_click):
    pi.post(lab_import.get_absolute_url(), {"do": "apply"})
    assert Person.objects.filter(name="Ann Moor").count() == 1
    assert NewsItem.objects.count() == 1
