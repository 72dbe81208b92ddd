"""Primary keys of other people's rows in forms and URLs: not found, or ignored."""

import pytest
from django.urls import reverse

from moderation.models import Proposal, State
from people.models import Honor, ProfileLink, TeamMembership
from publications.models import Authorship, Decision, Import, ImportedEntry, Verdict
from recruiting.models import Note, NoticeReviewer, Star
from tests import factories
from tests.admin_forms import save as save_in_admin
from tests.admin_forms import url_of
from tests.editor_forms import approve, form_data, new_row, reloaded, send

pytestmark = pytest.mark.django_db


def stored(model):
    return list(model.objects.order_by("pk").values())


# ---- rows of edit forms -------------------------------------------------------------------------


def test_link_of_another_person_is_not_changed_or_taken_over(member, lead, pi):
    theirs = factories.profile_link(lead.person, url="https://example.org/theirs", position=1)
    before = stored(ProfileLink)
    row = new_row("links", 0, id=theirs.pk, kind="github", url="https://example.org/mine")
    send(member, "/me/profile/", **row)
    approve(pi)
    assert stored(ProfileLink)[:1] == before
    assert [link.url for link in member.person.links.all()] == ["https://example.org/mine"]


def test_honor_of_another_person_is_not_deleted(member, lead, pi):
    theirs = factories.honor(lead.person)
    row = new_row("honors", 0, id=theirs.pk, title="Mine", DELETE="on")
    send(member, "/me/profile/", interests="Engines", **row)
    approve(pi)
    assert list(Honor.objects.all()) == [theirs]


def test_author_of_another_paper_is_not_changed(member, lead, pi):
    mine = factories.publication("Mine", slug="mine", authors=[member.person])
    factories.publication("Theirs", authors=[lead.person])
    theirs = Authorship.objects.get(person=lead.person)
    row = new_row("authorships", 1, id=theirs.pk, name="Mallory")
    send(member, reverse("edit-publication", args=["mine"]), **row)
    approve(pi)
    assert reloaded(theirs).name == "Leo Lead"
    assert list(mine.authorships.order_by("position").values_list("name", flat=True)) == [
        "Mei Member",
        "Mallory",
    ]


def test_lead_cannot_change_the_roster_of_another_team(lead, member, pi):
    other = factories.team("Other Team")
    theirs = factories.membership(member.person, other, start="2020")
    row = new_row("memberships", 1, id=theirs.pk, person=member.person.slug, start="2024", is_lead="on")
    send(lead, reverse("edit-team", args=[lead.team.slug]), **row)
    approve(pi)
    theirs = TeamMembership.objects.get(pk=theirs.pk)
    assert (theirs.team, str(theirs.start), theirs.is_lead) == (other, "2020", False)


def test_row_of_another_person_is_ignored_in_the_django_admin(admin, member, lead):
    theirs = factories.honor(lead.person, title="Theirs")
    factories.honor(member.person, title="Own")
    url = url_of(type(member.person), "change", member.person.pk)
    save_in_admin(admin, url, honors__0__id=theirs.pk, honors__0__title="Taken")
    assert sorted(Honor.objects.values_list("title", flat=True)) == ["Own", "Theirs"]


def test_lead_cannot_move_an_opening_to_another_team(lead, pi):
    other, notice = factories.team("Other Team"), factories.notice(slug="of-leo", team=lead.team)
    send(lead, reverse("edit-notice", args=["of-leo"]), team=other.slug)
    for proposal in Proposal.objects.all():
        approve(pi, proposal)
    assert reloaded(notice).team == lead.team


# ---- drafts and submissions ---------------------------------------------------------------------


def test_draft_of_somebody_else_cannot_be_used_or_decided(member, lead, pi):
    send(member, "/me/profile/", do="draft", interests="Engines")
    draft = Proposal.objects.get()
    before = stored(Proposal)
    for client in (lead, pi):
        for name in ("proposal-edit", "proposal-send", "proposal-withdraw", "proposal-reopen"):
            response = client.post(reverse(name, args=[draft.pk]), {"do": "send", "interests": "Mallory"})
            assert response.status_code == 404, name
    pi.post(reverse("decide"), {"proposal": draft.pk, "do": "approve"})
    pi.post(reverse("decide"), {"proposal": draft.pk, "do": "return", "reason": "No."})
    assert pi.post(reverse("correct-proposal", args=[draft.pk]), {"do": "send"}).status_code == 404
    assert stored(Proposal) == before and draft.state == State.DRAFT


def test_form_opened_for_another_object_does_not_change_it(member, lead, pi):
    """The data of a form name no object: the URL decides, and only for one's own."""
    data = form_data(lead.get("/me/profile/")) | {"do": ["send"], "interests": ["Mallory"]}
    member.post("/me/profile/", data)
    for proposal in Proposal.objects.all():
        assert (proposal.author, proposal.object_id) == (member.user, member.person.pk)
        approve(pi, proposal)
    assert (reloaded(lead.person).interests, reloaded(lead.person).name) == ("", "Leo Lead")


# ---- imports and claims -------------------------------------------------------------------------


def imported_entry(by):
    batch = Import.objects.create(by=by.user, source="papers.bib")
    return ImportedEntry.objects.create(batch=batch, position=1, record={}, verdict=Verdict.INVALID)


def test_entry_of_another_import_is_not_decided(member, lead):
    mine, theirs = imported_entry(member), imported_entry(lead)
    url = reverse("import", args=[mine.batch.pk])
    for data in ({"do": "skip"}, {"do": "add"}, {"do": "all"}):
        member.post(url, {**data, "entry": theirs.pk})
    assert member.post(url, {"complete": theirs.pk}).status_code == 404
    assert reloaded(theirs).decision == Decision.OPEN
    assert not Proposal.objects.exists()


def test_author_that_is_not_suggested_is_not_claimed(member, lead):
    factories.publication("Theirs", slug="theirs", authors=[lead.person, "Somebody Else"])
    for authorship in Authorship.objects.all():
        for name in ("claim", "decline-claim"):
            assert member.post(reverse(name, args=[authorship.pk])).status_code == 404
    assert member.post(reverse("disclaim", args=["theirs"])).status_code == 404
    assert not Proposal.objects.exists()


# ---- applications -------------------------------------------------------------------------------


@pytest.fixture
def other_application(lead):
    """An application to an opening that the lead does not review; the lead reviews another one."""
    NoticeReviewer.objects.create(notice=factories.notice("Reviewed"), user=lead.user)
    return factories.application(factories.notice("Other"))


def test_reviewer_of_one_opening_touches_no_application_to_another(lead, other_application):
    pk = other_application.pk
    own = factories.application(NoticeReviewer.objects.get().notice)
    assert lead.post(reverse("star-application"), {"star": pk}).status_code == 404
    assert lead.post(reverse("note-application", args=[pk]), {"text": "Hello"}).status_code == 404
    assert lead.get(reverse("application-cv", args=[pk])).status_code == 404
    response = lead.get(reverse("compare-applications"), {"application": [pk, own.pk]})
    assert response.status_code == 302
    text = (
        lead.get(reverse("applications-csv"), {"notice": other_application.notice.slug}).getvalue().decode()
    )
    assert other_application.email not in text
    assert not Star.objects.exists() and not Note.objects.exists()


def test_reviewer_is_removed_from_the_opening_of_the_url_only(pi, lead, other_application):
    row = NoticeReviewer.objects.get()
    pi.post(reverse("notice-reviewers", args=[other_application.notice.slug]), {"remove": row.pk})
    assert NoticeReviewer.objects.filter(pk=row.pk).exists()
