"""Merging two records of a publication or person loses no value, row or URL."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from reversion.models import Version

from core.exceptions import InvalidState
from moderation.models import Proposal
from people import merging as people_merging
from people.models import Person, Role
from publications import author_linking, merging
from publications.models import Publication
from tests import factories
from tests.views.reading import Page

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
def test_preprint_is_merged_with_its_published_version(preprint, published, keep, pi, ada):
    target, duplicate = (preprint, published) if keep == "preprint" else (published, preprint)
    old_slug = duplicate.slug
    merging.merge(target, duplicate, pi.user)
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
    assert pi.get(f"/publications/{old_slug}/").headers["Location"] == paper.get_absolute_url()


def test_doi_of_the_paper_replaces_the_doi_of_the_preprint(preprint, published, pi):
    Publication.objects.filter(pk=preprint.pk).update(doi="10.48550/arxiv.2401.00001")
    merging.merge(Publication.objects.get(pk=preprint.pk), published, pi.user)
    assert Publication.objects.get().doi == "10.1000/engines"


def test_dates_and_venues_of_two_records_are_not_mixed(pi):
    of_conference = {"year": 2021, "month": None, "day": None, "pages": ""}
    target = factories.publication("Tiny", venue=factories.venue("Conference"), **of_conference)
    of_journal = {"year": 2020, "month": 3, "day": 9, "volume": "7", "pages": "1-9", "doi": "10.5555/tiny"}
    merging.merge(
        target, factories.publication("Tiny", venue=factories.venue("Journal"), **of_journal), pi.user
    )
    target.refresh_from_db()
    assert {name: getattr(target, name) for name in of_conference} == of_conference
    assert (target.volume, target.doi) == ("", "10.5555/tiny")


def test_more_precise_values_of_the_same_date_and_venue_are_copied(pi):
    venue = factories.venue("Journal")
    target = factories.publication("Tiny", venue=venue, year=2020, month=3)
    duplicate = factories.publication("Tiny", venue=venue, year=2020, month=3, day=9, pages="1-9")
    merging.merge(target, duplicate, pi.user)
    target.refresh_from_db()
    assert (target.day, target.pages) == (9, "1-9")


def test_editors_and_names_in_citations_are_kept(ada, pi):
    citing = {"name": "Pilar Ruiz Ortega", "citation_name": "Ruiz Ortega, Pilar"}
    target = factories.publication(
        "Looms", kind="book", authors=["Pilar Ruiz Ortega"], editors=["A. Example"]
    )
    duplicate = factories.publication(
        "Looms", kind="book", authors=[citing], editors=[ada], has_more_editors=True
    )
    merging.merge(target, duplicate, pi.user)
    assert [row.citation_name for row in target.authorships.all()] == ["Ruiz Ortega, Pilar"]
    assert [(row.name, row.person) for row in target.editorships.all()] == [("A. Example", ada)]
    assert not Publication.objects.get().has_more_editors  # which is about the other list


def test_record_without_editors_gets_those_of_the_other(ada, pi):
    target = factories.publication("Looms", kind="book")
    duplicate = factories.publication("Looms", kind="book", editors=[ada, "Ben Other"], has_more_editors=True)
    merging.merge(target, duplicate, pi.user)
    assert [row.name for row in target.editorships.all()] == ["Ada Example", "Ben Other"]
    assert Publication.objects.get().has_more_editors


@pytest.mark.parametrize(
    ("target_in_press", "duplicate_in_press", "kind", "is_in_press"),
    [
        (True, False, "journal", False),
        (False, True, "journal", False),
        (True, True, "journal", True),
        (True, False, "preprint", True),
    ],
)
def test_what_has_appeared_is_no_longer_in_press(target_in_press, duplicate_in_press, kind, is_in_press, pi):
    target = factories.publication("Tiny", kind="journal", is_in_press=target_in_press)
    duplicate = factories.publication("Tiny", kind=kind, is_in_press=duplicate_in_press, note="Oral")
    merging.merge(target, duplicate, pi.user)
    target.refresh_from_db()
    assert (target.is_in_press, target.note) == (is_in_press, "Oral")


def test_merged_record_can_be_viewed_and_the_merge_is_a_revision(preprint, published, pi):
    merging.merge(published, preprint, pi.user)
    assert Version.objects.get_for_object(published).first().revision.user == pi.user
    assert "On Engines" in pi.get("/desk/deleted/").content.decode()


def test_older_urls_redirect_to_the_merged_record(preprint, published, pi):
    preprint.slug = "newer"
    preprint.save()
    merging.merge(published, preprint, pi.user)
    for slug in ("preprint", "newer"):
        assert pi.get(f"/publications/{slug}/").headers["Location"] == "/publications/published/"


def test_two_profiles_of_a_person_are_merged(ada, pi):
    twin = factories.person(
        "Augusta Example", native_name="安爱达", slug="twin", user=factories.user("twin@example.org")
    )
    hers = factories.publication("Hers", authors=[twin])
    both = factories.publication("Both", authors=[ada, twin])
    edited = factories.publication("Edited", kind="book", editors=[twin])
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
    assert hers.authorships.get().person == edited.editorships.get().person == ada
    assert [row.person for row in both.authorships.all()] == [ada, None]
    assert ada.education.count() == ada.memberships.count() == 1
    assert list(item.people.all()) == [ada]
    assert Version.objects.get_for_object(ada)[0].revision.comment == "Merged with “Augusta Example”"
    assert pi.get("/people/twin/").headers["Location"] == ada.get_absolute_url()


def test_what_either_person_hides_stays_hidden_after_a_merge(ada, pi):
    Person.objects.filter(pk=ada.pk).update(shows_photo=False, photo="people/ada.webp")
    hidden = {"native_name": "埃达", "shows_native_name": False, "email": "ada@example.org"}
    other = factories.person("A. Example", **hidden)
    Person.objects.filter(pk=ada.pk).update(email_visibility="public")
    ada.refresh_from_db()
    people_merging.merge(ada, other, pi.user)
    ada.refresh_from_db()
    assert (ada.native_name, ada.email) == ("埃达", "ada@example.org")
    assert (ada.visible_native_name, ada.public_email, ada.visible_photo) == ("", "", None)


def test_second_account_is_deactivated(ada, pi):
    ada.user = factories.user("ada@example.org")
    ada.save()
    account = factories.user("twin@example.org")
    people_merging.merge(ada, factories.person("Ada Example", user=account), pi.user)
    account.refresh_from_db()
    assert not account.is_active
    assert Person.objects.get(name="Ada Example").user.email == "ada@example.org"


def test_pi_cannot_deactivate_an_administrator_by_merging(ada, pi):
    ada.user = factories.user("ada@example.org")
    ada.save()
    account = factories.user("root@example.org", is_superuser=True)
    with pytest.raises(InvalidState, match="rights that you do not have"):
        people_merging.merge(ada, factories.person("Ada Example", user=account), pi.user)
    account.refresh_from_db()
    assert account.is_active


def test_link_to_a_member_survives_another_spelling_of_the_name(pi, ada):
    target = factories.publication("Looms", authors=["Bo Other", "A. Example"])
    duplicate = factories.publication("Looms", authors=["Bo Other", ada])
    merging.merge(target, duplicate, pi.user)
    assert [row.person for row in target.authorships.all()] == [None, ada]


def test_record_with_an_unfinished_proposal_is_not_merged(preprint, published, pi, member):
    Proposal(editor_key="publication", object_id=preprint.pk, author=member.user).save_draft(
        {"fields": {}, "rows": {}}
    )
    with pytest.raises(InvalidState):
        merging.merge(published, preprint, pi.user)
    response = pi.post(f"/desk/merge/publication/{published.pk}/?with={preprint.pk}", follow=True)
    assert "unfinished submission" in response.content.decode()
    assert Publication.objects.count() == 2


def test_link_of_the_duplicate_follows_the_last_link_where_positions_have_gaps(preprint, published, pi):
    preprint.links.update(position=2)
    factories.publication_link(published, url="https://example.org/video")
    merging.merge(preprint, published, pi.user)
    assert [(link.position, link.url) for link in preprint.links.all()] == [
        (2, "https://example.org/code"),
        (3, "https://example.org/slides"),
        (4, "https://example.org/video"),
    ]


def test_merging_long_author_lists_takes_few_statements(pi):
    names = [f"Author {n}" for n in range(60)]
    few = [factories.publication("Tiny", authors=names[:3]) for _ in range(2)]
    many = [factories.publication("Huge", authors=names) for _ in range(2)]
    numbers = []
    for target, duplicate in (few, many):
        with CaptureQueriesContext(connection) as queries:
            merging.merge(target, duplicate, pi.user)
        numbers.append(len(queries))
    assert numbers[1] <= numbers[0] + 5


def test_merging_people_with_many_papers_takes_few_statements(ada, pi):
    both = [factories.publication(f"Both {n}", authors=[ada, "Ada"]) for n in range(2)]
    papers = [factories.publication(f"Paper {n}", authors=["Eve"]) for n in range(60)]
    twin = factories.person("Ad Example")
    for paper in (*both, *papers):
        paper.authorships.filter(person=None).update(person=twin)
    with CaptureQueriesContext(connection) as queries:
        people_merging.merge(ada, twin, pi.user)
    updates = [
        query["sql"] for query in queries if query["sql"].startswith('UPDATE "publications_authorship"')
    ]
    assert len(updates) < 30
    assert [paper.authorships.get().person for paper in papers] == [ada] * 60
    assert [[row.person for row in paper.authorships.all()] for paper in both] == [[ada, None]] * 2


# ---- the pages --------------------------------------------------------------------------------


def test_works_that_their_places_tell_apart_are_no_possible_duplicates():
    for volume in ("3", "4"):
        factories.publication("Editorial", kind="journal", year=2024, volume=volume)
    assert merging.possible_duplicates() == []
    factories.publication("Editorial", kind="journal", year=2024)
    assert len(merging.possible_duplicates()) == 1


@pytest.mark.parametrize(
    ("title", "author", "year", "is_listed"),
    [
        ("Fast Looms for Silk: A Study of Yarn", "Ada Example", 2025, True),
        ("Fast looms for silk – a study of yarn", "A. Example", 2024, True),
        ("Fast Looms for Silk? A Study", "Ada Example", None, True),
        ("快速织机：丝绸研究", "Ada Example", 2024, False),
        ("Fast Looms for Silk: A Study of Yarn", "Bo Other", 2024, False),
        ("Fast Looms for Silk: A Study of Yarn", "Ada Example", 2020, False),
        ("Fast Looms for Silk and Yarn", "Ada Example", 2024, False),
    ],
)
def test_title_without_its_subtitle_is_a_possible_duplicate(title, author, year, is_listed):
    short = factories.publication("Fast Looms for Silk", ["Ada Example"], year=2024, kind="preprint")
    long = factories.publication(title, [author], year=year, kind="journal", doi="10.5555/1")
    listed = [{row.pk for row in group} for group in merging.possible_duplicates()]
    assert listed == ([{short.pk, long.pk}] if is_listed else [])


def test_parts_with_one_main_title_are_no_possible_duplicates():
    for title in ("Looms", "Looms: Silk", "Looms of silk: Part 1", "Looms of silk: Part 2"):
        factories.publication(title, ["Ada Example"], kind="journal", year=2024)
    assert merging.possible_duplicates() == []


def test_possible_duplicates_are_listed(preprint, published, ada, pi):
    factories.person("Somebody Else", aliases="Ada Example")
    factories.publication("Another", authors=[])
    page = pi.get("/desk/duplicates/").content.decode()
    assert f"/desk/merge/publication/{published.pk}/?with={preprint.pk}" in page
    assert "Somebody Else" in page
    assert "Another" not in page


def test_comparison_does_not_call_rows_of_the_kept_record_removed(pi):
    kept, other = factories.person("Ada Example"), factories.person("Ada Example", slug="ada-2")
    factories.honor(kept, "A prize")
    factories.service(other, "Reviewer")
    page = pi.get(f"/desk/merge/person/{kept.pk}/?with={other.pk}").content.decode()
    assert "Only in the kept record" in page and "Only in the other record" in page
    assert "Removed" not in page and "Added" not in page


def test_same_title_years_apart_is_no_duplicate(pi):
    factories.publication("Foreword", year=2010)
    factories.publication("Foreword", year=2020)
    assert merging.possible_duplicates() == []


def test_duplicate_is_searched_compared_and_merged(preprint, published, pi):
    url = f"/desk/merge/publication/{published.pk}/"
    assert f"?with={preprint.pk}" in pi.get(url, {"q": "engines"}).content.decode()
    assert "2401.00001" in pi.get(f"{url}?with={preprint.pk}").content.decode()
    response = pi.post(f"{url}?with={preprint.pk}")
    assert response.headers["Location"] == "/publications/published/"
    assert Publication.objects.count() == 1


@pytest.mark.parametrize("other", ["x", "-1", "9" * 40, "\0", ""])
def test_invalid_parameters_merge_nothing(preprint, pi, other):
    assert pi.post(f"/desk/merge/publication/{preprint.pk}/?with={other}").status_code == 200
    assert pi.get(f"/desk/merge/publication/{preprint.pk}/?q={other}").status_code == 200
    assert pi.get(f"/desk/merge/nothing/{preprint.pk}/").status_code == 404


def test_any_record_can_be_searched_for_merging(preprint, pi, admin):
    url = f"/desk/merge/publication/{preprint.pk}/"
    assert url in pi.get("/desk/duplicates/", {"q": "engines"}).content.decode()
    assert url in admin.get(f"/admin/publications/publication/{preprint.pk}/change/").content.decode()


def test_other_records_of_a_person_are_found_whatever_the_native_name(pi):
    kept = factories.person("Ming Li", native_name="李明", native_language="zh-Hans")
    other = factories.person("Ming Li", role=Role.POSTDOC, joined="2023-06", slug="ming-li-2")
    page = pi.get(f"/desk/merge/person/{kept.pk}/").content.decode()
    assert f"?with={other.pk}" in page
    assert "Postdoctoral researcher" in page and "2023.06" in page


@pytest.mark.parametrize("deleted", ["target", "duplicate"])
def test_deleted_record_is_not_merged(preprint, published, ada, pi, deleted):
    other = factories.person("Ada Again")
    for module, pair in ((merging, (preprint, published)), (people_merging, (other, ada))):
        row = pair[deleted == "duplicate"]
        type(row).objects.filter(pk=row.pk).delete()
        with pytest.raises(InvalidState):
            module.merge(*pair, pi.user)


def test_merge_says_that_many_papers_are_still_being_linked(pi, monkeypatch):
    monkeypatch.setattr(author_linking, "LINKED_AT_ONCE", 2)
    ada, double = factories.person("Ada Example"), factories.person("Ada Example", slug="double")
    for number in range(3):
        factories.publication(f"Paper {number}", authors=["Ada Example"])
    page = Page(pi.post(f"/desk/merge/person/{ada.pk}/?with={double.pk}", follow=True))
    assert "They are being linked now" in page.text
    assert ada.authorships.count() == 2
