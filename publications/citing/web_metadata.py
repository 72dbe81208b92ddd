"""Metadata for the page of a publication: Highwire meta tags and schema.org JSON-LD."""

from urllib.parse import quote

from . import cleaning
from .cleaning import one_line
from .maths import readable_text, readable_title
from .names import NameParts
from .phrases import arxiv_url, doi_url
from .reference import Author, Reference
from .registry import Funding

_VENUE_TAGS = {
    "journal": "citation_journal_title",
    "conference": "citation_conference_title",
    "workshop": "citation_conference_title",
    "chapter": "citation_inbook_title",
    "thesis": "citation_dissertation_institution",
    "report": "citation_technical_report_institution",
}
_SCHEMA_TYPES = {
    "thesis": "Thesis",
    "book": "Book",
    "chapter": "Chapter",
    "report": "Report",
    "software": "SoftwareSourceCode",
    "dataset": "Dataset",
    "patent": "CreativeWork",
}
_VERSION_PROPERTIES = {"software": "softwareVersion"}


def highwire(reference: Reference) -> list[tuple[str, str]]:
    """Return name and content of each `citation_*` meta tag of Google Scholar's inclusion guidelines.

    Scholar requires title, author and date; unknown values have no tag. The contents are not HTML-escaped.
    """
    has_institution = reference.kind in {"thesis", "report"}
    first, last = cleaning.split_page_range(reference.pages)
    number = "citation_technical_report_number" if reference.kind == "report" else "citation_issue"
    tags = [
        ("citation_title", readable_title(reference.title)),
        *(("citation_author", parts.inverted) for _, parts in reference.named_authors),
        ("citation_publication_date", _date(reference, "/")),
        (_VENUE_TAGS.get(reference.kind, ""), reference.institution if has_institution else reference.venue),
        ("citation_volume", reference.volume),
        (number, reference.number),
        ("citation_firstpage", first or reference.article_number),
        ("citation_lastpage", last),
        ("citation_publisher", "" if has_institution else reference.publisher),
        ("citation_isbn", reference.isbn),
        ("citation_issn", reference.issn),
        ("citation_doi", cleaning.bare_doi(reference.doi)),
        ("citation_arxiv_id", cleaning.bare_arxiv_id(reference.arxiv_id)),
        ("citation_abstract_html_url", cleaning.http_url(reference.url)),
        ("citation_pdf_url", cleaning.http_url(reference.pdf_url)),
        ("citation_language", reference.language.split("-")[0]),
        *(("citation_keywords", keyword) for keyword in reference.clean_keywords),
    ]
    return [(name, content) for name, value in tags if name and (content := one_line(value))]


def scholarly_article(reference: Reference) -> dict[str, object]:
    """Return the schema.org data of the publication, to be printed as JSON-LD.

    The type is ScholarlyArticle, or the one for a book, thesis, dataset and so on. Dates are as precise as
    known. The caller must escape "<" when printing the data in HTML.
    """
    first, last = cleaning.split_page_range(reference.pages)
    doi, arxiv_id = cleaning.bare_doi(reference.doi), cleaning.bare_arxiv_id(reference.arxiv_id)
    identifiers = [("DOI", doi, doi_url(doi)), ("arXiv", arxiv_id, arxiv_url(arxiv_id))]
    pdf = cleaning.http_url(reference.pdf_url)
    publisher = (
        reference.institution if reference.kind in {"thesis", "report"} else one_line(reference.publisher)
    )
    title = readable_title(one_line(reference.title))
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": _SCHEMA_TYPES.get(reference.kind, "ScholarlyArticle"),
        "name": title,
        "headline": title,
        "alternateName": readable_title(one_line(reference.translated_title)),
        "author": [_author(author, parts) for author, parts in reference.named_authors],
        "editor": [_author(editor, parts) for editor, parts in reference.named_editors],
        "datePublished": _date(reference, "-"),
        "isPartOf": _container(reference),
        "pageStart": first or one_line(reference.article_number),
        "pageEnd": last,
        "publisher": {"@type": "Organization", "name": publisher} if publisher else None,
        "isbn": one_line(reference.isbn),
        "creativeWorkStatus": "In press" if reference.is_in_press else "",
        _VERSION_PROPERTIES.get(reference.kind, "version"): one_line(reference.extra.get("version", "")),
        "identifier": [
            {"@type": "PropertyValue", "propertyID": name, "value": value}
            for name, value, _url in identifiers
            if value
        ],
        "sameAs": [url for _name, value, url in identifiers if value],
        "inLanguage": one_line(reference.language),
        "abstract": one_line(readable_text(reference.abstract)),
        "keywords": reference.clean_keywords,
        "award": one_line(reference.award),
        "funding": list(map(_grants, reference.funding)),
        "url": cleaning.http_url(reference.url),
        "encoding": {"@type": "MediaObject", "contentUrl": pdf, "encodingFormat": "application/pdf"}
        if pdf
        else None,
    }
    return {name: value for name, value in data.items() if value}


def _date(reference: Reference, separator: str) -> str:
    return separator.join(
        f"{part:0{width}d}" for part, width in zip(reference.date_parts, (4, 2, 2), strict=False)
    )


def _author(author: Author, parts: NameParts) -> dict[str, object]:
    # A literal name of one word may be a person's only name; one of several words is an organization.
    is_organization = " " in parts.literal
    orcid = one_line(author.orcid).removeprefix("https://orcid.org/")
    data = {
        "@type": "Organization" if is_organization else "Person",
        "name": parts.literal or one_line(author.name) or parts.inverted,
        "familyName": parts.full_family,
        "givenName": parts.given,
        "honorificSuffix": parts.suffix,
        "url": cleaning.http_url(author.url),
        "sameAs": f"https://orcid.org/{quote(orcid)}" if orcid else "",
    }
    return {name: value for name, value in data.items() if value}


def _grants(funding: Funding) -> dict[str, object]:
    """Return the grants of one funder, as schema.org has them: with a number or without."""
    funder = {"@type": "Organization", "name": one_line(funding.funder)}
    if funding.funder_doi:
        funder["sameAs"] = f"https://doi.org/{quote(funding.funder_doi)}"
    grant: dict[str, object] = {"@type": "Grant", "funder": funder}
    return grant | ({"identifier": list(map(one_line, funding.awards))} if funding.awards else {})


def _container(reference: Reference) -> dict[str, object] | None:
    """Return the journal, book or proceedings; for a journal as issue of a volume, as far as known."""
    if reference.kind in {"thesis", "report"} or not one_line(reference.venue):
        return None
    is_journal, is_chapter = reference.kind == "journal", reference.kind == "chapter"
    container: dict[str, object] = {
        "@type": "Periodical" if is_journal else "Book" if is_chapter else "CreativeWork",
        "name": one_line(reference.venue),
        "alternateName": one_line(reference.venue_short),
        "issn": one_line(reference.issn),
    }
    container = {name: value for name, value in container.items() if value}
    if is_journal and (volume := one_line(reference.volume)):
        container = {"@type": "PublicationVolume", "volumeNumber": volume, "isPartOf": container}
    if is_journal and (issue := one_line(reference.number)):
        container = {"@type": "PublicationIssue", "issueNumber": issue, "isPartOf": container}
    return container
