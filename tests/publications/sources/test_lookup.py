"""What people type, and the entries that it leads to."""

import pytest

from publications.sources import Asked, SourceError, find, recognise
from tests.publications.sources import answers, impatient

ORCID = "0000-0002-1825-0097"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("10.5555/Ab.C", Asked("crossref", "10.5555/ab.c")),
        (" doi: 10.5555/abc ", Asked("crossref", "10.5555/abc")),
        ("https://doi.org/10.5555/a%2Fb.", Asked("crossref", "10.5555/a/b")),
        ("http://dx.doi.org/10.5555/abc", Asked("crossref", "10.5555/abc")),
        ("10.48550/arXiv.2401.00001v3", Asked("arxiv", "2401.00001")),
        ("2401.00001", Asked("arxiv", "2401.00001")),
        ("arXiv:2401.00001v2", Asked("arxiv", "2401.00001")),
        ("https://arxiv.org/pdf/2401.00001v2.pdf", Asked("arxiv", "2401.00001")),
        ("https://arxiv.org/abs/hep-th/9901001?context=x", Asked("arxiv", "hep-th/9901001")),
        ("cs/0112017", Asked("arxiv", "cs/0112017")),
        (ORCID, Asked("orcid", ORCID)),
        (f"https://orcid.org/{ORCID}/", Asked("orcid", ORCID)),
        ("orcid.org/000000021825009" + "7", Asked("orcid", ORCID)),
        ("65/9612", Asked("dblp", "pid/65/9612")),
        ("https://dblp.org/pid/65/9612-2.html", Asked("dblp", "pid/65/9612-2")),
        ("https://dblp.uni-trier.de/pid/l/AdaExample.html?q=x", Asked("dblp", "pid/l/AdaExample")),
        ("https://dblp.org/rec/conf/loom/Example25.html", Asked("dblp", "rec/conf/loom/Example25")),
    ],
)
def test_what_is_typed_is_recognised(typed, expected):
    assert recognise(typed) == expected


@pytest.mark.parametrize(
    "typed", ["", "Weaving with Looms", "https://example.org/10.5555/abc", "10.5555", "\0"]
)
def test_anything_else_is_refused_with_a_text(typed):
    with pytest.raises(SourceError) as caught:
        find(typed)
    assert caught.value.reason == "unclear"
    assert str(caught.value).endswith("is no DOI, arXiv identifier, ORCID iD or DBLP address.")


def test_a_typing_error_in_an_orcid_id_is_found():
    with pytest.raises(SourceError, match="has a typing error"):
        recognise("0000-0002-1825-0079")


def test_a_doi_finds_its_record(sources):
    sources.expect_request("/crossref/works/10.5555/loom.2025.7").respond_with_json(answers.crossref())
    (entry,) = find("https://doi.org/10.5555/LOOM.2025.7")
    assert entry.title == "Weaving with Looms & Threads"


def test_a_doi_that_nobody_knows_is_said_to_be_unknown(sources):
    sources.expect_request("/crossref/works/10.5555/none").respond_with_data(
        "Resource not found.", status=404
    )
    with pytest.raises(SourceError, match=r"Crossref does not know 10\.5555/none\."):
        find("10.5555/none")


def test_a_preprint_that_has_been_published_comes_as_it_was_published(sources):
    doi = "<arxiv:doi>10.5555/LOOM.2025.7</arxiv:doi>"
    sources.expect_request("/arxiv/api/query").respond_with_data(answers.arxiv(answers.arxiv_entry(more=doi)))
    sources.expect_request("/crossref/works").respond_with_json(
        answers.crossref_list(answers.crossref_work(abstract="", relation={}))
    )
    (entry,) = find("arXiv:2401.00001")
    assert (entry.kind, entry.year, entry.doi) == ("conference", 2025, "10.5555/loom.2025.7")
    assert (entry.arxiv_id, entry.abstract) == ("2401.00001", "We weave. And weave & weave.")


def test_a_preprint_comes_from_arxiv_while_crossref_is_down(sources):
    doi = "<arxiv:doi>10.5555/LOOM.2025.7</arxiv:doi>"
    sources.expect_request("/arxiv/api/query").respond_with_data(answers.arxiv(answers.arxiv_entry(more=doi)))
    sources.expect_request("/crossref/works").respond_with_data(status=500)
    (entry,) = find("2401.00001", impatient())
    assert (entry.venue, entry.doi) == ("arXiv", "10.5555/loom.2025.7")


def test_the_works_of_an_orcid_record_are_completed_by_crossref(sources):
    one = answers.orcid_summary(1, "Weaving", doi="10.5555/LOOM.2025.7")
    other = answers.orcid_summary(2, "Spinning")
    sources.expect_request(f"/orcid/v3.0/{ORCID}/works").respond_with_json(answers.orcid(one, other))
    sources.expect_request(f"/orcid/v3.0/{ORCID}/works/1,2").respond_with_json({"bulk": []})
    sources.expect_request("/crossref/works").respond_with_json(
        answers.crossref_list(answers.crossref_work())
    )
    weaving, spinning = find(ORCID)
    assert [author.name for author in weaving.authors] == ["Ada van Example", "张三", "The Loom Consortium"]
    assert (spinning.title, spinning.authors) == ("Spinning", ())


def test_a_dblp_page_gives_its_works_without_what_dblp_notes_for_itself(sources):
    sources.expect_request("/dblp/pid/65/9612.bib").respond_with_data(answers.DBLP)
    (entry,) = find("https://dblp.org/pid/65/9612.html")
    assert (entry.title, entry.pages, dict(entry.extra)) == ("Weaving with Looms", "12–34", {})


def test_a_page_instead_of_bibtex_is_rubbish(sources):
    sources.expect_request("/dblp/pid/65/9612.bib").respond_with_data("<html>Sorry</html>")
    with pytest.raises(SourceError) as caught:
        find("65/9612")
    assert caught.value.reason == "rubbish"
