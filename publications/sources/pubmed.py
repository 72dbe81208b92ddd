"""PubMed, through the E-utilities of NCBI: https://www.ncbi.nlm.nih.gov/books/NBK25499/

``efetch`` returns records in the format NBIB; see "Entrez Programming Utilities Help", chapter 4.
"""

from django.conf import settings

from publications import bibtex, readers
from publications.bibtex import Entry
from publications.sources.client import Client, source_error
from publications.sources.records import as_dict, as_list


def fetch_pmc_work(pmcid: str, client: Client) -> Entry:
    """Return the record of an article in PubMed Central, such as "PMC3531190". Raises SourceError.

    ``elink`` gives its PubMed ID; "pmc_pubmed" leaves out the articles that it cites.
    """
    params = {"dbfrom": "pmc", "db": "pubmed", "linkname": "pmc_pubmed", "id": pmcid[3:], "retmode": "json"}
    path = "/entrez/eutils/elink.fcgi"
    answer = as_dict(client.fetch_json("pubmed", path, pmcid, params=params | _sender()))
    pmids = [
        str(link)
        for linkset in map(as_dict, as_list(answer.get("linksets")))
        for links in map(as_dict, as_list(linkset.get("linksetdbs")))
        if links.get("linkname") == "pmc_pubmed"
        for link in as_list(links.get("links"))
    ]
    if len(pmids) != 1 or not pmids[0].isdecimal():
        raise source_error("not found", "pubmed", pmcid)
    return fetch_work(pmids[0], client)


def _sender() -> dict[str, str]:
    """Return who asks, as NCBI wants it."""
    contact = {"email": settings.SOURCES_CONTACT} if settings.SOURCES_CONTACT else {}
    return {"tool": "labsite", **contact}


def fetch_work(pmid: str, client: Client) -> Entry:
    """Return the record of a PubMed ID. Raises SourceError."""
    params = {"db": "pubmed", "id": pmid, "rettype": "medline", "retmode": "text"}
    body = client.fetch("pubmed", "/entrez/eutils/efetch.fcgi", pmid, params=params | _sender())
    text, _encoding = bibtex.decode(body)
    entries = [entry for entry in readers.parse(text, "nbib").entries if entry.extra.get("pmid") == pmid]
    if not entries:
        # An unknown ID gets an empty answer, or a sentence, with the status 200.
        raise source_error("not found", "pubmed", pmid)
    if not entries[0].title:
        raise source_error("bad response", "pubmed")
    return entries[0]
