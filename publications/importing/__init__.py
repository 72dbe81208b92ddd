"""Entries of a bibliography become publications: first a plan that changes nothing, then the act.

``planning`` says what would become of each entry, ``applying`` saves it. On the site a list is kept by
``batches`` and decided on page by page; what a member decides becomes proposals (``publications.proposing``).
"""

from .applying import apply, update
from .batches import PART, planned_now, skip, store, take
from .planning import Planned, plan, publication_of
from .preview import preview

__all__ = [
    "PART",
    "Planned",
    "apply",
    "plan",
    "planned_now",
    "preview",
    "publication_of",
    "skip",
    "store",
    "take",
    "update",
]
