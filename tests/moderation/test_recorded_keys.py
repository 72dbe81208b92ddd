"""Earlier versions are restored although what they refer to has been merged or deleted since."""

import pytest
from django.urls import reverse

from core.merging import MergedRecord
from moderation import revisions
from people import merging as people_merging
from people.models import Person
from publications import merging
from publications.models import Publication, Topic, Venue
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return factories.person("Ada Example")


@pytest.fixture
def twin():
    return factories.person("Augusta Example", slug="twin")


def recorded(instance, user):
    """Record the object as it is and return the version."""
    with revisions.record(user):
        revisions.add(instance)
    return revisions.versions_of(instance)[0]


def page_of(client, version):
    return client.get(reverse("revision", args=[version.pk])).content.decode()


def restore(client, version):
    """Restore a version and return the page that follows."""
    return client.post(reverse("revert", args=[version.pk]), follow=True).content.decode()


# ---- merged -----------------------------------------------------------------------------------


def test_author_who_was_merged_becomes_the_survivor(pi, ada, twin):
    paper = factories.publication("Engines", authors=[twin, "Ben Other"])
    version = recorded(paper, pi.user)
    people_merging.merge(ada, twin, pi.user)
    Publication.objects.filter(pk=paper.pk).update(title="Looms")
    paper.authorships.update(person=None)
    assert "Augusta Example" in page_of(pi, version)
    assert "Version restored" in restore(pi, version)
    assert [row.person for row in paper.authorships.all()] == [ada, None]
    assert "This is the current version" in page_of(pi, version)


def test_survivor_of_a_merge_that_was_merged_again_is_followed(pi, ada, twin):
    paper = factories.publication("Engines", authors=[twin])
    version = recorded(paper, pi.user)
    people_merging.merge(ada, twin, pi.user)
    last = factories.person("A. Example")
    people_merging.merge(last, Person.objects.get(pk=ada.pk), pi.user)
    paper.authorships.update(person=None)
    restore(pi, version)
    assert paper.authorships.get().person == last


def test_two_authors_who_were_merged_are_not_both_the_survivor(pi, ada, twin):
    paper = factories.publication("Engines", authors=[twin, ada])
    version = recorded(paper, pi.user)
    people_merging.merge(ada, twin, pi.user)
    paper.authorships.all().delete()
    restore(pi, version)
    assert [row.person for row in paper.authorships.all()] == [None, ada]


def test_team_is_restored_with_the_survivor_as_a_member(pi, ada, twin):
    team = factories.team("Engines")
    factories.membership(ada, team, start="2024")
    factories.membership(twin, team, start="2020", end="2021")
    version = recorded(team, pi.user)
    people_merging.merge(ada, twin, pi.user)
    team.memberships.filter(start="2020").delete()
    restore(pi, version)
    assert [row.person for row in team.memberships.all()] == [ada, ada]


def test_membership_that_the_merge_dropped_is_not_restored(pi, ada, twin):
    team = factories.team("Engines")
    factories.membership(ada, team, start="2024")
    factories.membership(twin, team, start="2023")
    version = recorded(team, pi.user)
    people_merging.merge(ada, twin, pi.user)
    team.name = "Looms"
    team.save()
    assert "Version restored" in restore(pi, version)
    assert team.memberships.get().person == ada


def test_news_is_restored_with_the_merged_publication_once(pi):
    target, duplicate = factories.publication("Engines"), factories.publication("Engines!")
    item = factories.news_item(publications=[target, duplicate])
    version = recorded(item, pi.user)
    merging.merge(target, duplicate, pi.user)
    item.publications.clear()
    restore(pi, version)
    assert list(item.publications.all()) == [target]


def test_merged_person_is_restored_at_the_former_address(pi, ada, twin):
    factories.education(twin)
    people_merging.merge(ada, twin, pi.user)
    version = revisions.deleted_objects()[0]
    assert "merged with “Ada Example" in page_of(pi, version)
    assert "Version restored" in restore(pi, version)
    back = Person.objects.get(slug="twin")
    assert (back.name, back.education.count(), ada.education.count()) == ("Augusta Example", 1, 0)
    assert pi.get("/people/twin/").status_code == 200
    assert not MergedRecord.objects.exists()


def test_merge_of_publications_is_undone_in_two_steps(pi):
    target = factories.publication("Engines", slug="target", doi="")
    duplicate = factories.publication("Engines!", slug="duplicate", doi="10.1000/x", authors=["Ben Other"])
    merging.merge(target, duplicate, pi.user)
    version = next(row for row in revisions.deleted_objects() if row.object_repr == "Engines!")
    assert "First restore “Engines” to before the merge" in restore(pi, version)
    restore(pi, revisions.versions_of(target).last())
    assert "Version restored" in restore(pi, version)
    back = Publication.objects.get(slug="duplicate")
    assert (back.doi, back.authorships.get().name) == ("10.1000/x", "Ben Other")


def test_history_of_a_merged_record_is_that_of_the_survivor(pi, ada, twin):
    key = twin.pk
    people_merging.merge(ada, twin, pi.user)
    response = pi.get(reverse("history", args=["profile", key]))
    assert response.headers["Location"] == reverse("history", args=["profile", ada.pk])


# ---- deleted ----------------------------------------------------------------------------------


@pytest.fixture
def paper():
    paper = factories.publication("Engines", venue=factories.venue("Example Conference", slug="exc"))
    paper.topics.add(factories.topic("steam"))
    return paper


def delete_venue_and_topic(paper):
    paper.venue = None
    paper.save()
    Venue.objects.all().delete()
    Topic.objects.all().delete()


def test_deleted_venue_and_topic_are_named_and_come_back(pi, paper):
    version = recorded(paper, pi.user)
    delete_venue_and_topic(paper)
    page = page_of(pi, version)
    assert "Example Conference" in page and "steam" in page
    restore(pi, version)
    paper.refresh_from_db()
    assert (paper.venue.name, paper.venue.slug) == ("Example Conference", "exc")
    assert [topic.name for topic in paper.topics.all()] == ["steam"]
    assert "example conference" in paper.venue.search_text


def test_venue_that_was_entered_again_is_not_duplicated(pi, paper):
    version = recorded(paper, pi.user)
    delete_venue_and_topic(paper)
    again = factories.venue("Example Conference", slug="exc")
    restore(pi, version)
    paper.refresh_from_db()
    assert paper.venue == again


def test_venue_deleted_without_a_record_is_left_out(pi, paper):
    version = recorded(paper, pi.user)
    key = paper.venue_id
    Publication.objects.filter(pk=paper.pk).update(venue=None, title="Looms")
    Venue.objects.filter(pk=key)._raw_delete("default")
    assert "deleted venue" in page_of(pi, version)
    page = restore(pi, version)
    assert "Version restored" in page
    assert "These items have been deleted and were left out: deleted venue" in page
    paper.refresh_from_db()
    assert (paper.title, paper.venue) == ("Engines", None)


def test_membership_of_a_deleted_person_is_left_out_by_name(pi, admin, ada):
    team = factories.team("Engines")
    factories.membership(ada, team, start="2024")
    version = recorded(team, pi.user)
    admin.post(reverse("admin:people_person_delete", args=[ada.pk]), {"post": "yes"})
    team.name = "Looms"
    team.save()
    assert "Ada Example" in page_of(pi, version)
    assert "were left out: Ada Example" in restore(pi, version)
    team.refresh_from_db()
    assert (team.name, team.memberships.count()) == ("Engines", 0)
