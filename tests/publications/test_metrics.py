"""Citations and stars are fetched in batches, longest unchecked first; a failure keeps the last number."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from werkzeug import Response

from core.caching import content_version
from publications import metrics
from publications.models import CitationCheck, CitationYear, StarCheck
from publications.sources import github
from tests import factories
from tests.publications.sources import client_without_retries, responses

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
NEXT_DAY = date(2026, 3, 3)


def refresh_citations(on=DAY, everything=False):
    return metrics.refresh_citations(client_without_retries(), on, everything)


def refresh_stars(on=DAY, everything=False):
    return metrics.refresh_stars(client_without_retries(), on, everything)


def openalex_responds(sources, *works):
    sources.expect_oneshot_request("/openalex/works").respond_with_json(responses.openalex(*works))


def semanticscholar_responds(sources, *counts):
    papers = [None if count is None else {"paperId": "x", "citationCount": count} for count in counts]
    path = "/semanticscholar/graph/v1/paper/batch"
    sources.expect_oneshot_request(path, method="POST").respond_with_json(papers)


def requests_to(sources):
    return [request for request, _response in sources.log]


def years(publication):
    return dict(CitationYear.objects.filter(publication=publication).values_list("year", "citations"))


# ---- citations --------------------------------------------------------------------------------


def test_citations_come_from_openalex_with_their_years(sources):
    paper = factories.publication(doi="10.5555/a")
    openalex_responds(sources, responses.openalex_work("10.5555/A", 12, [(2026, 5), (2025, 7)]))
    result = refresh_citations()
    paper.refresh_from_db()
    assert (paper.citations, paper.citations_on, years(paper)) == (12, DAY, {2025: 7, 2026: 5})
    assert (result.checked, result.changed, result.missing, result.problems) == (1, 1, [], [])


def test_preprint_is_found_by_its_arxiv_doi(sources):
    paper = factories.publication(arxiv_id="2401.00001")
    openalex_responds(sources, responses.openalex_work("10.48550/arxiv.2401.00001", 3))
    refresh_citations()
    paper.refresh_from_db()
    assert paper.citations == 3


def test_work_missing_in_openalex_is_requested_from_semantic_scholar(sources):
    one, other = factories.publication(doi="10.5555/a"), factories.publication("B", arxiv_id="2401.00001")
    openalex_responds(sources, responses.openalex_work("10.5555/a", 12))
    semanticscholar_responds(sources, 4)
    refresh_citations()
    one.refresh_from_db(), other.refresh_from_db()
    assert (one.citations, other.citations) == (12, 4)
    assert json.loads(requests_to(sources)[-1].data) == {"ids": ["ARXIV:2401.00001"]}


def test_work_missing_in_all_sources_is_reported_and_checked_once_a_day(sources):
    factories.publication("Nobody's Paper", doi="10.5555/a")
    openalex_responds(sources)
    semanticscholar_responds(sources, None)
    assert refresh_citations().missing == ["Nobody's Paper (10.5555/a)"]
    assert refresh_citations().checked == 0


def test_hundred_papers_take_two_requests(sources):
    for number in range(100):
        factories.publication(f"Paper {number}", doi=f"10.5555/{number}")
    for start in (0, 50):
        works = [responses.openalex_work(f"10.5555/{number}", 1) for number in range(start, start + 50)]
        openalex_responds(sources, *works)
    assert refresh_citations().checked == 100
    assert len(requests_to(sources)) == 2


def test_longest_unchecked_come_first_and_those_checked_today_are_skipped(sources):
    checked = {"10.5555/today": DAY, "10.5555/long-ago": date(2026, 1, 1), "10.5555/lately": date(2026, 3, 1)}
    for doi, day in checked.items():
        CitationCheck.objects.create(publication=factories.publication(doi, doi=doi), on=day)
    factories.publication("Never", doi="10.5555/never")
    sources.expect_request("/openalex/works").respond_with_json(responses.openalex())
    refresh_citations()
    request, *_others = requests_to(sources)
    assert request.args["filter"] == "doi:10.5555/never|10.5555/long-ago|10.5555/lately"
    refresh_citations(everything=True)
    last = [request for request in requests_to(sources) if "filter" in request.args][-1]
    assert "10.5555/today" in last.args["filter"]


def test_failing_source_leaves_the_last_count_and_its_date(sources):
    paper = factories.publication(doi="10.5555/a", citations=7, citations_on="2026-01-01")
    sources.expect_request("/openalex/works").respond_with_data(status=500)
    semanticscholar_responds(sources)
    result = refresh_citations()
    paper.refresh_from_db()
    assert (paper.citations, paper.citations_on) == (7, date(2026, 1, 1))
    assert result.problems == ["OpenAlex is unavailable right now. Try again later."]
    assert not CitationCheck.objects.exists()


def test_publication_without_count_gets_one_while_openalex_is_unavailable(sources):
    paper = factories.publication(doi="10.5555/a")
    sources.expect_request("/openalex/works").respond_with_data(status=500)
    semanticscholar_responds(sources, 4)
    refresh_citations()
    paper.refresh_from_db()
    assert paper.citations == 4


def test_rate_limited_refresh_continues_where_it_stopped(sources):
    for number in range(60):
        factories.publication(f"Paper {number}", doi=f"10.5555/{number}")
    openalex_responds(sources, *(responses.openalex_work(f"10.5555/{number}", 1) for number in range(60)))
    sources.expect_request("/openalex/works").respond_with_data(status=429, headers={"Retry-After": "99"})
    sources.expect_request("/semanticscholar/graph/v1/paper/batch").respond_with_data(status=429)
    assert refresh_citations().checked == 50
    sources.clear()
    openalex_responds(sources, *(responses.openalex_work(f"10.5555/{number}", 1) for number in range(60)))
    assert refresh_citations().checked == 10


def test_years_before_the_span_of_openalex_are_kept(sources):
    paper = factories.publication(doi="10.5555/a", citations=9, citations_on="2026-03-01")
    for year in (2012, 2024, 2025):
        factories.citation_year(paper, year, 3)
    openalex_responds(sources, responses.openalex_work("10.5555/a", 9, [(2023, 1), (2025, 5)]))
    assert refresh_citations().changed == 1
    assert years(paper) == {2012: 3, 2023: 1, 2025: 5}


@pytest.mark.parametrize("count", [None, "12", -1, True, 2**40, 1.5])
def test_invalid_count_is_ignored(sources, count):
    paper = factories.publication(doi="10.5555/a")
    openalex_responds(sources, responses.openalex_work("10.5555/a", count))
    semanticscholar_responds(sources, count)
    refresh_citations()
    paper.refresh_from_db()
    assert paper.citations is None


@pytest.mark.django_db(transaction=True)
def test_refresh_without_changes_invalidates_no_page(sources):
    factories.publication(doi="10.5555/a")
    work = responses.openalex_work("10.5555/a", 12, [(2025, 12)])
    openalex_responds(sources, work)
    before = content_version()
    refresh_citations()
    after = content_version()
    assert after != before
    openalex_responds(sources, work)
    assert refresh_citations(on=NEXT_DAY).checked == 1
    assert content_version() == after


def test_unchanged_count_gets_a_new_date_after_a_while(sources):
    paper = factories.publication(doi="10.5555/a", citations=12, citations_on="2026-01-01")
    openalex_responds(sources, responses.openalex_work("10.5555/a", 12))
    refresh_citations()
    paper.refresh_from_db()
    assert paper.citations_on == DAY


def test_publication_whose_batch_is_always_refused_keeps_nobody_waiting(sources):
    for number in range(4):
        factories.publication(f"Paper {number}", doi=f"10.5555/{number}")

    def respond(request):
        dois = request.args["filter"].removeprefix("doi:").split("|")
        if "10.5555/2" in dois:
            return Response("refused", status=403)
        works = [responses.openalex_work(doi, 1) for doi in dois]
        return Response(json.dumps(responses.openalex(*works)))

    sources.expect_request("/openalex/works").respond_with_handler(respond)
    semanticscholar_responds(sources, None)
    result = refresh_citations()
    assert (result.checked, result.changed, result.problems) == (4, 3, [])
    assert result.missing == ["Paper 2 (10.5555/2)"]


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
def test_repository_is_recognised_by_name_and_by_url(text, expected):
    assert github.repository_name(text) == expected


def test_all_links_to_a_repository_get_its_stars(sources):
    paper = factories.publication()
    one = factories.publication_link(paper, url="https://github.com/Lab/loom")
    other = factories.publication_link(paper, kind="project", repository="lab/Loom")
    factories.publication_link(paper, url="https://example.org/code")
    sources.expect_oneshot_request("/github/repos/lab/loom").respond_with_json({"stargazers_count": 42})
    result = refresh_stars()
    one.refresh_from_db(), other.refresh_from_db()
    assert [(one.stars, one.stars_on), (other.stars, other.stars_on)] == [(42, DAY)] * 2
    assert (result.checked, result.missing) == (1, [])
    assert refresh_stars().checked == 0


def test_deleted_repository_is_reported_and_keeps_its_stars(sources):
    link = factories.publication_link(factories.publication(), repository="lab/gone", stars=5)
    sources.expect_request("/github/repos/lab/gone").respond_with_data(status=404)
    assert refresh_stars().missing == ["lab/gone"]
    link.refresh_from_db()
    assert link.stars == 5 and StarCheck.objects.get().on == DAY


def test_repositories_take_one_request_with_a_token(sources, settings):
    settings.SOURCE_KEYS = {**settings.SOURCE_KEYS, "github": "secret"}
    for name in ("lab/one", "lab/gone", "lab/two"):
        factories.publication_link(factories.publication(name), repository=name)
    data = {"r0": {"stargazerCount": 1}, "r1": None, "r2": {"stargazerCount": 2}}
    sources.expect_oneshot_request(
        "/github/graphql", method="POST", headers={"Authorization": "Bearer secret"}
    ).respond_with_json({"data": data, "errors": [{"type": "NOT_FOUND"}]})
    result = refresh_stars()
    assert (result.checked, result.changed, result.missing) == (3, 2, ["lab/gone"])


def test_github_rate_limit_ends_the_refresh(sources):
    for name in ("lab/one", "lab/two"):
        factories.publication_link(factories.publication(name), repository=name)
    sources.expect_request("/github/repos/lab/one").respond_with_json({"stargazers_count": 1})
    spent = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "4000000000"}
    sources.expect_request("/github/repos/lab/two").respond_with_data(status=403, headers=spent)
    result = refresh_stars()
    assert (result.checked, result.problems) == (
        1,
        ["GitHub is receiving too many requests from us. Try again later."],
    )


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (451, {"message": "Repository access blocked", "block": {"reason": "dmca"}}),
        (403, {"message": "Repository access blocked", "block": {"reason": "tos"}}),
    ],
)
def test_blocked_repository_is_missing_and_does_not_stop_the_others(sources, status, body):
    for name in ("lab/blocked", "lab/two"):
        factories.publication_link(factories.publication(name), repository=name)
    sources.expect_request("/github/repos/lab/blocked").respond_with_json(body, status=status)
    sources.expect_request("/github/repos/lab/two").respond_with_json({"stargazers_count": 2})
    result = refresh_stars()
    assert (result.checked, result.changed, result.missing, result.problems) == (2, 1, ["lab/blocked"], [])


BUSY = "GitHub is receiving too many requests from us. Try again later."


@pytest.mark.parametrize(
    ("headers", "message"),
    [
        ({"X-RateLimit-Remaining": "57", "Retry-After": "60"}, "You have exceeded a secondary rate limit."),
        ({"X-RateLimit-Remaining": "57"}, "You have exceeded a secondary rate limit."),
        ({"Retry-After": "60"}, ""),
    ],
)
def test_secondary_rate_limit_is_no_wrong_key(sources, headers, message):
    factories.publication_link(factories.publication(), repository="lab/one")
    sources.expect_request("/github/repos/lab/one").respond_with_json(
        {"message": message}, status=403, headers=headers
    )
    assert refresh_stars().problems == [BUSY]
    assert not StarCheck.objects.exists()


def test_rate_limit_of_the_graphql_api_is_recognised(sources, settings):
    settings.SOURCE_KEYS = {**settings.SOURCE_KEYS, "github": "secret"}
    factories.publication_link(factories.publication(), repository="lab/one")
    error = {"type": "RATE_LIMITED", "message": "API rate limit already exceeded for user ID 1."}
    sources.expect_request("/github/graphql").respond_with_json({"errors": [error]})
    assert refresh_stars().problems == [BUSY]
    assert not StarCheck.objects.exists()


# ---- the command ------------------------------------------------------------------------------


def test_command_reports_its_result(sources, capsys):
    factories.publication(doi="10.5555/a")
    factories.publication_link(factories.publication("B"), repository="lab/gone")
    openalex_responds(sources, responses.openalex_work("10.5555/a", 12))
    sources.expect_request("/github/repos/lab/gone").respond_with_data(status=404)
    sources.expect_request("/crossref/works").respond_with_json(responses.crossref_list())
    call_command("refresh_metrics")
    assert capsys.readouterr().out.splitlines() == [
        "Publications: 1 checked, 1 found, 1 with new numbers.",
        "Repositories: 1 checked, 0 found, 0 with new numbers.",
        "  not found: lab/gone",
        "Editorial notices: 1 checked, 0 changed.",
    ]


def test_command_fails_if_a_source_fails(sources, monkeypatch):
    monkeypatch.setattr("publications.sources.client.JOB_PATIENCE", 0)
    factories.publication(doi="10.5555/a")
    sources.expect_request("/openalex/works").respond_with_data(status=500)
    semanticscholar_responds(sources, 1)
    with pytest.raises(CommandError, match="OpenAlex is unavailable"):
        call_command("refresh_metrics")
