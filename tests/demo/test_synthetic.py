"""The synthetic rows of the demo."""

import pytest

from labsite.demo import load as loading
from labsite.demo.synthetic import add
from news.models import NewsItem
from people.models import Person
from publications.models import Authorship, Publication

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("synthetic_rows")]


@pytest.fixture(scope="module")
def synthetic_rows(rows_of_module, plain_pictures):
    add(range(1), lambda done, total: None)


def test_synthetic_rows_are_found_by_their_related_rows():
    authorship = Authorship.objects.filter(person=None).first()
    publication = authorship.publication
    assert publication in Publication.objects.matching(authorship.name)
    assert publication in Publication.objects.matching(publication.topics.first().name)
    person = Person.objects.exclude(native_name="").first()
    assert person in Person.objects.matching(person.native_name)
    item = NewsItem.objects.filter(kind="talk").first()
    assert item in NewsItem.objects.matching(item.body)


def test_synthetic_people_have_profiles_and_are_marked_as_fictional():
    for rows in ("education", "affiliations", "links", "memberships"):
        assert not Person.objects.filter(**{rows: None}).exists()
    for rows in ("honors", "talks", "service", "authorships"):
        assert Person.objects.exclude(**{rows: None}).count() > 20
    assert all("fictional" in person.bio and "虚构" in person.bio_zh for person in Person.objects.all())


def test_synthetic_papers_have_authors_in_and_outside_the_lab_but_no_real_ones():
    bylines = [publication.bylines for publication in Publication.objects.with_bylines()]
    assert {len(byline) for byline in bylines} == set(range(3, 9))
    authors = [author for byline in bylines for author in byline]
    assert {bool(author.person_id) for author in authors} == {True, False}
    assert any(author.is_equal for author in authors)
    assert any(author.is_corresponding for author in authors)
    assert not {author.name for author in authors} & {facts["name"] for facts in loading.PEOPLE}
