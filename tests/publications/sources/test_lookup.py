"""Identifiers that people type, and the entries found for them."""

import json

import pytest
from werkzeug import Response

from publications.sources import Client, Identifier, SourceError, fetch, find_identifiers, orcid, unrecognised
from tests.publications.sources import client_without_retries, responses

ORCID = "0000-0002-1825-0097"


def look_up(pasted, client=None):
    """Return the entries for the only identifier in a line."""
    (identifier,) = find_identifiers(pasted)
    return fetch(identifier, client or Client())


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("doi.org/10.5555/abc", Identifier("crossref", "10.5555/abc")),
        ("DOI 10.5555/abc", Identifier("crossref", "10.5555/abc")),
        ("doi：10.5555/abc", Identifier("crossref", "10.5555/abc")),
        ("https://doi.org/10.5555/abc?utm_source=x", Identifier("crossref", "10.5555/abc")),
        ("10.5555/s0896-6273(03)00808-0", Identifier("crossref", "10.5555/s0896-6273(03)00808-0")),
        ("(https://doi.org/10.5555/abc)", Identifier("crossref", "10.5555/abc")),
        ("https://dl.example.org/doi/pdf/10.5555/Abc?download=true", Identifier("crossref", "10.5555/abc")),
        ("https://www.example.com/articles/10.5555/abc/full", Identifier("crossref", "10.5555/abc")),
        ("https://example.org/content/pdf/10.5555/abc_1.pdf", Identifier("crossref", "10.5555/abc_1")),
        ("https://example.org/article?id=10.5555/abc&type=printable", Identifier("crossref", "10.5555/abc")),
        (
            "https://example.org/content/10.1101/2020.1.1v2.full",
            Identifier("crossref", "10.1101/2020.1.1"),
        ),
        ("https://zenodo.org/records/123#files", Identifier("crossref", "10.5281/zenodo.123")),
        ("https://www.nature.com/articles/s41586-020-1.pdf", Identifier("crossref", "10.1038/s41586-020-1")),
        ("https://papers.ssrn.com/sol3/papers.cfm?abstract_id=12", Identifier("crossref", "10.2139/ssrn.12")),
        ("arXiv:2401.00001v2 [cs.LG]", Identifier("arxiv", "2401.00001")),
        ("A. Example, On Looms, arXiv preprint arXiv:2401.00001, 2024.", Identifier("arxiv", "2401.00001")),
        ("0000000218250097", Identifier("orcid", ORCID)),
        ("Ada Example, ORCID iD: 0000-0002-1825-0097", Identifier("orcid", ORCID)),
        ("https://dblp.org/pers/hd/e/Example:Ada", Identifier("dblp", "pers/hd/e/Example:Ada")),
        ("dblp.org/pers/e/Example:Ada.html", Identifier("dblp", "pers/hd/e/Example:Ada")),
        ("DBLP:conf/loom/Example25", Identifier("dblp", "rec/conf/loom/Example25")),
        ("PMID: 12345678", Identifier("pubmed", "12345678")),
        ("12345678", Identifier("pubmed", "12345678")),
        ("https://pubmed.ncbi.nlm.nih.gov/12345678/", Identifier("pubmed", "12345678")),
        ("PMC3531190", Identifier("pmc", "PMC3531190")),
        ("PMCID: PMC3531190", Identifier("pmc", "PMC3531190")),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC3531190/", Identifier("pmc", "PMC3531190")),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC3531190/#S1", Identifier("pmc", "PMC3531190")),
        ("https://europepmc.org/article/PMC/PMC3531190", Identifier("pmc", "PMC3531190")),
        ("S0004370224001234", Identifier("pii", "S0004370224001234")),
        ("PII: S0004-3702(24)00123-X", Identifier("pii", "S000437022400123X")),
        (
            "https://www.sciencedirect.com/science/article/abs/pii/S0004370224001234?via%3Dihub",
            Identifier("pii", "S0004370224001234"),
        ),
        (
            "https://linkinghub.elsevier.com/retrieve/pii/B9780444527011000014",
            Identifier("pii", "B9780444527011000014"),
        ),
        ("https://proceedings.mlr.press/v139/loom21a.html", Identifier("pmlr", "v139/loom21a")),
        ("proceedings.mlr.press/v139/loom21a/loom21a.pdf", Identifier("pmlr", "v139/loom21a")),
        ("https://aclanthology.org/P18-1001.pdf", Identifier("acl", "P18-1001")),
        ("https://aclanthology.org/2020.acl-main.1/", Identifier("acl", "2020.acl-main.1")),
        ("https://openreview.net/forum?id=Ab-c_12345", Identifier("openreview", "Ab-c_12345")),
        ("10.5555/Ab.C", Identifier("crossref", "10.5555/ab.c")),
        (" doi: 10.5555/abc ", Identifier("crossref", "10.5555/abc")),
        ("https://doi.org/10.5555/a%2Fb.", Identifier("crossref", "10.5555/a/b")),
        ("http://dx.doi.org/10.5555/abc", Identifier("crossref", "10.5555/abc")),
        (
            "https://doi.org/10.5555/1520-0485(2002)032<0870:CTOTTE>2.0.CO;2",
            Identifier("crossref", "10.5555/1520-0485(2002)032<0870:ctotte>2.0.co;2"),
        ),
        (
            "10.5555/(SICI)1097-4571(1990)41:4<265::AID-ASI1>3.0.CO;2-X",
            Identifier("crossref", "10.5555/(sici)1097-4571(1990)41:4<265::aid-asi1>3.0.co;2-x"),
        ),
        ("<https://doi.org/10.5555/abc>", Identifier("crossref", "10.5555/abc")),
        ("10.48550/arXiv.2401.00001v3", Identifier("arxiv", "2401.00001")),
        ("2401.00001", Identifier("arxiv", "2401.00001")),
        ("arXiv:2401.00001v2", Identifier("arxiv", "2401.00001")),
        ("https://arxiv.org/pdf/2401.00001v2.pdf", Identifier("arxiv", "2401.00001")),
        ("https://arxiv.org/abs/hep-th/9901001?context=x", Identifier("arxiv", "hep-th/9901001")),
        ("cs/0112017", Identifier("arxiv", "cs/0112017")),
        (ORCID, Identifier("orcid", ORCID)),
        (f"https://orcid.org/{ORCID}/", Identifier("orcid", ORCID)),
        ("orcid.org/000000021825009" + "7", Identifier("orcid", ORCID)),
        ("65/9612", Identifier("dblp", "pid/65/9612")),
        ("https://dblp.org/pid/65/9612-2.html", Identifier("dblp", "pid/65/9612-2")),
        ("https://dblp.uni-trier.de/pid/l/AdaExample.html?q=x", Identifier("dblp", "pid/l/AdaExample")),
        ("https://dblp.org/rec/conf/loom/Example25.html", Identifier("dblp", "rec/conf/loom/Example25")),
    ],
)
def test_typed_identifier_is_recognised(typed, expected):
    assert find_identifiers(typed) == [expected]


