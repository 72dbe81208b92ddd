"""Publications with venues, topics and talks; imports; citation counts.

- ``publication``, ``authorship``, ``link``, ``topic``: a publication with its authors, links and topics
- ``publication_rows``: these rows as lists that a query can load in advance
- ``field_groups``: fields that are compared, copied or replaced together
- ``kinds``: article, thesis, dataset and so on
- ``venue``: conferences, journals and servers
- ``talk``: talks of members
- ``imports``: lists being imported; ``lookup``: identifiers and titles being looked up
- ``metrics``: citation counts by year
- ``notices``: retractions, corrections and other editorial notices
- ``disclaimer``: members who are not the author with their name
"""

from publications.models.authorship import Authorship, Contribution, Editorship
from publications.models.disclaimer import Disclaimer
from publications.models.imports import Choice, Decision, Import, ImportedEntry, Verdict
from publications.models.kinds import PublicationKind
from publications.models.link import PublicationLink
from publications.models.lookup import Lookup
from publications.models.metrics import CitationCheck, CitationYear, StarCheck
from publications.models.notices import EditorialNotice, NoticeCheck, NoticeKind
from publications.models.publication import Publication
from publications.models.talk import Talk
from publications.models.topic import Topic
from publications.models.venue import Venue

__all__ = [
    "Authorship",
    "Choice",
    "CitationCheck",
    "CitationYear",
    "Contribution",
    "Decision",
    "Disclaimer",
    "EditorialNotice",
    "Editorship",
    "Import",
    "ImportedEntry",
    "Lookup",
    "NoticeCheck",
    "NoticeKind",
    "Publication",
    "PublicationKind",
    "PublicationLink",
    "StarCheck",
    "Talk",
    "Topic",
    "Venue",
    "Verdict",
]
