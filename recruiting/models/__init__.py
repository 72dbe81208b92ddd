"""Openings (``Notice`` in code), the applications to them, and their review.

- ``notice``, ``notice_queryset``: openings, and which are open
- ``deadline``, ``position``, ``question``: parts of an opening
- ``application``, ``application_states``, ``answers``, ``draft``: applications
- ``cv_files``, ``private_links``: private files and secret URLs
- ``review``: reviewers, notes and stars
- ``deletion_records``: what stays after an application is deleted
"""

from recruiting.models.application import Application, StateChange
from recruiting.models.application_states import ApplicationState
from recruiting.models.deletion_records import CVView, DeletedApplicationCount
from recruiting.models.draft import Draft
from recruiting.models.notice import Notice
from recruiting.models.notice_queryset import NoticeQuerySet, NoticeStatus
from recruiting.models.position import Position, PositionKind
from recruiting.models.question import Question, QuestionKind
from recruiting.models.review import Note, NoticeReviewer, Star

__all__ = [
    "Application",
    "ApplicationState",
    "CVView",
    "DeletedApplicationCount",
    "Draft",
    "Note",
    "Notice",
    "NoticeQuerySet",
    "NoticeReviewer",
    "NoticeStatus",
    "Position",
    "PositionKind",
    "Question",
    "QuestionKind",
    "Star",
    "StateChange",
]
