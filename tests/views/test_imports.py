"""A list of publications is brought in on the site: looked at first, decided on page by page."""

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.exceptions import InvalidState
from labsite import editors
from moderation.models import Proposal, State
from publications import importing, proposing
from publications.importing import batches
from publications.models import Decision, Import, Publication
from tests import factories
from tests.publications.sources import responses
from tests.views.reading import Page

pytestmark = pytest.mark.django_db

PAGE = "/me/publications/import/"
PAPER = """@inproceedings{engines, title = {On Engines}, author = {Example, Ada* and Other, Ben},
  booktitle = {Example Conference}, year = 2025, doi = {10.1000/engines}, keywords = {steam}, shelf = {7b}}
"""
BROKEN = "@article{nothing, author = {Ada Example}, journal = {Example Journal}}\n"


def bring(client, text=PAPER):
    """Pastes a list; returns it."""
    response = client.post(PAGE, {"text": text})
    assert response.status_code == 302
    return Import.objects.latest("pk")


def decide(client, batch, do="accept", **sent):
    return client.post(batch.get_absolute_url(), {"do": do, "show": "new", **sent}, follow=True)


def papers(number):
    return "\n".join(
        f"@article{{p{n}, title = {{Paper {n}}}, author = {{Ben Other}}, journal = {{J}}, year = 2020}}"
        for n in range(number)
    )


def test_looking_changes_nothing(pi):
    batch = bring(pi)
    page = pi.get(batch.get_absolute_url()).content.decode()
    assert "On Engines" in page
    assert not Publication.objects.exists()


def test_what_is_chosen_is_added_with_all_its_fields(pi):
    batch = bring(pi)
    decide(pi, batch, entry=batch.entries.get().pk)
    paper = Publication.objects.get()
    assert (paper.title, paper.doi, paper.extra) == ("On Engines", "10.1000/engines", {"shelf": "7b"})
    assert batch.entries.get().decision == Decision.ACCEPTED


def test_files_become_lists_of_their_own(pi):
    files = [SimpleUploadedFile(name, PAPER.encode()) for name in ("a.bib", "b.bib")]
    pi.post(PAGE, {"files": files})
    assert set(Import.objects.values_list("source", flat=True)) == {"a.bib", "b.bib"}


def test_the_same_list_again_is_there_already(pi):
    batch = bring(pi)
    decide(pi, batch, entry=batch.entries.get().pk)
    again = bring(pi)
    assert again.entries.get().verdict == "same"
    decide(pi, again, entry=again.entries.get().pk)
    assert Publication.objects.count() == 1


def test_of_one_that_is_there_the_ticked_fields_are_taken_over(pi):
    venue = factories.venue("Example Conference")
    paper = factories.publication("On Engines", year=2025, venue=venue, authors=["Ada Example", "Ben Other"])
    batch = bring(pi, PAPER.replace("2025", "2025, pages = {1--9}"))
    row = batch.entries.get()
    page = pi.get(batch.get_absolute_url()).content.decode()
    assert row.verdict == "update"
    assert "10.1000/engines" in page
    decide(pi, batch, entry=row.pk, **{f"fields-{row.pk}": ["doi", "extra"]})
    paper.refresh_from_db()
    assert (paper.doi, paper.extra, paper.pages) == ("10.1000/engines", {"shelf": "7b"}, "")


def test_the_published_version_replaces_the_preprint_and_keeps_its_link(pi):
    factories.publication(
        "On Engines", year=2024, kind="preprint", arxiv_id="2401.00001", authors=["Ada Example"]
    )
    batch = bring(pi)
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


def test_what_was_added_meanwhile_is_not_added_twice(pi):
    batch = bring(pi)
    factories.publication("On Engines", year=2025, doi="10.1000/engines")
    page = decide(pi, batch, entry=batch.entries.get().pk).content.decode()
    assert Publication.objects.count() == 1
    assert "1 was left" in page


def test_all_new_ones_are_added_part_by_part(pi):
    batch = bring(pi, papers(130))
    page = decide(pi, batch, "all").content.decode()
    assert Publication.objects.count() == 100
    assert "data-go-on" in page
    decide(pi, batch, "all")
    assert Publication.objects.count() == 130


