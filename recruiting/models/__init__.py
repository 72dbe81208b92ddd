"""Notices, what they ask, and what comes in answer."""

from recruiting.models.application import Application, State, StateChange
from recruiting.models.draft import Draft
from recruiting.models.notice import Notice, NoticeQuerySet, NoticeStatus
from recruiting.models.position import Position, PositionKind
from recruiting.models.question import Question, QuestionKind
from recruiting.models.records import CvLook, ForgottenCount
from recruiting.models.reviewing import Note, NoticeReviewer, Star

__all__ = [
    "Application",
    "CvLook",
    "Draft",
    "ForgottenCount",
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
    "State",
    "StateChange",
]
