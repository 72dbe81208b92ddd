"""Members edit what is their own; submissions wait for review and change nothing public."""

import pytest
from django.test import Client
from django.urls import reverse

from labsite.views.edit_page import preview_token
from moderation.models import Proposal, State
from people.models import Person, ProfileLink
from recruiting.models import Notice
from tests import factories
from tests.editor_forms import approve, form_data, new_row, reloaded, send, the_proposal
from tests.views.reading import Page

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
PROFILE = "/me/profile/"


# ---- submitting -------------------------------------------------------------------------------


def test_submission_of_a_member_waits_and_changes_nothing_public(member, visitor):
    response = send(member, PROFILE, interests="Engines")
    assert (response.status_code, response.url) == (302, "/me/")
    assert the_proposal().state == State.PENDING
    assert reloaded(member.person).interests == ""
    assert b"Engines" not in visitor.get(member.person.get_absolute_url()).content


def test_approved_submission_is_public_immediately(member, pi, visitor):
    send(member, PROFILE, interests="Engines")
    approve(pi)
    assert the_proposal().state == State.APPROVED
    assert b"Engines" in visitor.get(member.person.get_absolute_url()).content


def test_one_submission_adds_changes_and_removes_rows(member, pi):
    changed = factories.profile_link(member.person, url="https://example.org/old", position=1)
    removed = factories.profile_link(member.person, kind="dblp", url="https://example.org/gone", position=2)
    send(
        member,
        PROFILE,
        links__0__url="https://example.org/new",
        links__1__DELETE="on",
        **new_row("links", 2, kind="orcid", url="https://orcid.org/0000-0002-1825-0097"),
    )
    assert {link.url for link in member.person.links.all()} == {changed.url, removed.url}
    approve(pi)
    links = list(member.person.links.order_by("position"))
    assert [link.url for link in links] == [
        "https://example.org/new",
        "https://orcid.org/0000-0002-1825-0097",
    ]
    assert links[0].pk == changed.pk


def test_rows_get_the_submitted_order(member, pi):
    for place, name in enumerate(["a", "b", "c"], 1):
        factories.profile_link(member.person, url=f"https://example.org/{name}", position=place)
    send(member, PROFILE, links__0__ORDER="3", links__2__ORDER="1")
    approve(pi)
    assert [link.url[-1] for link in member.person.links.order_by("position")] == ["c", "b", "a"]


def test_form_without_changes_makes_no_proposal(member):
    response = send(member, PROFILE)
    assert response.status_code == 302
    assert not Proposal.objects.exists()


def test_user_who_may_publish_directly_skips_the_queue(pi, visitor):
    send(pi, PROFILE, interests="Engines")
    assert the_proposal().state == State.APPROVED
    assert b"Engines" in visitor.get(pi.person.get_absolute_url()).content


def test_lab_can_switch_off_review_for_profiles_only(member):
    factories.lab(reviews_profiles=False)
    send(member, PROFILE, interests="Engines")
    assert reloaded(member.person).interests == "Engines"
    send(member, "/me/news/add/", body="News.", date="2025")
    assert Proposal.objects.get(editor_key="news").state == State.PENDING


# ---- nothing that was typed is lost -----------------------------------------------------------


def test_invalid_form_comes_back_filled_in_with_the_error_at_its_field(member):
    response = send(member, PROFILE, email="nonsense", interests="Engines", bio="Some *text*.")
    assert response.status_code == 422
    page = response.content.decode()
    assert "nonsense" in page and "Some *text*." in page and "valid email" in page
    again = form_data(member.get(PROFILE))
    assert (again["email"], again["interests"]) == (["nonsense"], ["Engines"])
    assert the_proposal().state == State.DRAFT


def test_form_submitted_after_the_session_has_ended_comes_back_with_a_link_to_sign_in(visitor):
    response = visitor.post("/me/news/add/", {"title": "Typed title", "body": "Typed body"})
    assert response.status_code == 403
    page = Page(response)
    assert "Typed body" in response.content.decode()
    assert any("/accounts/login/?next=" in link for link in page.main_links)
    assert visitor.post("/me/news/add/", {"do": "draft"}).status_code == 302


@pytest.mark.parametrize(("site", "comes_back"), [("same-origin", True), ("cross-site", False), ("", False)])
def test_form_with_an_expired_token_comes_back_if_the_site_itself_has_sent_it(site, comes_back):
    client = Client(enforce_csrf_checks=True)
    response = client.post("/me/news/add/", {"body": "Typed body"}, headers={"Sec-Fetch-Site": site})
    assert response.status_code == 403
    assert ("Typed body" in response.content.decode()) == comes_back