def test_a_list_can_be_left_and_gone_on_with(pi):
    batch = bring(pi, papers(60))
    first = batch.entries.first()
    decide(pi, batch, "skip", entry=first.pk)
    assert "59 to be decided" in pi.get(PAGE).content.decode()
    assert "Paper 0" in pi.get(f"{batch.get_absolute_url()}?show=done").content.decode()


def test_what_cannot_be_added_is_completed_by_hand(pi):
    batch = bring(pi, BROKEN)
    row = batch.entries.get()
    assert "Complete it by hand" in pi.get(batch.get_absolute_url()).content.decode()
    response = pi.post(batch.get_absolute_url(), {"complete": row.pk})
    draft = Proposal.objects.get()
    assert response.headers["Location"] == f"/me/proposals/{draft.pk}/edit/"
    assert draft.content["fields"]["venue"] == ["Example Journal"]
    assert draft.state == State.DRAFT


def test_what_could_not_be_read_is_named_with_its_line(pi):
    batch = bring(pi, PAPER + "\n@article{broken, title = {No end\n")
    assert "Line 4" in pi.get(batch.get_absolute_url()).content.decode()


@pytest.mark.parametrize("text", ["", "no entry at all", "@"])
def test_text_without_an_entry_comes_back_with_a_message(pi, text):
    response = pi.post(PAGE, {"text": text})
    assert response.status_code == 422
    assert text in response.content.decode()
    assert not Import.objects.exists()


def test_somebody_elses_list_is_not_found(pi, admin):
    batch = bring(pi)
    assert admin.get(batch.get_absolute_url()).status_code == 404
    assert admin.post(f"{batch.get_absolute_url()}forget/").status_code == 404


def test_deleting_a_list_keeps_what_was_added(pi):
    batch = bring(pi)
    decide(pi, batch, entry=batch.entries.get().pk)
    pi.post(f"{batch.get_absolute_url()}forget/")
    assert not Import.objects.exists()
    assert Publication.objects.exists()


@pytest.mark.parametrize(
    ("key", "value"),
    [("show", "\0"), ("page", "-1"), ("page", "9" * 40), ("show", "x" * 5000), ("all", "1")],
)
def test_wild_parameters_do_no_harm(pi, key, value):
    assert pi.get(bring(pi).get_absolute_url(), {key: value}).status_code == 200


@pytest.mark.parametrize("entry", ["x", "-1", "9" * 40, "\0"])
def test_wild_choices_do_no_harm(pi, entry):
    batch = bring(pi)
    assert decide(pi, batch, entry=entry).status_code == 200
    assert not Publication.objects.exists()


# ---- from elsewhere ---------------------------------------------------------------------------


def test_what_a_source_knows_is_looked_at_like_a_file(pi, sources):
    sources.expect_request("/crossref/works/10.5555/loom.2025.7").respond_with_json(responses.crossref())
    pi.post(PAGE, {"identifiers": "https://doi.org/10.5555/LOOM.2025.7"})
    batch = Import.objects.get()
    assert "Weaving with Looms" in pi.get(batch.get_absolute_url()).content.decode()
    decide(pi, batch, entry=batch.entries.get().pk)
    assert Publication.objects.get().doi == "10.5555/loom.2025.7"


def test_who_is_known_by_an_orcid_id_is_linked_whatever_the_spelling(pi, sources):
    ada = factories.person("Augusta King")
    factories.profile_link(ada, "orcid", "https://orcid.org/0000-0001-2345-6789")
    sources.expect_request("/crossref/works/10.5555/loom.2025.7").respond_with_json(responses.crossref())
    pi.post(PAGE, {"identifiers": "10.5555/loom.2025.7"})
    batch = Import.objects.get()
    decide(pi, batch, entry=batch.entries.get().pk)
    assert Publication.objects.get().authorships.first().person == ada


