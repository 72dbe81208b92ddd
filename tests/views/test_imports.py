"""Importing publications on the site: the list is previewed and decided page by page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core import batches as core_batches
from core.exceptions import InvalidState
from labsite import editors
from moderation.models import Proposal, State
from publications import importing, proposing
from publications.importing import batches
from publications.models import Decision, Import, Publication
from tests import factories
from tests.views.import_pages import BROKEN, PAGE, PAPER, decide, import_text, papers
from tests.views.reading import Page

pytestmark = pytest.mark.django_db


def test_preview_saves_nothing(pi):
    batch = import_text(pi)
    page = pi.get(batch.get_absolute_url()).content.decode()
    assert "On Engines" in page
    assert not Publication.objects.exists()


def test_selected_entry_is_added_with_all_its_fields(pi):
    batch = import_text(pi)
    decide(pi, batch, entry=batch.entries.get().pk)
    paper = Publication.objects.get()
    assert (paper.title, paper.doi, paper.extra) == ("On Engines", "10.1000/engines", {"shelf": "7b"})
    assert batch.entries.get().decision == Decision.ACCEPTED


def test_pasted_import_is_named_in_the_language_of_the_page(pi):
    response = pi.post(f"/zh-hans{PAGE}", {"text": PAPER}, follow=True)
    assert Page(response).headings(1) == ["粘贴的文本"]
    assert Page(pi.get(Import.objects.get().get_absolute_url())).headings(1) == ["Pasted text"]


def test_each_file_becomes_an_import(pi):
    files = [SimpleUploadedFile(name, PAPER.encode()) for name in ("a.bib", "b.bib")]
    pi.post(PAGE, {"files": files})
    assert set(Import.objects.values_list("source", flat=True)) == {"a.bib", "b.bib"}


def test_second_import_of_a_list_finds_duplicates(pi):
    batch = import_text(pi)
    decide(pi, batch, entry=batch.entries.get().pk)
    again = import_text(pi)
    assert again.entries.get().verdict == "same"
    decide(pi, again, entry=again.entries.get().pk)
    assert Publication.objects.count() == 1


def test_selected_fields_are_copied_to_the_existing_publication(pi):
    venue = factories.venue("Example Conference")
    paper = factories.publication("On Engines", year=2025, venue=venue, authors=["Ada Example", "Ben Other"])
    batch = import_text(pi, PAPER.replace("2025", "2025, pages = {1--9}"))
    row = batch.entries.get()
    page = pi.get(batch.get_absolute_url()).content.decode()
    assert row.verdict == "update"
    assert "10.1000/engines" in page
    decide(pi, batch, entry=row.pk, **{f"fields-{row.pk}": ["doi", "extra"]})
    paper.refresh_from_db()
    assert (paper.doi, paper.extra, paper.pages) == ("10.1000/engines", {"shelf": "7b"}, "")


def test_published_version_replaces_the_preprint_and_keeps_its_arxiv_id(pi):
    factories.publication(
        "On Engines", year=2024, kind="preprint", arxiv_id="2401.00001", authors=["Ada Example"]
    )
    batch = import_text(pi)
    row = batch.entries.get()
    decide(pi, batch, entry=row.pk, **{f"fields-{row.pk}": ["kind", "year", "venue", "doi", "authors"]})
    paper = Publication.objects.get()
    assert (paper.kind, paper.year, paper.arxiv_id, paper.doi) == (
        "conference",
        2025,
        "2401.00001",
        "10.1000/engines",
    )
    assert [row.name for row in paper.authorships.all()] == ["Ada Example", "Ben Other"]


def test_publication_added_since_the_preview_is_not_added_twice(pi):
    batch = import_text(pi)
    factories.publication("On Engines", year=2025, doi="10.1000/engines")
    page = decide(pi, batch, entry=batch.entries.get().pk).content.decode()
    assert Publication.objects.count() == 1
    assert "1 entry not added" in page


def test_all_new_entries_are_added_chunk_by_chunk(pi):
    batch = import_text(pi, papers(130))
    page = decide(pi, batch, "all").content.decode()
    assert Publication.objects.count() == 100
    assert "data-auto-continue" in page
    decide(pi, batch, "all")
    assert Publication.objects.count() == 130


def test_entries_are_added_in_transactions_of_limited_time(pi, monkeypatch):
    batch, counts = import_text(pi, papers(5)), []
    monkeypatch.setattr(core_batches, "MAX_SECONDS", 0)
    monkeypatch.setattr(batches, "give_way", lambda: counts.append(Publication.objects.count()))
    decide(pi, batch, entry=list(batch.entries.values_list("pk", flat=True)))
    assert counts == [1, 2, 3, 4]
    assert batch.entries.filter(decision=Decision.ACCEPTED).count() == Publication.objects.count() == 5


def test_import_can_be_continued_later(pi):
    batch = import_text(pi, papers(60))
    first = batch.entries.first()
    decide(pi, batch, "skip", entry=first.pk)
    assert "59 undecided" in pi.get(PAGE).content.decode()
    assert "Paper 0" in pi.get(f"{batch.get_absolute_url()}?show=done").content.decode()


def test_invalid_entry_is_completed_by_hand(pi):
    batch = import_text(pi, BROKEN)
    row = batch.entries.get()
    assert "Complete by hand" in pi.get(batch.get_absolute_url()).content.decode()
    response = pi.post(batch.get_absolute_url(), {"complete": row.pk})
    draft = Proposal.objects.get()
    assert response.headers["Location"] == f"/me/proposals/{draft.pk}/edit/"
    assert draft.content["fields"]["venue"] == ["Example Journal"]
    assert draft.state == State.DRAFT


def test_problem_is_reported_with_its_line(pi):
    batch = import_text(pi, PAPER + "\n@article{broken, title = {No end\n")
    assert "Line 4" in pi.get(batch.get_absolute_url()).content.decode()


@pytest.mark.parametrize("text", ["", "no entry at all", "@"])
def test_text_without_entries_returns_the_form_with_a_message(pi, text):
    response = pi.post(PAGE, {"text": text})
    assert response.status_code == 422
    assert text in response.content.decode()
    assert not Import.objects.exists()


def test_import_of_another_user_is_not_found(pi, admin):
    batch = import_text(pi)
    assert admin.get(batch.get_absolute_url()).status_code == 404
    assert admin.post(f"{batch.get_absolute_url()}forget/").status_code == 404


def test_deleting_an_import_keeps_added_publications(pi):
    batch = import_text(pi)
    decide(pi, batch, entry=batch.entries.get().pk)
    pi.post(f"{batch.get_absolute_url()}forget/")
    assert not Import.objects.exists()
    assert Publication.objects.exists()


@pytest.mark.parametrize(
    ("key", "value"),
    [("show", "\0"), ("page", "-1"), ("page", "9" * 40), ("show", "x" * 5000), ("all", "1")],
)
def test_invalid_parameters_do_no_harm(pi, key, value):
    assert pi.get(import_text(pi).get_absolute_url(), {key: value}).status_code == 200


@pytest.mark.parametrize("entry", ["x", "-1", "9" * 40, "\0"])
def test_invalid_selection_does_no_harm(pi, entry):
    batch = import_text(pi)
    assert decide(pi, batch, entry=entry).status_code == 200
    assert not Publication.objects.exists()


# ---- members ----------------------------------------------------------------------------------


def test_entry_selected_by_a_member_is_submitted_for_review(member):
    text = PAPER.replace("Example, Ada", member.person.name)
    batch = import_text(member, text)
    decide(member, batch, entry=batch.entries.get().pk)
    proposal = Proposal.objects.get()
    assert not Publication.objects.exists()
    assert (proposal.state, batch.entries.get().decision) == (State.PENDING, Decision.PROPOSED)
    assert proposal.content["rows"]["authorships"][0]["values"]["person"] == [member.person.name]


def test_others_can_write_while_many_entries_are_submitted_for_review(member, monkeypatch):
    batch, counts = import_text(member, papers(5).replace("Ben Other", member.person.name)), []
    monkeypatch.setattr(core_batches, "MAX_ITEMS", 2)
    monkeypatch.setattr(core_batches, "give_way", lambda: counts.append(Proposal.objects.count()))
    decide(member, batch, entry=list(batch.entries.values_list("pk", flat=True)))
    assert counts == [2, 4] and Proposal.objects.count() == 5


def test_approved_entry_has_all_its_fields(member, pi):
    factories.topic("steam")
    text = PAPER.replace("Example, Ada", member.person.name)
    batch = import_text(member, text)
    decide(member, batch, entry=batch.entries.get().pk)
    paper = Proposal.objects.get().approve(by=pi.user, now=timezone.now())
    paper = Publication.objects.get(pk=paper.pk)
    assert (paper.doi, str(paper.venue), paper.extra) == (
        "10.1000/engines",
        "Example Conference",
        {"shelf": "7b"},
    )
    assert [topic.name for topic in paper.topics.all()] == ["steam"]
    assert [row.is_equal for row in paper.authorships.all()] == [True, False]


def test_member_cannot_add_papers_of_others(member):
    batch = import_text(member)
    page = member.get(batch.get_absolute_url()).content.decode()
    assert "You are not among its authors." in page
    decide(member, batch, entry=batch.entries.get().pk)
    decide(member, batch, "all")
    assert not Proposal.objects.exists()
    assert not Publication.objects.exists()


# ---- speed ------------------------------------------------------------------------------------


def test_member_cannot_select_changes_to_papers_of_others(member):
    factories.publication("On Engines", year=2025, doi="10.1000/engines", authors=["Ben Other"])
    page = Page(member.get(f"{import_text(member).get_absolute_url()}?show=update"))
    boxes = page.all("input[@type='checkbox']")
    assert len(boxes) > 1 and all("disabled" in box.attrib for box in boxes)


def test_page_takes_the_same_queries_for_40_entries_as_for_one(pi):
    factories.person("Ada Example")
    few, many = import_text(pi), import_text(pi, papers(40))
    with CaptureQueriesContext(connection) as first:
        pi.get(few.get_absolute_url())
    with CaptureQueriesContext(connection) as second:
        pi.get(many.get_absolute_url())
    assert len(second) <= len(first)


def test_problems_that_lose_text_come_first_and_the_others_are_counted(pi):
    odd = "@misc{{k{0}, title = {{Odd {0}}}, year = {{soon}}}}\n"
    text = "".join(odd.format(n) for n in range(520)) + "@article nowhere\n"
    page = Page(pi.get(import_text(pi, text).get_absolute_url())).text
    assert page.index("nowhere") < page.index("Line 1 ")
    assert "And 21 more." in page


# ---- invalid, hidden and concurrent changes ---------------------------------------------------


EXISTING_ENTRY = (
    "@article{{a, title = {{On Engines}}, author = {{Ada Example}}, year = 2025, "
    "doi = {{10.1000/engines}}, {more}}}"
)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ("eprint = {2401.00001}, archiveprefix = {arXiv}", "arxiv_id"),
        ("subtitle = {%s}" % ("too long " * 99), "title"),
        ("month = 3, day = 7", "day"),
    ],
    ids=["arXiv ID of another publication", "too long", "day without month"],
)
def test_invalid_field_is_not_copied_and_its_error_is_shown(pi, more, field):
    factories.publication("On Engines", doi="10.1000/engines", authors=["Ada Example"])
    factories.publication("Another", arxiv_id="2401.00001")
    batch = import_text(pi, EXISTING_ENTRY.format(more=more))
    row = batch.entries.get()
    decide(pi, batch, entry=row.pk, **{f"fields-{row.pk}": [field]})
    row.refresh_from_db()
    assert row.decision == Decision.OPEN
    assert row.errors[0] in pi.get(batch.get_absolute_url()).content.decode()


def test_invalid_change_is_not_submitted_for_review_and_its_error_is_stored(member):
    factories.publication("On Engines", doi="10.1000/engines", authors=[member.person])
    text = EXISTING_ENTRY.format(more="subtitle = {%s}" % ("too long " * 99)).replace(
        "Ada Example", member.person.name
    )
    batch = import_text(member, text)
    row = batch.entries.get()
    decide(member, batch, entry=row.pk, **{f"fields-{row.pk}": ["title"]})
    row.refresh_from_db()
    assert (row.decision, Proposal.objects.count()) == (Decision.OPEN, 0)
    assert row.errors


def test_member_does_not_see_hidden_publications_of_others(member, pi):
    factories.publication("Secret Machines", doi="10.1000/engines", authors=["Ben Other"], is_public=False)
    page = member.get(import_text(member).get_absolute_url()).content.decode()
    assert "Secret" not in page
    assert "secret" not in page
    assert "not public yet" in page
    assert "Secret Machines" in pi.get(import_text(pi).get_absolute_url()).content.decode()


def test_entry_decided_in_another_window_is_not_decided_again(pi, member):
    batch = import_text(pi)
    stale = list(batch.entries.all())
    decide(pi, batch, entry=stale[0].pk)
    assert importing.accept(stale, {}, pi.user) == 0
    assert importing.skip(stale) == 0
    with pytest.raises(InvalidState):
        proposing.create_draft(stale[0], pi.user, None, editors.PUBLICATION)
    assert (batch.entries.get().decision, Publication.objects.count()) == (Decision.ACCEPTED, 1)
    assert not Proposal.objects.exclude(state=State.APPROVED).exists()


def test_entries_are_compared_in_batches_and_none_is_passed_over(pi, monkeypatch):
    text = "".join(
        f"@article{{k{n}, title={{Engine {n}}}, author={{Example, Ada}}, year={{2024}}}}" for n in range(9)
    )
    batch = import_text(pi, text)
    rows = list(batch.entries.all())
    importing.accept(rows[:3], {}, pi.user)  # in another window
    monkeypatch.setattr(batches, "MAX_ITEMS", 2)
    sizes, plan_rows = [], batches.plan_rows
    monkeypatch.setattr(batches, "plan_rows", lambda rows: sizes.append(len(rows)) or plan_rows(rows))
    assert importing.accept(rows[::-1], {}, pi.user) == 6
    assert max(sizes) == 2 and Publication.objects.count() == 9


def test_entry_added_concurrently_becomes_a_duplicate(pi, monkeypatch):
    batch = import_text(pi)
    accept = batches._accept_batch

    def fail_first(*args):
        if not Publication.objects.exists():
            factories.publication("On Engines", doi="10.1000/engines", authors=["Ada Example"])
            raise IntegrityError
        return accept(*args)

    monkeypatch.setattr(batches, "_accept_batch", fail_first)
    decide(pi, batch, entry=batch.entries.get().pk)
    assert batch.entries.get().decision == Decision.OPEN


# ---- what comes next --------------------------------------------------------------------------


def test_complete_import_says_what_comes_next(pi, member):
    batch = import_text(pi)
    assert "This import is complete." not in pi.get(batch.get_absolute_url()).content.decode()
    page = decide(pi, batch, entry=batch.entries.get().pk).content.decode()
    assert "The entries you added are on the site." in page and "/desk/authors/" in page
    batch = import_text(member, papers(1).replace("Ben Other", member.person.name))
    page = decide(member, batch, entry=batch.entries.get().pk).content.decode()
    assert "published once they have been reviewed" in page and "/desk/authors/" not in page


def test_import_of_which_nothing_was_added_or_submitted_says_so(pi, member):
    text = papers(1).replace("Ben Other", member.person.name)
    batch = import_text(member, text)
    page = decide(member, batch, do="skip", entry=batch.entries.get().pk).content.decode()
    assert "No entries were added." in page and "The entries you submitted" not in page
    batch = import_text(pi, text)
    decide(pi, batch, entry=batch.entries.get().pk)
    page = member.get(import_text(member, text).get_absolute_url()).content.decode()
    assert "the site already has all of these" in page and "The entries you submitted" not in page
