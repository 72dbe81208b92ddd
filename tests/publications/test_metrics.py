"""Citations and stars are fetched in batches, oldest first, and what fails leaves the old number."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from core.caching import content_version
from publications import metrics
from publications.models import CitationCheck, CitationYear, StarCheck
from publications.sources import github
from tests import factories
from tests.publications.sources import answers, impatient

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
NEXT = date(2026, 3, 3)


def citations(on=DAY, everything=False):
    return metrics.refresh_citations(impatient(), on, everything)


def stars(on=DAY, everything=False):
    return metrics.refresh_stars(impatient(), on, everything)


def openalex(sources, *works):
    sources.expect_oneshot_request("/openalex/works").respond_with_json(answers.openalex(*works))


def semanticscholar(sources, *counts):
    papers = [None if count is None else {"paperId": "x", "citationCount": count} for count in counts]
    path = "/semanticscholar/graph/v1/paper/batch"
    sources.expect_oneshot_request(path, method="POST").respond_with_json(papers)


def questions(sources):
    return [request for request, _response in sources.log]


def years(publication):
    return dict(CitationYear.objects.filter(publication=publication).values_list("year", "citations"))


# ---- citations --------------------------------------------------------------------------------


def test_citations_come_from_openalex_with_their_years(sources):
    paper = factories.publication(doi="10.5555/a")
    openalex(sources, answers.openalex_work("10.5555/A", 12, [(2026, 5), (2025, 7)]))
    outcome = citations()
    paper.refresh_from_db()
    assert (paper.citations, paper.citations_on, years(paper)) == (12, DAY, {2025: 7, 2026: 5})
    assert (outcome.asked, outcome.changed, outcome.missing, outcome.problems) == (1, 1, [], [])


def test_a_preprint_is_known_by_the_doi_that_arxiv_gives_it(sources):
    paper = factories.publication(arxiv_id="2401.00001")
    openalex(sources, answers.openalex_work("10.48550/arxiv.2401.00001", 3))
    citations()
    paper.refresh_from_db()
    assert paper.citations == 3


def test_what_openalex_does_not_know_is_asked_of_semantic_scholar(sources):
    one, other = factories.publication(doi="10.5555/a"), factories.publication("B", arxiv_id="2401.00001")
    openalex(sources, answers.openalex_work("10.5555/a", 12))
    semanticscholar(sources, 4)
    citations()
    one.refresh_from_db(), other.refresh_from_db()
    assert (one.citations, other.citations) == (12, 4)
    assert json.loads(questions(sources)[-1].data) == {"ids": ["ARXIV:2401.00001"]}


def test_what_nobody_knows_is_named_and_not_asked_for_again_today(sources):
    factories.publication("Nobody's Paper", doi="10.5555/a")
    openalex(sources)
    semanticscholar(sources, None)
    assert citations().missing == ["Nobody's Paper (10.5555/a)"]
    assert citations().asked == 0


def test_a_hundred_papers_take_two_questions(sources):
    for number in range(100):
        factories.publication(f"Paper {number}", doi=f"10.5555/{number}")
    for start in (0, 50):
        works = [answers.openalex_work(f"10.5555/{number}", 1) for number in range(start, start + 50)]
        openalex(sources, *works)
    assert citations().asked == 100
    assert len(questions(sources)) == 2


def test_the_oldest_are_asked_for_first_and_those_of_today_not(sources):
    asked = {"10.5555/today": DAY, "10.5555/long-ago": date(2026, 1, 1), "10.5555/lately": date(2026, 3, 1)}
    for doi, day in asked.items():
        CitationCheck.objects.create(publication=factories.publication(doi, doi=doi), on=day)
    factories.publication("Never", doi="10.5555/never")
    sources.expect_request("/openalex/works").respond_with_json(answers.openalex())
    citations()
    (question, _other) = questions(sources)
    assert question.args["filter"] == "doi:10.5555/never|10.5555/long-ago|10.5555/lately"
    citations(everything=True)
    assert "10.5555/today" in questions(sources)[2].args["filter"]


def test_a_source_that_fails_leaves_the_last_good_number_and_its_day(sources):
    paper = factories.publication(doi="10.5555/a", citations=7, citations_on="2026-01-01")
    sources.expect_request("/openalex/works").respond_with_data(status=500)
    semanticscholar(sources)
    outcome = citations()
    paper.refresh_from_db()
    assert (paper.citations, paper.citations_on) == (7, date(2026, 1, 1))
    assert outcome.problems == ["OpenAlex cannot be reached just now. Try again later."]
    assert not CitationCheck.objects.exists()


def test_what_has_no_number_gets_one_while_openalex_is_away(sources):
    paper = factories.publication(doi="10.5555/a")
    sources.expect_request("/openalex/works").respond_with_data(status=500)
    semanticscholar(sources, 4)
    citations()
    paper.refresh_from_db()
    assert paper.citations == 4


def test_a_refresh_that_is_told_to_wait_goes_on_where_it_was(sources):
    for number in range(60):
        factories.publication(f"Paper {number}", doi=f"10.5555/{number}")
    openalex(sources, *(answers.openalex_work(f"10.5555/{number}", 1) for number in range(60)))
    sources.expect_request("/openalex/works").respond_with_data(status=429, headers={"Retry-After": "99"})
    sources.expect_request("/semanticscholar/graph/v1/paper/batch").respond_with_data(status=429)
    assert citations().asked == 50
    sources.clear()
    openalex(sources, *(answers.openalex_work(f"10.5555/{number}", 1) for number in range(60)))
    assert citations().asked == 10


def test_years_that_openalex_does_not_list_any_more_stay(sources):
    paper = factories.publication(doi="10.5555/a", citations=9, citations_on="2026-03-01")
    for year in (2012, 2024, 2025):
        factories.citation_year(paper, year, 3)
    openalex(sources, answers.openalex_work("10.5555/a", 9, [(2023, 1), (2025, 5)]))
    assert citations().changed == 1
    assert years(paper) == {2012: 3, 2023: 1, 2025: 5}


@pytest.mark.parametrize("count", [None, "12", -1, True, 2**40, 1.5])
def test_what_is_no_count_is_none(sources, count):
    paper = factories.publication(doi="10.5555/a")
    openalex(sources, answers.openalex_work("10.5555/a", count))
    semanticscholar(sources, count)
    citations()
    paper.refresh_from_db()
    assert paper.citations is None


@pytest.mark.django_db(transaction=True)
def test_a_refresh_that_changes_nothing_makes_no_page_anew(sources):
    factories.publication(doi="10.5555/a")
    work = answers.openalex_work("10.5555/a", 12, [(2025, 12)])
    openalex(sources, work)
    before = content_version()
    citations()
    after = content_version()
    assert after != before
    openalex(sources, work)
    assert citations(on=NEXT).asked == 1
    assert content_version() == after


def test_a_number_that_stays_gets_a_new_date_in_the_end(sources):
    paper = factories.publication(doi="10.5555/a", citations=12, citations_on="2026-01-01")
    openalex(sources, answers.openalex_work("10.5555/a", 12))
    citations()
    paper.refresh_from_db()
    assert paper.citations_on == DAY


# ---- stars ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lab/loom", "lab/loom"),
        ("https://github.com/Lab/loom.git", "Lab/loom"),
        ("https://www.github.com/lab/loom/tree/main?x#readme", "lab/loom"),
        ("https://github.com/lab", ""),
        ("https://github.com/orgs/lab", ""),
        ("https://github.com/lab/loom/blob/main/slides.pdf", ""),
        ("https://gitlab.com/lab/loom", ""),
        ("lab/../loom", ""),
        ("lab/..", ""),
        ("", ""),
    ],
)
def test_a_repository_is_known_by_name_and_by_address(text, expected):
    assert github.repository_of(text) == expected


def test_stars_of_a_repository_stand_at_all_its_links(sources):
    paper = factories.publication()
    one = factories.publication_link(paper, url="https://github.com/Lab/loom")
    other = factories.publication_link(paper, kind="project", repository="lab/Loom")
    factories.publication_link(paper, url="https://example.org/code")
    sources.expect_oneshot_request("/github/repos/lab/loom").respond_with_json({"stargazers_count": 42})
    outcome = stars()
    one.refresh_from_db(), other.refresh_from_db()
    assert [(one.stars, one.stars_on), (other.stars, other.stars_on)] == [(42, DAY)] * 2
    assert (outcome.asked, outcome.missing) == (1, [])
    assert stars().asked == 0


def test_a_repository_that_is_gone_is_named_and_keeps_its_number(sources):
    link = factories.publication_link(factories.publication(), repository="lab/gone", stars=5)
    sources.expect_request("/github/repos/lab/gone").respond_with_data(status=404)
    assert stars().missing == ["lab/gone"]
    link.refresh_from_db()
    assert link.stars == 5 and StarCheck.objects.get().on == DAY


def test_with_a_token_many_repositories_take_one_question(sources, settings):
    settings.SOURCE_KEYS = {**settings.SOURCE_KEYS, "github": "secret"}
    for name in ("lab/one", "lab/gone", "lab/two"):
        factories.publication_link(factories.publication(name), repository=name)
    data = {"r0": {"stargazerCount": 1}, "r1": None, "r2": {"stargazerCount": 2}}
    sources.expect_oneshot_request(
        "/github/graphql", method="POST", headers={"Authorization": "Bearer secret"}
    ).respond_with_json({"data": data, "errors": [{"type": "NOT_FOUND"}]})
    outcome = stars()
    assert (outcome.asked, outcome.changed, outcome.missing) == (3, 2, ["lab/gone"])


def test_github_that_has_been_asked_too_often_is_asked_the_rest_later(sources):
    for name in ("lab/one", "lab/two"):
        factories.publication_link(factories.publication(name), repository=name)
    sources.expect_request("/github/repos/lab/one").respond_with_json({"stargazers_count": 1})
    spent = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "4000000000"}
    sources.expect_request("/github/repos/lab/two").respond_with_data(status=403, headers=spent)
    outcome = stars()
    assert (outcome.asked, outcome.problems) == (1, ["GitHub asks us to wait. Try again later."])


# ---- the command ------------------------------------------------------------------------------


def test_the_command_says_what_it_did(sources, capsys):
    factories.publication(doi="10.5555/a")
    factories.publication_link(factories.publication("B"), repository="lab/gone")
    openalex(sources, answers.openalex_work("10.5555/a", 12))
    sources.expect_request("/github/repos/lab/gone").respond_with_data(status=404)
    call_command("refresh_metrics")
    assert capsys.readouterr().out.splitlines() == [
        "1 publications asked for: 1 found, 1 of them with new numbers.",
        "1 repositories asked for: 0 found, 0 of them with new numbers.",
        "  not found: lab/gone",
    ]


def test_the_command_fails_where_a_source_has_failed(sources, monkeypatch):
    monkeypatch.setattr("publications.management.commands.refresh_metrics.PATIENCE", 2)
    factories.publication(doi="10.5555/a")
    sources.expect_request("/openalex/works").respond_with_data(status=500)
    semanticscholar(sources, 1)
    with pytest.raises(CommandError, match="OpenAlex cannot be reached"):
        call_command("refresh_metrics")
