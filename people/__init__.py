"""The lab, its people and their teams.

- ``models``: ``lab``, ``person``, ``profile`` (the rows of a profile), ``team``, ``links``, ``slugs``,
  ``invitation``
- ``querysets``: which people, teams and memberships; ``by_slug``: the person at an address
- ``views``, ``filters``, ``urls``: the pages of people and teams
- ``roster``, ``study_year``: how lists describe members, such as "Third-year PhD student"
- ``forms``: the forms in which members edit profiles and teams; ``lab_forms``: the form of the lab;
  ``link_addresses``: completes user names and identifiers to links; ``completeness``: what a profile lacks
- ``member_forms``, ``membership``, ``departures``: what the PI changes about members;
  ``ended_memberships``: team memberships before a departure
- ``invitations``, ``invitation_forms``, ``invitation_lines``: inviting people; ``invitation_views``: the
  pages for accepting an invitation
- ``groups``: the group of permissions for each role; ``password_words``: refuses the lab's names as passwords
- ``merging``: merging two records of one person
- ``personal_data``, ``erasure``: what is held about a person; erasing former members
- ``context``: the lab for every page; ``structured_data``: schema.org data
- ``admin``: the Django admin; ``doctor_checks``: rights of former members
"""
