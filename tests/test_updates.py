"""What has happened elsewhere waits for review: never published unseen, never put there twice."""

from datetime import UTC, datetime

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

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


def on_arxiv(sources, more=""):
    entry = responses.arxiv_entry(more=more)
    sources.expect_request("/arxiv/api/query").respond_with_data(responses.arxiv(entry))


def on_crossref(sources, *works):
    sources.expect_request("/crossref/works").respond_with_json(responses.crossref_list(*works))


def on_openalex(sources, *works):
    sources.expect_request("/openalex/works").respond_with_json(responses.openalex(*works))


@pytest.fixture
def published(sources):
    """A preprint on the site of which arXiv says where it was published."""
    on_arxiv(sources, f"<arxiv:doi>{DOI}</arxiv:doi>")
    on_crossref(sources, responses.crossref_work())
    return preprint()


@pytest.fixture
def member_with_record(member):
    factories.profile_link(member.person, kind="orcid", url=f"https://orcid.org/{ORCID}")
    return member


def on_orcid(sources, *summaries, works=()):
    sources.expect_request(f"/orcid/v3.0/{ORCID}/works").respond_with_json(responses.orcid(*summaries))
    codes = ",".join(str(summary["put-code"]) for summary in summaries)
    sources.expect_request(f"/orcid/v3.0/{ORCID}/works/{codes}").respond_with_json({"bulk": list(works)})


def review(pi, do, **data):
    proposal = Proposal.objects.get()
    return pi.post(reverse("decide"), {"proposal": proposal.pk, "do": do, **data}, follow=True)


# ---- preprints that have been published -------------------------------------------------------


def test_a_published_preprint_waits_for_review_and_is_not_changed_unseen(published):
    assert find_published().proposed == ["Weaving with Looms"]
    proposal = Proposal.objects.get()
    assert (proposal.state, proposal.author, proposal.finder) == (State.PENDING, None, "find_updates")
    published.refresh_from_db()
    assert (published.kind, published.doi) == ("preprint", "")


def test_what_is_approved_says_where_it_was_published(published, pi):
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


def test_a_venue_that_is_there_under_its_short_name_is_taken(published, pi):
    venue = factories.venue("International Conference on Looms", abbreviation="LOOM")
    find_published()
    review(pi, "approve")
    assert Publication.objects.get().venue == venue


@pytest.mark.parametrize("do", ["approve", "return"])
def test_what_was_decided_on_is_not_put_again(published, pi, do):
    find_published()
    review(pi, do, reason="No.")
    Publication.objects.update(kind="preprint", doi="")
    assert find_published().proposed == []


def test_what_waits_is_not_put_again(published):
    find_published()
    assert find_published().proposed == []


def test_a_preprint_without_news_is_left_alone(sources):
    preprint()
    on_arxiv(sources)
    on_openalex(sources)
    on_crossref(sources)
    outcome = find_published()
    assert (outcome.proposed, outcome.left, outcome.problems) == ([], [], [])


def test_a_preprint_server_that_registers_dois_says_what_became_of_its_papers(sources):
    preprint(arxiv_id="", doi="10.5555/preprint")
    related = {"is-preprint-of": [{"id-type": "doi", "id": DOI}]}
    posted = responses.crossref_work(type="posted-content", DOI="10.5555/preprint", relation=related)
    on_crossref(sources, posted, responses.crossref_work())
    assert len(find_published().proposed) == 1


@pytest.mark.parametrize(
    ("found", "count"),
    [
        ({"title": "Weaving with looms.", "first": "Ada van Example"}, 1),
        ({"title": "Weaving with looms.", "first": "Somebody Else"}, 0),
        ({"title": "Weaving without looms", "first": "Ada van Example"}, 0),
        ({"title": "Weaving with looms.", "first": "Ada van Example", "type": "preprint"}, 0),
        ({"title": "Weaving with looms.", "first": "Ada van Example", "publication_year": 2019}, 0),
    ],
)
def test_a_paper_of_the_same_title_and_first_author_is_taken_for_it(sources, found, count):
    preprint()
    on_arxiv(sources)
    on_openalex(sources, responses.openalex_work(DOI, 0, **found))
    on_crossref(sources, *[responses.crossref_work()][:count])
    assert len(find_published().proposed) == count


