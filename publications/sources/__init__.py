"""Query web services about publications.

``look_up`` returns the entries for what a person has typed: a DOI, an arXiv ID, an ORCID iD or a DBLP URL.
The modules:

``lookup``           recognise identifiers and find their entries
``client``           HTTP client with time limits, retries and size limits
``records``          convert the values of responses into entries
``crossref``, ``arxiv``, ``orcid``, ``dblp``          return entries
``openalex``, ``semanticscholar``, ``github``         return citation counts and stars

All of them raise ``SourceError``, and no other exception, when a service gives no usable response.
"""

from publications.sources.client import Client, SourceError
from publications.sources.lookup import Identifier, enrich, look_up, parse_identifier

__all__ = ["Client", "Identifier", "SourceError", "enrich", "look_up", "parse_identifier"]
