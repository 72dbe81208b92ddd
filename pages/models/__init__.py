"""The models of the lab's own pages.

- ``page``: pages, and who may read them
- ``menu``: the menu of the site and its entries
- ``upload``: pictures and files for the texts of the site
"""

from pages.models.menu import Menu, MenuItem, Section
from pages.models.page import Page, reads_members_pages
from pages.models.upload import Upload, UploadStorage

__all__ = ["Menu", "MenuItem", "Page", "Section", "Upload", "UploadStorage", "reads_members_pages"]