def test_a_paper_that_has_a_page_already_is_left_to_people(published):
    factories.publication("Weaving with Looms", doi=DOI)
    outcome = find_published()
    assert outcome.proposed == []
    assert outcome.left == [f"Weaving with Looms: {DOI} has a page of its own already."]


# ---- new works --------------------------------------------------------------------------------


def test_a_new_work_waits_for_review_with_its_member_linked(sources, member_with_record, pi):
    summary = responses.orcid_summary(1, "On Looms", date=(2023, 4))
    names = [("Someone Else", "", None), ("M. Member", "", None)]
    on_orcid(sources, summary, works=[responses.orcid_work(summary, *names)])
    assert find_works().proposed == ["On Looms"]
    assert not Publication.objects.exists()
    review(pi, "approve")
    paper = Publication.objects.get()
    linked = [(author.name, author.person) for author in paper.authorships.all()]
    assert linked == [("Someone Else", None), ("M. Member", member_with_record.person)]
    assert (str(paper.date), paper.venue.name) == ("2023-04", "Journal of Looms")


def test_a_work_without_authors_has_at_least_the_member(sources, member_with_record, pi):
    on_orcid(sources, responses.orcid_summary(1, "On Looms"))
    find_works()
    review(pi, "approve")
    assert Publication.objects.get().authorships.get().person == member_with_record.person


def test_crossref_knows_better(sources, member_with_record):
    on_orcid(sources, responses.orcid_summary(1, "weaving", doi=DOI))
    on_crossref(sources, responses.crossref_work())
    assert find_works().proposed == ["Weaving with Looms & Threads"]


def test_a_work_that_the_lab_has_is_not_new(sources, member_with_record):
    factories.publication("Another Title", doi=DOI)
    factories.publication("On Looms", year=2023)
    on_orcid(sources, responses.orcid_summary(1, "x", doi=DOI), responses.orcid_summary(2, "On  looms!"))
    assert find_works().proposed == []


def test_a_work_from_before_somebody_joined_is_not_the_labs(sources, member_with_record):
    on_orcid(sources, responses.orcid_summary(1, "On Looms", date=(2019,)))
    assert find_works().proposed == []


def test_somebody_who_has_left_is_not_asked_about(sources, member_with_record):
    type(member_with_record.person).objects.update(left="2024-01")
    assert find_works().problems == []
    assert not sources.log


@pytest.mark.parametrize("do", ["approve", "return"])
def test_a_work_that_was_decided_on_is_not_put_again(sources, member_with_record, pi, do):
    on_orcid(sources, responses.orcid_summary(1, "On Looms"))
    find_works()
    review(pi, do, reason="Not ours.")
    Publication.objects.all().delete()
    assert find_works().proposed == []


def test_a_work_that_a_member_is_entering_is_not_put_besides(sources, member_with_record):
    content = {"fields": {"title": ["On Looms"], "year": ["2023"]}, "rows": {}}
    Proposal.objects.create(
        editor_key="publication", author=member_with_record.user, content=content, state=State.DRAFT
    )
    on_orcid(sources, responses.orcid_summary(1, "On Looms"))
    assert find_works().proposed == []


def test_a_work_of_two_members_is_put_once(sources, member_with_record, lead):
    factories.profile_link(lead.person, kind="orcid", url=f"https://orcid.org/{ORCID}")
    on_orcid(sources, responses.orcid_summary(1, "On Looms"))
    assert find_works().proposed == ["On Looms"]


def test_a_work_without_a_year_is_proposed_without_one(sources, member_with_record):
    on_orcid(sources, responses.orcid_summary(1, "On Looms", date=()))
    assert find_works().proposed == ["On Looms"]
    assert Proposal.objects.get().content["fields"]["year"] == []


