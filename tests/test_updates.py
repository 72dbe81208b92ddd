"""Published preprints and new works are proposed for review: never published directly, never twice."""

from datetime import UTC, datetime

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.outbox import queue
from labsite import proposal_emails, updates
from moderation.models import Proposal, State
from publications.models import Publication
from tests import factories
from tests.publications.sources import client_without_retries, responses

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, tzinfo=UTC)
ORCID = "0000-0002-1825-0097"
DOI = "10.5555/loom.2025.7"


def find_published():
    return updates.find_published(client_without_retries(), NOW)


def find_works():
    return updates.find_works(client_without_retries(), NOW)


def preprint(**fields):
    values = {"kind": "preprint", "arxiv_id": "2401.00001", "year": 2024, "month": 1, "day": 1} | fields
    return factories.publication("Weaving with Looms", authors=["Ada van Example"], **values)


def arxiv_responds(sources, more=""):
    entry = responses.arxiv_entry(more=more)
    sources.expect_request("/arxiv/api/query").respond_with_data(responses.arxiv(entry))


def crossref_responds(sources, *works):
    sources.expect_request("/crossref/works").respond_with_json(responses.crossref_list(*works))


def openalex_responds(sources, *works):
    sources.expect_request("/openalex/works").respond_with_json(responses.openalex(*works))


@pytest.fixture
def published(sources):
    """A preprint on the site that has been published according to arXiv."""
    arxiv_responds(sources, f"<arxiv:doi>{DOI}</arxiv:doi>")
    crossref_responds(sources, responses.crossref_work())
    return preprint()


@pytest.fixture
def member_with_record(member):
    factories.profile_link(member.person, kind="orcid", url=f"https://orcid.org/{ORCID}")
    return member


def orcid_responds(sources, *summaries, works=()):
    sources.expect_request(f"/orcid/v3.0/{ORCID}/works").respond_with_json(responses.orcid(*summaries))
    codes = ",".join(str(summary["put-code"]) for summary in summaries)
    sources.expect_request(f"/orcid/v3.0/{ORCID}/works/{codes}").respond_with_json({"bulk": list(works)})


def review(pi, do, **data):
    proposal = Proposal.objects.get()
    return pi.post(reverse("decide"), {"proposal": proposal.pk, "do": do, **data}, follow=True)


# ---- preprints that have been published -------------------------------------------------------


def test_published_preprint_is_proposed_and_not_changed_directly(published):
    assert find_published().proposed == ["Weaving with Looms"]
    proposal = Proposal.objects.get()
    assert (proposal.state, proposal.author, proposal.finder) == (State.PENDING, None, "find_updates")
    published.refresh_from_db()
    assert (published.kind, published.doi) == ("preprint", "")


def test_approved_proposal_adds_venue_date_and_doi(published, pi):
    find_published()
    review(pi, "approve")
    paper = Publication.objects.get()
    assert (paper.kind, paper.doi, paper.arxiv_id) == ("conference", DOI, "2401.00001")
    assert (str(paper.date), paper.pages, paper.venue.name) == (
        "2025-06",
        "12–34",
        "Proceedings of the 9th Conference on Looms",
    )
    assert [author.name for author in paper.authorships.all()] == ["Ada van Example"]


def test_existing_venue_is_found_by_its_abbreviation(published, pi):
    venue = factories.venue("International Conference on Looms", abbreviation="LOOM")
    find_published()
    review(pi, "approve")
    assert Publication.objects.get().venue == venue


@pytest.mark.parametrize("do", ["approve", "return"])
def test_decided_change_is_not_proposed_again(published, pi, do):
    find_published()
    review(pi, do, reason="No.")
    Publication.objects.update(kind="preprint", doi="")
    assert find_published().proposed == []


def test_pending_change_is_not_proposed_again(published):
    find_published()
    assert find_published().proposed == []


def test_unpublished_preprint_gets_no_proposal(sources):
    preprint()
    arxiv_responds(sources)
    openalex_responds(sources)
    crossref_responds(sources)
    result = find_published()
    assert (result.proposed, result.skipped, result.problems) == ([], [], [])


def test_crossref_record_of_a_preprint_leads_to_its_published_version(sources):
    preprint(arxiv_id="", doi="10.5555/preprint")
    related = {"is-preprint-of": [{"id-type": "doi", "id": DOI}]}
    posted = responses.crossref_work(type="posted-content", DOI="10.5555/preprint", relation=related)
    crossref_responds(sources, posted, responses.crossref_work())
    assert len(find_published().proposed) == 1


@pytest.mark.parametrize(
    ("work", "count"),
    [
        ({"title": "Weaving with looms.", "first": "Ada van Example"}, 1),
        ({"title": "Weaving with looms.", "first": "Somebody Else"}, 0),
        ({"title": "Weaving without looms", "first": "Ada van Example"}, 0),
        ({"title": "Weaving with looms.", "first": "Ada van Example", "type": "preprint"}, 0),
        ({"title": "Weaving with looms.", "first": "Ada van Example", "publication_year": 2019}, 0),
    ],
)
def test_paper_of_the_same_title_and_first_author_is_the_published_version(sources, work, count):
    preprint()
    arxiv_responds(sources)
    openalex_responds(sources, responses.openalex_work(DOI, 0, **work))
    crossref_responds(sources, *[responses.crossref_work()][:count])
    assert len(find_published().proposed) == count


