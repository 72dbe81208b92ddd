"""What the lab publishes and presents."""

from publications.models.metrics import CitationsAsked, CitationYear, StarsAsked
from publications.models.publication import Authorship, Publication, PublicationKind, PublicationLink, Topic
from publications.models.talk import Talk
from publications.models.venue import Venue

__all__ = [
    "Authorship",
    "CitationYear",
    "CitationsAsked",
    "Publication",
    "PublicationKind",
    "PublicationLink",
    "StarsAsked",
    "Talk",
    "Topic",
    "Venue",
]