def test_a_source_that_does_not_answer_leaves_the_form_as_it_was(pi, sources):
    sources.expect_request("/crossref/works/10.5555/none").respond_with_data("", status=404)
    response = pi.post(PAGE, {"identifiers": "10.5555/none"})
    assert response.status_code == 422
    assert "Crossref has no record of" in response.content.decode()
    assert "10.5555/none</textarea>" in response.content.decode()


def test_one_that_fails_stops_no_other(pi, sources):
    sources.expect_request("/crossref/works/10.5555/loom.2025.7").respond_with_json(responses.crossref())
    sources.expect_request("/crossref/works/10.5555/none").respond_with_data("", status=404)
    page = pi.post(PAGE, {"identifiers": "10.5555/none\n10.5555/loom.2025.7"}, follow=True).content.decode()
    assert "Crossref has no record of" in page
    assert "Weaving with Looms" in page


@pytest.mark.parametrize("identifiers", ["Weaving with Looms", "\n".join(["2401.00001"] * 11), "\0"])
def test_what_cannot_be_asked_for_is_said_next_to_the_field(pi, identifiers):
    assert pi.post(PAGE, {"identifiers": identifiers}).status_code == 422


# ---- members ----------------------------------------------------------------------------------


def test_what_a_member_chooses_goes_to_the_reviewers(member):
    text = PAPER.replace("Example, Ada", member.person.name)
    batch = bring(member, text)
    decide(member, batch, entry=batch.entries.get().pk)
    proposal = Proposal.objects.get()
    assert not Publication.objects.exists()
    assert (proposal.state, batch.entries.get().decision) == (State.PENDING, Decision.PROPOSED)
    assert proposal.content["rows"]["authorships"][0]["values"]["person"] == [member.person.name]


def test_an_approved_entry_has_all_its_fields(member, pi):
    factories.topic("steam")
    text = PAPER.replace("Example, Ada", member.person.name)
    batch = bring(member, text)
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


def test_a_member_does_not_add_the_papers_of_others(member):
    batch = bring(member)
    page = member.get(batch.get_absolute_url()).content.decode()
    assert "You are not among its authors." in page
    decide(member, batch, entry=batch.entries.get().pk)
    decide(member, batch, "all")
    assert not Proposal.objects.exists()
    assert not Publication.objects.exists()


# ---- speed ------------------------------------------------------------------------------------


def test_a_list_takes_as_many_queries_for_40_entries_as_for_one(pi):
    factories.person("Ada Example")
    few, many = bring(pi), bring(pi, papers(40))
    with CaptureQueriesContext(connection) as first:
        pi.get(few.get_absolute_url())
    with CaptureQueriesContext(connection) as second:
        pi.get(many.get_absolute_url())
    assert len(second) <= len(first)


def test_of_many_places_those_where_text_is_lost_come_first_and_the_rest_is_counted(pi):
    odd = "@misc{{k{0}, title = {{Odd {0}}}, year = {{soon}}}}\n"
    text = "".join(odd.format(n) for n in range(520)) + "@article nowhere\n"
    page = Page(pi.get(bring(pi, text).get_absolute_url())).text
    assert page.index("nowhere") < page.index("Line 1 ")
    assert "And 21 more." in page


# ---- what is not right, or somebody else's, or meant twice ------------------------------------


THERE = (
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
    ids=["an identifier of another one", "too long", "a day without its month"],
)
def test_what_a_publication_cannot_have_is_not_taken_over_and_said(pi, more, field):
    factories.publication("On Engines", doi="10.1000/engines", authors=["Ada Example"])
    factories.publication("Another", arxiv_id="2401.00001")
    batch = bring(pi, THERE.format(more=more))
    row = batch.entries.get()
    decide(pi, batch, entry=row.pk, **{f"fields-{row.pk}": [field]})
    row.refresh_from_db()
    assert row.decision == Decision.OPEN
    assert row.errors[0] in pi.get(batch.get_absolute_url()).content.decode()