def test_published_version_that_is_on_the_site_is_skipped(published):
    factories.publication("Weaving with Looms", doi=DOI)
    result = find_published()
    assert result.proposed == []
    assert result.skipped == [f"Weaving with Looms: {DOI} is already on the site as another publication."]


# ---- new works --------------------------------------------------------------------------------


def test_new_work_is_proposed_with_its_member_linked(sources, member_with_record, pi):
    summary = responses.orcid_summary(1, "On Looms", date=(2023, 4))
    names = [("Someone Else", "", None), ("M. Member", "", None)]
    orcid_responds(sources, summary, works=[responses.orcid_work(summary, *names)])
    assert find_works().proposed == ["On Looms"]
    assert not Publication.objects.exists()
    review(pi, "approve")
    paper = Publication.objects.get()
    linked = [(author.name, author.person) for author in paper.authorships.all()]
    assert linked == [("Someone Else", None), ("M. Member", member_with_record.person)]
    assert (str(paper.date), paper.venue.name) == ("2023-04", "Journal of Looms")


def test_work_without_authors_gets_the_member_as_author(sources, member_with_record, pi):
    orcid_responds(sources, responses.orcid_summary(1, "On Looms"))
    find_works()
    review(pi, "approve")
    paper = Publication.objects.get()
    assert paper.authorships.get().person == member_with_record.person
    assert paper.has_more_authors  # nobody has said that the member is the only author


def test_crossref_record_replaces_the_orcid_record(sources, member_with_record):
    orcid_responds(sources, responses.orcid_summary(1, "weaving", doi=DOI))
    crossref_responds(sources, responses.crossref_work())
    assert find_works().proposed == ["Weaving with Looms & Threads"]


def test_work_is_left_for_the_next_run_while_crossref_is_unavailable(sources, member_with_record, capsys):
    orcid_responds(
        sources, responses.orcid_summary(1, "Weaving", doi=DOI), responses.orcid_summary(2, "On Looms")
    )
    sources.expect_oneshot_request("/crossref/works").respond_with_data(status=503)
    result = find_works()
    assert (result.proposed, result.postponed) == (["On Looms"], ["Weaving"])
    assert result.problems == ["Crossref is unavailable right now. Try again later."]
    crossref_responds(sources, responses.crossref_work())
    assert find_works().proposed == ["Weaving with Looms & Threads"]


def test_full_records_that_orcid_does_not_send_make_the_work_wait(sources, member_with_record):
    summary = responses.orcid_summary(1, "On Looms")
    sources.expect_request(f"/orcid/v3.0/{ORCID}/works").respond_with_json(responses.orcid(summary))
    sources.expect_request(f"/orcid/v3.0/{ORCID}/works/1").respond_with_data(status=503)
    result = find_works()
    assert (result.proposed, result.postponed) == ([], ["On Looms"])


@pytest.mark.parametrize("type", ["other", "data-set"])
def test_other_works_and_data_sets_are_not_proposed(sources, member_with_record, type):
    orcid_responds(sources, responses.orcid_summary(1, "On Looms", type=type))
    result = find_works()
    assert (result.proposed, result.left_out) == ([], 1)


def test_work_of_other_type_is_proposed_if_crossref_knows_better(sources, member_with_record):
    orcid_responds(sources, responses.orcid_summary(1, "On Looms", type="other", doi=DOI))
    crossref_responds(sources, responses.crossref_work())
    assert find_works().proposed == ["Weaving with Looms & Threads"]


def test_work_on_the_site_is_not_proposed(sources, member_with_record):
    factories.publication("Another Title", doi=DOI)
    factories.publication("On Looms", year=2023)
    orcid_responds(
        sources, responses.orcid_summary(1, "x", doi=DOI), responses.orcid_summary(2, "On  looms!")
    )
    assert find_works().proposed == []


def test_work_from_before_the_member_joined_is_not_proposed(sources, member_with_record):
    orcid_responds(sources, responses.orcid_summary(1, "On Looms", date=(2019,)))
    assert find_works().proposed == []


def test_former_members_are_not_searched(sources, member_with_record):
    type(member_with_record.person).objects.update(left="2024-01")
    assert find_works().problems == []
    assert not sources.log


@pytest.mark.parametrize("do", ["approve", "return"])
def test_decided_work_is_not_proposed_again(sources, member_with_record, pi, do):
    orcid_responds(sources, responses.orcid_summary(1, "On Looms"))
    find_works()
    review(pi, do, reason="Not ours.")
    Publication.objects.all().delete()
    assert find_works().proposed == []


