"""Pages of the lab's own, such as a handbook or directions.

- ``models``: the page and who may read it
- ``forms``: the form of a page
- ``admin``: the Django admin
"""
