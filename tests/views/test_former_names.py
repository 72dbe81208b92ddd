"""Removing a former name: nothing that the site stores about the person has it afterwards."""

import json

import pytest
from reversion.models import Version

from core.audit.models import AuditEvent
from core.outbox.models import Email
from labsite import editors
from labsite.former_names.addresses import is_address_of
from labsite.former_names.names import candidate_names
from labsite.former_names.replacement import Replacement
from moderation import revisions
from moderation.forms.edit_form import EditForm
from moderation.models import Proposal
from moderation.reverting import revert
from people import merging
from people.models import FormerSlug, Honor
from publications import bibtex, importing
from publications.models import ImportedEntry, Publication, Talk
from publications.stored_entries import entry_to_data
from tests import factories
from tests.views.former_name_steps import (
    FORMER,
    PAGE,
    author_row,
    enqueue_for_later,
    give_former_name,
    places_of,
    published,
    remove,
    store_copies,
    stored_text,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(member):
    """A member with a former name in everything that the site stores."""
    return give_former_name(member)


def test_nothing_stored_has_the_name_afterwards(ada, member):
    store_copies(ada, member.user)
    assert places_of(FORMER)
    assert remove(member).status_code == 302
    assert places_of("augusta") == []
    ada.refresh_from_db()
    assert (ada.aliases, ada.slug) == ("", "ada-example")
    assert [row.name for row in Publication.objects.get(title="On Engines").authorships.all()] == [
        "Ada Example",
        "Ben Other",
    ]


def test_nothing_that_cites_or_edits_has_the_name_afterwards(ada, member):
    citing = {"name": FORMER, "citation_name": "Byron, Augusta", "person": ada}
    book = factories.publication("Book of Looms", kind="book", editors=[citing, "Ben Other"])
    published(book)
    paper = factories.publication("Paper on Looms", authors=[citing])
    paper.authorships.update(name="Ada Example")  # by hand: the name in citations does not count any more
    Publication.objects.filter(pk=paper.pk).reindex()
    content = EditForm(editors.PUBLICATION, book).published_snapshot
    Proposal.objects.create(
        editor_key="publication", object_id=book.pk, author=member.user, content=content, base=content
    )
    text = "@book{k, title={Book of Looms}, editor={Byron, Augusta}, year=2020}"
    importing.store(bibtex.parse(text).entries, (), member.user, "own.bib").entries.update(publication=book)
    assert len(places_of("Byron, Augusta")) == 4
    page = member.post(PAGE, {"names": [FORMER]}).content.decode()
    assert f"{FORMER}: Book of Looms" in page
    assert remove(member).status_code == 302
    assert places_of("augusta") == []
    assert list(book.editorships.values_list("name", "citation_name")) == [
        ("Ada Example", ""),
        ("Ben Other", ""),
    ]


def test_edited_book_that_was_not_chosen_keeps_the_name(ada, member):
    citing = {"name": FORMER, "citation_name": "Byron, Augusta", "person": ada}
    book = factories.publication("Book of Looms", kind="book", editors=[citing])
    remove(member, edited=[])
    assert list(book.editorships.values_list("name", "citation_name")) == [(FORMER, "Byron, Augusta")]


def test_copies_keep_everything_but_the_name(ada, member):
    store_copies(ada, member.user)
    remove(member)
    of_paper, new, of_team, profile = Proposal.objects.order_by("pk")
    assert of_team.content["rows"]["memberships"][0]["values"]["person"] == ["ada-example"]
    names = [row["values"]["name"] for row in of_paper.content["rows"]["authorships"]]
    assert names == [["Ada Example"], ["Ben Other"]]
    assert new.content["rows"]["authorships"] == [author_row("Ada Example", "ada-example")]
    assert profile.content["fields"] == {"name": ["Ada Example"], "aliases": ["A. K."]}
    (entry,) = ImportedEntry.objects.all()
    author = entry.record["authors"][0]
    assert (author["name"], author["family"], author["given"]) == ("Ada Example", "Example", "Ada")
    assert entry.record["title"] == "On Engines"
    assert AuditEvent.objects.filter(event="former-name-removed", user=member.user).count() == 1
    assert Email.objects.get().body == "Dear Ada Example,\n"


def test_news_that_is_not_published_yet_is_about_the_people_it_names(ada, member, pi):
    texts = {"body": [f"{FORMER} won a prize"], "body_zh": [f"{FORMER} 获奖"]}
    for people in ([str(ada.pk)], []):
        content = {"fields": {**texts, "people": people}, "rows": {}}
        Proposal.objects.create(editor_key="news", author=pi.user, title=texts["body"][0], content=content)
    remove(member)
    about, other = Proposal.objects.order_by("pk")
    assert (about.title, about.content["fields"]["body_zh"]) == (
        "Ada Example won a prize",
        ["Ada Example 获奖"],
    )
    assert other.title == texts["body"][0]


def test_earlier_versions_can_still_be_compared_and_restored(ada, member, pi):
    remove(member)
    oldest = revisions.versions_of(ada).last()
    assert pi.get(f"/desk/revisions/{oldest.pk}/").status_code == 200
    revert(oldest, pi.user)
    ada.refresh_from_db()
    assert (ada.name, ada.bio) == ("Ada Example", "Ada Example builds engines.")


def test_only_chosen_papers_are_printed_anew(ada, member):
    looms = Publication.objects.get(title="On Looms")
    page = member.post(PAGE, {"names": [FORMER]}).content.decode()
    assert "A. Byron: On Looms" in page
    remove(member)
    assert looms.authorships.get().name == "A. Byron"
    second = member.post(
        PAGE, {"names": ["A. Byron"], "confirmed": "1", "papers": [looms.authorships.get().pk]}
    )
    assert second.status_code == 302
    assert looms.authorships.get().name == "Ada Example"
    assert places_of("Byron") == []


def test_paper_that_was_not_chosen_keeps_its_name_also_in_its_history(ada, member):
    paper = Publication.objects.get(title="On Engines")
    remove(member, papers=[])
    assert paper.authorships.first().name == FORMER
    version = Version.objects.get_for_object(paper.authorships.first()).first()
    assert FORMER in version.serialized_data


def test_former_address_ends_and_the_new_one_works(ada, member, visitor):
    assert visitor.get("/people/augusta-byron/").status_code == 200
    remove(member)
    assert visitor.get("/people/augusta-byron/").status_code == 404
    assert visitor.get("/people/ada-example/").status_code == 200


def test_new_address_is_offered_only_where_the_address_is_not_from_the_current_name(ada, member):
    assert "new_address" in member.post(PAGE, {"names": [FORMER]}).context["form"].fields
    remove(member)
    assert "new_address" not in member.post(PAGE, {"names": ["A. Byron"]}).context["form"].fields


def test_address_of_another_name_keeps_redirecting(ada, member, visitor):
    FormerSlug.objects.create(kind="people.person", slug="the-countess", object_id=ada.pk)
    remove(member)
    response = visitor.get("/people/the-countess/")
    assert (response.status_code, response.headers["Location"]) == (301, "/people/ada-example/")


@pytest.mark.parametrize("slug", ["lukasz-gross", "lukasz-gross-2", "ukasz-gro"])
def test_address_made_by_this_or_an_earlier_version_is_one_of_the_name(slug):
    assert is_address_of(slug, ["Łukasz Groß"])


def test_search_finds_neither_person_nor_paper_by_the_name(ada, member, visitor):
    assert "On Engines" in visitor.get("/publications/?q=augusta").content.decode()
    remove(member)
    assert "On Engines" not in visitor.get("/publications/?q=augusta").content.decode()
    assert "On Engines" in visitor.get("/publications/?q=ada+example").content.decode()


def test_merged_profile_under_the_name_is_cleaned_too(member, pi):
    person = member.person
    twin = factories.person(FORMER, slug="augusta-byron")
    published(twin)
    merging.merge(person, twin, pi.user)
    assert places_of(FORMER)
    remove(member)
    assert places_of("augusta") == []


def test_papers_and_people_of_the_same_name_stay(ada, member):
    factories.publication("By a namesake", [FORMER])
    remove(member)
    assert Publication.objects.get(title="By a namesake").authorships.get().name == FORMER


def test_emails_stay_where_somebody_else_has_the_name_too(ada, member):
    factories.person(FORMER)
    enqueue_for_later("Welcome", "namesake@example.org")
    own = enqueue_for_later("Hello", "own@example.org", account=member.user)
    remove(member)
    assert Email.objects.exclude(pk=own.pk).get().body == f"Dear {FORMER},\n"
    assert Email.objects.get(pk=own.pk).body == "Dear Ada Example,\n"


@pytest.mark.parametrize("model", [Talk, Honor])
def test_nothing_that_colleagues_share_has_the_name_afterwards(ada, member, lead, model):
    key = model._meta.model_name
    shared = getattr(factories, key)(lead.person, f"{FORMER} and Leo Lead")
    alone = getattr(factories, key)(lead.person, "Alone")
    shared.colleagues.add(ada)
    published(shared)
    published(lead.person)
    content = EditForm(editors.TALK if model is Talk else editors.HONOR, shared).published_snapshot
    content["fields"]["colleagues"] = [FORMER]
    Proposal.objects.create(
        editor_key=key, object_id=shared.pk, author=lead.user, content=content, title=FORMER
    )
    content = EditForm(editors.PROFILE, lead.person).published_snapshot
    for row in content["rows"][f"{key}s"]:
        row["values"]["colleagues"] = [FORMER]
    content["rows"][f"{key}s"][0]["values"]["title"] = [f"{FORMER} again"]
    Proposal.objects.create(
        editor_key="profile", object_id=lead.person.pk, author=lead.user, content=content, base=content
    )
    assert remove(member).status_code == 302
    assert places_of("augusta") == []
    shared.refresh_from_db()
    assert shared.title == "Ada Example and Leo Lead"
    assert list(model.objects.filter(person=lead.person, title="Alone")) == [alone]
    of_row, of_profile = Proposal.objects.order_by("pk")
    assert of_row.content["fields"]["colleagues"] == ["ada-example"]
    assert of_profile.content["rows"][f"{key}s"][0]["values"]["colleagues"] == ["ada-example"]


def test_profiles_of_others_with_the_name_are_to_be_edited_by_hand(ada, member, lead):
    hidden = factories.person("Hidden Person", is_public=False)
    talk = factories.talk(hidden, f"With {FORMER}")
    assert lead.person not in member.post(PAGE, {"names": [FORMER]}).context["mentions"]
    talk.colleagues.add(lead.person)
    assert member.post(PAGE, {"names": [FORMER]}).context["mentions"] == [lead.person]
    talk.colleagues.add(ada)  # now it is her own, and the name is replaced
    assert member.post(PAGE, {"names": [FORMER]}).context["mentions"] == []


def test_texts_of_the_home_page_with_the_name_are_to_be_edited_by_hand(ada, member):
    lab = factories.lab(hero_caption="The group in spring")
    assert member.post(PAGE, {"names": [FORMER]}).context["mentions"] == []
    lab.hero_caption = f"Left: {FORMER}"
    lab.save()
    assert member.post(PAGE, {"names": [FORMER]}).context["mentions"] == [lab]


def test_review_lists_what_changes_and_what_to_edit_by_hand(ada, member):
    factories.news_item(f"{FORMER} spoke", slug="talk")
    page = " ".join(member.post(PAGE, {"names": [FORMER]}).content.decode().split())
    assert "Augusta Byron will be replaced by Ada Example." in page
    assert "Recorded versions:" in page and "Texts of the profile: 2" in page
    assert '<a href="/news/talk/">' in page and '<a href="/news/prize/">' not in page
    assert places_of(FORMER)


def test_names_come_from_lists_earlier_versions_and_papers(ada):
    assert candidate_names(ada) == [FORMER, "A. Byron"]


def test_unknown_name_and_no_name_are_refused(ada, member):
    for names in (["Ben Other"], ["Ada Example"], []):
        assert member.post(PAGE, {"names": names, "confirmed": "1"}).status_code == 422
    assert places_of(FORMER)


def test_page_without_other_names_says_so(lead):
    assert "has no other name of this person" in lead.get(PAGE).content.decode()


def test_pi_removes_a_name_for_a_member(ada, pi):
    assert remove(pi, "/desk/members/augusta-byron/former-names/").headers["Location"] == (
        "/desk/members/ada-example/"
    )
    assert places_of(FORMER) == []


def test_paper_of_somebody_else_cannot_be_chosen(ada, member):
    foreign = factories.publication("Not hers", ["Ben Other"]).authorships.get()
    response = remove(member, papers=[foreign.pk])
    assert response.status_code == 422
    foreign.refresh_from_db()
    assert foreign.name == "Ben Other"


def test_failed_removal_changes_nothing(ada, member, monkeypatch):
    before = stored_text()
    monkeypatch.setattr(Replacement, "_reprint", lambda *arguments: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        remove(member)
    assert stored_text() == before


def test_stored_entry_is_read_back_the_same(ada, member):
    (entry,) = bibtex.parse("@misc{k, title={T}, author={Ben Other}, year=2020}").entries
    batch = importing.store([entry], (), member.user, "own.bib")
    before = batch.entries.get().record
    assert before == json.loads(json.dumps(entry_to_data(entry)))
    remove(member)
    assert batch.entries.get().record == before


# ---- many papers and versions -------------------------------------------------------------------
