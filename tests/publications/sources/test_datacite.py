"""DataCite: repositories' data sets, software, preprints, papers and theses."""

import pytest

from publications.citing.registry import Funding
from publications.sources import SourceError
from publications.sources.datacite import entry_from_attributes, fetch_work
from tests.publications.sources import client_without_retries


def attributes(general, **values):
    return {
        "doi": "10.5555/LOOM.7",
        "titles": [{"title": "Weaving  with <i>Looms</i>"}],
        "creators": [
            {
                "name": "van Example, Ada",
                "nameType": "Personal",
                "givenName": "Ada",
                "familyName": "van Example",
                "nameIdentifiers": [
                    {
                        "nameIdentifier": "https://orcid.org/0000-0002-1825-0097",
                        "nameIdentifierScheme": "ORCID",
                    }
                ],
            },
            {"name": "Loom Consortium", "nameType": "Organizational", "nameIdentifiers": []},
            {"name": "Sample, Bob", "nameType": "Personal"},
        ],
        "contributors": [],
        "publisher": "Loom Repository",
        "container": {},
        "publicationYear": 2024,
        "dates": [
            {"date": "2024-05-03", "dateType": "Issued"},
            {"date": "2023-01-01", "dateType": "Created"},
        ],
        "types": {"resourceTypeGeneral": general, "resourceType": ""},
        "subjects": [{"subject": "weaving"}, {"subject": "004 Computer science", "subjectScheme": "DDC"}],
        "language": "eng",
        "version": "1.2",
        "descriptions": [{"description": "<p>First.</p><p>Second.</p>", "descriptionType": "Abstract"}],
        "url": "https://looms.example/7",
        "relatedItems": [],
        "relatedIdentifiers": [],
    } | values


def entry(general, **values):
    return entry_from_attributes(attributes(general, **values))


def test_data_set_is_fetched_with_all_its_values(sources):
    answer = {"data": {"id": "10.5555/loom.7", "type": "dois", "attributes": attributes("Dataset")}}
    sources.expect_request("/datacite/dois/10.5555/loom.7").respond_with_json(answer)
    work = fetch_work("10.5555/loom.7", client_without_retries())
    assert (work.kind, work.title, work.doi) == ("dataset", "Weaving with Looms", "10.5555/loom.7")
    assert [author.name for author in work.authors] == ["Ada van Example", "Loom Consortium", "Bob Sample"]
    assert (work.authors[0].orcid, work.authors[1].is_corporate) == ("0000-0002-1825-0097", True)
    assert (work.year, work.month, work.day) == (2024, 5, 3)
    assert (work.publisher, work.venue, work.extra) == ("Loom Repository", "", {"version": "1.2"})
    assert (work.keywords, work.abstract) == (("weaving",), "First.\n\nSecond.")
    assert (work.language, work.url) == ("en", "https://looms.example/7")


def test_unknown_doi_and_empty_record_are_reported(sources):
    sources.expect_request("/datacite/dois/10.5555/none").respond_with_data("", status=404)
    sources.expect_request("/datacite/dois/10.5555/empty").respond_with_json({"data": {"attributes": {}}})
    for doi, reason in (("10.5555/none", "not found"), ("10.5555/empty", "bad response")):
        with pytest.raises(SourceError) as caught:
            fetch_work(doi, client_without_retries())
        assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("general", "specific", "kind"),
    [
        ("JournalArticle", "", "journal"),
        ("Preprint", "", "preprint"),
        ("ConferencePaper", "", "conference"),
        ("Conference Paper", "", "conference"),
        ("BookChapter", "", "chapter"),
        ("Dissertation", "", "thesis"),
        ("Software", "", "software"),
        ("ComputationalNotebook", "", "software"),
        ("Text", "ConferencePaper", "conference"),
        ("Text", "Journal article", "journal"),
        ("Text", "Master's thesis", "thesis"),
        ("Text", "Technical report", "report"),
        ("Text", "Slides", "other"),
        ("Audiovisual", "", "other"),
    ],
)
def test_type_decides_the_kind(general, specific, kind):
    types = {"resourceTypeGeneral": general, "resourceType": specific, "citeproc": "article-journal"}
    assert entry(general, types=types).kind == kind


def test_paper_of_dagstuhl_has_series_proceedings_and_editors():
    work = entry(
        "ConferencePaper",
        publisher="Schloss Dagstuhl – Leibniz-Zentrum für Informatik",
        contributors=[
            {
                "name": "Gold, Martin",
                "givenName": "Martin",
                "familyName": "Gold",
                "contributorType": "Editor",
            },
            {"name": "Host", "contributorType": "HostingInstitution"},
        ],
        descriptions=[
            {
                "description": "LIPIcs, Vol. 283, 34th Symposium on Looms (LOOM 2023), pages 6:1-6:18",
                "descriptionType": "SeriesInformation",
            }
        ],
    )
    assert (work.venue, work.volume, work.pages) == ("34th Symposium on Looms (LOOM 2023)", "283", "6:1–6:18")
    assert (work.extra, [editor.name for editor in work.editors]) == ({"series": "LIPIcs"}, ["Martin Gold"])


