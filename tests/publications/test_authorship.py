"""Authors: in order, with printed names, and linked to members."""

import pytest

from publications.models import Authorship, Publication
from tests import factories
from tests.refusals import refusal_of, refused_by_the_database

pytestmark = pytest.mark.django_db


def bylines(**options):
    factories.publication(**options)
    (publication,) = Publication.objects.for_list()
    return publication.bylines


def test_bylines_are_printed_names_in_the_order_of_the_paper():
    ada = factories.person("Ada Lovelace")
    names = [{"name": "A. Lovelace", "person": ada}, "Charles Babbage", "王伟"]
    assert [byline.name for byline in bylines(authors=names)] == ["A. Lovelace", "Charles Babbage", "王伟"]


def test_authors_are_ordered_by_position():
    publication = factories.publication()
    factories.authorship(publication, "Second", 2)
    factories.authorship(publication, "First", 1)
    assert [byline.name for byline in publication.bylines] == ["First", "Second"]
    assert [str(author) for author in publication.authorships.all()] == ["First", "Second"]


def test_byline_links_to_a_public_profile():
    public, hidden = factories.person("Shown"), factories.person("Hidden", is_public=False)
    first, second, third = bylines(authors=[public, hidden, "Stranger"])
    assert (first.url, first.person_id) == ("/people/shown/", public.pk)
    assert (second.url, second.person_id) == ("", hidden.pk)
    assert (third.url, third.person_id) == ("", None)


def test_bylines_have_the_marks():
    authors = [
        {"name": "Ada", "is_equal": True},
        {"name": "Bob", "is_equal": True, "is_corresponding": True},
        {"name": "Cem"},
    ]
    marks = [(byline.is_equal, byline.is_corresponding) for byline in bylines(authors=authors)]
    assert marks == [(True, False), (True, True), (False, False)]


def test_marks_are_detected_for_the_legend():
    plain = factories.publication(authors=["Ada"])
    marked = factories.publication(authors=[{"name": "Ada", "is_equal": True, "is_corresponding": True}])
    assert not plain.has_equal_contribution and not plain.has_corresponding_author
    assert marked.has_equal_contribution and marked.has_corresponding_author


def test_bylines_take_one_query_for_a_list_and_for_one_publication(django_assert_num_queries):
    for number in range(5):
        factories.publication(f"Paper {number}", authors=[factories.person(), "Bob"])
    with django_assert_num_queries(1):
        assert [len(publication.bylines) for publication in Publication.objects.for_list()] == [2] * 5
    publication = Publication.objects.first()
    with django_assert_num_queries(1):
        assert len(publication.bylines) == 2


def test_byline_url_follows_the_slug_of_the_person():
    ada = factories.person("Ada")
    publication = factories.publication(authors=[ada])
    ada.slug = "countess"
    ada.save()
    assert publication.bylines[0].url == "/people/countess/"


# ---- constraints ------------------------------------------------------------------------------


def test_two_authors_do_not_have_the_same_place():
    publication = factories.publication(authors=["Ada"])
    assert "the same position" in refusal_of(Authorship(publication=publication, position=1, name="Bob"))
    with refused_by_the_database():
        factories.authorship(publication, "Bob", 1)


def test_member_is_an_author_only_once_but_others_may_share_a_name():
    ada = factories.person("Ada")
    publication = factories.publication(authors=[ada])
    again = Authorship(publication=publication, position=2, name="A. Again", person=ada)
    assert "is already an author of this publication" in refusal_of(again)
    with refused_by_the_database():
        factories.authorship(publication, ada, 2)
    factories.authorship(publication, "Wei Wang", 2)
    factories.authorship(publication, "Wei Wang", 3)


def test_author_needs_a_name():
    publication = factories.publication()
    assert "blank" in refusal_of(Authorship(publication=publication, position=1, name=""))
    with refused_by_the_database():
        factories.authorship(publication, "", 1)


def test_printed_name_stays_when_the_member_is_deleted():
    ada = factories.person("Ada")
    publication = factories.publication(authors=[ada])
    ada.delete()
    (byline,) = publication.bylines
    assert (byline.name, byline.url, byline.person_id) == ("Ada", "", None)


def test_authors_are_deleted_with_their_publication():
    factories.publication(authors=["Ada"]).delete()
    assert not Authorship.objects.exists()
