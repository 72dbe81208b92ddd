"""Importing publications on the site: the list is previewed and decided page by page."""

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core import batches as core_batches
from core.exceptions import InvalidState
from core.jobs import JobFailed
from labsite import editors
from moderation.models import Proposal, State
from publications import bibtex, importing, proposing
from publications.importing import batches
from publications.models import Decision, Import, ImportedEntry, Publication
from tests import factories
from tests.publications.sources import responses
from tests.views.reading import Page

pytestmark = pytest.mark.django_db

PAGE = "/me/publications/import/"
PAPER = """@inproceedings{engines, title = {On Engines}, author = {Example, Ada* and Other, Ben},
  booktitle = {Example Conference}, year = 2025, doi = {10.1000/engines}, keywords = {steam}, shelf = {7b}}
"""
BROKEN = "@article{nothing, author = {Ada Example}, journal = {Example Journal}}\n"


def import_text(client, text=PAPER):
    """Paste BibTeX into the form and return the import."""
    response = client.post(PAGE, {"text": text})
    assert response.status_code == 302
    return Import.objects.latest("pk")


def decide(client, batch, do="accept", **data):
    return client.post(batch.get_absolute_url(), {"do": do, "show": "new", **data}, follow=True)


def papers(number):
    return "\n".join(
        f"@article{{p{n}, title = {{Paper {n}}}, author = {{Ben Other}}, journal = {{J}}, year = 2020}}"
        for n in range(number)
    )


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
    assert "Complete manually" in pi.get(batch.get_absolute_url()).content.decode()
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


# ---- the same work, or not ----------------------------------------------------------------------

PREPRINT = """@article{corr, title = {On Engines}, author = {Example, Ada}, journal = {CoRR}, year = 2024,
  eprint = {2401.00001}, archiveprefix = {arXiv}, abstract = {Engines differ.}}
"""


def choose(client, batch, tab="new", **data):
    return client.post(batch.get_absolute_url(), {"show": tab, **data}, follow=True).content.decode()


def test_formulas_of_titles_are_readable_in_sentences_and_for_screen_readers(pi):
    batch = import_text(pi, (PREPRINT + PAPER).replace("On Engines", r"On $\mathcal{E}_n$"))
    page = pi.get(f"{batch.get_absolute_url()}?show=new").content.decode()
    assert "Merged with “On Eₙ”" in page and 'aria-label="Select On Eₙ"' in page
    assert "mathcal" not in page
    assert "mathcal" not in pi.get(f"{batch.get_absolute_url()}?show=repeated").content.decode()


def test_merged_entries_name_each_other_and_are_added_as_one(pi):
    batch = import_text(pi, PREPRINT + PAPER)
    page = Page(pi.get(f"{batch.get_absolute_url()}?show=new")).text
    assert "Merged with “On Engines” (arXiv 2024, Line 1)" in page
    assert "arXiv ID" in page
    page = Page(pi.get(f"{batch.get_absolute_url()}?show=repeated")).text
    assert "Merged into “On Engines” (Example Conference 2025, Line " in page
    decide(pi, batch, entry=batch.entries.get(verdict="new").pk)
    paper = Publication.objects.get()
    assert (paper.kind, paper.arxiv_id, paper.abstract) == ("conference", "2401.00001", "Engines differ.")
    assert batch.entries.get(verdict="repeated").publication == paper


def test_merged_entry_is_added_as_a_publication_of_its_own(pi):
    batch = import_text(pi, PREPRINT + PAPER)
    row = batch.entries.get(verdict="repeated")
    page = choose(pi, batch, "repeated", different=row.pk)
    assert "“On Engines” is listed as new now." in page
    decide(pi, batch, entry=[row.pk for row in batch.entries.all()])
    assert set(Publication.objects.values_list("kind", "arxiv_id")) == {
        ("preprint", "2401.00001"),
        ("conference", ""),
    }


@pytest.mark.parametrize("more", ["", ", pages = {1--9}"], ids=["same", "update"])
def test_duplicate_is_added_as_new_whatever_it_resembles(pi, more):
    factories.publication("On Engines", year=2025, doi="10.1000/engines", authors=["Ada Example"])
    batch = import_text(pi, PAPER.replace(", year", f"{more}, year"))
    row = batch.entries.get()
    choose(pi, batch, row.verdict, different=row.pk)
    page = pi.get(batch.get_absolute_url()).content.decode()
    assert "You decided that this is a different publication." in page
    decide(pi, batch, entry=row.pk)
    added = Publication.objects.latest("pk")
    assert (Publication.objects.count(), added.doi, added.extra["doi"]) == (2, "", "10.1000/engines")
    again = import_text(pi, PAPER.replace(", year", f"{more}, year"))
    assert again.entries.get().publication is not None


