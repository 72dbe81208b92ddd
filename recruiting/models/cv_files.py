"""The private files of CVs: storage paths and file names."""

import secrets

from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _

from core.private_files import PrivateStorage


def storage_path(_instance, _filename: str) -> str:
    """Return a random storage path; the name of the uploaded file plays no part in it."""
    return f"applications/{secrets.token_hex(16)}.pdf"


def cv_field(**options) -> models.FileField:
    """Return a model field for a CV in the private storage."""
    return models.FileField(
        _("CV"), upload_to=storage_path, storage=PrivateStorage(), max_length=100, **options
    )


def is_stored(cv: FieldFile) -> bool:
    """Return whether there is a CV and its file is stored; assumed while the storage is unavailable."""
    return bool(cv) and not cv.storage.is_missing(cv.name)


def display_name(filename: str) -> str:
    """Return the last part of an uploaded file's name, without control characters, for its owner to see."""
    last_part = str(filename).replace("\\", "/").rpartition("/")[2]
    return "".join(char for char in last_part if char.isprintable())[-100:]