def test_invalid_row_comes_back_filled_in(member):
    response = send(member, PROFILE, **new_row("education", 0, degree="phd", school="", start="2025-13"))
    assert response.status_code == 422
    page = response.content.decode()
    assert "2025-13" in page and "Enter a valid year, month or day" in page


def test_draft_is_stored_and_hidden_from_others(member, pi):
    response = send(member, PROFILE, do="draft", interests="Engines")
    assert response.status_code == 302
    assert form_data(member.get(PROFILE))["interests"] == ["Engines"]
    assert pi.get(reverse("review-proposal", args=[the_proposal().pk])).status_code == 404


def test_row_is_added_without_scripts_and_typed_values_stay(member):
    response = send(member, PROFILE, do="add:honors", interests="Engines")
    assert response.status_code == 200
    data = form_data(response)
    assert data["interests"] == ["Engines"]
    assert data["honors-TOTAL_FORMS"] == ["1"]
    submission = send(member, PROFILE, page=response, honors__0__title="A prize")
    assert submission.status_code == 302
    assert the_proposal().content["rows"]["honors"][0]["values"]["title"] == ["A prize"]


def test_returned_submission_opens_with_the_typed_values(member, pi):
    send(member, PROFILE, interests="Engines")
    pi.post(reverse("decide"), {"proposal": the_proposal().pk, "do": "return", "reason": "Which ones?"})
    page = member.get(PROFILE)
    assert "Which ones?" in page.content.decode()
    assert form_data(page)["interests"] == ["Engines"]
    send(member, PROFILE, interests="Steam engines")
    assert the_proposal().state == State.PENDING


def test_submission_is_withdrawn_and_reopened(member):
    send(member, PROFILE, interests="Engines")
    proposal = the_proposal()
    member.post(reverse("proposal-withdraw", args=[proposal.pk]))
    assert the_proposal().state == State.WITHDRAWN
    assert form_data(member.get(PROFILE)).get("interests") == [""]
    member.post(reverse("proposal-reopen", args=[proposal.pk]))
    assert form_data(member.get(PROFILE))["interests"] == ["Engines"]


# ---- conflicts --------------------------------------------------------------------------------


def test_second_of_two_editors_sees_both_versions(member, pi):
    url = reverse("edit-person", args=[member.person.slug])
    theirs, ours = member.get(PROFILE), pi.get(url)
    factories.lab(reviews_profiles=False)
    send(member, PROFILE, page=theirs, interests="Steam")
    response = send(pi, url, page=ours, interests="Water")
    assert response.status_code == 409
    assert "Steam" in response.content.decode() and "Water" in response.content.decode()
    assert reloaded(member.person).interests == "Steam"
    send(pi, url, page=response)
    assert reloaded(member.person).interests == "Water"


def test_changes_of_different_fields_are_merged(member, pi):
    url = reverse("edit-person", args=[member.person.slug])
    opened = pi.get(url)
    Person.objects.filter(pk=member.person.pk).update(bio="New text")
    send(pi, url, page=opened, interests="Water")
    person = reloaded(member.person)
    assert (person.interests, person.bio) == ("Water", "New text")


def test_two_windows_of_one_member_conflict(member):
    one, two = member.get(PROFILE), member.get(PROFILE)
    send(member, PROFILE, do="draft", page=one, interests="One")
    response = send(member, PROFILE, do="draft", page=two, interests="Two")
    assert response.status_code == 409
    assert the_proposal().content["fields"]["interests"] == ["One"]


def test_form_without_a_valid_signature_overwrites_nothing_unseen(member, pi):
    factories.profile_link(member.person)
    Person.objects.filter(pk=member.person.pk).update(bio="Mine")
    url = reverse("edit-person", args=[member.person.slug])
    response = send(pi, url, opened="forged", bio="Yours")
    assert response.status_code == 409
    assert reloaded(member.person).bio == "Mine"


def test_draft_overwrites_no_later_change_that_its_author_has_not_seen(member, pi):
    url = reverse("edit-person", args=[member.person.slug])
    send(pi, url, do="draft", interests="Water")
    before = pi.get(url)
    Person.objects.filter(pk=member.person.pk).update(interests="Steam")
    for response in (send(pi, url, page=before), pi.get(url)):
        assert "Conflicting changes" in response.content.decode()
        assert "Steam" in response.content.decode() and "Water" in response.content.decode()
        assert reloaded(member.person).interests == "Steam"
    assert send(pi, url, page=response).status_code == 302
    assert reloaded(member.person).interests == "Water"


