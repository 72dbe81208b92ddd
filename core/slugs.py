"""Readable addresses out of titles and names in any of the site's scripts."""

import hashlib
import re
import unicodedata
from collections.abc import Callable

from django.utils.text import slugify

from core.pinyin import syllables

MAX_LENGTH = 80
_CHINESE = re.compile(r"[\u3400-\u9fff]+")


def slug_from(text: str) -> str:
    """Returns a lower-case ASCII slug of at most 80 characters, cut between words.

    Chinese is given in pinyin. A text without any letter or digit gets a short hash, so that the
    result is never empty.
    """
    latin = _CHINESE.sub(lambda run: " " + " ".join(syllables(run.group())) + " ", text)
    slug = slugify(unicodedata.normalize("NFKD", latin.replace("'", "").replace("’", "")))
    if len(slug) > MAX_LENGTH:
        slug = slug[: MAX_LENGTH + 1].rpartition("-")[0] or slug[:MAX_LENGTH]
    return slug.strip("-_") or "x" + hashlib.sha256(text.encode()).hexdigest()[:8]


def free_slug(text: str, is_taken: Callable[[str], bool]) -> str:
    """Returns :func:`slug_from` of the text, numbered ``-2``, ``-3`` … until it is not taken."""
    base = candidate = slug_from(text)
    number = 1
    while is_taken(candidate):
        number += 1
        candidate = f"{base}-{number}"
    return candidate
