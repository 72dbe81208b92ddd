"""PubMed, the ACL Anthology and OpenReview."""

import pytest

from publications.sources import SourceError, acl, openreview, pmlr, pubmed
from tests.publications.sources import client_without_retries

# ---- PubMed -----------------------------------------------------------------------------------

NBIB = "\nPMID- 31452104\nTI  - Weaving.\nFAU - Example, Ada\nJT  - Looms\nDP  - 2019 Mar 5\n"


def test_pubmed_id_finds_its_record(sources):
    query = {"db": "pubmed", "id": "31452104", "rettype": "medline", "retmode": "text", "tool": "labsite"}
    request = sources.expect_request("/pubmed/entrez/eutils/efetch.fcgi", query_string=query)
    request.respond_with_data(NBIB, content_type="text/plain")
    work = pubmed.fetch_work("31452104", client_without_retries())
    assert (work.title, work.venue, work.year) == ("Weaving", "Looms", 2019)
    assert work.extra == {"pmid": "31452104"}


@pytest.mark.parametrize("body", ["\n", "Error: UID=99999999: cannot get document summary", NBIB])
def test_unknown_pubmed_id_is_reported(sources, body):
    sources.expect_request("/pubmed/entrez/eutils/efetch.fcgi").respond_with_data(body)
    with pytest.raises(SourceError, match="PubMed has no record of 99999999"):
        pubmed.fetch_work("99999999", client_without_retries())


def test_contact_address_is_sent_to_pubmed(sources, settings):
    settings.SOURCES_CONTACT = "web@lab.example"
    sources.expect_request("/pubmed/entrez/eutils/efetch.fcgi").respond_with_data(NBIB)
    pubmed.fetch_work("31452104", client_without_retries())
    assert sources.log[0][0].args["email"] == "web@lab.example"


# ---- ACL Anthology ----------------------------------------------------------------------------

BIB = """@inproceedings{example-2023-weaving,
    title = "Weaving with {L}ooms",
    author = "Example, Ada  and
      Sample, Bob",
    editor = "Gold, Martin",
    booktitle = "Proceedings of the 61st Annual Meeting on Looms (Volume 1: Long Papers)",
    month = jul,
    year = "2023",
    address = "Toronto, Canada",
    publisher = "Association for Looms",
    url = "https://aclanthology.org/2023.acl-long.1/",
    doi = "10.5555/2023.acl-long.1",
    pages = "1--10"
}
"""


def test_paper_of_the_acl_anthology(sources):
    sources.expect_request("/acl/2023.acl-long.1.bib").respond_with_data(BIB)
    work = acl.fetch_work("2023.acl-long.1", client_without_retries())
    assert (work.kind, work.title, work.year, work.month) == ("conference", "Weaving with Looms", 2023, 7)
    assert [editor.name for editor in work.editors] == ["Martin Gold"]
    assert work.pdf == "https://aclanthology.org/2023.acl-long.1.pdf"
    assert work.url == "https://aclanthology.org/2023.acl-long.1/"


def test_unknown_paper_of_the_acl_anthology_is_reported(sources):
    sources.expect_request("/acl/2023.acl-long.0.bib").respond_with_data("", status=404)
    with pytest.raises(SourceError, match=r"ACL Anthology has no record of 2023\.acl-long\.0"):
        acl.fetch_work("2023.acl-long.0", client_without_retries())


def test_page_instead_of_a_file_is_reported(sources):
    sources.expect_request("/acl/P16-1160.bib").respond_with_data("<html></html>")
    with pytest.raises(SourceError) as caught:
        acl.fetch_work("P16-1160", client_without_retries())
    assert caught.value.reason == "bad response"


# ---- OpenReview -------------------------------------------------------------------------------

CITED = """@inproceedings{
example2024weaving,
title={Weaving with {LOOM}s},
author={Ada Example and Bob Sample},
booktitle={The Twelfth International Conference on Looms},
year={2024},
url={https://openreview.net/forum?id=Abc_1-2}
}"""


def note(**content):
    values = {
        "title": "Weaving with LOOMs",
        "authors": ["Ada Example", "Bob Sample"],
        "venue": "LoomConf 2024 poster",
        "venueid": "LoomConf.cc/2024/Conference",
        "abstract": "We weave.",
        "keywords": ["weaving"],
        "pdf": "/pdf/7f.pdf",
        "_bibtex": CITED,
    } | content
    return {
        "id": "Abc_1-2",
        "forum": "Abc_1-2",
        "pdate": 1705411200000,
        "content": {name: {"value": value} for name, value in values.items() if value is not None},
    }


def fetch(sources, *notes):
    sources.expect_request("/openreview/notes", query_string={"id": "Abc_1-2"}).respond_with_json(
        {"notes": list(notes), "count": len(notes)}
    )
    return openreview.fetch_work("Abc_1-2", client_without_retries())


def test_accepted_paper_is_a_conference_paper(sources):
    work = fetch(sources, note())
    assert (work.kind, work.title, work.year, work.month) == ("conference", "Weaving with LOOMs", 2024, 1)
    assert (work.venue, work.venue_short) == ("The Twelfth International Conference on Looms", "LoomConf")
    assert [author.name for author in work.authors] == ["Ada Example", "Bob Sample"]
    assert work.url == "https://openreview.net/forum?id=Abc_1-2"
    assert (work.pdf, work.keywords) == ("https://openreview.net/pdf/7f.pdf", ("weaving",))


