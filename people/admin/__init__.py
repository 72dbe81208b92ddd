"""The lab, people and teams in the Django admin, and the person of each account.

- ``lab``, ``people``, ``teams``, ``accounts``: the pages of these models
- ``inlines``: rows that several of these pages have
"""

from people.admin.accounts import PersonAccountAdmin
from people.admin.lab import LabAdmin
from people.admin.people import FormerSlugAdmin, PersonAdmin
from people.admin.teams import TeamAdmin

__all__ = ["FormerSlugAdmin", "LabAdmin", "PersonAccountAdmin", "PersonAdmin", "TeamAdmin"]
