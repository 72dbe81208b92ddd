"""Exceptions that apps share."""


class InvalidState(Exception):
    """The object's state does not allow this action. The message, written for users, explains why."""
