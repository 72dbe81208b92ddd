"""The editors: which forms and row sets edit each kind of object, and their order on the page.

A module for each app, of the same name: ``news``, ``pages``, ``people``, ``projects``, ``publications``,
``recruiting``. The package ``moderation.forms`` explains editors; the forms are in
the ``forms.py`` of each app.
"""

from labsite.editors.news import NEWS
from labsite.editors.pages import MENU, PAGE
from labsite.editors.people import HONOR, LAB, PROFILE, TEAM
from labsite.editors.projects import GRANT, PROJECT
from labsite.editors.publications import PUBLICATION, TALK
from labsite.editors.recruiting import NOTICE

__all__ = [
    "GRANT",
    "HONOR",
    "LAB",
    "MENU",
    "NEWS",
    "NOTICE",
    "PAGE",
    "PROFILE",
    "PROJECT",
    "PUBLICATION",
    "TALK",
    "TEAM",
]
