"""Publications with venues, topics and talks; imports; citation counts.

- ``publication``: a publication with its authors, links and topics
- ``venue``: conferences, journals and servers
- ``talk``: talks of members
- ``imports``: lists being imported
- ``metrics``: citation counts by year
- ``disclaimer``: members who are not the author with their name
"""

from publications.models.disclaimer import Disclaimer
from publications.models.imports import Decision, Import, ImportedEntry, Verdict
from publications.models.metrics import CitationCheck, CitationYear, StarCheck
from publications.models.publication import Authorship, Publication, PublicationKind, PublicationLink, Topic
from publications.models.talk import Talk
from publications.models.venue import Venue

__all__ = [
    "Authorship",
    "CitationCheck",
    "CitationYear",
    "Decision",
    "Disclaimer",
    "Import",
    "ImportedEntry",
    "Publication",
    "PublicationKind",
    "PublicationLink",
    "StarCheck",
    "Talk",
    "Topic",
    "Venue",
    "Verdict",
]
