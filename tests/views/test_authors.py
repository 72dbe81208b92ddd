"""Who is this author? Asked of those who look after all publications, and of the members."""

import pytest

from publications.models import Disclaimer
from tests import factories
from tests.views.reading import Page

pytestmark = pytest.mark.django_db

PAGE = "/desk/authors/"


@pytest.fixture
def paper(member):
    """By somebody who may be the member, and by somebody who may not."""
    return factories.publication("On Engines", authors=["M. Member", "Ben Other"])


def author(paper):
    return paper.authorships.get(name="M. Member")


def test_an_author_is_linked_with_a_click(pi, paper, member):
    assert "M. Member" in pi.get(PAGE).content.decode()
    pi.post(f"{PAGE}{author(paper).pk}/", {"person": member.person.pk})
    assert author(paper).person == member.person
    assert "M. Member" not in pi.get(PAGE).content.decode()


def test_somebody_else_is_asked_about_no_more(pi, paper, member):
    pi.post(f"{PAGE}{author(paper).pk}/", {"nobody": str(member.person.pk)})
    assert "M. Member" not in pi.get(PAGE).content.decode()
    assert "M. Member" not in member.get("/me/").content.decode()


@pytest.mark.parametrize("sent", [{}, {"person": "x"}, {"person": "9" * 40}, {"person": "12345"}])
def test_nonsense_changes_nothing(pi, paper, sent):
    assert pi.post(f"{PAGE}{author(paper).pk}/", sent).status_code == 404
    assert author(paper).person is None


def test_nobody_is_an_author_twice(pi, member):
    paper = factories.publication(authors=[member.person, "M. Member"])
    response = pi.post(f"{PAGE}{author(paper).pk}/", {"person": member.person.pk}, follow=True)
    assert "is an author of it already" in response.content.decode()


def test_none_of_them_is_said_of_those_who_were_shown(pi, paper, member):
    (button,) = Page(pi.get(PAGE)).all("button[@name='nobody']")
    other = factories.person("Mona Member")
    response = pi.post(f"{PAGE}{author(paper).pk}/", {"nobody": button.get("value")}, follow=True)
    assert "There are others who may be meant" in response.content.decode()
    assert [row.person for row in Disclaimer.objects.all()] == [member.person]
    (button,) = Page(response).all("button[@name='nobody']")
    response = pi.post(f"{PAGE}{author(paper).pk}/", {"nobody": button.get("value")}, follow=True)
    assert "Nobody is asked about this any more" in response.content.decode()
    assert Disclaimer.objects.filter(person=other).exists()


def test_who_decides_later_than_somebody_else_is_told(pi, paper, member):
    path = f"{PAGE}{author(paper).pk}/"
    for _ in range(2):
        response = pi.post(path, {"person": member.person.pk}, follow=True)
    assert "Somebody has decided on this meanwhile" in response.content.decode()


def test_a_member_says_not_me(member, paper):
    assert "M. Member" in member.get("/me/").content.decode()
    member.post(f"/me/publications/claim/{author(paper).pk}/decline/")
    assert Disclaimer.objects.get().person == member.person
    assert "M. Member" not in member.get("/me/").content.decode()


def test_who_is_unlinked_is_not_asked_again(member):
    paper = factories.publication(slug="engines", authors=[member.person])
    member.post("/me/publications/engines/not-me/")
    assert Disclaimer.objects.get().publication == paper


def test_a_second_click_on_this_is_me_says_that_it_is_in_work(member, paper, monkeypatch):
    monkeypatch.setattr("labsite.views.me.unfinished", lambda *about: None)  # both are as early
    key = author(paper).pk
    member.post(f"/me/publications/claim/{key}/")
    page = member.post(f"/me/publications/claim/{key}/", follow=True).content.decode()
    assert "You are working on a change of this publication." in page


def test_of_very_many_the_latest_are_shown_and_that_there_are_more_is_said(pi, member, monkeypatch):
    monkeypatch.setattr("publications.author_claims.MAX_OPEN_CLAIMS", 2)
    for year in (2023, 2024, 2025):
        factories.publication(f"Paper of {year}", authors=["M. Member"], year=year)
    page = pi.get("/desk/authors/").content.decode()
    assert "These are the latest." in page and '<p class="count">2+</p>' in page
    assert "Paper of 2025" in page and "Paper of 2023" not in page