def test_paper_of_dagstuhl_is_read_from_its_related_items():
    editor = {
        "name": "Gold, Martin",
        "givenName": "Martin",
        "familyName": "Gold",
        "contributorType": "Editor",
    }
    work = entry(
        "ConferencePaper",
        contributors=[editor],
        subjects=[{"subject": "weaving; yarn; quantum looms"}],
        container={"type": "Series", "title": "LIPIcs, Volume 22, LOOM 2013", "volume": "22", "number": "6"},
        relatedIdentifiers=[
            {
                "relationType": "IsPartOf",
                "relatedIdentifier": "978-3-16-148410-0",
                "relatedIdentifierType": "ISBN",
            }
        ],
        relatedItems=[
            {
                "relationType": "IsPublishedIn",
                "relatedItemType": "ConferenceProceeding",
                "titles": [
                    {"title": "LIPIcs, Volume 22, LOOM 2013"},
                    {"title": "8th Conference on Looms (LOOM 2013)", "titleType": "Subtitle"},
                ],
                "volume": "22",
                "number": "6",
                "contributors": [editor],
            },
            {
                "relationType": "IsPublishedIn",
                "relatedItemType": "Collection",
                "titles": [{"title": "Leibniz International Proceedings in Informatics (LIPIcs)"}],
                "volume": "22",
                "relatedItemIdentifier": {"relatedItemIdentifier": "2049-3630"},
            },
        ],
    )
    assert (work.venue, work.volume, work.number) == ("8th Conference on Looms (LOOM 2013)", "22", "")
    assert work.extra == {"series": "LIPIcs"}
    assert (work.article_number, work.pages) == ("6", "")
    assert (work.isbn, work.issn) == ("978-3-16-148410-0", "2049-3630")
    assert [person.name for person in work.editors] == ["Martin Gold"]
    assert work.keywords == ("weaving", "yarn", "quantum looms")


def test_related_item_is_the_journal():
    work = entry(
        "JournalArticle",
        relatedItems=[
            {
                "relationType": "IsPublishedIn",
                "relatedItemType": "Journal",
                "titles": [{"title": "Journal of Looms"}],
                "volume": "7",
                "issue": "3",
                "firstPage": "12",
                "lastPage": "34",
                "relatedItemIdentifier": {"relatedItemIdentifier": "2049-3630"},
            }
        ],
    )
    assert (work.venue, work.volume, work.number, work.pages) == ("Journal of Looms", "7", "3", "12–34")
    assert work.issn == "2049-3630"


@pytest.mark.parametrize(
    ("container", "expected"),
    [
        (
            {"title": "Journal of Looms", "volume": "7", "firstPage": "12", "lastPage": "34"},
            ("7", "", "12–34"),
        ),
        ({"title": "Journal of Looms; 15(1-2):Doc10"}, ("15", "1-2", "Doc10")),
        ({"title": "Journal of Looms", "firstPage": "No 1", "lastPage": "2 (2018)"}, ("", "", "")),
        ({"title": "Journal of Looms", "firstPage": "Journal of Looms"}, ("", "", "")),
    ],
)
def test_container_is_the_journal(container, expected):
    work = entry("JournalArticle", container={"type": "Series", **container})
    assert work.venue == "Journal of Looms"
    assert (work.volume, work.number, work.pages) == expected


def test_community_of_zenodo_is_no_journal():
    container = {
        "type": "Series",
        "identifier": "https://zenodo.org/communities/looms",
        "identifierType": "URL",
    }
    work = entry("Preprint", container=container, publisher="Zenodo")
    assert (work.kind, work.venue, work.publisher) == ("preprint", "Zenodo", "")


def test_thesis_has_the_university():
    work = entry(
        "Dissertation",
        types={"resourceTypeGeneral": "Dissertation", "resourceType": "Doctoral thesis"},
        contributors=[{"name": "Example University", "contributorType": "HostingInstitution"}],
    )
    assert (work.venue, work.publisher, work.extra) == ("Example University", "", {"type": "Doctoral thesis"})


def test_second_title_is_the_translated_one():
    work = entry(
        "Text",
        titles=[
            {"title": "织造", "lang": "zh"},
            {"title": "Weaving", "titleType": "TranslatedTitle", "lang": "en"},
            {"title": "一篇综述", "titleType": "Subtitle"},
        ],
    )
    assert (work.title, work.translated_title) == ("织造: 一篇综述", "Weaving")


@pytest.mark.parametrize(
    "values",
    [
        {"titles": None, "creators": "Ada", "dates": [7], "types": None, "container": [], "subjects": {}},
        {"creators": [{"name": None}, 7], "publisher": {"name": "Yarn"}, "publicationYear": "soon"},
        {"creators": [{"name": ":unav"}], "publisher": ":unkn", "descriptions": [{"description": 7}]},
    ],
)
def test_values_of_other_types_are_ignored(values):
    assert entry("Dataset", **values).authors == ()


def test_funders_are_kept_with_their_grants():
    references = [
        {"funderName": "Yarn Fund", "funderIdentifier": "https://doi.org/10.13039/1", "awardNumber": "7"},
        {"funderName": "Yarn Fund", "funderIdentifier": "https://ror.org/1", "awardNumber": "8"},
    ]
    work = entry("Dataset", fundingReferences=references)
    assert work.funding == (Funding("Yarn Fund", "10.13039/1", ("7", "8")),)