def test_new_entry_is_compared_with_a_publication_of_a_similar_title(pi):
    paper = factories.publication("Engines of Difference, Revisited", year=2020, authors=["Ada Example"])
    factories.publication("Something Else Entirely")
    text = PAPER.replace("On Engines", "The Engines of Difference Revisited")
    batch = import_text(pi, text)
    row = batch.entries.get()
    page = pi.get(batch.get_absolute_url()).content.decode()
    assert "Engines of Difference, Revisited" in page
    assert "Something Else" not in page
    choose(pi, batch, same=row.pk, **{f"same-{row.pk}": paper.pk})
    row.refresh_from_db()
    assert (row.verdict, row.choice, row.publication) == ("update", "same", paper)
    decide(pi, batch, entry=row.pk, **{f"fields-{row.pk}": ["doi"]})
    paper.refresh_from_db()
    assert (paper.doi, Publication.objects.count()) == ("10.1000/engines", 2)


def test_entries_that_are_merged_follow_the_choice_of_a_publication(pi):
    paper = factories.publication(
        "Quite Another Title", kind="conference", year=2025, authors=["Ada Example"]
    )
    batch = import_text(pi, PREPRINT + PAPER)
    row = batch.entries.get(verdict="new")
    choose(pi, batch, same=row.pk, **{f"same-{row.pk}": paper.pk})
    assert {row.publication for row in batch.entries.all()} == {paper}


def test_choosing_without_a_selection_says_what_to_do(pi):
    batch = import_text(pi)
    page = choose(pi, batch, same=batch.entries.get().pk)
    assert "Select the publication that it is first." in page
    assert batch.entries.get().choice == ""


def test_member_neither_sees_nor_chooses_hidden_publications_of_others(member):
    hidden = factories.publication("On Engines Again", is_public=False, authors=["Ben Other"])
    batch = import_text(member, PAPER.replace("On Engines", "On Engines Again and"))
    row = batch.entries.get()
    assert "On Engines Again<" not in member.get(batch.get_absolute_url()).content.decode()
    data = {"same": row.pk, f"same-{row.pk}": hidden.pk}
    assert member.post(batch.get_absolute_url(), data).status_code == 404


def test_member_proposes_a_duplicate_as_a_publication_of_its_own(member):
    factories.publication("On Engines", year=2025, authors=[member.person])
    text = PAPER.replace("Example, Ada", member.person.name).replace(", doi = {10.1000/engines}", "")
    batch = import_text(member, text)
    row = batch.entries.get()
    choose(member, batch, row.verdict, different=row.pk)
    decide(member, batch, entry=row.pk)
    proposal = Proposal.objects.get()
    assert (proposal.state, proposal.object_id) == (State.PENDING, None)


@pytest.mark.parametrize("key", ["x", "-1", "9" * 40, "\0", ""])
def test_invalid_choice_does_no_harm(pi, key):
    batch = import_text(pi)
    assert pi.post(batch.get_absolute_url(), {"different": key}).status_code == 404
    row = batch.entries.get()
    assert pi.post(batch.get_absolute_url(), {"same": row.pk, f"same-{row.pk}": key}).status_code in (
        302,
        404,
    )
    assert batch.entries.get().choice == ""


# ---- web services -----------------------------------------------------------------------------


def test_entry_of_a_web_service_is_previewed_like_a_file(pi, sources):
    sources.expect_request("/crossref/works/10.5555/loom.2025.7").respond_with_json(responses.crossref())
    pi.post(PAGE, {"identifiers": "https://doi.org/10.5555/LOOM.2025.7"})
    batch = Import.objects.get()
    assert "Weaving with Looms" in pi.get(batch.get_absolute_url()).content.decode()
    decide(pi, batch, entry=batch.entries.get().pk)
    assert Publication.objects.get().doi == "10.5555/loom.2025.7"


def test_author_with_a_known_orcid_id_is_linked_under_any_name(pi, sources):
    ada = factories.person("Augusta King")
    factories.profile_link(ada, "orcid", "https://orcid.org/0000-0001-2345-6789")
    sources.expect_request("/crossref/works/10.5555/loom.2025.7").respond_with_json(responses.crossref())
    pi.post(PAGE, {"identifiers": "10.5555/loom.2025.7"})
    batch = Import.objects.get()
    decide(pi, batch, entry=batch.entries.get().pk)
    assert Publication.objects.get().authorships.first().person == ada


