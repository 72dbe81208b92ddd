"""Reviewers see exactly what would change and decide, on the dashboard and in the Django admin."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from moderation.models import Proposal, ProposalFile, State
from people.models import Person
from tests import factories
from tests.admin_forms import url_of
from tests.editor_forms import send
from tests.views.reading import Page, text
from tests.views.review_steps import PROFILE, decide, interests_of, review_page, submit_change, versions_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def proposal(member):
    return submit_change(member)


# ---- the queue and the difference -------------------------------------------------------------


def test_queue_shows_pending_submissions_and_their_authors(pi, proposal):
    page = pi.get("/desk/").content.decode()
    assert "Mei Member" in page and reverse("review-proposal", args=[proposal.pk]) in page


def test_difference_marks_changed_words_and_names_rows(pi, proposal):
    Person.objects.filter(pk=proposal.object_id).update(interests="Engines of state")
    Proposal.objects.update(base=proposal.base | {"fields": proposal.base["fields"] | {"interests": []}})
    page = review_page(pi, proposal).content.decode()
    assert "Old" in page and "<del>Old</del>" in page and "<ins>New</ins>" in page
    assert "https://example.org/mei" in page and "GitHub" in page and "Added" in page


def test_new_item_is_shown_without_what_was_before(member, pi):
    send(member, "/me/publications/add/", title="On Looms", year="2025", venue="LOOM", venue_rank="A")
    page = Page(review_page(pi, Proposal.objects.get()))
    assert "Rank of the venue" in page.text and "Before" not in page.text


def test_unchanged_field_is_not_in_the_difference(pi, proposal):
    page = review_page(pi, proposal).content.decode()
    assert "Biography" not in page


def test_django_admin_shows_the_queue_length_and_the_same_difference(admin, proposal):
    assert "1 submission is waiting for review" in admin.get("/admin/").content.decode()
    page = admin.get(reverse("admin:moderation_proposal_change", args=[proposal.pk])).content.decode()
    assert "<ins>New</ins>" in page and "https://example.org/mei" in page


def test_query_count_of_the_queue_does_not_grow_with_submissions(pi, lead, proposal):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert pi.get("/desk/").status_code == 200
        return len(captured)

    few = queries()
    for number in range(30):
        Proposal.objects.create(editor_key="news", author=lead.user, state=State.PENDING, title=str(number))
    assert queries() == few


# ---- deciding ---------------------------------------------------------------------------------


def test_admin_approves_in_the_django_admin(admin, member, proposal):
    url = reverse("admin:moderation_proposal_change", args=[proposal.pk])
    admin.post(url, {"do": "approve"})
    assert interests_of(member) == "Engines of difference"


def test_admin_approves_and_returns_in_bulk(admin, member, proposal):
    url = reverse("admin:moderation_proposal_changelist")
    admin.post(url, {"action": "return_selected", "_selected_action": [proposal.pk], "reason": "Why?"})
    assert Proposal.objects.get().state == State.RETURNED
    send(member, PROFILE, interests="Engines again")
    admin.post(url, {"action": "approve_selected", "_selected_action": [proposal.pk]})
    assert interests_of(member) == "Engines again"


def test_returning_needs_a_reason(pi, proposal):
    response = decide(pi, proposal, "return", reason="  ")
    assert "Enter a reason" in response.content.decode()
    assert Proposal.objects.get().state == State.PENDING


def test_page_of_a_submission_asks_for_the_missing_reason_next_to_the_field(pi, proposal):
    page = Page(review_page(pi, proposal))
    seen = page.one("input[@name='seen']").get("value")
    response = decide(pi, proposal, "return", reason=" ", seen=seen)
    assert response.request["PATH_INFO"] == reverse("review-proposal", args=[proposal.pk])
    field = Page(response).one("textarea[@name='reason']")
    assert field.get("aria-invalid") == "true"
    assert "Enter a reason" in text(Page(response).one(f"*[@id='{field.get('aria-describedby')}']"))


def test_queue_keeps_the_selection_when_the_reason_is_missing(pi, proposal, member):
    send(member, "/me/news/add/", body="Engines run.", date="2025-06")
    response = decide(pi, proposal, "return")
    boxes = Page(response).all("input[@name='proposal']")
    assert [box.get("value") for box in boxes if "checked" in box.attrib] == [str(proposal.pk)]
    assert len(boxes) == 2
    assert Page(response).one("input[@name='reason']").get("aria-describedby") == "reason-error"


def test_admin_page_of_a_submission_asks_for_the_missing_reason(admin, proposal):
    response = admin.post(url_of(Proposal, "change", proposal.pk), {"do": "return"}, follow=True)
    assert Page(response).one("textarea[@name='reason']").get("aria-invalid") == "true"
    assert Proposal.objects.get().state == State.PENDING


def test_dashboard_counts_what_waits(pi, proposal):
    def waiting():
        return [text(item) for box in Page(pi.get("/desk/")).of_class("waiting") for item in box]

    assert waiting() == ["1 submission to review"]
    factories.application(factories.notice())
    assert waiting() == ["1 submission to review", "1 new application"]
    decide(pi, proposal)
    assert waiting() == ["1 new application"]


def test_failed_approval_does_not_stop_the_others(pi, lead, member, proposal):
    send(lead, PROFILE, interests="Leading")
    both = list(Proposal.objects.order_by("pk").values_list("pk", flat=True))
    Proposal.objects.filter(pk=both[0]).update(
        content=proposal.content | {"fields": proposal.content["fields"] | {"name": [""]}}
    )
    response = pi.post(reverse("decide"), {"proposal": both, "do": "approve"}, follow=True)
    assert (
        "1 submission published" in response.content.decode()
        and "no longer passes the checks" in response.content.decode()
    )
    assert (interests_of(member), interests_of(lead)) == ("", "Leading")


def test_reviewer_corrects_a_submission_and_publishes_it(pi, member, proposal):
    url = reverse("correct-proposal", args=[proposal.pk])
    send(pi, url, interests="Engines, mostly")
    assert interests_of(member) == "Engines, mostly"
    assert member.person.links.get().url == "https://example.org/mei"


def test_invalid_correction_comes_back_and_publishes_nothing(pi, member, proposal):
    response = send(pi, reverse("correct-proposal", args=[proposal.pk]), name="", interests="Mine")
    assert response.status_code == 422
    assert "Mine" in response.content.decode()
    assert interests_of(member) == ""


def test_decided_submission_cannot_be_decided_again(pi, admin, proposal):
    decide(pi, proposal)
    response = decide(admin, proposal, "return", reason="No")
    assert "already been decided on" in response.content.decode()
    assert Proposal.objects.get().state == State.APPROVED


def test_submission_changed_since_the_reviewer_saw_it_is_not_approved(pi, member, proposal):
    seen = review_page(pi, proposal).context["seen"]
    send(member, PROFILE, interests="Something else")
    response = decide(pi, proposal, seen=seen)
    assert "has changed since you opened it" in response.content.decode()
    assert interests_of(member) == ""


def test_draft_of_somebody_else_cannot_be_approved(pi, member):
    send(member, PROFILE, do="draft", interests="Engines")
    decide(pi, Proposal.objects.get())
    assert interests_of(member) == ""


def test_submission_for_a_deleted_object_is_explained(pi, member, proposal):
    member.person.delete()
    assert "no longer exists" in review_page(pi, proposal).content.decode()
    assert "no longer exists" in decide(pi, proposal).content.decode()
    assert pi.get("/desk/").status_code == 200


# ---- conflicts --------------------------------------------------------------------------------


def test_reviewer_sees_all_versions_of_a_conflict_and_overwrites_nothing_unseen(pi, member, proposal):
    Person.objects.filter(pk=member.person.pk).update(interests="Changed by the PI")
    page = review_page(pi, proposal).content.decode()
    assert "Changed by the PI" in page and "Engines of difference" in page and "Resolve conflicts" in page
    response = decide(pi, proposal)
    assert "changed in the same places" in response.content.decode()
    assert interests_of(member) == "Changed by the PI"
    send(pi, reverse("correct-proposal", args=[proposal.pk]))
    assert interests_of(member) == "Engines of difference"


def test_conflict_on_the_page_without_a_form_names_the_button_that_resolves_it(pi, member, proposal):
    Person.objects.filter(pk=member.person.pk).update(interests="Changed by the PI")
    assert "Choose “Resolve conflicts”" in review_page(pi, proposal).content.decode()
    form_page = pi.get(reverse("correct-proposal", args=[proposal.pk])).content.decode()
    assert "The form shows the submission" in form_page


def test_approval_keeps_changes_of_other_fields(pi, member, proposal):
    Person.objects.filter(pk=member.person.pk).update(bio="By somebody else")
    decide(pi, proposal)
    person = Person.objects.get(pk=member.person.pk)
    assert (person.interests, person.bio) == ("Engines of difference", "By somebody else")


# ---- files ------------------------------------------------------------------------------------


def test_only_author_and_reviewers_can_fetch_a_pending_photo(member, pi, lead, visitor, settings):
    send(member, PROFILE, photo=factories.picture())
    proposal = Proposal.objects.get()
    url = reverse("proposal-file", args=[proposal.pk, "photo", "as.webp"])
    for client, status in ((member, 200), (pi, 200), (lead, 404), (visitor, 302)):
        response = client.get(url)
        response.getvalue()
        assert response.status_code == status
    assert not list(settings.MEDIA_ROOT.rglob("*.webp"))
    assert "no-store" in member.get(url).headers["Cache-Control"]


def test_approved_photo_is_public_and_its_pending_file_deleted(
    member, pi, settings, django_capture_on_commit_callbacks
):
    send(member, PROFILE, photo=factories.picture())
    with django_capture_on_commit_callbacks(execute=True):
        decide(pi, Proposal.objects.get())
    assert Person.objects.get(pk=member.person.pk).photo
    assert not ProposalFile.objects.exists()
    assert not [path for path in settings.PRIVATE_ROOT.rglob("*") if path.is_file()]


def test_file_that_is_not_a_picture_is_refused_and_other_values_are_kept(member):
    response = send(member, PROFILE, interests="Engines", photo=factories.picture(content=b"<svg/>"))
    assert response.status_code == 422
    assert "Engines" in response.content.decode()
    assert member.get(PROFILE).context["edit_form"].form["interests"].value() == "Engines"
    assert response.context["edit_form"].form.errors["photo"]


# ---- emails -----------------------------------------------------------------------------------


def test_reviewers_get_at_most_one_email_an_hour(member, lead, pi, admin):
    send(member, PROFILE, interests="Engines")
    assert sorted(message.to[0] for message in mail.outbox) == ["adam@example.org", "pia@example.org"]
    body = mail.outbox[0].body
    assert "/desk/" in body and "Mei Member" in body and member.person.user.email not in body
    send(lead, PROFILE, interests="Leading")
    assert len(mail.outbox) == 2


def test_reviewers_get_emails_although_the_clock_was_set_back(member, lead, pi):
    send(member, PROFILE, interests="Engines")
    Proposal.objects.update(announced=timezone.now() + timedelta(hours=25))
    mail.outbox.clear()
    send(lead, PROFILE, interests="Leading")
    assert mail.outbox


def test_author_is_emailed_the_decision_and_the_reason(pi, proposal):
    mail.outbox.clear()
    decide(pi, proposal, "return", reason="Which engines?")
    (message,) = mail.outbox
    assert message.to == ["mei@example.org"]
    assert "Which engines?" in message.body and reverse("proposal", args=[proposal.pk]) in message.body


def test_failing_mail_server_undoes_nothing(pi, member, proposal, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    response = decide(pi, proposal)
    assert "could not be sent" in response.content.decode()
    assert interests_of(member) == "Engines of difference"


# ---- publish directly -------------------------------------------------------------------------


def test_member_can_get_the_permission_to_publish_directly(member):
    member.user.user_permissions.add(Permission.objects.get(codename="publish_directly"))
    send(member, PROFILE, interests="Engines")
    assert interests_of(member) == "Engines"
    assert versions_of(member)[0].revision.user == member.user


def test_permission_to_publish_directly_does_not_include_review(member, lead):
    lead.user.user_permissions.add(Permission.objects.get(codename="publish_directly"))
    send(member, PROFILE, interests="Engines")
    assert lead.get("/desk/").status_code == 403
    assert decide(lead, Proposal.objects.get()).status_code == 403


def test_correction_is_kept_when_the_author_withdraws_the_submission(pi, member, proposal):
    url = reverse("correct-proposal", args=[proposal.pk])
    opened = pi.get(url)
    member.post(reverse("proposal-withdraw", args=[proposal.pk]))
    response = send(pi, url, page=opened, interests="My better words")
    assert response.status_code == 409
    assert "My better words" in response.content.decode()
    assert interests_of(member) == ""
