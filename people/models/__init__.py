"""The models of the lab, its people and their teams.

- ``lab``: the lab that the site is about
- ``person``: current and former members
- ``profile``: affiliations, links, education, honors, service, earlier stays
- ``team``: teams and memberships
- ``links``: links to other sites
- ``slugs``: permanent URLs and redirects from former slugs
- ``old_addresses``: redirects from the pages of the lab's former site
- ``invitation``: pending accounts
"""

from people.models.invitation import Invitation
from people.models.lab import HomeSection, Lab, LabLink, Look
from people.models.old_addresses import OldAddress
from people.models.person import Person, Role
from people.models.profile import Affiliation, Degree, Education, Honor, ProfileLink, Service, Stay
from people.models.slugs import FormerSlug, Slugged, find_by_slug
from people.models.team import Team, TeamMembership

__all__ = [
    "Affiliation",
    "Degree",
    "Education",
    "FormerSlug",
    "HomeSection",
    "Honor",
    "Invitation",
    "Lab",
    "LabLink",
    "Look",
    "OldAddress",
    "Person",
    "ProfileLink",
    "Role",
    "Service",
    "Slugged",
    "Stay",
    "Team",
    "TeamMembership",
    "find_by_slug",
]