def test_failing_lookup_returns_the_filled_form(pi, sources):
    sources.expect_request("/crossref/works/10.5555/none").respond_with_data("", status=404)
    sources.expect_request("/datacite/dois/10.5555/none").respond_with_data("", status=404)
    response = pi.post(PAGE, {"identifiers": "10.5555/none"})
    assert response.status_code == 422
    assert "Neither Crossref nor DataCite has a record of" in response.content.decode()
    assert "10.5555/none</textarea>" in response.content.decode()


def test_failing_identifier_does_not_stop_the_others(pi, sources):
    sources.expect_request("/crossref/works/10.5555/loom.2025.7").respond_with_json(responses.crossref())
    sources.expect_request("/crossref/works/10.5555/none").respond_with_data("", status=404)
    sources.expect_request("/datacite/dois/10.5555/none").respond_with_data("", status=404)
    page = pi.post(PAGE, {"identifiers": "10.5555/none\n10.5555/loom.2025.7"}, follow=True).content.decode()
    assert "Neither Crossref nor DataCite has a record of" in page
    assert "Weaving with Looms" in page


def test_references_are_searched_for_identifiers_and_lines_without_one_are_named(pi, sources):
    sources.expect_request("/crossref/works/10.5555/loom.2025.7").respond_with_json(responses.crossref())
    lines = "A. Example. Weaving. doi：10.5555/LOOM.2025.7.\n\nSpinning, 2024.\nhttps://doi.org/10.5555/loom.2025.7"
    page = pi.post(PAGE, {"identifiers": lines}, follow=True).content.decode()
    assert "Weaving with Looms" in page
    assert "“Spinning, 2024.” contains no identifier or address that we can look up." in page
    assert len(sources.log) == 1


def test_missing_details_are_named_and_fetched_later(pi, sources):
    orcid_id, summary = (
        "0000-0002-1825-0097",
        responses.orcid_summary(1, "Weaving", doi="10.5555/loom.2025.7"),
    )
    sources.expect_request(f"/orcid/v3.0/{orcid_id}/works").respond_with_json(responses.orcid(summary))
    sources.expect_request(f"/orcid/v3.0/{orcid_id}/works/1").respond_with_json({"bulk": []})
    busy = {"Retry-After": "99"}
    sources.expect_oneshot_request("/crossref/works").respond_with_data(status=429, headers=busy)
    page = pi.post(PAGE, {"identifiers": orcid_id}, follow=True).content.decode()
    assert "Details of 1 publication will be completed later." in page
    assert "Details missing: a service did not answer." in page and "Fetch missing details" in page
    sources.expect_request("/crossref/works").respond_with_json(
        responses.crossref_list(responses.crossref_work())
    )
    batch = Import.objects.get()
    page = pi.post(batch.get_absolute_url(), {"do": "complete-details"}, follow=True).content.decode()
    assert "1 entry completed." in page and "Weaving with Looms &amp; Threads" in page
    assert "Fetch missing details" not in page


def test_job_completes_entries_and_fails_while_the_service_does(pi, sources):
    entry = bibtex.Entry(kind="journal", title="Weaving", doi="10.5555/loom.2025.7", is_incomplete=True)
    importing.store([entry], [], pi.user, "ORCID")
    sources.expect_oneshot_request("/crossref/works").respond_with_data(
        status=429, headers={"Retry-After": "999"}
    )
    with pytest.raises(JobFailed, match="Crossref is receiving too many requests"):
        importing.complete_all(timezone.now())
    sources.expect_request("/crossref/works").respond_with_json(
        responses.crossref_list(responses.crossref_work())
    )
    assert importing.complete_all(timezone.now()) == "Imported entries completed: 1."
    assert ImportedEntry.objects.get().record["title"] == "Weaving with Looms & Threads"


ELEVEN = "\n".join(f"2401.{number:05}" for number in range(11))


@pytest.mark.parametrize("identifiers", ["Weaving with Looms", ELEVEN, "\0"])
def test_invalid_identifiers_are_rejected(pi, identifiers):
    assert pi.post(PAGE, {"identifiers": identifiers}).status_code == 422


# ---- members ----------------------------------------------------------------------------------


def test_entry_selected_by_a_member_is_submitted_for_review(member):
    text = PAPER.replace("Example, Ada", member.person.name)
    batch = import_text(member, text)
    decide(member, batch, entry=batch.entries.get().pk)
    proposal = Proposal.objects.get()
    assert not Publication.objects.exists()
    assert (proposal.state, batch.entries.get().decision) == (State.PENDING, Decision.PROPOSED)
    assert proposal.content["rows"]["authorships"][0]["values"]["person"] == [member.person.name]


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


@pytest.mark.parametrize("start", ["@a{", "@a("])
def test_file_with_too_many_entries_is_rejected_quickly(pi, start):
    file = SimpleUploadedFile("a.bib", start.encode() * 2_000_000)
    begin = time.process_time()
    response = pi.post(PAGE, {"files": [file]})
    assert time.process_time() - begin < 5
    assert response.status_code == 422
    assert "more than 20000 entries" in response.content.decode()


