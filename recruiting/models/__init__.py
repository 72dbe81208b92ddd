"""Openings (``Notice`` in code), the applications to them, and their review."""

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
