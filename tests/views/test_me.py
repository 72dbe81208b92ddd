"""The member's dashboard: checklist, submissions, previews, news, and what a lead does for a team."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from moderation.models import Proposal, State
from tests import factories
from tests.editor_forms import approve, form_data, new_row, reloaded, send, the_proposal
from tests.views.reading import Page, text

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
PROFILE = "/me/profile/"
INPUT = re.compile("<input[^>]*>")


def test_member_submits_news_about_people(member, pi, visitor):
    send(member, "/me/news/add/", body="Engines run.", date="2025-06", people=[str(member.person.pk)])
    assert b"Engines run" not in visitor.get("/news/").content
    approve(pi)
    assert b"Engines run" in visitor.get("/news/").content
    assert member.person.news_items.count() == 1


@pytest.mark.parametrize(
    ("add", "listed", "typed"),
    [
        ("add-publication", "my-publications", {"title": "On Looms", "year": "2025"}),
        ("add-project", "my-projects", {"title": "On Looms"}),
        ("add-news", "my-news", {"title": "On Looms", "date": "2025-06"}),
    ],
)
def test_submission_is_listed_above_what_is_published(member, pi, add, listed, typed):
    send(member, reverse(add), **typed)
    page = Page(member.get(reverse(listed)))
    assert reverse("proposal", args=[the_proposal().pk]) in page.links
    assert "None yet" not in page.text and "On Looms" not in Page(pi.get(reverse(listed))).text


def test_news_about_nobody_is_listed_for_those_who_may_edit_it(member, pi):
    factories.news_item(title="Looms for all")
    assert "Looms for all" in Page(pi.get("/me/news/")).text
    assert "Looms for all" not in Page(member.get("/me/news/")).text


def test_news_is_listed_with_its_text_without_markup(member):
    send(member, "/me/news/add/", body="**Engines** run, see [why](https://example.org).", date="2025-06")
    assert str(the_proposal()) == "Engines run, see why."


def test_news_and_openings_in_chinese_only_are_listed_with_their_text(member, lead):
    send(member, "/me/news/add/", body_zh="引擎**启动**了。", date="2025-06")
    send(lead, "/me/notices/add/", "draft", title_zh="招聘工程师")
    assert set(map(str, Proposal.objects.all())) == {"引擎启动了。", "招聘工程师"}


def test_lead_changes_the_roster_of_their_team(lead, pi):
    new = factories.person("Nia New")
    url = reverse("edit-team", args=[lead.team.slug])
    send(lead, url, **new_row("memberships", 1, person="nia new", start="2025-09"))
    assert lead.team.memberships.count() == 1
    approve(pi)
    assert lead.team.memberships.filter(person=new).exists()


def test_team_cannot_be_edited_by_a_member_who_does_not_lead_it(member, lead):
    assert member.get(reverse("edit-team", args=[lead.team.slug])).status_code == 404


def test_new_affiliation_starts_with_the_institution_of_the_lab(member):
    factories.lab(institution="Engine University", institution_zh="引擎大学")
    page = send(member, PROFILE, "add:affiliations")  # the button of browsers without scripts
    assert form_data(page)["affiliations-0-institution"] == ["Engine University"]
    new_rows = [tag for tag in INPUT.findall(member.get(PROFILE).content.decode()) if "__prefix__" in tag]
    assert any('value="引擎大学"' in tag for tag in new_rows)  # the row that the script adds
    send(member, PROFILE, page=page, affiliations__0__department="Steam")
    (proposed,) = the_proposal().content["rows"]["affiliations"]
    assert proposed["values"]["institution"] == ["Engine University"]


# ---- pages ------------------------------------------------------------------------------------


def test_preview_shows_the_future_page_and_changes_nothing(member, visitor):
    factories.lab()
    send(member, PROFILE, interests="Engines", **new_row("honors", 0, title="A prize", date="2025"))
    page = member.get(reverse("proposal-preview", args=[the_proposal().pk]))
    assert page.status_code == 200
    assert "Engines" in page.content.decode() and "A prize" in page.content.decode()
    assert "Nothing has been published" in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"] and "private" in page.headers["Cache-Control"]
    assert not reloaded(member.person).honors.exists()
    assert b"Engines" not in visitor.get(member.person.get_absolute_url()).content


def test_dashboard_lists_missing_items_and_returned_submissions(member, pi):
    send(member, PROFILE, interests="Engines")
    pi.post(reverse("decide"), {"proposal": the_proposal().pk, "do": "return", "reason": "Which ones?"})
    page = member.get("/me/").content.decode()
    assert "Photo" in page and "Returned" in page and "Which ones?" in page


def test_dashboard_counts_what_is_submitted_as_done(member, pi):
    def missing():
        profile_card = Page(member.get("/me/")).of_class("desk-card")[0]
        checklists = Page(member.get("/me/")).of_class("checklist", profile_card)
        return [text(item) for box in checklists if "submitted" not in box.get("class") for item in box]

    assert "Research interests" in missing()
    send(member, PROFILE, "draft", interests="Engines")
    assert "Research interests" in missing()  # nobody reviews a draft
    send(member, PROFILE, interests="Engines")
    assert "Research interests" not in missing()
    (submitted,) = Page(member.get("/me/")).of_class("checklist-submitted")
    assert text(submitted) == "Research interests"
    approve(pi)
    assert not Page(member.get("/me/")).of_class("checklist-submitted")


def test_profile_is_confirmed_with_one_button(member):
    member.post(reverse("confirm-profile"))
    assert reloaded(member.person).confirmed is not None


def test_markdown_preview_uses_the_renderer_of_the_site(member):
    response = member.post(reverse("markdown-preview"), {"text": "*So* <script>alert(1)</script>"})
    assert "<em>So</em>" in response.content.decode()
    assert "<script>" not in response.content.decode()


def test_query_count_of_the_profile_form_does_not_grow_with_rows(member):
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


def test_lead_drafts_a_notice_that_the_pi_publishes(lead, pi, visitor):
    rows = new_row("positions", 0, kind="phd", openings="2")
    send(lead, "/me/notices/add/", title="Come to the engines", opens="2025-01-01", **rows)
    assert b"Come to the engines" not in visitor.get("/recruiting/").content
    approve(pi)
    assert b"Come to the engines" in visitor.get("/recruiting/").content


def test_lead_cannot_draft_a_notice_for_another_team(lead):
    other = factories.team("Other team")
    response = send(lead, "/me/notices/add/", title="Come", opens="2025-01-01", team=str(other.pk))
    assert response.status_code == 422
    assert "Choose a team that you lead." in response.content.decode()
    assert the_proposal().state == State.DRAFT
