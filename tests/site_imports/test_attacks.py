"""What goes wrong around an import: files that are gone, endless texts, long lists."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.audit.models import AuditEvent
from core.outbox.models import Email
from labsite.models import SiteImport
from labsite.site_imports import import_tasks
from labsite.site_imports.models import SiteItem
from tests.site_imports.sources import HOMEPAGE, lab_site, start

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_import_and_its_undoing_are_in_the_audit_log(pi):
    batch = start(pi)
    pi.post(batch.get_absolute_url(), {"do": "apply"})
    pi.post(batch.get_absolute_url(), {"do": "undo"})
    first, second = AuditEvent.objects.filter(event__startswith="site-import").order_by("pk")
    assert (first.by, first.target, second.event) == (pi.user.email, "Ada Quill", "site-import-undone")
    assert first.details["source"] == "Pasted text"
    assert {"honors: 3", "publications: 1", "people: 2"} <= set(first.details["published"])
    assert second.details["kept"] == []


def test_import_that_brings_nothing_in_is_not_in_the_audit_log(pi):
    batch = start(pi, "Nothing that anybody could read.")
    pi.post(batch.get_absolute_url(), {"do": "apply"})
    assert not AuditEvent.objects.filter(event="site-imported").exists()


def test_reviewers_hear_of_a_long_import_too(member, pi, monkeypatch, django_capture_on_commit_callbacks):
    batch = start(member)
    with django_capture_on_commit_callbacks(execute=True):
        member.post(batch.get_absolute_url(), {"do": "apply"})
    assert Email.objects.filter(account=pi.user).exists()


def test_source_that_is_gone_before_it_is_read_is_explained(pi, django_capture_on_commit_callbacks):
    pi.post("/desk/import/", {"file": SimpleUploadedFile("lab.zip", lab_site())})
    batch = SiteImport.objects.get()
    batch.upload.storage.delete(batch.upload.name)
    import_tasks.run(batch.pk)
    page = pi.get(batch.get_absolute_url()).content.decode()
    assert "The file is no longer there. Choose it again." in page
    assert "/site-imports/" not in page


def test_source_that_is_gone_before_its_pictures_are_needed_brings_in_the_rest(
    pi, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        pi.post("/desk/import/", {"file": SimpleUploadedFile("lab.zip", lab_site())})
    batch = SiteImport.objects.get()
    batch.upload.storage.delete(batch.upload.name)
    page = pi.post(batch.get_absolute_url(), {"do": "apply"}, follow=True).content.decode()
    assert batch.items.exclude(added_person=None).exists()
    assert "images/ann.png" in page
    assert "/site-imports/" not in page
    assert "Errno" not in page


def test_endless_paragraph_keeps_the_page_small(member):
    batch = start(member, f"{HOMEPAGE}\n\n{('spinning and weaving ' * 40 + chr(10)) * 400}")
    import_tasks.run(batch.pk)
    sizes = [
        len(member.get(batch.get_absolute_url(), {"show": name}).content)
        for name in ("rest", "bio", "service")
    ]
    assert max(sizes) < 300_000


def test_page_of_ten_thousand_lines_is_as_quick_as_that_of_forty(member, django_assert_max_num_queries):
    batch = start(member, "# Hobbies\n\n- Spinning\n")
    rows = [
        SiteItem(
            site_import=batch,
            position=number,
            section="not_understood",
            file="page.md",
            line=number,
            raw=f"Hobby number {number}",
            why="There is no section for this.",
            values={"text": [f"Hobby number {number}"]},
        )
        for number in range(100, 10_100)
    ]
    SiteItem.objects.bulk_create(rows, batch_size=1000)
    with django_assert_max_num_queries(20):
        page = member.get(batch.get_absolute_url(), {"show": "rest", "page": "200"}).content
    assert len(page) < 200_000
