"""What the lab publishes and presents."""

from publications.models.publication import Authorship, Publication, PublicationKind, PublicationLink, Topic
from publications.models.talk import Talk
from publications.models.venue import Venue

__all__ = ["Authorship", "Publication", "PublicationKind", "PublicationLink", "Talk", "Topic", "Venue"]
