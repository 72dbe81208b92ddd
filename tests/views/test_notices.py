"""The PI's dashboard for openings: the list by status, writing, closing, reopening, copying."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from reversion.models import Version

from moderation.models import Proposal, State
from recruiting.models import Notice, NoticeStatus, QuestionKind
from tests import factories
from tests.editor_forms import form_data, new_row, send
from tests.views.reading import Page, text

pytestmark = pytest.mark.django_db

LIST, ADD = "/desk/notices/", "/desk/notices/add/"


def listed_titles(client) -> dict[str, list[str]]:
    """Return the titles in each group of the list."""
    page = Page(client.get(LIST))
    return {
        section.get("aria-labelledby").removeprefix("group-"): [
            text(page.all("a", row)[0]) for row in page.all("li", section)
        ]
        for section in page.all("section")
    }


def press_button(client, name, slug="engineers"):
    return client.post(reverse(f"desk-{name}-notice", args=[slug]))


# ---- the list ---------------------------------------------------------------------------------


def test_notices_are_listed_by_status_with_the_number_of_applications(pi):
    applied = factories.notice("Open one", closes="2099-12-31")
    factories.application(applied, confirmed=timezone.now())
    factories.notice("Later", opens="2099-01-01")
    factories.notice("Over", closes="2025-02-01")
    factories.notice("Draft", is_published=False)
    expected = {"open": ["Open one"], "scheduled": ["Later"], "draft": ["Draft"], "closed": ["Over"]}
    assert listed_titles(pi) == expected
    page = Page(pi.get(LIST))
    assert f"{reverse('applications')}?notice=open-one" in page.main_links
    assert "1 application" in page.text and "until 31 Dec 2099" in page.text


def test_drafts_and_submissions_of_leads_are_listed(pi, lead):
    send(pi, ADD, "draft", title="Mine")
    send(lead, "/me/notices/add/", "send", title="Of a lead", **new_row("positions", 0, kind="phd"))
    assert listed_titles(pi) == {"drafts": ["Mine"], "waiting": ["Of a lead"]}


def test_draft_of_somebody_else_is_not_listed(pi, lead):
    send(lead, "/me/notices/add/", "draft", title="Not ready")
    assert "Not ready" not in Page(pi.get(LIST)).text


def test_empty_list_says_what_to_do(pi):
    assert "Create the first one" in Page(pi.get(LIST)).text


def test_list_warns_when_job_searches_need_a_country(pi):
    lab = factories.lab()
    assert "Google lists openings only" in Page(pi.get(LIST)).text
    lab.country = "CN"
    lab.save()
    assert "Google lists openings only" not in Page(pi.get(LIST)).text


def test_query_count_of_the_list_does_not_grow_with_notices(pi, django_assert_num_queries):
    def fill(number):
        for index in range(number):
            factories.notice(f"Open {index}", team=factories.team(f"Team {index} {number}"))
            factories.notice(f"Over {index}", closes="2025-02-01")
            factories.notice(f"Draft {index}", is_published=False)
            factories.notice(f"Later {index}", opens="2099-01-01")
            Proposal.objects.create(editor_key="notice", author=pi.user, title=f"Writing {index}")

    fill(1)
    with CaptureQueriesContext(connection) as few:
        pi.get(LIST)
    fill(15)
    with django_assert_num_queries(len(few)):
        pi.get(LIST)


# ---- writing ----------------------------------------------------------------------------------


def test_title_and_kind_suffice_for_an_open_notice_with_the_pi_as_contact(pi):
    before = timezone.localdate()
    response = send(pi, ADD, title="Engineers", positions__0__kind="engineer")
    assert response.url == LIST
    notice = Notice.objects.get()
    assert (notice.status(), notice.closes) == (NoticeStatus.OPEN, None)
    assert notice.opens in (before, timezone.localdate())
    assert notice.contact == pi.person
    assert [position.kind for position in notice.positions.all()] == ["engineer"]
    assert Page(pi.get("/")).all("a[@href='/recruiting/engineers/']")


def test_form_of_a_new_notice_has_one_position(pi):
    data = form_data(pi.get(ADD))
    assert (data["positions-TOTAL_FORMS"], data["questions-TOTAL_FORMS"]) == (["1"], ["0"])


def test_pi_is_the_contact_when_the_admin_has_no_profile(admin, pi):
    assert form_data(admin.get(ADD))["contact"] == [str(pi.person.pk)]


def test_every_field_of_a_notice_is_saved(pi):
    question = new_row("questions", 0, text="Which?", kind="choice", choices="Steam\nWater", required="on")
    send(
        pi,
        ADD,
        title="Engineers",
        title_zh="工程师",
        to_send="A CV",
        to_send_zh="简历",
        closes="2099-06-30",
        closes_at="17:00",
        is_remote="on",
        remote_from="China",
        positions__0__kind="phd",
        positions__0__openings="2",
        **question,
    )
    notice = Notice.objects.get()
    assert (notice.to_send, notice.to_send_zh, notice.remote_countries) == ("A CV", "简历", ["China"])
    assert timezone.localtime(notice.deadline).isoformat() == "2099-06-30T17:00:00+08:00"
    (asked,) = notice.questions.all()
    assert (asked.kind, asked.choice_list, asked.required) == (
        QuestionKind.CHOICE,
        [("Steam", ""), ("Water", "")],
        True,
    )


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("title", {"title": ""}),
        ("closes", {"closes": "2025-01-01", "opens": "2025-01-01"}),
        ("closes", {"closes": "9999-12-31"}),
        ("closes_at", {"closes_at": "noon"}),
        ("closes", {"closes_at": "17:00"}),
        ("closes", {"opens": "2099-02-01", "closes": "2099-01-01"}),
        ("opens", {"opens": "1812-01-01"}),
        ("remote_from", {"is_remote": "on"}),
        ("contact", {"contact": "99999999999999999999"}),
        ("opens", {"opens": "someday"}),
    ],
)
def test_error_is_shown_at_its_field_and_typed_values_are_kept(pi, field, changes):
    response = send(pi, ADD, **{"title": "Engineers", "body": "Typed", **changes})
    assert response.status_code == 422
    page = Page(response)
    assert page.one(f"*[@id='id_{field}']").get("aria-invalid") == "true"
    assert "Typed" in form_data(response)["body"][0]
    assert not Notice.objects.exists()


def test_choice_question_without_choices_is_refused(pi):
    response = send(pi, ADD, title="Engineers", **new_row("questions", 0, text="Which?", kind="choice"))
    assert response.status_code == 422
    assert "Enter the options to choose from" in Page(response).text


def test_future_opening_day_schedules_the_notice(pi, visitor):
    tomorrow = timezone.localdate() + timedelta(days=1)
    send(pi, ADD, title="Engineers", opens=tomorrow.isoformat())
    assert Notice.objects.get().status() == NoticeStatus.SCHEDULED
    assert visitor.get("/recruiting/engineers/").status_code == 404


@pytest.mark.parametrize("opens", ["2025-01-01", "2099-01-01"])
def test_preview_is_the_public_page_and_publishes_nothing(pi, visitor, opens):
    response = send(pi, ADD, "preview", title="Engineers", body="We **build**.", opens=opens)
    page = Page(pi.get(response.url))
    assert page.headings(1) == ["Engineers"]
    assert page.of_class("pill-open") and page.of_class("preview-bar")
    assert not Notice.objects.exists()
    assert "Engineers" not in visitor.get("/recruiting/").content.decode()


def press_preview_button(client, preview, follow=False):
    """Press the button above a preview."""
    page = Page(client.get(preview))
    (bar,) = page.of_class("preview-bar")
    seen = page.one("input[@name='seen']", bar).get("value")
    return client.post(page.one("form", bar).get("action"), {"seen": seen}, follow=follow)


def test_preview_button_publishes(pi):
    preview = send(pi, ADD, "preview", title="Engineers").url
    page = Page(press_preview_button(pi, preview, follow=True))
    (message,) = page.of_class("message-success")
    assert text(message) == "Published. View on the site"
    assert page.one("a", message).get("href") == Notice.objects.get().get_absolute_url()
    assert listed_titles(pi) == {"open": ["Engineers"]} and Proposal.objects.get().state == State.APPROVED


def test_preview_button_of_a_lead_submits_and_resubmits_a_returned_notice(lead, pi):
    preview = send(lead, "/me/notices/add/", "preview", title="Of a lead").url
    assert "Submit for review" in Page(lead.get(preview)).text
    assert press_preview_button(lead, preview).url == "/me/" and Proposal.objects.get().state == State.PENDING
    assert not Page(pi.get(preview)).all("input[@name='seen']")
    Proposal.objects.get().return_to_author(by=pi.user, reason="Why?", now=timezone.now())
    press_preview_button(lead, preview)
    assert Proposal.objects.get().state == State.PENDING and not Notice.objects.exists()


def test_change_since_the_preview_leads_back_to_the_preview(pi):
    notice = factories.notice("Engineers")
    preview = send(pi, "/desk/notices/engineers/", "preview", title="Builders").url
    page = Page(pi.get(preview))
    token = page.one("input[@name='seen']").get("value")
    Notice.objects.update(body="Changed elsewhere")
    submit_url = reverse("proposal-send", args=[Proposal.objects.get().pk])
    assert pi.post(submit_url, {"seen": token}).url == preview
    assert pi.post(submit_url).url == preview and Notice.objects.get().title == "Engineers"
    press_preview_button(pi, preview)
    assert Notice.objects.values_list("title", "body").get(pk=notice.pk) == ("Builders", "Changed elsewhere")


def test_error_since_the_preview_is_shown_in_the_form(pi, lead):
    preview = send(lead, "/me/notices/add/", "preview", title="Of a lead").url
    page = Page(lead.get(preview))
    lead.team.memberships.update(end=f"{timezone.localdate().year - 1}")
    proposal = Proposal.objects.get()
    response = lead.post(
        reverse("proposal-send", args=[proposal.pk]), {"seen": page.one("input[@name='seen']").get("value")}
    )
    assert response.status_code == 422 and "Choose a team that you lead" in Page(response).text
    form = Page(response).one("form[@data-editor]")
    assert form.get("action") == reverse("proposal-edit", args=[proposal.pk])


def test_second_press_of_the_preview_button_says_that_the_notice_is_published(pi):
    preview = send(pi, ADD, "preview", title="Engineers").url
    seen = Page(pi.get(preview)).one("input[@name='seen']").get("value")
    path = reverse("proposal-send", args=[Proposal.objects.get().pk])
    assert pi.post(path, {"seen": seen}).url == LIST
    assert "Published" in Page(pi.post(path, {"seen": seen}, follow=True)).text
    assert Notice.objects.count() == 1


def test_discarding_a_draft_leads_back_to_the_list(pi, admin):
    for client in (pi, admin):
        send(client, ADD, "draft", title="Not needed")
        form = Page(client.get(LIST)).one("section[@aria-labelledby='drafts']//form")
        response = client.post(form.get("action"), {"list": ""}, follow=True)
        assert response.request["PATH_INFO"] == LIST
        assert "“Not needed” discarded" in Page(response).text and listed_titles(client) == {}


def test_pi_publishes_the_notice_of_a_lead(lead, pi):
    send(lead, "/me/notices/add/", title="Of a lead", positions__0__kind="phd")
    proposal = Proposal.objects.get()
    assert proposal.state == State.PENDING and not Notice.objects.exists()
    pi.post("/desk/review/decide/", {"proposal": proposal.pk, "do": "approve"})
    assert Notice.objects.get().is_open


def test_notice_past_its_deadline_can_be_corrected(pi):
    factories.notice("Engineers", closes="2025-02-01")
    send(pi, "/desk/notices/engineers/", title="Engineer")
    assert Notice.objects.get().title == "Engineer"


def test_closed_notice_cannot_get_an_opening_day_after_its_closing(pi):
    factories.notice("Engineers", closed_on="2025-02-01")
    response = send(pi, "/desk/notices/engineers/", opens="2025-03-01")
    assert response.status_code == 422
    assert "Reopen it first" in Page(response).text


# ---- closing, reopening, copying --------------------------------------------------------------


def test_closing_and_reopening_are_one_revision_each(pi, visitor):
    notice = factories.notice("Engineers")
    press_button(pi, "close")
    assert listed_titles(pi) == {"closed": ["Engineers"]}
    assert Page(visitor.get("/recruiting/engineers/")).is_noindex
    press_button(pi, "reopen")
    assert listed_titles(pi) == {"open": ["Engineers"]}
    assert Version.objects.get_for_object(notice).count() == 3


def test_notice_past_its_deadline_needs_a_new_deadline_to_reopen(pi):
    factories.notice("Engineers", closes="2025-02-01")
    response = press_button(pi, "reopen")
    assert response.url == "/desk/notices/engineers/"
    send(pi, response.url, closes="")
    assert Notice.objects.get().is_open


def test_scheduled_notice_can_be_turned_back_into_a_draft(pi):
    factories.notice("Engineers", opens="2099-01-01")
    press_button(pi, "take-back")
    assert listed_titles(pi) == {"draft": ["Engineers"]}


@pytest.mark.parametrize(
    ("name", "fields"),
    [("close", {"closes": "2025-02-01"}), ("reopen", {}), ("take-back", {})],
)
def test_action_that_does_not_fit_the_status_is_refused_with_a_reason(pi, name, fields):
    notice = factories.notice("Engineers", **fields)
    before = Notice.objects.values().get()
    response = pi.get(press_button(pi, name).url)
    assert Page(response).of_class("message-error")
    assert Notice.objects.values().get(pk=notice.pk) == before


def test_copy_is_a_draft_with_everything_but_the_dates(pi):
    old = factories.notice("Engineers", [("phd", 2)], body="Build", opens="2024-01-01", closes="2025-02-01")
    factories.question(old, "Why?")
    before = timezone.localdate()
    response = press_button(pi, "copy")
    assert Notice.objects.count() == 1
    send(pi, response.url)
    new = Notice.objects.exclude(pk=old.pk).get()
    assert (new.title, new.body, new.closes) == ("Engineers", "Build", None)
    assert new.opens in (before, timezone.localdate())
    assert [(row.kind, row.openings) for row in new.positions.all()] == [("phd", 2)]
    assert [row.text for row in new.questions.all()] == ["Why?"]
    assert (old.positions.count(), old.questions.count()) == (1, 1)
