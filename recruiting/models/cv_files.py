"""How the files of applicants are stored, and what they are called."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.private_files import PrivateStorage


def file_name(_row, _name: str) -> str:
    """Returns where a CV is stored. What its sender has called it has no part in that."""
    return f"applications/{secrets.token_hex(16)}.pdf"


def cv_field(**options) -> models.FileField:
    return models.FileField(_("CV"), upload_to=file_name, storage=PrivateStorage(), max_length=100, **options)


def shown_name(name: str) -> str:
    """Returns the last part of a file's name for its sender to recognise, without anything that misleads."""
    last = str(name).replace("\\", "/").rpartition("/")[2]
    return "".join(char for char in last if char.isprintable())[-100:]
