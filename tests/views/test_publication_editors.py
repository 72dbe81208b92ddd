"""Editors of books and proceedings: on pages and profiles, in imports, exports, forms and versions."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from moderation import revisions
from moderation.models import Proposal
from moderation.reverting import revert
from publications import bibtex, citing, importing
from publications.author_claims import open_claims, unclaimed_authorships
from publications.models import Editorship, Import, Publication
from publications.references import references
from tests import factories
from tests.editor_forms import approve, new_row, reloaded, send

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

BOOK = """@proceedings{b, title={Engines of the World}, year=2020,
    editor={{Ruiz Ortega}, Pilar and Ada Example}}"""
PAPER = """@inproceedings{p, title={On Engines}, year=2020, author={Ben Other},
    booktitle={Engines of the World}, editor={Pilar {Ruiz Ortega} and {The Example Team} and others}}"""


def plan(text):
    return importing.plan(bibtex.parse(text).entries)


def save(text) -> Publication:
    (paper,) = importing.save_new(plan(text), by=None)
    return paper


def editors_of(paper):
    return list(paper.editorships.values_list("name", "citation_name"))


@pytest.fixture
def ada():
    return factories.person("Ada Example")


@pytest.fixture
def book(ada):
    return factories.publication(
        "Engines of the World", kind="book", editors=["Ben Other", ada], venue=factories.venue("World Series")
    )


@pytest.fixture
def chapter(ada):
    venue = factories.venue("Engines of the World")
    return factories.publication(
        "On Engines", kind="chapter", authors=["Cleo"], editors=["Ben Other", ada], venue=venue
    )


# ---- imports and exports ------------------------------------------------------------------------


def test_editors_are_imported_and_linked_to_members(ada):
    book = save(BOOK)
    assert editors_of(book) == [("Pilar Ruiz Ortega", "Ruiz Ortega, Pilar"), ("Ada Example", "")]
    assert [row.person for row in book.editorships.all()] == [None, ada]
    assert "editor" not in book.extra


def test_exports_have_the_editors_as_in_the_imported_file():
    (reference,) = references(Publication.objects.filter(pk=save(PAPER).pk))
    (entry,) = bibtex.parse(citing.bibtex([reference])).entries
    assert [(editor.family, editor.given, editor.is_corporate) for editor in entry.editors] == [
        ("Ruiz Ortega", "Pilar", False),
        ("The Example Team", "", True),
    ]
    assert entry.has_more_editors
    (item,) = json.loads(citing.csl_json([reference]))
    assert item["editor"] == [{"family": "Ruiz Ortega", "given": "Pilar"}, {"literal": "The Example Team"}]
    assert "Ruiz Ortega, Pilar" in citing.ris([reference])
    assert citing.scholarly_article(reference)["editor"][0]["familyName"] == "Ruiz Ortega"


def test_editors_who_are_missing_are_a_suggested_difference():
    paper = factories.publication("On Engines", year=2020, authors=["Ben Other"])
    (item,) = plan(PAPER)
    (difference,) = [item for item in item.differences if item.name == "editors"]
    assert difference.suggested and difference.imported == "Pilar Ruiz Ortega, The Example Team"
    importing.update_publication(item, ["editors"], by=None)
    assert [name for name, _citation in editors_of(paper)] == ["Pilar Ruiz Ortega", "The Example Team"]
    assert reloaded(paper).has_more_editors
    assert not [item for item in plan(PAPER)[0].differences if item.name == "editors"]


def test_entry_stored_before_there_were_editors_keeps_them(admin_user):
    batch = importing.store(bibtex.parse(PAPER).entries, (), admin_user, "own.bib")
    row = batch.entries.get()
    for name in ("editors", "has_more_editors"):
        del row.record[name]
    row.record["extra"] = {"editor": "Pilar Ruiz Ortega and others", "address": "Paris"}
    row.save()
    importing.accept([row], {}, admin_user)
    paper = Publication.objects.get()
    assert [name for name, _citation in editors_of(paper)] == ["Pilar Ruiz Ortega"]
    assert (paper.has_more_editors, paper.extra) == (True, {"address": "Paris"})
    assert Import.objects.count() == 1


def test_member_proposes_a_book_that_they_edited(member, pi):
    text = BOOK.replace("Ada Example", "Mei Member")
    batch = importing.store(bibtex.parse(text).entries, (), member.user, "own.bib")
    page = member.get(batch.get_absolute_url()).content.decode()
    assert "(Eds.)" in page and "You are not among its authors." not in page
    member.post(batch.get_absolute_url(), {"entry": [batch.entries.get().pk], "do": "accept"})
    approve(pi)
    book = Publication.objects.get()
    assert [row.person for row in book.editorships.all()] == [None, member.person]


def test_preview_of_an_import_says_that_a_list_of_editors_goes_on(member):
    text = BOOK.replace("Ada Example", "Ada Example and others").replace("2020", "{forthcoming}")
    batch = importing.store(bibtex.parse(text).entries, (), member.user, "own.bib")
    page = " ".join(member.get(batch.get_absolute_url()).content.decode().split())
    assert "et al. (Eds.)" in page and "(in press) · Line" in page and "· (in press)" not in page


# ---- pages --------------------------------------------------------------------------------------


def test_editors_of_a_book_without_authors_stand_in_their_place(visit, book):
    for address in ("/publications/", "/publications/engines-of-the-world/"):
        assert "Ben Other, Ada Example (Eds.)" in visit(address).text
    assert "edited by" not in visit("/publications/engines-of-the-world/").text.lower()
    assert "Ben Other, Ada Example 编" in visit("/zh-hans/publications/").text


def test_single_editor_has_the_singular(visit):
    factories.publication("Looms", kind="book", editors=["Ben Other"])
    assert "Ben Other (Ed.)" in visit("/publications/looms/").text


def test_page_of_a_chapter_says_who_edited_the_book(visit, chapter):
    page = visit("/publications/on-engines/")
    assert "In Engines of the World, edited by Ben Other, Ada Example" in page.text
    assert "/people/ada-example/" in page.links
    assert "edited by" not in visit("/publications/").text


def test_page_of_a_book_with_authors_says_who_edited_it(visit):
    factories.publication(
        "Looms", kind="book", authors=["Cleo"], editors=["<b>Ben</b>"], has_more_editors=True
    )
    page = visit("/publications/looms/")
    assert "Edited by <b>Ben</b>, et al." in page.text


def test_profile_lists_the_books_that_the_person_edited_but_not_their_chapters(visit, book, chapter):
    page = visit("/people/ada-example/")
    assert "Engines of the World" in page.text and "On Engines" not in page.text
    assert "Publications 1" in page.text
    listed = visit("/people/ada-example/publications/?style=apa").text
    assert "Other, B., & Example, A. (Eds.). (2025). Engines of the World" in listed
    assert "On Engines" not in visit("/publications/?person=ada-example").text


def test_book_that_a_person_wrote_and_edited_counts_once(visit, ada):
    factories.publication("Looms", kind="book", authors=[ada], editors=[ada])
    assert "Publications 1" in visit("/people/ada-example/").text


def test_search_finds_publications_by_their_editors(visitor, chapter, ada):
    Publication.objects.all().reindex()
    assert "On Engines" in visitor.get("/publications/?q=ben+other").content.decode()


def test_number_of_queries_does_not_depend_on_the_editors(visitor, ada, django_assert_max_num_queries):

    def queries(address):
        with CaptureQueriesContext(
            connection,
        ) as context:
            assert visitor.get(address).status_code == 200
        return len(context)

    factories.publication("Book 0", kind="book", editors=[ada])
    addresses = ("/publications/", "/people/ada-example/", "/people/ada-example/publications/")
    before = [queries(address) for address in addresses]
    for number in range(1, 8):
        factories.publication(f"Book {number}", kind="book", editors=[ada, "Ben Other", "Cleo"])
    assert [queries(address) for address in addresses] == before


# ---- editing ------------------------------------------------------------------------------------


def test_editors_are_added_in_the_form(member, pi):
    paper = factories.publication("Looms", kind="book", authors=[member.person])
    rows = new_row("editorships", 0, name="Pilar Ruiz Ortega", citation_name="Ruiz Ortega, Pilar")
    send(member, reverse("edit-publication", args=[paper.slug]), **rows, has_more_editors="on")
    approve(pi)
    assert editors_of(paper) == [("Pilar Ruiz Ortega", "Ruiz Ortega, Pilar")]
    assert reloaded(paper).has_more_editors


def test_editor_of_a_book_may_edit_it_but_not_its_chapters(member):
    book = factories.publication("Looms", kind="book", editors=[member.person])
    chapter = factories.publication("A Loom", kind="chapter", editors=[member.person])
    assert member.get(reverse("edit-publication", args=[book.slug])).status_code == 200
    assert member.get(reverse("edit-publication", args=[chapter.slug])).status_code == 404


def test_typed_field_editor_becomes_editors(pi, ada):
    book = factories.publication("Looms", kind="book", editors=["Ben Other"])
    url = reverse("edit-publication", args=[book.slug])
    send(pi, url, extra="editor = Ben Other and Example, Ada and others\naddress = Paris")
    assert editors_of(book) == [("Ben Other", ""), ("Ada Example", "Example, Ada")]
    assert list(book.editorships.values_list("person", flat=True)) == [None, ada.pk]
    assert (reloaded(book).extra, reloaded(book).has_more_editors) == ({"address": "Paris"}, True)


def test_version_from_before_there_were_editors_is_restored(pi):
    book = factories.publication("Looms", kind="book", extra={"editor": "Ruiz Ortega, Pilar"})
    with revisions.record(None):
        revisions.add(book)
    old = revisions.versions_of(book).first()
    old.serialized_data = old.serialized_data.replace('"has_more_editors": false, ', "")
    old.save()
    Publication.objects.filter(pk=book.pk).update(title="Looms and Engines", extra={})
    factories.authorship(book, "Ben Other", 1, Editorship)
    revert(old, pi.user)
    assert reloaded(book).title == "Looms"
    assert editors_of(book) == [("Pilar Ruiz Ortega", "Ruiz Ortega, Pilar")]
    assert reloaded(book).extra == {}


def test_removed_editors_come_back_with_the_version(pi, book, ada):
    with revisions.record(None):
        revisions.add(book)
    book.editorships.all().delete()
    revert(revisions.versions_of(book).first(), pi.user)
    assert list(book.editorships.values_list("name", "person")) == [
        ("Ben Other", None),
        ("Ada Example", ada.pk),
    ]


def test_draft_from_before_there_were_editors_keeps_those_there_are(member, pi):
    book = factories.publication("Looms", kind="book", authors=[member.person], editors=["Ben Other"])
    url = reverse("edit-publication", args=[book.slug])
    send(member, url, do="save", title="Looms and Engines")
    proposal = Proposal.objects.get()
    for snapshot in (proposal.content, proposal.base):
        del snapshot["rows"]["editorships"]
        for row in snapshot["rows"]["authorships"]:
            del row["values"]["citation_name"]
    proposal.save()
    send(member, reverse("proposal-edit", args=[proposal.pk]))
    approve(pi)
    assert reloaded(book).title == "Looms and Engines"
    assert [name for name, _citation in editors_of(book)] == ["Ben Other"]


# ---- "Is this you?" -----------------------------------------------------------------------------


def test_possible_editor_of_a_book_is_asked(member, pi):
    book = factories.publication("Looms", kind="book", editors=["M. Member"])
    factories.publication("A Loom", kind="chapter", authors=["Cleo"], editors=["M. Member"])
    (row,) = unclaimed_authorships(member.person)
    assert (row.publication, row.role) == (book, "editor")
    page = member.get("/me/publications/").content.decode()
    assert "M. Member, editor of “Looms”" in page
    member.post(reverse("claim", args=[row.pk]), {"role": "editor"})
    approve(pi)
    assert book.editorships.get().person == member.person
    member.post(reverse("disclaim", args=[book.slug]))
    approve(pi, Proposal.objects.order_by("pk").last())
    assert book.editorships.get().person is None
    assert unclaimed_authorships(member.person) == []


def test_key_of_an_author_is_not_that_of_an_editor(member):
    factories.publication("Looms", kind="book", editors=["M. Member"])
    paper = factories.publication("On Engines", authors=["Ben Other", "M. Member"])
    row = paper.authorships.get(name="M. Member")
    assert row.pk != Editorship.objects.get().pk
    assert member.post(reverse("claim", args=[row.pk]), {"role": "editor"}).status_code == 404


def test_reviewer_links_an_editor(pi, member):
    book = factories.publication("Looms", kind="book", editors=["M. Member"])
    ((model, key, _people),) = open_claims().rows
    assert model is Editorship
    assert "M. Member" in pi.get("/desk/authors/").content.decode()
    pi.post(f"/desk/authors/{key}/", {"role": "editor", "person": member.person.pk})
    assert book.editorships.get().person == member.person
    assert open_claims().rows == []


def test_new_member_is_linked_to_books_edited_before(book):
    ben = factories.person("Ben Other")
    assert book.editorships.first().person == ben


def test_version_history_shows_other_bibtex_fields_as_the_form_does(pi):
    paper = factories.publication("Engines", extra={"isbn": "978-0-306-40615-7"})
    revisions.ensure_recorded(paper)
    paper.extra = {}
    paper.save()
    revisions.ensure_recorded(paper)
    pages = [
        pi.get(reverse("revision", args=[version.pk])).content.decode()
        for version in revisions.versions_of(paper)
    ]
    assert "isbn = 978-0-306-40615-7" in pages[0] and "isbn = 978-0-306-40615-7" in pages[1]
    assert "{}" not in pages[0] + pages[1] and "&#x27;isbn" not in pages[0] + pages[1]