@pytest.mark.parametrize(
    "typed", ["", "Weaving with Looms", "https://example.org/5555/abc", "10.5555", "2024.01", "\0"]
)
def test_other_text_is_rejected_with_a_message(typed):
    assert find_identifiers(typed) == []
    error = unrecognised(typed)
    assert error.reason == "unrecognised"
    assert str(error).endswith("contains no identifier or address that we can look up.")


@pytest.mark.parametrize(
    "address",
    ["https://ieeexplore.ieee.org/document/7389421/", "ieeexplore.ieee.org/stamp/stamp.jsp?arnumber=7389421"],
)
def test_address_of_ieee_xplore_gets_the_advice_to_paste_the_doi(address):
    assert find_identifiers(address) == []
    assert "Paste the DOI" in str(unrecognised(address))
    assert find_identifiers(f"{address} 10.5555/abc") == [Identifier("crossref", "10.5555/abc")]


def test_number_of_elsevier_finds_the_article(sources):
    work = responses.crossref_work(**{"alternative-id": ["S0004370224001234"]})
    query = {"filter": "alternative-id:S0004370224001234", "rows": "2"}
    request = sources.expect_request("/crossref/works", query_string=query)
    request.respond_with_json(responses.crossref_list(work))
    (entry,) = look_up("https://www.sciencedirect.com/science/article/pii/S0004370224001234")
    assert entry.title == "Weaving with Looms & Threads"


def test_unknown_number_of_elsevier_is_reported(sources):
    sources.expect_request("/crossref/works").respond_with_json(responses.crossref_list())
    with pytest.raises(SourceError, match="Crossref has no record of S0004370224001234"):
        look_up("S0004370224001234")


def test_several_identifiers_in_one_line_are_found_once_each_and_in_order():
    line = "see 10.5555/a, https://doi.org/10.5555/b;10.5555/a and arXiv:2401.00001."
    assert find_identifiers(line) == [
        Identifier("crossref", "10.5555/a"),
        Identifier("crossref", "10.5555/b"),
        Identifier("arxiv", "2401.00001"),
    ]