@pytest.mark.parametrize("text", ["{", "}", "@article{a, title={", "@article{a,", "@article{a, author={"])
@pytest.mark.parametrize("more", ["{", "{}", "a={}", "#a", "$"])
def test_file_with_too_many_braces_is_rejected_without_parsing(pi, monkeypatch, text, more):
    monkeypatch.setattr("publications.import_forms.MAX_SYNTAX_CHARACTERS", 1000)
    monkeypatch.setattr("publications.bibtex.parse", lambda text: pytest.fail("The file was parsed."))
    file = SimpleUploadedFile("a.bib", (text + more * 1001).encode())
    response = pi.post(PAGE, {"files": [file]})
    assert response.status_code == 422
    assert "a.bib has too many braces and quotes to be a bibliography." in response.content.decode()


def test_limit_on_braces_applies_to_all_files_together(pi, monkeypatch):
    monkeypatch.setattr("publications.import_forms.MAX_SYNTAX_CHARACTERS", 100)
    files = [SimpleUploadedFile(f"{name}.bib", PAPER.encode() + b"$" * 50) for name in "abc"]
    pi.post(PAGE, {"files": files})
    assert Import.objects.count() == 1


@pytest.mark.parametrize("author", ["\0", "{\0}", "Ada\0 Example"])
def test_file_with_null_characters_is_imported(pi, author):
    text = f"@article{{a, title = {{T}}, author = {{{author}}}, year = 2025}}"
    response = pi.post(PAGE, {"files": [SimpleUploadedFile("a.bib", text.encode())]})
    assert response.status_code == 302


# ---- other formats ----------------------------------------------------------------------------

RIS = "TY  - JOUR\nTI  - On Engines\nAU  - Example, Ada\nT2  - Journal of Engines\nPY  - 2025\nER  - \n"
CSL_JSON = """[{"type": "article-journal", "title": "On Engines", "issued": {"date-parts": [[2025]]},
  "author": [{"family": "Example", "given": "Ada"}], "container-title": "Journal of Engines"}]"""
NBIB = "PMID- 1\nTI  - On Engines.\nFAU - Example, Ada\nJT  - Journal of Engines\nDP  - 2025\n"
ENDNOTE = "%0 Journal Article\n%T On Engines\n%A Example, Ada\n%J Journal of Engines\n%D 2025\n"


@pytest.mark.parametrize("text", [RIS, CSL_JSON, NBIB, ENDNOTE], ids=["ris", "csl", "nbib", "endnote"])
@pytest.mark.parametrize("field", ["text", "files"])
def test_every_format_is_imported_whatever_the_name_of_its_file(pi, text, field):
    data = {"text": text} if field == "text" else {"files": SimpleUploadedFile("list.txt", text.encode())}
    assert pi.post(PAGE, data).status_code == 302
    batch = Import.objects.get()
    decide(pi, batch, entry=batch.entries.get().pk)
    paper = Publication.objects.get()
    assert (paper.title, paper.kind, paper.year) == ("On Engines", "journal", 2025)
    assert paper.venue.name == "Journal of Engines"
    assert [row.name for row in paper.authorships.all()] == ["Ada Example"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Some words.", "contains no publications. We read BibTeX, RIS, CSL-JSON, NBIB and EndNote."),
        ('[{"title": "On', "is damaged at line 1: invalid JSON"),
        ("<xml><records><record>\n<titles", "is damaged at line 2: invalid XML"),
    ],
)
def test_text_without_entries_is_explained_at_its_field(pi, text, message):
    response = pi.post(PAGE, {"text": text})
    assert response.status_code == 422
    (error,) = response.context["form"].errors["text"]
    assert message in error
    assert response.context["form"]["text"].value() == text


def test_problems_of_other_formats_are_listed_by_line(pi):
    batch = import_text(pi, RIS.replace("ER  - ", "X9  - 7\nER  - "))
    assert "unknown tag; its value is not imported" in pi.get(batch.get_absolute_url()).content.decode()
    assert [problem["line"] for problem in batch.problem_lines] == [6]


def test_too_many_entries_of_any_format_are_refused(pi, monkeypatch):
    monkeypatch.setattr("publications.import_forms.MAX_ENTRIES", 1)
    for text in (RIS * 2, NBIB + "\n" + NBIB, ENDNOTE * 2, f"[{CSL_JSON[1:-1]}, {CSL_JSON[1:-1]}]"):
        assert "has more than 1 entries" in pi.post(PAGE, {"text": text}).content.decode()
