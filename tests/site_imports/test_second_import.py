"""A second import of the same source finds nothing new, whatever became of the items of the first."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from labsite.models import SiteImport
from moderation.models import Proposal
from news.models import NewsItem
from people.models import Honor, Person
from tests.site_imports.sources import HOMEPAGE, lab_site, start

pytestmark = pytest.mark.django_db


def press(client, batch, button, **typed):
    client.post(batch.get_absolute_url(), {"do": button, **typed})


def new_ones(batch):
    """Return what an import would bring in."""
    papers = batch.papers.entries.undecided().filter(verdict="new") if batch.papers else []
    return [item.raw for item in batch.items.filter(is_selected=True)] + [str(entry) for entry in papers]


def test_items_edited_on_the_site_are_not_new(pi):
    press(pi, start(pi), "apply")
    Honor.objects.filter(title="Weaver of the Year").update(title="Best weaver", title_zh="")
    NewsItem.objects.filter(body__startswith="Oral").update(body="We presented at LOOM.")
    Person.objects.filter(name="Cy Reed").update(name="Cyril Reed", native_name="")
    pi.person.refresh_from_db()
    pi.person.bio = "I weave."
    pi.person.save()
    again = start(pi)
    assert new_ones(again) == []
    page = pi.get(again.get_absolute_url(), {"show": "honors"}).content.decode()
    assert "Imported earlier" in page


def test_items_corrected_before_they_were_imported_are_not_new(pi):
    batch = start(pi)
    item = batch.items.get(values__title=["Weaver of the Year"])
    typed = {"item": item.pk, "selected": item.pk, f"item{item.pk}-title": "Best weaver"}
    press(pi, batch, "apply", **typed)
    assert pi.person.honors.filter(title="Best weaver").exists()
    assert new_ones(start(pi)) == []


def test_only_what_was_left_out_is_new(pi):
    batch = start(pi)
    batch.items.filter(target="talks").update(is_selected=False)
    press(pi, batch, "apply")
    pi.person.honors.update(title="Edited")
    assert [raw for raw in new_ones(start(pi)) if "Weaving Fast Cloth" not in raw] == []
    assert len(new_ones(start(pi))) == 1


def test_of_two_equal_lines_the_second_stays_new(pi):
    line = "- *2025.06*, \\[Oral Presentation\\] Weaving Fast Cloth, LOOM 2025 @Tokyo, Japan\n"
    text = HOMEPAGE.replace("# Service", f"{line}\n# Service")
    batch = start(pi, text)
    _first, second = batch.items.filter(target="talks")
    batch.items.filter(pk=second.pk).update(is_selected=False)
    press(pi, batch, "apply")
    again = start(pi, text)
    assert [item.is_selected for item in again.items.filter(target="talks")] == [False, True]


def test_undone_import_is_new_again(pi):
    batch = start(pi)
    expected = new_ones(batch)
    press(pi, batch, "apply")
    press(pi, batch, "undo")
    assert new_ones(start(pi)) == expected


def test_what_a_reviewer_has_returned_is_new_again(member):
    press(member, start(member), "apply")
    for proposal in Proposal.objects.all():
        proposal.return_to_author(by=None, reason="", now=timezone.now())
        proposal.withdraw()
    assert any("Weaver of the Year" in raw for raw in new_ones(start(member)))


def test_homepage_of_somebody_else_is_new(pi, member):
    press(pi, start(pi), "apply")
    batch = start(member)
    assert batch.items.filter(target="honors", is_selected=True).count() == 3


@pytest.fixture
def lab(pi, django_capture_on_commit_callbacks):
    """Import the site of a lab as an account, and return the import."""

    def import_as(client):
        with django_capture_on_commit_callbacks(execute=True):
            client.post("/desk/import/", {"file": SimpleUploadedFile("lab.zip", lab_site())})
        return SiteImport.objects.latest("pk")

    return import_as


def test_lab_site_that_somebody_else_has_imported_is_not_new(
    pi, admin, lab, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        press(pi, lab(pi), "apply")
    Person.objects.filter(name="Ann Moor").update(name="Anna Moor")
    NewsItem.objects.update(body="Edited.")
    assert new_ones(lab(admin)) == []


def test_page_asks_as_often_for_many_earlier_imports(pi, django_assert_max_num_queries):
    for _number in range(3):
        press(pi, start(pi), "apply")
    batch = start(pi)
    with django_assert_max_num_queries(42):
        pi.get(batch.get_absolute_url(), {"show": "honors"})


def test_second_import_finds_everything_there(pi):
    batch = start(pi)
    pi.post(batch.get_absolute_url(), {"do": "apply"})
    batch.delete()
    again = start(pi)
    assert not again.items.filter(is_selected=True).exists()
    assert "Already on the site" in pi.get(again.get_absolute_url(), {"show": "honors"}).content.decode()


def test_import_that_waits_for_review_is_there_already(member):
    batch = start(member)
    member.post(batch.get_absolute_url(), {"do": "apply"})
    batch.delete()
    again = start(member)
    assert not again.items.filter(is_selected=True).exclude(target__in=["people", "call"]).exists()
