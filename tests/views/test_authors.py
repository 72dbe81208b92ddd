"""Unmatched authors, resolved by reviewers and by members themselves."""

import pytest

from publications.models import Disclaimer
from tests import factories
from tests.views.reading import Page

pytestmark = pytest.mark.django_db

PAGE = "/desk/authors/"


@pytest.fixture
def paper(member):
    """A paper with an author who may be the member and one who cannot be."""
    return factories.publication("On Engines", authors=["M. Member", "Ben Other"])


def uncertain_author(paper):
    return paper.authorships.get(name="M. Member")


def test_author_is_linked_to_the_selected_member(pi, paper, member):
    assert "M. Member" in pi.get(PAGE).content.decode()
    pi.post(f"{PAGE}{uncertain_author(paper).pk}/", {"person": member.person.pk})
    assert uncertain_author(paper).person == member.person
    assert "M. Member" not in pi.get(PAGE).content.decode()


def test_members_of_the_same_name_are_distinguished_by_their_native_names(pi, paper):
    factories.person("Mei Member", native_name="梅美")
    buttons = Page(pi.get(PAGE)).all("button[@name='person']")
    names = [" ".join(button.text.split()) for button in buttons]
    assert "Mei Member (梅美)" in names and len(set(names)) == len(names) > 1


def test_rejected_author_is_not_listed_again(pi, paper, member):
    pi.post(f"{PAGE}{uncertain_author(paper).pk}/", {"nobody": str(member.person.pk)})
    assert "M. Member" not in pi.get(PAGE).content.decode()
    assert "M. Member" not in member.get("/me/").content.decode()


@pytest.mark.parametrize("sent", [{}, {"person": "x"}, {"person": "9" * 40}, {"person": "12345"}])
def test_invalid_decision_changes_nothing(pi, paper, sent):
    assert pi.post(f"{PAGE}{uncertain_author(paper).pk}/", sent).status_code == 404
    assert uncertain_author(paper).person is None


def test_member_cannot_be_linked_twice_to_one_paper(pi, member):
    paper = factories.publication(authors=[member.person, "M. Member"])
    response = pi.post(f"{PAGE}{uncertain_author(paper).pk}/", {"person": member.person.pk}, follow=True)
    assert "is already an author of this publication" in response.content.decode()


def test_none_of_them_is_recorded_for_the_displayed_candidates_only(pi, paper, member):
    (button,) = Page(pi.get(PAGE)).all("button[@name='nobody']")
    other = factories.person("Mona Member")
    response = pi.post(f"{PAGE}{uncertain_author(paper).pk}/", {"nobody": button.get("value")}, follow=True)
    assert "Other members may still be this author" in response.content.decode()
    assert [row.person for row in Disclaimer.objects.all()] == [member.person]
    (button,) = Page(response).all("button[@name='nobody']")
    response = pi.post(f"{PAGE}{uncertain_author(paper).pk}/", {"nobody": button.get("value")}, follow=True)
    assert "No other members match this author" in response.content.decode()
    assert Disclaimer.objects.filter(person=other).exists()


def test_second_decision_is_told_that_the_author_is_resolved(pi, paper, member):
    path = f"{PAGE}{uncertain_author(paper).pk}/"
    for _ in range(2):
        response = pi.post(path, {"person": member.person.pk}, follow=True)
    assert "This author has already been resolved" in response.content.decode()


def test_member_can_say_not_me(member, paper):
    assert "M. Member" in member.get("/me/").content.decode()
    member.post(f"/me/publications/claim/{uncertain_author(paper).pk}/decline/")
    assert Disclaimer.objects.get().person == member.person
    assert "M. Member" not in member.get("/me/").content.decode()


def test_unlinked_member_is_not_asked_again(member):
    paper = factories.publication(slug="engines", authors=[member.person])
    member.post("/me/publications/engines/not-me/")
    assert Disclaimer.objects.get().publication == paper


def test_second_click_on_this_is_me_reports_the_draft(member, paper, monkeypatch):
    monkeypatch.setattr(
        "labsite.views.me.unfinished_proposal", lambda *about: None
    )  # as if both requests had come at once
    key = uncertain_author(paper).pk
    member.post(f"/me/publications/claim/{key}/")
    page = member.post(f"/me/publications/claim/{key}/", follow=True).content.decode()
    assert "You already have an unfinished change to this publication." in page


def test_only_the_latest_of_very_many_authors_are_listed_with_a_note(pi, member, monkeypatch):
    monkeypatch.setattr("publications.author_claims.MAX_OPEN_CLAIMS", 2)
    for year in (2023, 2024, 2025):
        factories.publication(f"Paper of {year}", authors=["M. Member"], year=year)
    page = pi.get("/desk/authors/").content.decode()
    assert "Only the latest are shown." in page and "more than 2 names" in page
    assert "Paper of 2025" in page and "Paper of 2023" not in page
