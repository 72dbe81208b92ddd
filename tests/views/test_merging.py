"""Two records of one thing become one, and nothing that led to either is lost."""

import pytest
from reversion.models import Version

from core.exceptions import InvalidState
from moderation.models import Proposal
from people import merging as people_merging
from people.models import Person
from publications import merging
from publications.models import Publication
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return factories.person("Ada Example")


@pytest.fixture
def preprint(ada):
    paper = factories.publication(
        "On Engines",
        slug="preprint",
        year=2024,
        kind="preprint",
        arxiv_id="2401.00001",
        authors=[ada, "B. Other"],
    )
    factories.publication_link(paper, url="https://example.org/code")
    factories.news_item(slug="out", publications=[paper])
    return paper


@pytest.fixture
def published():
    venue = factories.venue("Example Conference")
    paper = factories.publication(
        "On engines",
        slug="published",
        year=2025,
        venue=venue,
        doi="10.1000/engines",
        authors=["Ada Example", "B. Other"],
    )
    paper.topics.add(factories.topic("steam"))
    factories.publication_link(paper, url="https://example.org/code")
    factories.publication_link(paper, kind="slides", url="https://example.org/slides")
    return paper


@pytest.mark.parametrize("keep", ["preprint", "published"])
def test_a_preprint_and_its_published_version_become_one(preprint, published, keep, pi, ada):
    kept, other = (preprint, published) if keep == "preprint" else (published, preprint)
    other_slug = other.slug
    merging.merge(kept, other, pi.user)
    paper = Publication.objects.get()
    assert (paper.kind, paper.year, str(paper.venue)) == ("conference", 2025, "Example Conference")
    assert (paper.doi, paper.arxiv_id) == ("10.1000/engines", "2401.00001")
    assert {link.url for link in paper.links.all()} == {
        "https://example.org/code",
        "https://example.org/slides",
    }
    assert paper.links.count() == 2
    assert [topic.name for topic in paper.topics.all()] == ["steam"]
    assert [item.slug for item in paper.news_items.all()] == ["out"]
    assert ada in [row.person for row in paper.authorships.all()]
    assert paper.authorships.count() == 2
    assert pi.get(f"/publications/{other_slug}/").headers["Location"] == paper.get_absolute_url()


def test_the_doi_of_the_preprint_gives_way_to_that_of_the_paper(preprint, published, pi):
    Publication.objects.filter(pk=preprint.pk).update(doi="10.48550/arxiv.2401.00001")
    merging.merge(Publication.objects.get(pk=preprint.pk), published, pi.user)
    assert Publication.objects.get().doi == "10.1000/engines"


def test_a_date_or_a_place_is_never_made_of_two(pi):
    of_conference = {"year": 2021, "month": None, "day": None, "pages": ""}
    kept = factories.publication("Tiny", venue=factories.venue("Conference"), **of_conference)
    of_journal = {"year": 2020, "month": 3, "day": 9, "volume": "7", "pages": "1-9", "doi": "10.5555/tiny"}
    merging.merge(
        kept, factories.publication("Tiny", venue=factories.venue("Journal"), **of_journal), pi.user
    )
    kept.refresh_from_db()
    assert {name: getattr(kept, name) for name in of_conference} == of_conference
    assert (kept.volume, kept.doi) == ("", "10.5555/tiny")


def test_what_is_known_more_exactly_of_the_same_date_and_place_is_taken_over(pi):
    venue = factories.venue("Journal")
    kept = factories.publication("Tiny", venue=venue, year=2020, month=3)
    other = factories.publication("Tiny", venue=venue, year=2020, month=3, day=9, pages="1-9")
    merging.merge(kept, other, pi.user)
    kept.refresh_from_db()
    assert (kept.day, kept.pages) == (9, "1-9")


def test_what_went_can_be_looked_at_and_the_merging_is_on_record(preprint, published, pi):
    merging.merge(published, preprint, pi.user)
    assert Version.objects.get_for_object(published).first().revision.user == pi.user
    assert "On Engines" in pi.get("/desk/deleted/").content.decode()


def test_addresses_of_long_ago_still_lead_there(preprint, published, pi):
    preprint.slug = "newer"
    preprint.save()
    merging.merge(published, preprint, pi.user)
    for slug in ("preprint", "newer"):
        assert pi.get(f"/publications/{slug}/").headers["Location"] == "/publications/published/"


