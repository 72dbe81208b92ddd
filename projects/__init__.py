"""The projects of the lab: lines of research and funded projects.

- ``models``: the project with its people and links, and which projects are public
- ``roles``: the projects of a person
- ``filters``: the filters of the list
- ``views``, ``urls``: the list and the page of a project
- ``forms``: the form in which members edit their projects
- ``structured_data``: schema.org data
- ``personal_data``: what projects hold about a person
- ``admin``: the Django admin
"""
