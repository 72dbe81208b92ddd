"""Reviewing applications: finding, reading, starring, noting, comparing and deciding."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.exceptions import InvalidState
from recruiting.models import Application, ApplicationState, CVView, DeletedApplicationCount, Note
from tests import factories
from tests.faults import database_locked

pytestmark = pytest.mark.django_db

LIST = "/desk/applications/"


def names(client, **filters):
    page = client.get(LIST, filters)
    return [row.name for row in page.context["page"].rows]


def queries(client, path):
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
        assert response.status_code == 200
        response.getvalue()  # closes the cursor of a download
    return len(captured)


def test_list_can_be_filtered_and_sorted(pi, notice):
    factories.application(notice, "Bob", institution="Tsinghua", state=ApplicationState.SHORTLISTED)
    factories.application(notice, "Ann", institution="Zhejiang", state=ApplicationState.DECLINED)
    factories.application(factories.notice("Other", slug="other"), "Cy", institution="Peking")
    factories.application(notice, "Unconfirmed", confirmed=None)
    assert names(pi) == ["Cy", "Ann", "Bob"]
    assert names(pi, order="name") == ["Ann", "Bob", "Cy"]
    assert names(pi, notice="other") == ["Cy"]
    assert names(pi, state="shortlisted") == ["Bob"]
    assert names(pi, state="undecided", order="name") == ["Bob", "Cy"]
    assert names(pi, q="zhejiang") == ["Ann"]
    assert names(pi, confirmed="no") == ["Unconfirmed"]


@pytest.mark.parametrize("query", ["state=x", "notice=x", "order=x%00", "page=x", "q=%00", "starred=9" * 50])
def test_invalid_filters_are_ignored(pi, notice, query):
    factories.application(notice)
    page = pi.get(f"{LIST}?{query}")
    assert page.status_code == 200 and len(page.context["page"].rows) == 1


def test_counts_include_deleted_applications(pi, notice):
    factories.application(notice, state=ApplicationState.NEW)
    factories.application(notice, state=ApplicationState.DECLINED)
    factories.application(notice, confirmed=None)
    DeletedApplicationCount.objects.create(notice=notice, state=ApplicationState.DECLINED, number=3)
    (count,) = pi.get(LIST).context["counts"]
    assert (count.total, count.unconfirmed, count.summary) == (5, 1, "New 1, Declined 4")
    assert [segment.width for segment in count.segments] == [20, 80]


def test_pages_run_the_same_number_of_queries_for_1_and_30_applications(pi, notice):
    application = factories.application(notice)
    application.mark_read(pi.user, timezone.now())
    paths = [LIST, application.get_absolute_url(), f"{LIST}export.csv"]
    before = [queries(pi, path) for path in paths]
    for number in range(29):
        other = factories.application(factories.notice(), f"N {number}")
        Note.objects.create(application=application, by=factories.user(), text="x", created=timezone.now())
        other.stars.create(by=pi.user)
    assert [queries(pi, path) for path in paths] == before


def test_application_becomes_read_only_when_a_decider_opens_it(pi, reviewer, application):
    assert reviewer.get(application.get_absolute_url()).status_code == 200
    application.refresh_from_db()
    assert application.state == ApplicationState.NEW
    pi.get(application.get_absolute_url())
    application.refresh_from_db()
    assert application.state == ApplicationState.READ and application.history[-1].by == pi.user


def test_application_can_be_read_while_the_database_is_locked(pi, application):
    with database_locked():
        assert pi.get(application.get_absolute_url()).status_code == 200
    application.refresh_from_db()
    assert application.state == ApplicationState.NEW


def test_reviewer_sees_only_confirmed_applications_to_their_notice(reviewer, application):
    other = factories.application(factories.notice("Other", slug="other"), "Secret Sam")
    unconfirmed = factories.application(application.notice, "Not Yet", confirmed=None)
    assert names(reviewer) == ["Ann Applicant"]
    page = reviewer.get(application.get_absolute_url()).content.decode()
    assert "move/" not in page and "decline/" not in page
    for hidden in (other, unconfirmed):
        for path in ("", "cv/"):
            assert reviewer.get(f"{LIST}{hidden.pk}/{path}").status_code == 404
        assert reviewer.post(f"{LIST}{hidden.pk}/note/", {"text": "x"}).status_code == 404
        assert reviewer.post(f"{LIST}star/", {"star": hidden.pk}).status_code == 404
    for path in ("", "export.csv", f"compare/?application={other.pk}&application={application.pk}"):
        content = reviewer.get(LIST + path, {"notice": "other"} if not path else None)
        assert b"Secret Sam" not in b"".join(content) and b"Not Yet" not in b"".join(content)
    assert reviewer.post(f"{LIST}{application.pk}/move/", {"do": "accept"}).status_code == 403
    assert reviewer.post(f"{LIST}decline/", {"application": application.pk}).status_code == 403


def test_former_member_is_no_reviewer(reviewer, application):
    reviewer.person.left = "2024"
    reviewer.person.save()
    assert reviewer.get(LIST).status_code == 403
    assert reviewer.get(application.get_absolute_url()).status_code == 403


def test_pi_adds_and_removes_a_reviewer(pi, member, application):
    path = reverse("notice-reviewers", args=["engineers"])
    assert member.get(LIST).status_code == 403
    pi.post(path, {"person": member.person.pk})
    assert names(member) == ["Ann Applicant"]
    (row,) = pi.get(path).context["rows"]
    pi.post(path, {"remove": row.pk})
    assert member.get(LIST).status_code == 403
    for invalid in ("x", "9" * 40, ""):
        assert pi.post(path, {"person": invalid}).status_code == 200
        assert pi.post(path, {"remove": invalid}).status_code == 302


def test_stars_are_personal_and_notes_are_shared(pi, reviewer, application):
    response = reviewer.post(f"{LIST}star/", {"star": application.pk, "list": "state=new"})
    assert response.url == f"{LIST}?state=new"
    reviewer.post(f"{LIST}{application.pk}/note/", {"text": "Strong."})
    assert names(pi, starred="any") == ["Ann Applicant"] and names(pi, starred="me") == []
    page = pi.get(application.get_absolute_url()).content.decode()
    assert "Strong." in page and "Mei Member" in page
    reviewer.post(f"{LIST}star/", {"star": application.pk})
    assert names(pi, starred="any") == []
    for invalid in ("", "x" * 4001, " \x00 "):
        reviewer.post(f"{LIST}{application.pk}/note/", {"text": invalid})
    assert Note.objects.count() == 1


def test_cv_is_sandboxed_and_each_view_is_logged(reviewer, application):
    response = reviewer.get(f"{LIST}{application.pk}/cv/")
    assert response.getvalue() == factories.cv_bytes()
    headers = response.headers
    assert headers["Content-Type"] == "application/pdf" and headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Disposition"] == f'inline; filename="{application.cv_download_name}"'
    assert "sandbox" in headers["Content-Security-Policy"]
    assert "private" in headers["Cache-Control"] and "no-store" in headers["Cache-Control"]
    view = CVView.objects.get()
    assert (view.application, view.by) == (application, reviewer.user)
    download = reviewer.get(f"{LIST}{application.pk}/cv/?download")
    assert download.headers["Content-Disposition"].startswith("attachment") and download.getvalue()


def test_missing_cv_file_is_not_found(pi, notice):
    assert pi.get(f"{LIST}{factories.application(notice).pk}/cv/").status_code == 404


def test_history_has_no_heading_while_it_is_empty(pi, reviewer, application):
    assert "Status history" not in reviewer.get(application.get_absolute_url()).content.decode()
    assert "Status history" in pi.get(application.get_absolute_url()).content.decode()  # it is read now


def test_history_records_each_step_and_a_second_decision_is_refused(pi, application):
    def move(verb):
        return pi.post(f"{LIST}{application.pk}/move/", {"do": verb})

    move("shortlist")
    for verb in ("interview", "offer"):
        pi.post(f"{LIST}{verb}/", {"application": application.pk, "do": "quiet"})
    move("accept")
    states = list(application.changes.values_list("state", flat=True))
    assert states == ["shortlisted", "interview", "offer", "accepted"]
    for wrong in ("shortlist", "decline", "delete"):
        move(wrong)
    application.refresh_from_db()
    assert application.state == ApplicationState.ACCEPTED
    move("reopen")
    application.refresh_from_db()
    assert application.state == ApplicationState.READ


def test_second_of_two_concurrent_decisions_is_refused(pi, application):
    same = Application.objects.get(pk=application.pk)
    application.accept(by=pi.user, now=timezone.now())
    with pytest.raises(InvalidState):
        same.decline(by=pi.user, now=timezone.now())


def test_two_to_four_applications_can_be_compared(pi, notice):
    rows = [
        factories.application(
            notice,
            f"Ann {number}",
            answers=[{"text": "Why?", "kind": "short", "answer": f"Because {number}"}],
        )
        for number in range(5)
    ]
    keys = [row.pk for row in rows]
    page = pi.get(f"{LIST}compare/", {"application": [keys[2], keys[0]]}).content.decode()
    assert page.index("Ann 2") < page.index("Ann 0") and "Because 2" in page and "Ann 1" not in page
    for wrong in (keys, keys[:1], ["x"], ["9" * 30, keys[0]]):
        assert pi.get(f"{LIST}compare/", {"application": wrong}).url == LIST
    assert pi.get(f"{LIST}compare/", {"list": "state=new&q=a+b"}).url == f"{LIST}?state=new&q=a+b"


def test_deciders_see_open_notices_without_applications(pi, reviewer, notice):
    assert [count.total for count in pi.get(LIST).context["counts"]] == [0]
    assert reviewer.get(LIST).context["counts"] == []


def test_notice_with_applications_cannot_be_deleted(admin, application):
    path = f"/admin/recruiting/notice/{application.notice.pk}/delete/"
    assert "Cannot delete" in admin.get(path).content.decode()
    admin.post(path, {"post": "yes"})
    assert Application.objects.exists()


@pytest.mark.parametrize(
    ("page", "then"),
    [
        ("http://testserver/desk/applications/?state=new", "/desk/applications/%3Fstate%3Dnew"),
        ("http://testserver/desk/applications/7/", "/desk/applications/7/"),
        ("https://evil.example/desk/", "/"),
        ("//evil.example/desk/", "/"),
        (None, "/"),
    ],
)
def test_sign_in_returns_to_the_page_of_the_posted_form(visitor, application, page, then):
    headers = {"referer": page} if page else {}
    response = visitor.post(f"/desk/applications/{application.pk}/note/", {"text": ""}, headers=headers)
    assert response.url == f"/accounts/login/?next={then}"


def test_too_long_note_is_shown_again(reviewer, application):
    response = reviewer.post(f"{LIST}{application.pk}/note/", {"text": "Strong. " + "x" * 4000})
    assert response.status_code == 422
    page = response.content.decode()
    assert "Strong. xxx" in page and "A note must have 1 to 4000 characters." in page
    assert not Note.objects.exists()


def test_line_breaks_in_a_note_count_as_one_character(reviewer, application):
    reviewer.post(f"{LIST}{application.pk}/note/", {"text": "x\r\n" * 1999 + "xx"})
    assert len(Note.objects.get().text) == 4000
