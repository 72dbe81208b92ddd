"""Notices, what they ask, and what comes in answer."""

from recruiting.models.application import Application, CvLook, Draft, ForgottenCount, State, StateChange
from recruiting.models.notice import Notice, NoticeQuerySet, NoticeStatus, Position, PositionKind
from recruiting.models.question import Question, QuestionKind
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
