"""Query web services about publications.

``find_identifiers`` recognises what a person has pasted: DOIs, arXiv IDs, ORCID iDs, addresses. ``fetch``
returns the entries for one of them, ``find_by_title`` those with a title. The modules:

``identifiers``      recognise the identifiers in pasted text
``lookup``           find the entries of identifiers
``client``           HTTP client with time limits, retries and size limits
``batching``         ask for many items in batches, and go on where some of them fail
``records``          convert the values of responses into entries
``crossref``, ``datacite``, ``arxiv``, ``orcid``, ``dblp``, ``pubmed``, ``acl``, ``openreview``, ``pmlr``
                     return entries
``crossref_works``, ``containers``, ``journal_references``
                     read what Crossref and arXiv say about a work and where it has appeared
``openalex``, ``semanticscholar``, ``github``         return citation counts and stars

All of them raise ``SourceError``, and no other exception, when a service gives no usable response.
"""

from publications.sources.client import Client, SourceError
from publications.sources.crossref import find_by_title
from publications.sources.identifiers import Identifier, find_identifiers, unrecognised
from publications.sources.lookup import enrich, fetch

__all__ = [
    "Client",
    "Identifier",
    "SourceError",
    "enrich",
    "fetch",
    "find_by_title",
    "find_identifiers",
    "unrecognised",
]
