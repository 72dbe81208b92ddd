"""Query web services about publications.

``look_up`` returns the entries for what a person has pasted: DOIs, arXiv IDs, ORCID iDs, addresses.
The modules:

``identifiers``      recognise the identifiers in pasted text
``lookup``           find the entries of identifiers
``client``           HTTP client with time limits, retries and size limits
``records``          convert the values of responses into entries
``crossref``, ``datacite``, ``arxiv``, ``orcid``, ``dblp``, ``pubmed``, ``acl``, ``openreview``, ``pmlr``
                     return entries
``openalex``, ``semanticscholar``, ``github``         return citation counts and stars

All of them raise ``SourceError``, and no other exception, when a service gives no usable response.
"""

from publications.sources.client import Client, SourceError
from publications.sources.identifiers import Identifier, find_identifiers, parse_identifier, unrecognised
from publications.sources.lookup import enrich, fetch, look_up

__all__ = [
    "Client",
    "Identifier",
    "SourceError",
    "enrich",
    "fetch",
    "find_identifiers",
    "look_up",
    "parse_identifier",
    "unrecognised",
]
