"""Authors: in order, as printed, and tied to the members of the lab."""

import pytest

from publications.models import Authorship, Publication
from tests import factories
from tests.refusals import refusal_of, refused_by_the_database

pytestmark = pytest.mark.django_db


def bylines(**options):
    factories.publication(**options)
    (found,) = Publication.objects.for_list()
    return found.bylines


def test_bylines_are_the_names_as_printed_in_the_order_of_the_paper():
    ada = factories.person("Ada Lovelace")
    names = [{"name": "A. Lovelace", "person": ada}, "Charles Babbage", "王伟"]
    assert [byline.name for byline in bylines(authors=names)] == ["A. Lovelace", "Charles Babbage", "王伟"]


def test_the_order_is_that_of_the_positions_and_not_of_entry():
    publication = factories.publication()
    factories.authorship(publication, "Second", 2)
    factories.authorship(publication, "First", 1)
    assert [byline.name for byline in publication.bylines] == ["First", "Second"]
    assert [str(author) for author in publication.authorships.all()] == ["First", "Second"]


def test_a_byline_links_to_the_page_of_a_member_who_has_one():
    shown, hidden = factories.person("Shown"), factories.person("Hidden", is_public=False)
    first, second, third = bylines(authors=[shown, hidden, "Stranger"])
    assert (first.url, first.person_id) == ("/people/shown/", shown.pk)
    assert (second.url, second.person_id) == ("", hidden.pk)
    assert (third.url, third.person_id) == ("", None)


def test_bylines_carry_the_marks():
    authors = [
        {"name": "Ada", "is_equal": True},
        {"name": "Bob", "is_equal": True, "is_corresponding": True},
        {"name": "Cem"},
    ]
    marks = [(byline.is_equal, byline.is_corresponding) for byline in bylines(authors=authors)]
    assert marks == [(True, False), (True, True), (False, False)]


def test_a_publication_knows_whether_it_needs_a_legend():
    plain = factories.publication(authors=["Ada"])
    marked = factories.publication(authors=[{"name": "Ada", "is_equal": True, "is_corresponding": True}])
    assert not plain.has_equal_contribution and not plain.has_corresponding_author
    assert marked.has_equal_contribution and marked.has_corresponding_author


def test_bylines_of_a_list_take_one_query_and_of_one_publication_one(django_assert_num_queries):
    for number in range(5):
        factories.publication(f"Paper {number}", authors=[factories.person(), "Bob"])
    with django_assert_num_queries(1):
        assert [len(found.bylines) for found in Publication.objects.for_list()] == [2] * 5
    publication = Publication.objects.first()
    with django_assert_num_queries(1):
        assert len(publication.bylines) == 2


def test_the_address_in_a_byline_follows_the_person():
    ada = factories.person("Ada")
    publication = factories.publication(authors=[ada])
    ada.slug = "countess"
    ada.save()
    assert publication.bylines[0].url == "/people/countess/"


# ---- what is refused --------------------------------------------------------------------------


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


def test_the_printed_name_stays_when_the_member_is_deleted():
    ada = factories.person("Ada")
    publication = factories.publication(authors=[ada])
    ada.delete()
    (byline,) = publication.bylines
    assert (byline.name, byline.url, byline.person_id) == ("Ada", "", None)


def test_the_authors_go_with_their_publication():
    factories.publication(authors=["Ada"]).delete()
    assert not Authorship.objects.exists()
