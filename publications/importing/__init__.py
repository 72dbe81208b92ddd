"""Entries of a bibliography become publications: first a plan that changes nothing, then the act."""

from .applying import apply, members_matcher, update
from .planning import Planned, Verdict, plan, publication_of

__all__ = ["Planned", "Verdict", "apply", "members_matcher", "plan", "publication_of", "update"]
