"""Which member of the lab a printed author name is. Names in, keys out: no Django, no database.

A link is only made where the full family name and the full given name agree, in Latin letters, in Chinese
characters or from one to the other, and fit one member alone. Whatever fits less well, or several members,
comes back as candidates, for people to decide.
"""

from .matcher import Match, Matcher, Member, Reason

__all__ = ["Match", "Matcher", "Member", "Reason"]
