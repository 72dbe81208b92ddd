"""Members add and edit publications, say which authors they are, and name venues."""

import pytest
from django.urls import reverse

from moderation.models import Proposal, State
from publications.forms import PublicationForm
from publications.models import Publication, Venue
from tests import factories
from tests.editor_forms import approve, new_row, reloaded, send, the_proposal

pytestmark = pytest.mark.django_db


def test_member_adds_a_publication_with_its_authors(member, pi):
    send(
        member,
        "/me/publications/add/",
        title="On Engines",
        year="2025",
        **new_row("authorships", 1, name="Mei Member", person=member.person.name),
        authorships__0__name="Ada Example",
        authorships__0__person="",
        authorships__0__is_equal="on",
    )
    approve(pi)
    (publication,) = member.person.authorships.all()
    assert publication.publication.title == "On Engines"
    names = publication.publication.authorships.values_list("position", "name", "is_equal")
    assert list(names) == [(1, "Ada Example", True), (2, "Mei Member", False)]


def test_proposed_title_has_a_readable_formula_in_lists(member, pi):
    send(member, "/me/publications/add/", title=r"Looms in $\mathcal{O}(n^2)$", year="2025")
    assert Proposal.objects.get().title == "Looms in O(n²)"
    assert "Looms in O(n²)" in pi.get("/desk/").content.decode()


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (r"{GPU}-Accelerated \emph{E. coli} \& Schr{\"o}dinger", "GPU-Accelerated E. coli & Schrödinger"),
        (r"The {VLA} of $\mathcal{O}(n^2)$", r"The VLA of $\mathcal{O}(n^2)$"),
        ("On {0,1}-matrices and <b>", "On {0,1}-matrices and <b>"),
    ],
)
def test_title_copied_from_bibtex_is_read_as_latex(pi, typed, stored):
    for _twice in range(2):
        send(pi, "/me/publications/add/", title=typed, year="2025")
    assert Publication.objects.get().title == stored


@pytest.mark.parametrize(
    ("typed", "printed", "in_citations"),
    [
        ("Ruiz Ortega, Pilar", "Pilar Ruiz Ortega", "Ruiz Ortega, Pilar"),
        ("King, Martin L., Jr.", "Martin L. King Jr.", "King, Jr., Martin L."),
        ("Ada Example, Bo Reed", "Ada Example, Bo Reed", ""),
        ("Example Looms, Inc.", "Example Looms, Inc.", ""),
    ],
)
def test_author_typed_with_the_family_name_first_is_printed_as_usual(pi, typed, printed, in_citations):
    author = new_row("authorships", 1, name=typed)
    send(pi, "/me/publications/add/", title="On Engines", year="2025", **author)
    row = Publication.objects.get().authorships.exclude(name=pi.person.name).get()
    assert (row.name, row.citation_name) == (printed, in_citations)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Ada Example*, Mei Member*, and Bo Reed,", ["Ada Example*", "Mei Member* [member]", "Bo Reed"]),
        ("Ada Example, Mei Member", ["Ada Example", "Mei Member [member]"]),
        ("Example, Ada; Member, Mei", ["Ada Example", "Mei Member [member]"]),
        ("伍爱达、李波", ["伍爱达", "李波"]),
        ("Ministry of Looms, Bank of Looms, Ada Example", ["Ministry of Looms, Bank of Looms, Ada Example"]),
    ],
)
def test_list_of_authors_in_one_name_becomes_a_row_for_each(member, pi, typed, printed):
    authors = {"authorships__0__name": typed, "authorships__0__person": ""}
    send(member, "/me/publications/add/", title="On Engines", year="2025", **authors)
    approve(pi)
    rows = Publication.objects.get().authorships.select_related("person")
    lines = [f"{row.name}{'*' * row.is_equal}{' [member]' * (row.person == member.person)}" for row in rows]
    assert lines == printed


def test_authors_are_reordered(member, pi):
    paper = factories.publication(authors=[member.person, "Ben", "Cleo"])
    url = reverse("edit-publication", args=[paper.slug])
    send(member, url, authorships__0__ORDER="3", authorships__2__ORDER="1")
    approve(pi)
    names = paper.authorships.values_list("name", flat=True)
    assert list(names) == ["Cleo", "Ben", "Mei Member"]


def test_publication_of_others_cannot_be_edited(member):
    paper = factories.publication(authors=["Ada"])
    assert member.get(reverse("edit-publication", args=[paper.slug])).status_code == 404


def test_unknown_member_as_author_is_an_error(member):
    rows = new_row("authorships", 0, name="Ada", person="Nobody Atall")
    response = send(member, "/me/publications/add/", title="T", year="2025", **rows)
    assert response.status_code == 422
    assert "No member of the lab has this name." in response.content.decode()


def test_claiming_and_disclaiming_an_author_wait_for_review(member, pi):
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


