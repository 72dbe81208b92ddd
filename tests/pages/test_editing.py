"""Members edit what is their own; what they send waits and touches nothing public."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from moderation.models import Proposal, State
from people.models import Person, ProfileLink
from publications.models import Publication, Venue
from tests import factories
from tests.editor_forms import form_data, new_row, send

pytestmark = pytest.mark.django_db
PROFILE = "/me/profile/"


def reloaded(row):
    return type(row).objects.get(pk=row.pk)


def the_proposal():
    return Proposal.objects.get()


def approve(reviewer, proposal=None):
    proposal = proposal or the_proposal()
    return reviewer.post(reverse("decide"), {"proposal": proposal.pk, "do": "approve"}, follow=True)


# ---- what is sent waits -----------------------------------------------------------------------


def test_what_a_member_sends_waits_and_nothing_public_changes(member, visitor):
    response = send(member, PROFILE, interests="Engines")
    assert (response.status_code, response.url) == (302, "/me/")
    assert the_proposal().state == State.PENDING
    assert reloaded(member.person).interests == ""
    assert b"Engines" not in visitor.get(member.person.get_absolute_url()).content


def test_what_is_approved_is_public_at_once(member, pi, visitor):
    send(member, PROFILE, interests="Engines")
    approve(pi)
    assert the_proposal().state == State.APPROVED
    assert b"Engines" in visitor.get(member.person.get_absolute_url()).content


def test_rows_are_added_changed_and_removed_by_one_proposal(member, pi):
    kept = factories.profile_link(member.person, url="https://example.org/old", position=1)
    gone = factories.profile_link(member.person, kind="dblp", url="https://example.org/gone", position=2)
    send(
        member,
        PROFILE,
        links__0__url="https://example.org/new",
        links__1__DELETE="on",
        **new_row("links", 2, kind="orcid", url="https://orcid.org/0000-0002-1825-0097"),
    )
    assert {link.url for link in member.person.links.all()} == {kept.url, gone.url}
    approve(pi)
    links = list(member.person.links.order_by("position"))
    assert [link.url for link in links] == [
        "https://example.org/new",
        "https://orcid.org/0000-0002-1825-0097",
    ]
    assert links[0].pk == kept.pk


def test_rows_are_put_in_the_order_that_was_asked_for(member, pi):
    for place, name in enumerate(["a", "b", "c"], 1):
        factories.profile_link(member.person, url=f"https://example.org/{name}", position=place)
    send(member, PROFILE, links__0__ORDER="3", links__2__ORDER="1")
    approve(pi)
    assert [link.url[-1] for link in member.person.links.order_by("position")] == ["c", "b", "a"]


def test_a_form_that_changes_nothing_makes_no_proposal(member):
    response = send(member, PROFILE)
    assert response.status_code == 302
    assert not Proposal.objects.exists()


def test_those_who_may_publish_directly_skip_the_queue(pi, visitor):
    send(pi, PROFILE, interests="Engines")
    assert the_proposal().state == State.APPROVED
    assert b"Engines" in visitor.get(pi.person.get_absolute_url()).content


def test_the_lab_can_switch_review_off_for_profiles_alone(member):
    factories.lab(reviews_profiles=False)
    send(member, PROFILE, interests="Engines")
    assert reloaded(member.person).interests == "Engines"
    send(member, "/me/news/add/", body="News.", date="2025")
    assert Proposal.objects.get(editor="news").state == State.PENDING


# ---- nothing that was typed is lost -----------------------------------------------------------


def test_an_invalid_form_comes_back_filled_in_with_the_message_at_the_field(member):
    response = send(member, PROFILE, email="nonsense", interests="Engines", bio="Some *text*.")
    assert response.status_code == 422
    page = response.content.decode()
    assert "nonsense" in page and "Some *text*." in page and "valid email" in page
    again = form_data(member.get(PROFILE))
    assert (again["email"], again["interests"]) == (["nonsense"], ["Engines"])
    assert the_proposal().state == State.DRAFT


def test_an_invalid_row_comes_back_filled_in(member):
    response = send(member, PROFILE, **new_row("education", 0, degree="phd", school="", start="2025-13"))
    assert response.status_code == 422
    page = response.content.decode()
    assert "2025-13" in page and "Enter a year, a month or a day that exists" in page


def test_a_draft_is_kept_and_seen_by_nobody_else(member, pi):
    response = send(member, PROFILE, do="draft", interests="Engines")
    assert response.status_code == 302
    assert form_data(member.get(PROFILE))["interests"] == ["Engines"]
    assert pi.get(reverse("review-proposal", args=[the_proposal().pk])).status_code == 404


def test_a_row_is_added_without_scripts_and_what_was_typed_stays(member):
    response = send(member, PROFILE, do="add:honors", interests="Engines")
    assert response.status_code == 200
    data = form_data(response)
    assert data["interests"] == ["Engines"]
    assert data["honors-TOTAL_FORMS"] == ["1"]
    sent = send(member, PROFILE, page=response, honors__0__title="A prize")
    assert sent.status_code == 302
    assert the_proposal().content["rows"]["honors"][0]["values"]["title"] == ["A prize"]


def test_what_was_returned_is_opened_again_as_it_was(member, pi):
    send(member, PROFILE, interests="Engines")
    pi.post(reverse("decide"), {"proposal": the_proposal().pk, "do": "return", "reason": "Which ones?"})
    page = member.get(PROFILE)
    assert "Which ones?" in page.content.decode()
    assert form_data(page)["interests"] == ["Engines"]
    send(member, PROFILE, interests="Steam engines")
    assert the_proposal().state == State.PENDING


def test_a_proposal_is_withdrawn_and_opened_again(member):
    send(member, PROFILE, interests="Engines")
    proposal = the_proposal()
    member.post(reverse("proposal-withdraw", args=[proposal.pk]))
    assert the_proposal().state == State.WITHDRAWN
    assert form_data(member.get(PROFILE)).get("interests") == [""]
    member.post(reverse("proposal-reopen", args=[proposal.pk]))
    assert form_data(member.get(PROFILE))["interests"] == ["Engines"]


# ---- conflicts --------------------------------------------------------------------------------


def test_two_people_in_the_same_form_the_later_gets_both_versions(member, pi):
    theirs, ours = member.get(PROFILE), None
    url = reverse("edit-person", args=[member.person.slug])
    ours = pi.get(url)
    factories.lab(reviews_profiles=False)
    send(member, PROFILE, page=theirs, interests="Steam")
    response = send(pi, url, page=ours, interests="Water")
    assert response.status_code == 409
    assert "Steam" in response.content.decode() and "Water" in response.content.decode()
    assert reloaded(member.person).interests == "Steam"
    send(pi, url, page=response)
    assert reloaded(member.person).interests == "Water"


def test_changes_of_different_fields_are_both_kept(member, pi):
    url = reverse("edit-person", args=[member.person.slug])
    opened = pi.get(url)
    Person.objects.filter(pk=member.person.pk).update(bio="New text")
    send(pi, url, page=opened, interests="Water")
    person = reloaded(member.person)
    assert (person.interests, person.bio) == ("Water", "New text")


def test_two_windows_of_one_member_conflict_too(member):
    one, two = member.get(PROFILE), member.get(PROFILE)
    send(member, PROFILE, do="draft", page=one, interests="One")
    response = send(member, PROFILE, do="draft", page=two, interests="Two")
    assert response.status_code == 409
    assert the_proposal().content["fields"]["interests"] == ["One"]


def test_a_form_without_its_seal_overwrites_nothing_unseen(member, pi):
    factories.profile_link(member.person)
    Person.objects.filter(pk=member.person.pk).update(bio="Mine")
    url = reverse("edit-person", args=[member.person.slug])
    response = send(pi, url, opened="forged", bio="Yours")
    assert response.status_code == 409
    assert reloaded(member.person).bio == "Mine"


# ---- forged forms -----------------------------------------------------------------------------


def test_the_row_of_somebody_else_cannot_be_changed_by_a_forged_id(member, pi):
    other = factories.profile_link(factories.person("Otto Other"), url="https://example.org/other")
    send(member, PROFILE, **new_row("links", 0, id=str(other.pk), kind="github", url="https://evil.example/"))
    approve(pi)
    assert reloaded(other).url == "https://example.org/other"
    assert reloaded(other).person.name == "Otto Other"


def test_the_row_of_somebody_else_cannot_be_removed_by_a_forged_id(member, pi):
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
def test_what_is_not_in_the_form_cannot_be_sent(member, pi, field):
    before = getattr(member.person, f"{field}_id", getattr(member.person, field))
    send(member, PROFILE, interests="Engines", **{field: "1"})
    approve(pi)
    after = reloaded(member.person)
    assert getattr(after, f"{field}_id", getattr(after, field)) == before


def test_the_page_of_another_member_is_not_there(member, lead):
    assert member.get(reverse("edit-person", args=[lead.person.slug])).status_code == 403


def test_the_proposal_of_another_member_is_not_there(member, lead):
    send(member, PROFILE, interests="Engines")
    pk = the_proposal().pk
    for name in ("proposal", "proposal-edit", "proposal-preview"):
        assert lead.get(reverse(name, args=[pk])).status_code == 404
    for name in ("proposal-withdraw", "proposal-reopen"):
        assert lead.post(reverse(name, args=[pk])).status_code == 404
    assert the_proposal().state == State.PENDING


@pytest.mark.parametrize("junk", ["links-TOTAL_FORMS", "links-INITIAL_FORMS", "links-0-ORDER", "links-0-id"])
@pytest.mark.parametrize("value", ["", "-1", "abc", "9" * 30, "1e3", "\x00"])
def test_wild_values_bring_no_page_down(member, junk, value):
    factories.profile_link(member.person)
    assert send(member, PROFILE, **{junk.replace("-", "__"): value}).status_code in (200, 302, 409, 422)


# ---- publications, news, teams ----------------------------------------------------------------


def test_a_member_adds_a_publication_with_its_authors(member, pi):
    send(
        member,
        "/me/publications/add/",
        title="On Engines",
        year="2025",
        **new_row("authorships", 1, name="Mei Member", person=member.person.name),
        authorships__0__name="Ada Example",
        authorships__0__is_equal="on",
    )
    approve(pi)
    (publication,) = member.person.authorships.all()
    assert publication.publication.title == "On Engines"
    names = publication.publication.authorships.values_list("position", "name", "is_equal")
    assert list(names) == [(1, "Ada Example", True), (2, "Mei Member", False)]


def test_authors_change_places(member, pi):
    paper = factories.publication(authors=[member.person, "Ben", "Cleo"])
    url = reverse("edit-publication", args=[paper.slug])
    send(member, url, authorships__0__ORDER="3", authorships__2__ORDER="1")
    approve(pi)
    names = paper.authorships.values_list("name", flat=True)
    assert list(names) == ["Cleo", "Ben", "Mei Member"]


def test_the_publication_of_others_is_not_there(member):
    paper = factories.publication(authors=["Ada"])
    assert member.get(reverse("edit-publication", args=[paper.slug])).status_code == 404


def test_an_author_who_is_nobody_in_the_lab_is_named_in_the_message(member):
    rows = new_row("authorships", 0, name="Ada", person="Nobody Atall")
    response = send(member, "/me/publications/add/", title="T", year="2025", **rows)
    assert response.status_code == 422
    assert "There is nobody with this name in the lab." in response.content.decode()


def test_this_is_me_and_not_me_are_proposals_too(member, pi):
    paper = factories.publication("On Engines", authors=["Mei Member", "Ben"])
    assert b"Is this you?" in member.get("/me/publications/").content
    member.post(reverse("claim", args=[paper.authorships.first().pk]))
    assert paper.authorships.first().person is None
    approve(pi)
    assert paper.authorships.first().person == member.person
    Proposal.objects.all().delete()
    member.post(reverse("disclaim", args=[paper.slug]))
    approve(pi)
    assert paper.authorships.first().person is None


def test_only_a_name_of_ones_own_can_be_claimed(member):
    paper = factories.publication(authors=["Ben Other"])
    assert member.post(reverse("claim", args=[paper.authorships.first().pk])).status_code == 404


def test_a_member_proposes_news_tied_to_people(member, pi, visitor):
    send(member, "/me/news/add/", body="Engines run.", date="2025-06", people=[str(member.person.pk)])
    assert b"Engines run" not in visitor.get("/news/").content
    approve(pi)
    assert b"Engines run" in visitor.get("/news/").content
    assert member.person.news_items.count() == 1


def test_a_lead_changes_the_roster_of_the_own_team(lead, pi):
    new = factories.person("Nia New")
    url = reverse("edit-team", args=[lead.team.slug])
    send(lead, url, **new_row("memberships", 1, person="nia new", start="2025-09"))
    assert lead.team.memberships.count() == 1
    approve(pi)
    assert lead.team.memberships.filter(person=new).exists()


def test_a_team_is_not_there_for_who_does_not_lead_it(member, lead):
    assert member.get(reverse("edit-team", args=[lead.team.slug])).status_code == 404


# ---- pages ------------------------------------------------------------------------------------


def test_a_preview_shows_the_page_as_it_would_be_and_changes_nothing(member, visitor):
    factories.lab()
    send(member, PROFILE, interests="Engines", **new_row("honors", 0, title="A prize", date="2025"))
    page = member.get(reverse("proposal-preview", args=[the_proposal().pk]))
    assert page.status_code == 200
    assert "Engines" in page.content.decode() and "A prize" in page.content.decode()
    assert "Nothing has been published" in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"] and "private" in page.headers["Cache-Control"]
    assert not reloaded(member.person).honors.exists()
    assert b"Engines" not in visitor.get(member.person.get_absolute_url()).content


def test_the_desk_lists_what_is_missing_what_waits_and_what_was_returned(member, pi):
    send(member, PROFILE, interests="Engines")
    pi.post(reverse("decide"), {"proposal": the_proposal().pk, "do": "return", "reason": "Which ones?"})
    page = member.get("/me/").content.decode()
    assert "A photo" in page and "Returned" in page and "Which ones?" in page


def test_all_still_right_is_one_button(member):
    member.post(reverse("confirm-profile"))
    assert reloaded(member.person).confirmed is not None


def test_the_markdown_preview_is_the_renderer_of_the_site(member):
    response = member.post(reverse("markdown-preview"), {"text": "*So* <script>alert(1)</script>"})
    assert "<em>So</em>" in response.content.decode()
    assert "<script>" not in response.content.decode()


def test_a_profile_form_takes_the_same_number_of_queries_for_one_row_and_thirty(member):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert member.get(PROFILE).status_code == 200
        return len(captured)

    factories.profile_link(member.person)
    factories.honor(member.person)
    few = queries()
    for number in range(30):
        factories.profile_link(member.person, url=f"https://example.org/{number}")
        factories.honor(member.person, f"Prize {number}")
        factories.education(member.person, "2020")
    assert queries() <= few + 1


# ---- notices ----------------------------------------------------------------------------------


def test_a_lead_drafts_a_notice_that_the_pi_publishes(lead, pi, visitor):
    rows = new_row("positions", 0, kind="phd", openings="2")
    send(lead, "/me/notices/add/", title="Come to the engines", opens="2025-01-01", **rows)
    assert b"Come to the engines" not in visitor.get("/recruiting/").content
    approve(pi)
    assert b"Come to the engines" in visitor.get("/recruiting/").content


def test_a_lead_drafts_no_notice_for_a_team_of_others(lead):
    other = factories.team("Other team")
    response = send(lead, "/me/notices/add/", title="Come", opens="2025-01-01", team=str(other.pk))
    assert response.status_code == 422
    assert "Choose a team that you lead." in response.content.decode()
    assert the_proposal().state == State.DRAFT


# ---- found by attacking the site --------------------------------------------------------------

TOO_LARGE = "9" * 40  # for a key: SQLite fails at it instead of finding nothing


@pytest.mark.parametrize("value", [TOO_LARGE, "-1", "abc", "٣"])
def test_a_key_that_no_row_can_have_is_refused_at_the_field_and_the_draft_opens_again(member, value):
    response = send(member, "/me/news/add/", body="News.", date="2025", people=[value], publications=[value])
    assert response.status_code == 422
    assert member.get(reverse("proposal-edit", args=[the_proposal().pk])).status_code == 200
    response = send(member, "/me/publications/add/", title="T", year="2025", topics=[value])
    assert response.status_code == 422


@pytest.mark.parametrize("value", [TOO_LARGE, "-1", "abc", "٣", ""])
def test_a_decision_about_a_key_that_no_row_can_have_is_one_about_nothing(pi, value):
    assert pi.post(reverse("decide"), {"proposal": value, "do": "approve"}).status_code == 302


def test_a_claim_on_a_publication_that_does_not_pass_the_checks_leads_to_its_form(member):
    paper = factories.publication(authors=["Mei Member"])
    factories.publication_link(paper, url="nonsense")
    response = member.post(reverse("claim", args=[paper.authorships.get().pk]))
    assert response.url == reverse("proposal-edit", args=[the_proposal().pk])
    assert the_proposal().state == State.DRAFT


# ---- people of the same name ------------------------------------------------------------------


def test_an_author_stays_who_it_is_where_two_members_have_the_same_name(member, pi):
    first, second = factories.person("Wei Wang"), factories.person("Wei Wang")
    paper = factories.publication(authors=[member.person, first, {"name": "W. Wang", "person": second}])
    send(pi, reverse("edit-publication", args=[paper.slug]), award="Best Paper")
    assert list(paper.authorships.values_list("person", flat=True)) == [
        member.person.pk,
        first.pk,
        second.pk,
    ]


def test_a_name_that_two_members_have_is_no_answer(member):
    factories.person("Wei Wang")
    second = factories.person("Wei Wang")
    rows = new_row("authorships", 0, name="Wei Wang", person="wei wang")
    response = send(member, "/me/publications/add/", title="T", year="2025", **rows)
    assert response.status_code == 422
    assert second.slug in response.content.decode()


def test_a_member_claims_the_own_name_though_another_member_has_it_too(pi):
    factories.person("Pia Principal")
    paper = factories.publication(authors=["Pia Principal"])
    pi.post(reverse("claim", args=[paper.authorships.get().pk]))
    assert paper.authorships.get().person == pi.person


# ---- venues -----------------------------------------------------------------------------------


def add_paper_at(client, venue):
    return send(client, "/me/publications/add/", title="On Engines", year="2025", venue=venue)


@pytest.mark.parametrize("typed", ["International Conference on Engines", "ICE", "ice"])
def test_a_venue_is_found_by_its_name_or_abbreviation(pi, typed):
    venue = factories.venue("International Conference on Engines", abbreviation="ICE")
    add_paper_at(pi, typed)
    assert Publication.objects.get().venue == venue


def test_a_venue_that_is_new_waits_with_the_publication(member, pi):
    assert add_paper_at(member, "Workshop on Steam").status_code == 302
    assert not Venue.objects.exists()
    approve(pi)
    assert Publication.objects.get().venue.name == "Workshop on Steam"


def test_a_publication_keeps_its_venue_or_loses_it(pi):
    venue = factories.venue("International Conference on Engines", abbreviation="ICE")
    paper = factories.publication(venue=venue)
    url = reverse("edit-publication", args=[paper.slug])
    send(pi, url, award="Best Paper")
    assert reloaded(paper).venue == venue
    send(pi, url, venue="")
    assert reloaded(paper).venue is None
