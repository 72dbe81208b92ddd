"""Openings (``Notice`` in code) and the applications to them.

- ``models``: openings, applications and what belongs to them
- ``applications``: applying, review, decisions and deletion
- ``views``, ``urls``: public pages of openings
- ``forms``: forms for writing openings
- ``structured_data``, ``share_picture``: JobPosting data and the share picture
- ``personal_data``: what is held about applicants and reviewers
- ``admin``: the Django admin
"""