@pytest.mark.parametrize(
    ("venue", "venue_id"),
    [
        ("Submitted to LoomConf 2024", "LoomConf.cc/2024/Conference/Rejected_Submission"),
        ("LoomConf 2024 Conference Withdrawn Submission", "LoomConf.cc/2024/Conference/Withdrawn_Submission"),
        ("Under review for TMLR", "TMLR/Under_Review"),
        (None, None),
    ],
)
def test_paper_that_is_not_accepted_is_a_preprint(sources, venue, venue_id):
    work = fetch(sources, note(venue=venue, venueid=venue_id))
    assert (work.kind, work.venue) == ("preprint", "OpenReview")


def test_accepted_paper_without_its_citation_has_the_short_venue(sources):
    work = fetch(sources, note(_bibtex=None))
    assert (work.kind, work.venue) == ("conference", "LoomConf 2024")


def test_article_of_a_journal_is_no_conference_paper(sources):
    cited = "@article{a, title={W}, journal={Transactions on Looms}, issn={2835-8856}, year={2024}}"
    work = fetch(sources, note(_bibtex=cited, venue="Accepted by TMLR", venueid="TMLR"))
    assert (work.kind, work.venue, work.issn) == ("journal", "Transactions on Looms", "2835-8856")


def test_anonymous_authors_are_nobody(sources):
    assert fetch(sources, note(authors=["Anonymous"])).authors == ()


def test_paper_of_an_earlier_year_is_found_in_the_first_api(sources):
    old = note()
    old["content"] = {name: field["value"] for name, field in old["content"].items()}
    sources.expect_request("/openreview_v1/notes").respond_with_json({"notes": [old]})
    assert fetch(sources).venue_short == "LoomConf"


def test_hidden_or_unknown_paper_is_reported(sources):
    sources.expect_request("/openreview/notes").respond_with_json({"name": "ForbiddenError"}, status=403)
    sources.expect_request("/openreview_v1/notes").respond_with_json({"notes": []})
    with pytest.raises(SourceError, match="OpenReview has no record of Abc_1-2"):
        openreview.fetch_work("Abc_1-2", client_without_retries())


def test_review_is_no_paper(sources):
    sources.expect_request("/openreview_v1/notes").respond_with_json({"notes": []})
    review = note() | {"forum": "Xyz", "replyto": "Xyz"}
    with pytest.raises(SourceError, match="has no record"):
        fetch(sources, review)


def test_record_of_an_article_in_pubmed_central(sources):
    query = {
        "dbfrom": "pmc",
        "db": "pubmed",
        "linkname": "pmc_pubmed",
        "id": "3531190",
        "retmode": "json",
        "tool": "labsite",
    }
    links = [{"dbto": "pubmed", "linkname": "pmc_pubmed", "links": ["31452104"]}]
    request = sources.expect_request("/pubmed/entrez/eutils/elink.fcgi", query_string=query)
    request.respond_with_json({"linksets": [{"dbfrom": "pmc", "ids": ["3531190"], "linksetdbs": links}]})
    sources.expect_request("/pubmed/entrez/eutils/efetch.fcgi").respond_with_data(NBIB)
    work = pubmed.fetch_pmc_work("PMC3531190", client_without_retries())
    assert work.extra["pmid"] == "31452104"


@pytest.mark.parametrize(
    "linksets", [[{"dbfrom": "pmc", "ids": ["1"]}], [{"linksetdbs": [{"linkname": "x", "links": ["1"]}]}], []]
)
def test_article_in_pubmed_central_without_pubmed_id_is_reported(sources, linksets):
    sources.expect_request("/pubmed/entrez/eutils/elink.fcgi").respond_with_json({"linksets": linksets})
    with pytest.raises(SourceError, match="PubMed has no record of PMC3531190"):
        pubmed.fetch_pmc_work("PMC3531190", client_without_retries())


PMLR_PAGE = """<h2>BibTeX</h2><code class="citecode" id="bibtex">
@InProceedings{pmlr-v139-loom21a,
  title = 	 {Weaving &amp; Learning},
  author =       {Example, Ada and Sample, Bob},
  booktitle = 	 {Proceedings of the 38th Example Conference},
  pages = 	 {12--34},
  year = 	 {2021},
  editor = 	 {Editor, Ed},
  volume = 	 {139},
  series = 	 {Proceedings of Machine Learning Research},
  month = 	 {18--24 Jul},
  publisher =    {PMLR},
  pdf = 	 {http://proceedings.mlr.press/v139/loom21a/loom21a.pdf},
  url = 	 {https://proceedings.mlr.press/v139/loom21a.html}
}
</code>"""


def test_paper_of_pmlr(sources):
    sources.expect_request("/pmlr/v139/loom21a.html").respond_with_data(PMLR_PAGE)
    work = pmlr.fetch_work("v139/loom21a", client_without_retries())
    assert (work.kind, work.title, work.pages) == ("conference", "Weaving & Learning", "12–34")
    assert (work.year, work.month) == (2021, 7)
    assert [author.name for author in work.authors] == ["Ada Example", "Bob Sample"]
    assert work.pdf == "http://proceedings.mlr.press/v139/loom21a/loom21a.pdf"


@pytest.mark.parametrize("page", ["<html></html>", '<code id="bibtex">none</code>'])
def test_page_of_pmlr_without_an_entry_is_reported(sources, page):
    sources.expect_request("/pmlr/v139/loom21a.html").respond_with_data(page)
    with pytest.raises(SourceError, match="PMLR sent a response that cannot be read"):
        pmlr.fetch_work("v139/loom21a", client_without_retries())
