"""PubMed, through the E-utilities of NCBI: https://www.ncbi.nlm.nih.gov/books/NBK25499/

``efetch`` returns records in the format NBIB; see "Entrez Programming Utilities Help", chapter 4.
"""

from django.conf import settings

from publications import bibtex, readers
from publications.bibtex import Entry
from publications.sources.client import Client, source_error


def fetch_work(pmid: str, client: Client) -> Entry:
    """Return the record of a PubMed ID. Raises SourceError."""
    params = {"db": "pubmed", "id": pmid, "rettype": "medline", "retmode": "text", "tool": "labsite"}
    if settings.SOURCES_CONTACT:
        params["email"] = settings.SOURCES_CONTACT
    body = client.fetch("pubmed", "/entrez/eutils/efetch.fcgi", pmid, params=params)
    text, _encoding = bibtex.decode(body)
    entries = [entry for entry in readers.parse(text, "nbib").entries if entry.extra.get("pmid") == pmid]
    if not entries:
        # An unknown ID gets an empty answer, or a sentence, with the status 200.
        raise source_error("not found", "pubmed", pmid)
    if not entries[0].title:
        raise source_error("bad response", "pubmed")
    return entries[0]
