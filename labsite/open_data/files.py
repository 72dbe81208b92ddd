"""The content of the data files and their schemas, by name ("people")."""

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils import translation

from core.http import absolute
from core.languages import ENGLISH
from labsite.open_data import news, openings, people, projects, publications
from labsite.open_data.values import page_urls, texts
from people.models import Lab

#: The version of the format, in every file.
VERSION = 1
SCHEMAS = Path(__file__).parent / "schemas"

#: The lists of each file, by their names: what they contain at a moment.
_LISTS: dict[str, dict[str, Callable[[datetime, Lab], Iterable[dict[str, Any]]]]] = {
    "people": {"people": people.rows, "teams": people.teams},
    "projects": {"projects": projects.rows, "grants": projects.grants},
    "publications": {"publications": publications.rows},
    "news": {"news": news.rows},
    "openings": {"openings": openings.rows},
}
NAMES = tuple(_LISTS)

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def content(name: str, now: datetime) -> str:
    """Return a data file as JSON, with what the pages show at ``now``. Raises KeyError for another name."""
    with translation.override(ENGLISH):
        lab = Lab.load()
        head = {
            "$schema": absolute(reverse("data-schema", args=[name])),
            "version": VERSION,
            "url": page_urls(reverse("home")),
            "lab": texts(lab, "name"),
        }
        members = [f"{_json(key)}:{_json(value)}" for key, value in head.items()]
        for key, rows in _LISTS[name].items():
            # Row by row, since the text of a row takes less memory than its objects.
            members.append(f"{_json(key)}:[{','.join(map(_json, rows(now, lab)))}]")
    return f"{{{','.join(members)}}}\n"


def schema(name: str) -> str:
    """Return the JSON Schema of a data file."""
    return (SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8")
