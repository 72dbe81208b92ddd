"""Undo takes back what an import brought in, and nothing that somebody has edited since."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from labsite.models import SiteImport
from labsite.site_imports.targets import OF_PROFILE
from moderation.models import Proposal, State
from news.models import NewsItem
from people.models import Person, Team
from publications import importing
from publications.models import Publication
from tests import factories
from tests.site_imports.sources import lab_site, start

pytestmark = pytest.mark.django_db


def press(client, batch, button):
    """Press a button on the page of an import, and return the page that follows."""
    return client.post(batch.get_absolute_url(), {"do": button}, follow=True).content.decode()


@pytest.fixture
def imported(pi):
    """An import of the PI's homepage that is published."""
    batch = start(pi)
    press(pi, batch, "apply")
    return batch


@pytest.fixture
def imported_lab(pi, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        pi.post("/desk/import/", {"file": SimpleUploadedFile("lab.zip", lab_site())})
    batch = SiteImport.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        press(pi, batch, "apply")
    return batch


KEPT = "Changed since the import, so this was kept."


def test_edited_news_item_is_kept_and_named(pi, imported):
    item = NewsItem.objects.newest_first().first()
    item.body += " With a new loom."
    item.save()
    page = press(pi, imported, "undo")
    assert [row.body for row in NewsItem.objects.all()] == [item.body]
    assert KEPT in page


def test_news_item_that_was_edited_between_two_parts_of_an_import_is_kept(pi):
    batch = start(pi)
    batch.items.filter(target="honors").update(is_selected=False)
    press(pi, batch, "apply")
    item = NewsItem.objects.first()
    NewsItem.objects.filter(pk=item.pk).update(body="Edited.")
    batch.items.filter(target="honors").update(is_selected=True)
    press(pi, batch, "apply")
    press(pi, batch, "undo")
    assert [row.body for row in NewsItem.objects.all()] == ["Edited."]


def test_paper_that_was_edited_between_two_parts_of_an_import_is_kept(pi):
    batch = start(pi)
    batch.items.filter(target="honors").update(is_selected=False)
    press(pi, batch, "apply")
    Publication.objects.update(note="Corrected")
    batch.items.filter(target="honors").update(is_selected=True)
    press(pi, batch, "apply")
    page = press(pi, batch, "undo")
    assert Publication.objects.get().note == "Corrected"
    assert KEPT in page


def test_team_that_somebody_has_joined_since_is_kept(pi, imported):
    factories.membership(factories.person("Eve Loom"), Team.objects.get())
    page = press(pi, imported, "undo")
    assert Team.objects.exists()
    assert KEPT in page


@pytest.mark.parametrize("change", [{"interests": "Looms"}, {"joined": "2020"}])
def test_person_who_was_edited_since_is_kept(pi, imported_lab, change):
    Person.objects.filter(name="Ann Moor").update(**change)
    page = press(pi, imported_lab, "undo")
    assert Person.objects.filter(name="Ann Moor").exists()
    assert not Person.objects.filter(name="Bo Fell").exists()
    assert KEPT in page


def test_person_whose_links_were_edited_since_is_kept(pi, imported_lab):
    factories.profile_link(Person.objects.get(name="Ann Moor"), "homepage", "https://ann.example", position=1)
    press(pi, imported_lab, "undo")
    assert Person.objects.filter(name="Ann Moor").exists()


# ---- drafts of one's own ------------------------------------------------------------------------


def draft_of(client, **fields):
    """Begin a draft of the own profile with these values."""
    proposal = Proposal(editor_key="profile", object_id=client.person.pk, author=client.user)
    content = proposal.published_snapshot
    content = {**content, "fields": content["fields"] | {name: [text] for name, text in fields.items()}}
    proposal.save_draft(content)
    return proposal


def test_undo_leaves_the_draft_in_which_the_import_was_submitted(member):
    draft = draft_of(member, interests="Looms", bio="I spin.")
    batch = start(member)
    press(member, batch, "apply")
    draft.refresh_from_db()
    assert draft.content["rows"]["honors"]
    press(member, batch, "undo")
    draft.refresh_from_db()
    assert draft.state == State.PENDING
    assert draft.content["fields"]["interests"] == ["Looms"]
    assert draft.content["fields"]["bio"] == ["I spin."]
    assert not draft.content["rows"]["honors"]
    assert not batch.items.filter(target__in=OF_PROFILE).exclude(applied=None).exists()


def test_undo_leaves_what_was_typed_into_the_submission_since(member):
    batch = start(member)
    press(member, batch, "apply")
    waiting = Proposal.objects.get(editor_key="profile")
    content = waiting.content
    content["rows"]["honors"][0]["values"]["issuer"] = ["The Guild"]
    waiting.save_draft({**content, "fields": content["fields"] | {"interests": ["Looms"]}})
    press(member, batch, "undo")
    waiting.refresh_from_db()
    assert waiting.content["fields"]["interests"] == ["Looms"]
    assert [row["values"]["issuer"] for row in waiting.content["rows"]["honors"]] == [["The Guild"]]


def test_undo_leaves_what_the_pi_had_drafted_before(pi):
    pi.person.name = "Ada Quill"
    pi.person.save()
    draft_of(pi, interests="Looms")
    batch = start(pi)
    press(pi, batch, "apply")
    press(pi, batch, "undo")
    pi.person.refresh_from_db()
    assert pi.person.interests == "Looms"
    assert not pi.person.honors.exists()
    assert not pi.person.bio


def test_undo_keeps_what_was_written_into_the_biography_since(pi, imported):
    pi.person.refresh_from_db()
    pi.person.bio = f"I spin.\n\n{pi.person.bio}"
    pi.person.save()
    press(pi, imported, "undo")
    pi.person.refresh_from_db()
    assert pi.person.bio == "I spin."


def test_undo_names_the_paragraph_that_was_edited_since(pi, imported):
    pi.person.refresh_from_db()
    bio = pi.person.bio.replace("I am Ada Quill", "Ada Quill is")
    pi.person.bio = bio
    pi.person.save()
    page = press(pi, imported, "undo")
    pi.person.refresh_from_db()
    assert pi.person.bio == bio
    assert KEPT in page


def test_undo_restores_a_news_item_without_a_title_that_the_import_has_changed(pi):
    before = factories.news_item("Oral presentation at LOOM 2025.", title="", date="2025-06-03")
    batch = start(pi)
    item = batch.items.get(values__body=["Oral presentation at LOOM 2025."])
    batch.items.filter(pk=item.pk).update(is_selected=True)
    press(pi, batch, "apply")
    assert str(NewsItem.objects.get(pk=before.pk).date) == "2025-06"
    press(pi, batch, "undo")
    assert [str(row.date) for row in NewsItem.objects.all()] == ["2025-06-03"]


def test_undo_keeps_a_submission_that_was_edited_since(member):
    batch = start(member)
    press(member, batch, "apply")
    waiting = Proposal.objects.filter(editor_key="news").first()
    fields = waiting.content["fields"] | {"body": ["Edited."]}
    waiting.save_draft({**waiting.content, "fields": fields})
    page = press(member, batch, "undo")
    states = Proposal.objects.filter(editor_key="news").values_list("state", flat=True)
    assert sorted(states) == [State.DRAFT, State.WITHDRAWN]
    assert KEPT in page


# ---- papers -------------------------------------------------------------------------------------


@pytest.fixture
def changed_paper(pi, django_capture_on_commit_callbacks):
    """A paper that was on the site, with a link and an author, and to which an import has added."""
    title = "On the Weaving of Cloth in Small Labs"
    paper = factories.publication(title, authors=["A. Moor"], doi="10.5555/loom", year=2023)
    factories.publication_link(paper, url="https://code.example")
    with django_capture_on_commit_callbacks(execute=True):
        pi.post("/desk/import/", {"file": SimpleUploadedFile("lab.zip", lab_site())})
    batch = SiteImport.objects.get()
    (entry,) = batch.papers.entries.all()
    entry.record["links"] = [["code", "https://loom.example"]]
    entry.save()
    names = [difference.name for difference in importing.plan_rows([entry])[0].differences]
    assert {"year", "venue", "authors", "links"} <= set(names)
    decided = {"do": "accept", "show": "update", "entry": entry.pk, f"fields-{entry.pk}": names}
    pi.post(batch.papers.get_absolute_url(), decided)
    paper.refresh_from_db()
    assert (paper.year, paper.links.count(), paper.authorships.count()) == (2024, 2, 2)
    return paper


def test_undo_restores_the_paper_that_an_import_has_changed(pi, changed_paper):
    batch = SiteImport.objects.get()
    press(pi, batch, "undo")
    changed_paper.refresh_from_db()
    assert (changed_paper.year, changed_paper.month, changed_paper.venue) == (2023, None, None)
    assert [row.name for row in changed_paper.authorships.all()] == ["A. Moor"]
    assert [row.url for row in changed_paper.links.all()] == ["https://code.example"]
    entry = batch.papers.entries.get()
    assert (entry.decision, entry.verdict) == ("open", "update")


def test_undo_keeps_what_was_edited_in_a_changed_paper_since(pi, changed_paper):
    changed_paper.year = 2025
    changed_paper.save()
    factories.publication_link(changed_paper, "slides", "https://slides.example", position=3)
    changed_paper.authorships.filter(position=1).update(name="Ann B. Moor")
    page = press(pi, SiteImport.objects.get(), "undo")
    changed_paper.refresh_from_db()
    assert (changed_paper.year, changed_paper.venue) == (2025, None)
    assert [row.name for row in changed_paper.authorships.all()] == ["Ann B. Moor", "Bo Fell"]
    assert {row.url for row in changed_paper.links.all()} == {
        "https://code.example",
        "https://slides.example",
    }
    assert KEPT in page


def test_undo_withdraws_waiting_papers_but_those_that_were_edited_since(member):
    batch = start(member)
    press(member, batch, "apply")
    waiting = Proposal.objects.get(editor_key="publication")
    assert waiting.state == State.PENDING
    fields = waiting.content["fields"] | {"note": ["Corrected"]}
    waiting.save_draft({**waiting.content, "fields": fields})
    waiting.submit(timezone.now())
    page = press(member, batch, "undo")
    waiting.refresh_from_db()
    assert waiting.state == State.PENDING
    assert KEPT in page


def test_undo_withdraws_a_waiting_paper_that_got_its_picture(member):
    batch = start(member)
    press(member, batch, "apply")
    press(member, batch, "undo")
    assert Proposal.objects.get(editor_key="publication").state == State.WITHDRAWN


def test_undo_restores_what_an_approved_submission_has_changed_in_a_paper(member, pi):
    title = "SpecWeave: Weaving of Large Cloth with Few Threads"
    member.person.name = "Ada Quill"
    member.person.save()
    paper = factories.publication(title, authors=[member.person], note="Ours", year=2024)
    batch = start(member)
    (entry,) = batch.papers.entries.all()
    decided = {"do": "accept", "show": "update", "entry": entry.pk, f"fields-{entry.pk}": ["year"]}
    member.post(batch.papers.get_absolute_url(), decided)
    Proposal.objects.get(editor_key="publication").approve(by=pi.user, now=timezone.now())
    paper.refresh_from_db()
    assert paper.year == 2025
    press(member, batch, "undo")
    (reverse,) = Proposal.objects.filter(editor_key="publication").pending()
    reverse.approve(by=pi.user, now=timezone.now())
    paper.refresh_from_db()
    assert (paper.year, paper.note) == (2024, "Ours")


def test_undone_import_can_be_imported_again(pi, imported):
    press(pi, imported, "undo")
    press(pi, imported, "apply")
    assert pi.person.honors.count() == 3
    assert (Publication.objects.count(), Team.objects.count(), NewsItem.objects.count()) == (1, 1, 2)
