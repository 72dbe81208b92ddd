"""The projects of the lab: lines of research and funded projects.

- ``models``: projects and grants, with their people, and which of them are public
- ``grant_numbers``: the forms of grant numbers, and ROR IDs
- ``funding``: the papers that name a grant, and the acknowledgement of grants
- ``roles``: the projects of a person
- ``filters``: the filters of the list; ``publication_filters``: those of the list of publications
- ``views``, ``urls``: the list and the page of a project
- ``forms``: the forms of projects and grants
- ``structured_data``: schema.org data
- ``personal_data``: what projects hold about a person
- ``admin``: the Django admin
"""