def test_two_pages_of_a_person_become_one(ada, pi):
    twin = factories.person(
        "Augusta Example", native_name="安爱达", slug="twin", user=factories.user("twin@example.org")
    )
    hers = factories.publication("Hers", authors=[twin])
    both = factories.publication("Both", authors=[ada, twin])
    factories.education(twin)
    factories.membership(twin, factories.team(), start="2024")
    item = factories.news_item(people=[twin, ada])
    people_merging.merge(ada, twin, pi.user)
    ada = Person.objects.get(name="Ada Example")
    assert (ada.native_name, ada.aliases, ada.user.email) == (
        "安爱达",
        "Augusta Example",
        "twin@example.org",
    )
    assert hers.authorships.get().person == ada
    assert [row.person for row in both.authorships.all()] == [ada, None]
    assert ada.education.count() == ada.memberships.count() == 1
    assert list(item.people.all()) == [ada]
    assert pi.get("/people/twin/").headers["Location"] == ada.get_absolute_url()


def test_of_two_accounts_one_is_turned_off(ada, pi):
    ada.user = factories.user("ada@example.org")
    ada.save()
    account = factories.user("twin@example.org")
    people_merging.merge(ada, factories.person("Ada Example", user=account), pi.user)
    account.refresh_from_db()
    assert not account.is_active
    assert Person.objects.get(name="Ada Example").user.email == "ada@example.org"


def test_what_somebody_is_working_on_is_not_merged_away(preprint, published, pi, member):
    Proposal(editor_key="publication", object_id=preprint.pk, author=member.user).save_draft(
        {"fields": {}, "rows": {}}
    )
    with pytest.raises(InvalidState):
        merging.merge(published, preprint, pi.user)
    response = pi.post(f"/desk/merge/publication/{published.pk}/?with={preprint.pk}", follow=True)
    assert "unfinished submission" in response.content.decode()
    assert Publication.objects.count() == 2


# ---- the pages --------------------------------------------------------------------------------


def test_what_may_be_there_twice_is_listed(preprint, published, ada, pi):
    factories.person("Somebody Else", aliases="Ada Example")
    factories.publication("Another", authors=[])
    page = pi.get("/desk/duplicates/").content.decode()
    assert f"/desk/merge/publication/{published.pk}/?with={preprint.pk}" in page
    assert "Somebody Else" in page
    assert "Another" not in page


def test_the_same_title_years_apart_is_not_the_same(pi):
    factories.publication("Foreword", year=2010)
    factories.publication("Foreword", year=2020)
    assert merging.possible_duplicates() == []


def test_the_other_one_is_found_compared_and_merged(preprint, published, pi):
    address = f"/desk/merge/publication/{published.pk}/"
    assert f"?with={preprint.pk}" in pi.get(address, {"q": "engines"}).content.decode()
    assert "2401.00001" in pi.get(f"{address}?with={preprint.pk}").content.decode()
    response = pi.post(f"{address}?with={preprint.pk}")
    assert response.headers["Location"] == "/publications/published/"
    assert Publication.objects.count() == 1


@pytest.mark.parametrize("other", ["x", "-1", "9" * 40, "\0", ""])
def test_nonsense_merges_nothing(preprint, pi, other):
    assert pi.post(f"/desk/merge/publication/{preprint.pk}/?with={other}").status_code == 200
    assert pi.get(f"/desk/merge/publication/{preprint.pk}/?q={other}").status_code == 200
    assert pi.get(f"/desk/merge/nothing/{preprint.pk}/").status_code == 404


def test_anything_can_be_found_for_merging(preprint, pi, admin):
    address = f"/desk/merge/publication/{preprint.pk}/"
    assert address in pi.get("/desk/duplicates/", {"q": "engines"}).content.decode()
    assert address in admin.get(f"/admin/publications/publication/{preprint.pk}/change/").content.decode()


@pytest.mark.parametrize("gone", ["kept", "other"])
def test_what_went_meanwhile_is_not_merged(preprint, published, ada, pi, gone):
    other = factories.person("Ada Again")
    for how, pair in ((merging, (preprint, published)), (people_merging, (other, ada))):
        row = pair[gone == "other"]
        type(row).objects.filter(pk=row.pk).delete()
        with pytest.raises(InvalidState):
            how.merge(*pair, pi.user)