def test_old_dblp_address_leads_to_the_works(sources):
    page = '<a href="https://dblp.org/pid/65/9612.bib">BibTeX</a>'
    sources.expect_request("/dblp/pers/hd/e/Example:Ada").respond_with_data(page)
    sources.expect_request("/dblp/pid/65/9612.bib").respond_with_data(responses.DBLP)
    (entry,) = look_up("https://dblp.org/pers/hd/e/Example:Ada")
    assert entry.title == "Weaving with Looms"


def test_typo_in_an_orcid_id_is_detected():
    with pytest.raises(SourceError, match="contains a typo"):
        find_identifiers("0000-0002-1825-0079")


def test_doi_finds_its_record(sources):
    sources.expect_request("/crossref/works/10.5555/loom.2025.7").respond_with_json(responses.crossref())
    (entry,) = look_up("https://doi.org/10.5555/LOOM.2025.7")
    assert entry.title == "Weaving with Looms & Threads"


def test_unknown_doi_is_reported(sources):
    sources.expect_request("/crossref/works/10.5555/none").respond_with_data(
        "Resource not found.", status=404
    )
    sources.expect_request("/datacite/dois/10.5555/none").respond_with_data("", status=404)
    with pytest.raises(SourceError, match=r"Neither Crossref nor DataCite has a record of 10\.5555/none\."):
        look_up("10.5555/none")


def test_published_preprint_is_returned_in_its_published_version(sources):
    doi = "<arxiv:doi>10.5555/LOOM.2025.7</arxiv:doi>"
    sources.expect_request("/arxiv/api/query").respond_with_data(
        responses.arxiv(responses.arxiv_entry(more=doi))
    )
    sources.expect_request("/crossref/works").respond_with_json(
        responses.crossref_list(responses.crossref_work(abstract="", relation={}))
    )
    (entry,) = look_up("arXiv:2401.00001")
    assert (entry.kind, entry.year, entry.doi) == ("conference", 2025, "10.5555/loom.2025.7")
    assert (entry.arxiv_id, entry.abstract) == ("2401.00001", "We weave. And weave & weave.")


def test_preprint_comes_from_arxiv_while_crossref_is_unavailable(sources):
    doi = "<arxiv:doi>10.5555/LOOM.2025.7</arxiv:doi>"
    sources.expect_request("/arxiv/api/query").respond_with_data(
        responses.arxiv(responses.arxiv_entry(more=doi))
    )
    sources.expect_request("/crossref/works").respond_with_data(status=500)
    (entry,) = look_up("2401.00001", client_without_retries())
    assert (entry.venue, entry.doi) == ("arXiv", "10.5555/loom.2025.7")


def test_works_of_an_orcid_record_are_enriched_by_crossref(sources):
    summary = responses.orcid_summary(1, "Weaving", doi="10.5555/LOOM.2025.7")
    other = responses.orcid_summary(2, "Spinning")
    sources.expect_request(f"/orcid/v3.0/{ORCID}/works").respond_with_json(responses.orcid(summary, other))
    sources.expect_request(f"/orcid/v3.0/{ORCID}/works/1,2").respond_with_json({"bulk": []})
    sources.expect_request("/crossref/works").respond_with_json(
        responses.crossref_list(responses.crossref_work())
    )
    weaving, spinning = look_up(ORCID)
    assert [author.name for author in weaving.authors] == ["Ada van Example", "张三", "The Loom Consortium"]
    assert (spinning.title, spinning.authors) == ("Spinning", ())