def test_what_the_form_does_not_accept_is_not_sent_for_review_and_said(member):
    factories.publication("On Engines", doi="10.1000/engines", authors=[member.person])
    text = THERE.format(more="subtitle = {%s}" % ("too long " * 99)).replace(
        "Ada Example", member.person.name
    )
    batch = bring(member, text)
    row = batch.entries.get()
    decide(member, batch, entry=row.pk, **{f"fields-{row.pk}": ["title"]})
    row.refresh_from_db()
    assert (row.decision, Proposal.objects.count()) == (Decision.OPEN, 0)
    assert row.errors


def test_a_member_does_not_see_what_others_have_not_published_yet(member, pi):
    factories.publication("Secret Machines", doi="10.1000/engines", authors=["Ben Other"], is_public=False)
    page = member.get(bring(member).get_absolute_url()).content.decode()
    assert "Secret" not in page
    assert "secret" not in page
    assert "not public yet" in page
    assert "Secret Machines" in pi.get(bring(pi).get_absolute_url()).content.decode()


def test_what_was_decided_in_another_window_stays_as_it_is(pi, member):
    batch = bring(pi)
    stale = list(batch.entries.all())
    decide(pi, batch, entry=stale[0].pk)
    assert importing.accept(stale, {}, pi.user) == 0
    assert importing.skip(stale) == 0
    with pytest.raises(InvalidState):
        proposing.create_draft(stale[0], pi.user, None, editors.PUBLICATION)
    assert (batch.entries.get().decision, Publication.objects.count()) == (Decision.ACCEPTED, 1)
    assert not Proposal.objects.exclude(state=State.APPROVED).exists()


def test_an_entry_that_another_list_adds_at_this_very_moment_is_there_already(pi, monkeypatch):
    batch = bring(pi)
    accept = batches._accept

    def fail_first(*args):
        if not Publication.objects.exists():
            factories.publication("On Engines", doi="10.1000/engines", authors=["Ada Example"])
            raise IntegrityError
        return accept(*args)

    monkeypatch.setattr(batches, "_accept", fail_first)
    decide(pi, batch, entry=batch.entries.get().pk)
    assert batch.entries.get().decision == Decision.OPEN


@pytest.mark.parametrize("start", ["@a{", "@a("])
def test_a_file_with_more_entries_than_a_person_waits_for_is_refused_at_once(pi, start):
    file = SimpleUploadedFile("a.bib", start.encode() * 2_000_000)
    begin = time.process_time()
    response = pi.post(PAGE, {"files": [file]})
    assert time.process_time() - begin < 5
    assert response.status_code == 422
    assert "more than 20000 entries" in response.content.decode()


@pytest.mark.parametrize("text", ["{", "}", "@article{a, title={", "@article{a,", "@article{a, author={"])
@pytest.mark.parametrize("more", ["{", "{}", "a={}", "#a", "$"])
def test_a_file_of_nothing_but_braces_and_signs_is_refused_unread(pi, monkeypatch, text, more):
    monkeypatch.setattr("publications.import_forms.MAX_SYNTAX_CHARACTERS", 1000)
    monkeypatch.setattr("publications.bibtex.parse", lambda text: pytest.fail("It was read."))
    file = SimpleUploadedFile("a.bib", (text + more * 1001).encode())
    response = pi.post(PAGE, {"files": [file]})
    assert response.status_code == 422
    assert "a.bib has too many braces and quotes to be a bibliography." in response.content.decode()


def test_many_files_together_may_have_no_more_signs_than_one(pi, monkeypatch):
    monkeypatch.setattr("publications.import_forms.MAX_SYNTAX_CHARACTERS", 100)
    files = [SimpleUploadedFile(f"{name}.bib", PAPER.encode() + b"$" * 50) for name in "abc"]
    pi.post(PAGE, {"files": files})
    assert Import.objects.count() == 1


@pytest.mark.parametrize("author", ["\0", "{\0}", "Ada\0 Example"])
def test_a_file_with_characters_that_no_database_has_is_read_all_the_same(pi, author):
    text = f"@article{{a, title = {{T}}, author = {{{author}}}, year = 2025}}"
    response = pi.post(PAGE, {"files": [SimpleUploadedFile("a.bib", text.encode())]})
    assert response.status_code == 302