def test_preview_button_overwrites_no_later_change_that_its_author_has_not_seen(member, pi):
    url = reverse("edit-person", args=[member.person.slug])
    send(pi, url, do="draft", interests="Water")
    seen = preview_token(the_proposal())
    Person.objects.filter(pk=member.person.pk).update(interests="Steam")
    response = pi.post(reverse("proposal-send", args=[the_proposal().pk]), {"seen": seen}, follow=True)
    assert "Conflicting changes" in response.content.decode()
    assert reloaded(member.person).interests == "Steam"


# ---- forged forms -----------------------------------------------------------------------------


def test_forged_id_cannot_change_a_row_of_another_person(member, pi):
    other = factories.profile_link(factories.person("Otto Other"), url="https://example.org/other")
    send(member, PROFILE, **new_row("links", 0, id=str(other.pk), kind="github", url="https://evil.example/"))
    approve(pi)
    assert reloaded(other).url == "https://example.org/other"
    assert reloaded(other).person.name == "Otto Other"


def test_forged_id_cannot_remove_a_row_of_another_person(member, pi):
    other = factories.profile_link(factories.person("Otto Other"))
    send(
        member,
        PROFILE,
        interests="x",
        **new_row("links", 0, id=str(other.pk), kind="github", url="https://e.example/", DELETE="on"),
    )
    approve(pi)
    assert ProfileLink.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize("field", ["role", "user", "is_public", "slug", "left", "confirmed"])
def test_field_outside_the_form_is_ignored(member, pi, field):
    before = getattr(member.person, f"{field}_id", getattr(member.person, field))
    send(member, PROFILE, interests="Engines", **{field: "1"})
    approve(pi)
    after = reloaded(member.person)
    assert getattr(after, f"{field}_id", getattr(after, field)) == before


def test_member_cannot_edit_the_profile_of_another_member(member, lead):
    assert member.get(reverse("edit-person", args=[lead.person.slug])).status_code == 403


def test_submission_of_another_member_is_not_found(member, lead):
    send(member, PROFILE, interests="Engines")
    pk = the_proposal().pk
    for name in ("proposal", "proposal-edit", "proposal-preview"):
        assert lead.get(reverse(name, args=[pk])).status_code == 404
    for name in ("proposal-withdraw", "proposal-reopen"):
        assert lead.post(reverse(name, args=[pk])).status_code == 404
    assert the_proposal().state == State.PENDING


def test_former_owner_of_an_object_no_longer_sees_its_later_changes(member):
    project = factories.project("Steam", people=[member.person])
    send(member, "/me/projects/steam/", summary="Hot water")
    project.members.all().delete()
    type(project).objects.update(is_public=False, summary="Secret kettle", body="Secret fuel")
    urls = {name: reverse(name, args=[the_proposal().pk]) for name in ("proposal", "proposal-preview")}
    assert member.get(urls["proposal-preview"]).status_code == 404
    page = member.get(urls["proposal"]).content.decode()
    assert "Hot water" in page and "Secret" not in page


def test_hidden_native_name_is_no_suggestion_for_colleagues(member):
    factories.person("Otto Other", native_name="欧托", shows_native_name=False)
    assert "欧托" not in member.get(PROFILE).content.decode()


# ---- new objects ------------------------------------------------------------------------------


def resubmit(client, response, **changes):
    """Submit the form of a response to its own action URL, as a browser does."""
    return send(client, Page(response).one("form[@data-editor]").get("action"), page=response, **changes)


def test_new_object_keeps_its_values_after_an_error_and_is_added_once(pi):
    row = new_row("questions", 0, text="Why engines?", kind="short")
    response = send(pi, "/desk/notices/add/", title="", body="We build.", **row)
    assert response.status_code == 422
    assert resubmit(pi, response, title="Engineers").url == "/desk/notices/"
    notice = Notice.objects.get()
    assert (notice.title, notice.body) == ("Engineers", "We build.")
    assert notice.questions.get().text == "Why engines?" and the_proposal().state == State.APPROVED


def test_row_is_added_to_a_new_object_without_scripts(pi):
    response = send(pi, "/desk/notices/add/", "add:questions", title="Engineers", body="We build.")
    resubmit(pi, response, questions__0__text="Why engines?")
    assert Notice.objects.values_list("body", "questions__text").get() == ("We build.", "Why engines?")


def test_member_of_a_team_may_be_chosen_later(pi):
    factories.team("Engines")
    response = send(pi, "/me/teams/engines/", "add:memberships")
    assert response.status_code == 200
    response = send(pi, "/me/teams/engines/", page=response, memberships__0__start="2024")
    assert response.status_code == 422 and "This field is required" in response.content.decode()
