"""Pages of the lab's own, such as a handbook or directions.

- ``models``: the page and who may read it, and the menu
- ``rendering``: the Markdown of pages as HTML
- ``forms``: the forms of a page and of the menu
- ``admin``: the Django admin
"""
