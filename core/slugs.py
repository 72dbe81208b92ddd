"""Readable slugs for URLs, from titles and names in Latin or Chinese script."""

import hashlib
import re
import unicodedata
from collections.abc import Callable

from django.utils.text import slugify

from core.pinyin import syllables
from core.search.normalization import LETTERS

MAX_LENGTH = 80
_LETTERS = str.maketrans({**LETTERS, "ß": "ss"})
_CHINESE = re.compile(r"[\u3400-\u9fff]+")


def slug_from(text: str) -> str:
    """Return a lower-case ASCII slug of at most 80 characters, cut between words.

    Chinese is converted to pinyin; é, ø and ß become e, o and ss. A text without Latin or Chinese letters and
    digits gives a short hash, so that a slug is never empty.
    """
    latin = _CHINESE.sub(lambda run: " " + " ".join(syllables(run.group())) + " ", text)
    latin = latin.lower().translate(_LETTERS)
    slug = slugify(unicodedata.normalize("NFKD", latin.replace("'", "").replace("’", "")))
    if len(slug) > MAX_LENGTH:
        slug = slug[: MAX_LENGTH + 1].rpartition("-")[0] or slug[:MAX_LENGTH]
    return slug.strip("-_") or "x" + hashlib.sha256(text.encode()).hexdigest()[:8]


def earlier_slug_from(text: str) -> str:
    """Return the slug that version 0.2 made of a text: without letters such as ø and ß."""
    return slug_from(text.lower().translate(dict.fromkeys(_LETTERS)))


def free_slug(text: str, is_taken: Callable[[str], bool]) -> str:
    """Return a slug that is not taken, numbered ``-2``, ``-3`` … if necessary."""
    base = candidate = slug_from(text)
    number = 1
    while is_taken(candidate):
        number += 1
        candidate = f"{base}-{number}"
    return candidate
