"""Pages of the lab's own, such as a handbook or directions.

- ``models``: the page and who may read it, the menu, and uploads
- ``rendering``: the Markdown of pages as HTML
- ``forms``: the forms of a page, of the menu and of an upload
- ``personal_data``: what is held about a person: their uploads
- ``admin``: the Django admin
"""
