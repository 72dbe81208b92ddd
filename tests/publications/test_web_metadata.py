"""Metadata of a publication's page for Google Scholar, Zotero and search engines."""

import pytest

from publications.citing import Author, Funding, Reference, highwire, scholarly_article

from .reference_samples import PAPER, reference


def test_paper_has_all_its_highwire_tags():
    assert highwire(PAPER) == [
        ("citation_title", "FastLM: Faster Inference"),
        ("citation_author", "Example, Ada"),
        ("citation_author", "van der Sample, Bob Jr."),
        ("citation_author", "欧阳三"),
        ("citation_author", "The Example Team"),
        ("citation_publication_date", "2025/06"),
        ("citation_journal_title", "Journal of Examples"),
        ("citation_volume", "7"),
        ("citation_issue", "3"),
        ("citation_firstpage", "12"),
        ("citation_lastpage", "34"),
        ("citation_publisher", "Example Press"),
        ("citation_issn", "0000-0000"),
        ("citation_doi", "10.1000/1"),
        ("citation_arxiv_id", "2501.00001"),
        ("citation_abstract_html_url", "https://lab.example/publications/fastlm/"),
        ("citation_pdf_url", "https://lab.example/fastlm.pdf"),
        ("citation_language", "en"),
        ("citation_keywords", "decoding"),
        ("citation_keywords", "inference"),
    ]


@pytest.mark.parametrize(
    ("kind", "tag"),
    [
        ("conference", "citation_conference_title"),
        ("workshop", "citation_conference_title"),
        ("chapter", "citation_inbook_title"),
        ("thesis", "citation_dissertation_institution"),
        ("report", "citation_technical_report_institution"),
    ],
)
def test_venue_tag_depends_on_the_kind(kind, tag):
    assert (tag, "Example Place") in highwire(reference(kind=kind, venue="Example Place"))


def test_publication_without_any_value_has_no_tags():
    assert highwire(Reference(key="", kind="", title="", language="")) == []


@pytest.mark.parametrize(
    ("date", "written"), [({}, "2025"), ({"month": 6}, "2025/06"), ({"month": 6, "day": 1}, "2025/06/01")]
)
def test_dates_are_as_precise_as_known(date, written):
    paper = reference(year=2025, **date)
    assert ("citation_publication_date", written) in highwire(paper)
    assert scholarly_article(paper)["datePublished"] == written.replace("/", "-")


def test_only_http_urls_are_printed():
    paper = reference(
        url="javascript:alert(1)", pdf_url="/etc/passwd", authors=(Author("A B", url="data:x"),)
    )
    assert "url" not in scholarly_article(paper)
    assert "encoding" not in scholarly_article(paper)
    assert scholarly_article(paper)["author"] == [
        {"@type": "Person", "name": "A B", "familyName": "B", "givenName": "A"}
    ]
    assert not [tag for tag in highwire(paper) if "url" in tag[0]]


def test_paper_has_all_its_schema_org_properties():
    author = Author("Ada Example", orcid="0000-0001-0000-0000", url="https://lab.example/people/ada/")
    data = scholarly_article(
        reference(
            kind="journal",
            title="示例 & Co",
            language="zh-Hans",
            authors=(author, Author("The Example Team")),
            year=2025,
            venue="Journal of Examples",
            volume="7",
            number="3",
            pages="1-9",
            doi="10.1000/a<b",
            arxiv_id="2501.00001",
            keywords=("decoding",),
            award="Best Paper Award",
            url="https://lab.example/p/",
            pdf_url="https://lab.example/p.pdf",
        )
    )
    assert data == {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "name": "示例 & Co",
        "headline": "示例 & Co",
        "author": [
            {
                "@type": "Person",
                "name": "Ada Example",
                "familyName": "Example",
                "givenName": "Ada",
                "url": "https://lab.example/people/ada/",
                "sameAs": "https://orcid.org/0000-0001-0000-0000",
            },
            {"@type": "Organization", "name": "The Example Team"},
        ],
        "datePublished": "2025",
        "isPartOf": {
            "@type": "PublicationIssue",
            "issueNumber": "3",
            "isPartOf": {
                "@type": "PublicationVolume",
                "volumeNumber": "7",
                "isPartOf": {"@type": "Periodical", "name": "Journal of Examples"},
            },
        },
        "pageStart": "1",
        "pageEnd": "9",
        "identifier": [
            {"@type": "PropertyValue", "propertyID": "DOI", "value": "10.1000/a<b"},
            {"@type": "PropertyValue", "propertyID": "arXiv", "value": "2501.00001"},
        ],
        "sameAs": ["https://doi.org/10.1000/a%3Cb", "https://arxiv.org/abs/2501.00001"],
        "inLanguage": "zh-Hans",
        "keywords": ["decoding"],
        "award": "Best Paper Award",
        "url": "https://lab.example/p/",
        "encoding": {
            "@type": "MediaObject",
            "contentUrl": "https://lab.example/p.pdf",
            "encodingFormat": "application/pdf",
        },
    }


def test_schema_type_depends_on_the_kind():
    assert scholarly_article(reference(kind="thesis"))["@type"] == "Thesis"
    assert scholarly_article(reference(kind="dataset"))["@type"] == "Dataset"
    assert scholarly_article(reference(kind="preprint"))["@type"] == "ScholarlyArticle"


def test_article_number_stands_for_the_page():
    article = reference(kind="journal", article_number="e17")
    assert ("citation_firstpage", "e17") in highwire(article)
    assert scholarly_article(article)["pageStart"] == "e17"


def test_version_and_state_of_a_work_are_named():
    software = scholarly_article(reference(kind="software", extra={"version": "1.2"}))
    dataset = scholarly_article(reference(kind="dataset", extra={"version": "1.2"}))
    assert (software["softwareVersion"], dataset["version"]) == ("1.2", "1.2")
    assert scholarly_article(reference(is_in_press=True))["creativeWorkStatus"] == "In press"


def test_grants_name_their_funder():
    funding = (Funding("Yarn Fund", "10.13039/1", ("Y-1", "Y-2")), Funding("Loom Trust"))
    assert scholarly_article(reference(funding=funding))["funding"] == [
        {
            "@type": "Grant",
            "funder": {
                "@type": "Organization",
                "name": "Yarn Fund",
                "sameAs": "https://doi.org/10.13039/1",
            },
            "identifier": ["Y-1", "Y-2"],
        },
        {"@type": "Grant", "funder": {"@type": "Organization", "name": "Loom Trust"}},
    ]