ARXIV_ENTRY = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom"><entry>
  <id>http://arxiv.org/abs/2401.00001v2</id><title>Weaving</title><published>2024-01-01T00:00:00Z</published>
  <summary>Looms weave.</summary><author><name>Ada van Example</name></author><author><name>Wei Zhang</name>
  </author></entry></feed>"""


def orcid_work_on_arxiv(sources, *names, **values):
    summary = responses.orcid_summary(1, "Weaving")
    ids = {"external-id-type": "arxiv", "external-id-value": "2401.00001", "external-id-relationship": "self"}
    summary["external-ids"] = {"external-id": [ids]}
    work = responses.orcid_work(summary | values, *names)
    sources.expect_request(f"/orcid/v3.0/{ORCID}/works").respond_with_json(responses.orcid(summary))
    sources.expect_request(f"/orcid/v3.0/{ORCID}/works/1").respond_with_json({"bulk": [work]})


def test_work_on_orcid_with_its_owner_only_gets_all_authors_from_arxiv(sources):
    orcid_work_on_arxiv(sources, ("Wei Zhang", ORCID, "author"), **{"journal-title": None})
    sources.expect_request("/arxiv/api/query").respond_with_data(ARXIV_ENTRY)
    (entry,) = look_up(ORCID)
    assert [author.name for author in entry.authors] == ["Ada van Example", "Wei Zhang"]
    assert (entry.kind, entry.abstract, entry.is_incomplete) == ("preprint", "Looms weave.", False)


def test_published_work_on_orcid_stays_in_its_journal_when_arxiv_completes_it(sources):
    orcid_work_on_arxiv(sources)
    sources.expect_request("/arxiv/api/query").respond_with_data(ARXIV_ENTRY)
    (entry,) = look_up(ORCID)
    assert (entry.kind, entry.venue, entry.year) == ("journal", "Journal of Looms", 2023)
    assert [author.name for author in entry.authors] == ["Ada van Example", "Wei Zhang"]
    assert (entry.arxiv_id, entry.abstract) == ("2401.00001", "Looms weave.")


def test_work_with_one_author_is_incomplete_while_arxiv_is_unavailable(sources):
    orcid_work_on_arxiv(sources, ("Wei Zhang", ORCID, "author"))
    sources.expect_request("/arxiv/api/query").respond_with_data("", status=503)
    (entry,) = look_up(ORCID, client_without_retries())
    assert entry.is_incomplete


def test_dblp_author_page_gives_works_without_record_fields(sources):
    sources.expect_request("/dblp/pid/65/9612.bib").respond_with_data(responses.DBLP)
    (entry,) = look_up("https://dblp.org/pid/65/9612.html")
    assert (entry.title, entry.pages, dict(entry.extra)) == ("Weaving with Looms", "12–34", {})


def test_preprints_on_dblp_are_preprints_without_a_volume(sources):
    text = """@article{DBLP:journals/corr/abs-2401-00001, author = {Ada van Example and Wei Wang 0001},
      title = {Weaving}, journal = {CoRR}, volume = {abs/2401.00001}, year = {2024}, eprinttype = {arXiv},
      eprint = {2401.00001}}
      @article{DBLP:journals/eccc/E24, author = {Ada van Example}, title = {Proofs}, year = {2024},
      journal = {Electron. Colloquium Comput. Complex.}, volume = {{TR24-021}}}"""
    sources.expect_request("/dblp/pid/65/9612.bib").respond_with_data(text)
    weaving, proofs = look_up("65/9612")
    assert (weaving.kind, weaving.venue, weaving.volume) == ("preprint", "arXiv", "")
    assert [author.name for author in weaving.authors] == ["Ada van Example", "Wei Wang"]
    assert (proofs.kind, proofs.volume) == ("preprint", "TR24-021")


def test_html_instead_of_bibtex_is_a_bad_response(sources):
    sources.expect_request("/dblp/pid/65/9612.bib").respond_with_data("<html>Sorry</html>")
    with pytest.raises(SourceError) as caught:
        look_up("65/9612")
    assert caught.value.reason == "bad response"


@pytest.mark.parametrize(
    ("pasted", "path", "fetched"),
    [
        ("https://zenodo.org/records/7", "/datacite/dois/10.5281/zenodo.7", "DataCite"),
        ("PMID: 31452104", "/pubmed/entrez/eutils/efetch.fcgi", "PubMed"),
        ("https://aclanthology.org/2023.acl-long.1/", "/acl/2023.acl-long.1.bib", "ACL"),
        ("https://openreview.net/forum?id=Abc_1-2", "/openreview/notes", "OpenReview"),
    ],
)
def test_works_of_further_services_are_found(sources, pasted, path, fetched):
    answers = {
        "DataCite": {"data": {"attributes": {"titles": [{"title": "T"}], "publicationYear": 2024}}},
        "PubMed": "PMID- 31452104\nTI  - T.\nDP  - 2024\n",
        "ACL": "@inproceedings{k, title = {T}, year = 2024}",
        "OpenReview": {"notes": [{"id": "Abc_1-2", "content": {"title": {"value": "T"}}, "pdate": 1.71e12}]},
    }
    sources.expect_request("/crossref/works/10.5281/zenodo.7").respond_with_data("", status=404)
    request, answer = sources.expect_request(path), answers[fetched]
    request.respond_with_data(answer) if isinstance(answer, str) else request.respond_with_json(answer)
    (entry,) = look_up(pasted)
    assert (entry.title, entry.year) == ("T", 2024)


def test_works_come_without_details_when_the_fifth_request_to_crossref_fails(sources):
    summaries = [responses.orcid_summary(n, f"Work {n}", doi=f"10.5555/{n}") for n in range(1, 112)]
    sources.expect_request(f"/orcid/v3.0/{ORCID}/works").respond_with_json(responses.orcid(*summaries))
    for codes in (range(1, 101), range(101, 112)):
        path = f"/orcid/v3.0/{ORCID}/works/{','.join(map(str, codes))}"
        sources.expect_request(path).respond_with_json({"bulk": []})
    requests = []

    def respond(request):
        requests.append(request)
        if len(requests) >= 5:
            return Response(status=503)
        dois = [name.removeprefix("doi:") for name in request.args["filter"].split(",")]
        works = [responses.crossref_work(DOI=doi, title=[f"Title of {doi}"]) for doi in dois]
        return Response(json.dumps(responses.crossref_list(*works)))

    sources.expect_request("/crossref/works").respond_with_handler(respond)
    entries = look_up(ORCID, client_without_retries())
    assert len(entries) == 111
    assert [entry.title for entry in entries[:80]] == [f"Title of 10.5555/{n}" for n in range(1, 81)]
    assert [entry.is_incomplete for entry in entries] == [False] * 80 + [True] * 31


def test_item_in_several_versions_is_returned_once(sources):
    dois = ["10.6084/m9.figshare.1.v1", "10.6084/m9.figshare.1", "10.6084/m9.figshare.1.v2", "10.5555/x.v3"]
    summaries = [
        responses.orcid_summary(n, f"Data {n}", type="data-set", doi=doi) for n, doi in enumerate(dois)
    ]
    sources.expect_request(f"/orcid/v3.0/{ORCID}/works").respond_with_json(responses.orcid(*summaries))
    sources.expect_request(f"/orcid/v3.0/{ORCID}/works/0,1,2,3").respond_with_json({"bulk": []})
    sources.expect_request("/crossref/works").respond_with_json(responses.crossref_list())
    sources.expect_request("/datacite/dois").respond_with_json({"data": []})
    assert [entry.doi for entry in look_up(ORCID)] == ["10.6084/m9.figshare.1", "10.5555/x.v3"]


def test_works_that_crossref_does_not_have_come_from_datacite(sources):
    summaries = [
        responses.orcid_summary(1, "Data of looms", type="data-set", doi="10.5281/zenodo.7"),
        responses.orcid_summary(2, "On Looms", doi="10.99999/nobody.1"),
    ]
    sources.expect_request(f"/orcid/v3.0/{ORCID}/works").respond_with_json(responses.orcid(*summaries))
    sources.expect_request(f"/orcid/v3.0/{ORCID}/works/1,2").respond_with_json({"bulk": []})
    sources.expect_request("/crossref/works").respond_with_json(responses.crossref_list())
    attributes = {
        "doi": "10.5281/ZENODO.7",
        "titles": [{"title": "Loom Data"}],
        "creators": [{"name": "Example, Ada", "nameType": "Personal"}],
        "types": {"resourceTypeGeneral": "Dataset"},
    }
    query = {"query": 'doi:("10.5281/zenodo.7" OR "10.99999/nobody.1")', "page[size]": "2"}
    request = sources.expect_request("/datacite/dois", query_string=query)
    request.respond_with_json({"data": [{"attributes": attributes}]})
    data, article = look_up(ORCID, client_without_retries())
    assert (data.title, data.kind, data.authors[0].name) == ("Loom Data", "dataset", "Ada Example")
    assert (article.title, article.is_incomplete) == ("On Looms", False)


def test_work_without_identifiers_is_completed_when_orcid_answers_again(sources):
    summary = responses.orcid_summary(1, "On Looms")
    sources.expect_request(f"/orcid/v3.0/{ORCID}/works").respond_with_json(responses.orcid(summary))
    path = f"/orcid/v3.0/{ORCID}/works/1"
    sources.expect_oneshot_request(path).respond_with_data(status=503)
    [entry] = orcid.fetch_works(ORCID, client_without_retries())
    assert (entry.is_incomplete, entry.authors) == (True, ())
    sources.expect_oneshot_request(path).respond_with_data(status=503)
    errors = []
    assert orcid.complete_works([entry], client_without_retries(), errors) == [entry]
    assert [error.reason for error in errors] == ["unavailable"]
    full = responses.orcid_work(summary, ("Ada Example", "", "author"))
    sources.expect_request(path).respond_with_json({"bulk": [full]})
    [entry] = orcid.complete_works([entry], client_without_retries())
    assert (entry.is_incomplete, [author.name for author in entry.authors]) == (False, ["Ada Example"])
