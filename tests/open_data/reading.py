"""Read the rows of a data file by their id."""

import json

from django.utils import timezone

from labsite import open_data


def read(name, now=None):
    """Return a data file as its readers parse it."""
    return json.loads(open_data.content(name, now or timezone.now()))


def rows(name, now=None):
    """Return the rows of the list with the name of the file, by id."""
    return {row["id"]: row for row in read(name, now)[name]}