def test_only_a_matching_name_can_be_claimed(member):
    paper = factories.publication(authors=["Ben Other"])
    assert member.post(reverse("claim", args=[paper.authorships.first().pk])).status_code == 404


def test_claim_on_an_invalid_publication_leads_to_its_form(member):
    paper = factories.publication(authors=["Mei Member"])
    factories.publication_link(paper, url="nonsense")
    response = member.post(reverse("claim", args=[paper.authorships.get().pk]))
    assert response.url == reverse("proposal-edit", args=[the_proposal().pk])
    assert the_proposal().state == State.DRAFT


# ---- people of the same name ------------------------------------------------------------------


def test_authors_stay_linked_when_two_members_have_the_same_name(member, pi):
    first, second = factories.person("Wei Wang"), factories.person("Wei Wang")
    paper = factories.publication(authors=[member.person, first, {"name": "W. Wang", "person": second}])
    send(pi, reverse("edit-publication", args=[paper.slug]), award="Best Paper")
    assert list(paper.authorships.values_list("person", flat=True)) == [
        member.person.pk,
        first.pk,
        second.pk,
    ]


def test_ambiguous_member_name_is_an_error_that_lists_the_slugs(member):
    factories.person("Wei Wang")
    second = factories.person("Wei Wang")
    rows = new_row("authorships", 0, name="Wei Wang", person="wei wang")
    response = send(member, "/me/publications/add/", title="T", year="2025", **rows)
    assert response.status_code == 422
    assert second.slug in response.content.decode()


def test_member_claims_a_name_that_another_member_has_too(pi):
    factories.person("Pia Principal")
    paper = factories.publication(authors=["Pia Principal"])
    pi.post(reverse("claim", args=[paper.authorships.get().pk]))
    assert paper.authorships.get().person == pi.person


# ---- venues -----------------------------------------------------------------------------------


def add_paper_at(client, venue):
    return send(client, "/me/publications/add/", title="On Engines", year="2025", venue=venue)


@pytest.mark.parametrize(
    "typed",
    ["International Conference on Engines", "ICE", "ice", "International conference on engines (ICE)"],
)
def test_venue_is_found_by_its_name_or_abbreviation(pi, typed):
    venue = factories.venue("International Conference on Engines", abbreviation="ICE")
    add_paper_at(pi, typed)
    assert Publication.objects.get().venue == venue


def test_new_venue_is_added_when_the_publication_is_approved(member, pi):
    assert add_paper_at(member, "Workshop on Steam").status_code == 302
    assert not Venue.objects.exists()
    approve(pi)
    assert Publication.objects.get().venue.name == "Workshop on Steam"


def test_new_venue_of_two_publications_that_are_saved_at_once_is_added_once():
    values = {"title": "On Engines", "kind": "conference", "language": "en", "venue": "Workshop on Steam"}
    forms = [PublicationForm(values), PublicationForm(values | {"title": "On Kettles"})]
    assert forms[0].is_valid() and forms[1].is_valid()
    assert {form.save().venue for form in forms} == {Venue.objects.get()}


def test_abbreviation_after_the_name_of_a_new_venue_is_read(pi):
    add_paper_at(pi, "Workshop on Steam Engines (WSE)")
    venue = Publication.objects.get().venue
    assert (venue.name, venue.abbreviation) == ("Workshop on Steam Engines", "WSE")


def test_rank_is_saved_with_a_new_venue(member, pi):
    data = {"title": "On Engines", "year": "2025", "venue": "Workshop on Steam", "venue_rank": "CCF-A"}
    send(member, "/me/publications/add/", **data)
    assert not Venue.objects.exists()
    approve(pi)
    assert Publication.objects.get().venue.rank == "CCF-A"


def test_rank_that_a_venue_has_stays(pi):
    venue = factories.venue("Journal of Engines", rank="CCF-B")
    send(pi, "/me/publications/add/", title="On Engines", venue=venue.name, venue_rank="CCF-A")
    assert reloaded(venue).rank == "CCF-B"


def test_rank_of_one_venue_does_not_go_to_another(pi):
    paper = factories.publication(venue=factories.venue("Journal of Engines", rank="CCF-A"))
    other = factories.venue("Letters on Steam")
    send(pi, f"/me/publications/{paper.slug}/", venue=other.name)
    assert reloaded(paper).venue == other
    assert reloaded(other).rank == ""


def test_venue_of_a_publication_is_kept_or_removed(pi):
    venue = factories.venue("International Conference on Engines", abbreviation="ICE")
    paper = factories.publication(venue=venue)
    url = reverse("edit-publication", args=[paper.slug])
    send(pi, url, award="Best Paper")
    assert reloaded(paper).venue == venue
    send(pi, url, venue="")
    assert reloaded(paper).venue is None