def test_a_record_that_is_gone_stops_nobody_elses(sources, member_with_record, lead):
    other = "0000-0001-5109-3700"
    factories.profile_link(lead.person, kind="orcid", url=f"https://orcid.org/{other}")
    sources.expect_request(f"/orcid/v3.0/{other}/works").respond_with_data(status=404)
    on_orcid(sources, responses.orcid_summary(1, "On Looms"))
    outcome = find_works()
    assert outcome.proposed == ["On Looms"]
    assert outcome.problems == [f"Leo Lead: ORCID has no record of {other}."]


# ---- two runs at the same moment ---------------------------------------------------------------


def meanwhile(monkeypatch, step, other_run):
    """Has another run put all it finds there while this one is at a step."""
    real, is_first = getattr(updates, step), iter([True])

    def with_another(*args):
        found = real(*args)
        if next(is_first, False):
            assert len(other_run().proposed) == 1
        return found

    monkeypatch.setattr(updates, step, with_another)


def test_two_runs_at_the_same_moment_put_a_published_preprint_once(published, monkeypatch):
    meanwhile(monkeypatch, "_published", find_published)
    assert find_published().proposed == []
    assert Proposal.objects.count() == 1


def test_two_runs_at_the_same_moment_put_a_new_work_once(sources, member_with_record, monkeypatch):
    on_orcid(sources, responses.orcid_summary(1, "On Looms"))
    meanwhile(monkeypatch, "complete", find_works)
    assert find_works().proposed == []
    assert Proposal.objects.count() == 1


def test_what_a_run_has_put_there_itself_keeps_it_from_nothing_else(sources, member_with_record):
    on_orcid(
        sources, *(responses.orcid_summary(n, title) for n, title in enumerate(["On Looms", "On Yarn"], 1))
    )
    assert find_works().proposed == ["On Looms", "On Yarn"]


def test_to_look_and_to_put_is_for_one_run_at_a_time(published, monkeypatch):
    done = []
    monkeypatch.setattr(updates, "one_at_a_time", lambda name: done.append(f"lock {name}"))
    monkeypatch.setattr(updates, "_proposed_changes", lambda preprints: done.append("look") or set())
    find_published()
    assert done[-2:] == ["lock find_updates", "look"]


# ---- for the reviewers ------------------------------------------------------------------------


def test_reviewers_see_that_nobody_has_written_it(published, pi):
    find_published()
    assert "the search for updates" in pi.get(reverse("desk")).content.decode()
    page = pi.get(reverse("review-proposal", args=[Proposal.objects.get().pk])).content.decode()
    assert "the search for updates" in page and "Decline" in page and "Return to the author" not in page


def test_reviewers_can_correct_it(published, pi):
    find_published()
    page = pi.get(reverse("correct-proposal", args=[Proposal.objects.get().pk]))
    assert page.status_code == 200


def test_reviewers_are_told_by_mail_and_nobody_else(published, pi):
    find_published()
    assert proposal_emails.notify_reviewers("https://lab.example.edu", "/desk/", NOW) == 1
    assert "the search for updates" in mail.outbox[0].body
    review(pi, "return", reason="No.")
    assert len(mail.outbox) == 1


def test_members_do_not_see_what_was_found(published, member):
    find_published()
    proposal = Proposal.objects.get()
    for name in ("proposal", "proposal-edit", "review-proposal"):
        assert member.get(reverse(name, args=[proposal.pk])).status_code in (403, 404)


def test_a_proposal_is_somebodys_or_found():
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.create(editor_key="publication")


# ---- the command ------------------------------------------------------------------------------


def test_the_command_says_what_it_has_found(published, capsys):
    call_command("find_updates")
    assert capsys.readouterr().out.splitlines() == [
        "1 preprints that have been published wait for review.",
        "  Weaving with Looms",
        "0 new works wait for review.",
    ]


def test_the_command_fails_where_a_source_has_failed(sources, member_with_record, monkeypatch):
    monkeypatch.setattr("labsite.management.commands.find_updates.PATIENCE", 2)
    sources.expect_request(f"/orcid/v3.0/{ORCID}/works").respond_with_data(status=500)
    with pytest.raises(CommandError, match="Mei Member: ORCID cannot be reached"):
        call_command("find_updates")