def test_work_that_a_member_is_entering_is_not_proposed(sources, member_with_record):
    content = {"fields": {"title": ["On Looms"], "year": ["2023"]}, "rows": {}}
    Proposal.objects.create(
        editor_key="publication", author=member_with_record.user, content=content, state=State.DRAFT
    )
    orcid_responds(sources, responses.orcid_summary(1, "On Looms"))
    assert find_works().proposed == []


def test_work_of_two_members_is_proposed_once(sources, member_with_record, lead):
    factories.profile_link(lead.person, kind="orcid", url=f"https://orcid.org/{ORCID}")
    orcid_responds(sources, responses.orcid_summary(1, "On Looms"))
    assert find_works().proposed == ["On Looms"]


def test_work_without_year_is_proposed_without_year(sources, member_with_record):
    orcid_responds(sources, responses.orcid_summary(1, "On Looms", date=()))
    assert find_works().proposed == ["On Looms"]
    assert Proposal.objects.get().content["fields"]["year"] == []


def test_deleted_orcid_record_does_not_stop_the_search(sources, member_with_record, lead):
    other = "0000-0001-5109-3700"
    factories.profile_link(lead.person, kind="orcid", url=f"https://orcid.org/{other}")
    sources.expect_request(f"/orcid/v3.0/{other}/works").respond_with_data(status=404)
    orcid_responds(sources, responses.orcid_summary(1, "On Looms"))
    result = find_works()
    assert result.proposed == ["On Looms"]
    assert result.problems == [f"Leo Lead: ORCID has no record of {other}."]


# ---- concurrent runs --------------------------------------------------------------------------


def run_concurrently(monkeypatch, step, other_run):
    """Make another run complete while this one is in the given step."""
    original, is_first = getattr(updates, step), iter([True])

    def with_other_run(*args):
        result = original(*args)
        if next(is_first, False):
            assert len(other_run().proposed) == 1
        return result

    monkeypatch.setattr(updates, step, with_other_run)


def test_concurrent_runs_propose_a_published_preprint_once(published, monkeypatch):
    run_concurrently(monkeypatch, "_published_versions", find_published)
    assert find_published().proposed == []
    assert Proposal.objects.count() == 1


def test_concurrent_runs_propose_a_new_work_once(sources, member_with_record, monkeypatch):
    orcid_responds(sources, responses.orcid_summary(1, "On Looms"))
    run_concurrently(monkeypatch, "enrich", find_works)
    assert find_works().proposed == []
    assert Proposal.objects.count() == 1


def test_one_run_proposes_several_works_of_a_member(sources, member_with_record):
    orcid_responds(
        sources, *(responses.orcid_summary(n, title) for n, title in enumerate(["On Looms", "On Yarn"], 1))
    )
    assert find_works().proposed == ["On Looms", "On Yarn"]


def test_proposals_are_checked_again_under_the_lock(published, monkeypatch):
    steps = []
    monkeypatch.setattr(updates, "advisory_lock", lambda name: steps.append(f"lock {name}"))
    monkeypatch.setattr(updates, "_proposed_dois", lambda preprints: steps.append("check") or set())
    find_published()
    assert steps[-2:] == ["lock find_updates", "check"]


# ---- for the reviewers ------------------------------------------------------------------------


def test_reviewers_see_that_the_search_has_proposed_it(published, pi):
    find_published()
    assert "the search for updates" in pi.get(reverse("desk")).content.decode()
    page = pi.get(reverse("review-proposal", args=[Proposal.objects.get().pk])).content.decode()
    assert "the search for updates" in page and "Decline" in page and "Return to the author" not in page


def test_reviewers_can_correct_the_proposal(published, pi):
    find_published()
    page = pi.get(reverse("correct-proposal", args=[Proposal.objects.get().pk]))
    assert page.status_code == 200


def test_only_reviewers_are_notified_by_email(published, pi):
    find_published()
    assert proposal_emails.notify_reviewers("https://lab.example.edu", "/desk/", NOW) == 1
    queue.send_due(NOW)
    assert "the search for updates" in mail.outbox[0].body
    review(pi, "return", reason="No.")
    assert len(mail.outbox) == 1


def test_members_cannot_see_proposals_of_the_search(published, member):
    find_published()
    proposal = Proposal.objects.get()
    for name in ("proposal", "proposal-edit", "review-proposal"):
        assert member.get(reverse(name, args=[proposal.pk])).status_code in (403, 404)


def test_proposal_has_an_author_or_a_finder():
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.create(editor_key="publication")


# ---- the command ------------------------------------------------------------------------------


def test_command_reports_its_findings(published, capsys):
    call_command("find_updates")
    assert capsys.readouterr().out.splitlines() == [
        "Published preprints submitted for review: 1",
        "  Weaving with Looms",
        "New works submitted for review: 0",
    ]


def test_command_fails_if_a_source_fails(sources, member_with_record, monkeypatch):
    monkeypatch.setattr("publications.sources.client.JOB_PATIENCE", 0)
    sources.expect_request(f"/orcid/v3.0/{ORCID}/works").respond_with_data(status=500)
    with pytest.raises(CommandError, match="Mei Member: ORCID is unavailable"):
        call_command("find_updates")
