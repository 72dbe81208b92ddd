"""Sort texts as readers of a language expect, in the same order on every database."""

import re
from functools import lru_cache
from typing import Any

from django.db import models
from django.utils import translation

from core.derived_fields import DerivedField
from core.languages import CHINESE, in_chinese
from core.pinyin import split_surname, surname_pinyin, syllables
from core.search.normalization import CHINESE as CHINESE_CHARACTERS
from core.search.normalization import fold

_WORD = re.compile("[0-9a-z]+|[^0-9a-z\\s]+")


def sort_key(text: str, language: str = "") -> str:
    """Return the text to sort a name or title by, in a language (default: that of the page).

    Case, accents and punctuation do not count. In Chinese, Chinese characters are sorted by their pinyin,
    among the Latin letters, and a name by its surname first ("曾" is "zeng"). The key has only lower-case
    letters and digits, and characters of scripts other than Latin; "0" stands between words, because some
    collations of PostgreSQL skip blanks.
    """
    return _sort_key(text, language == CHINESE if language else in_chinese())


@lru_cache(maxsize=2000)  # lists of choices are sorted again and again
def _sort_key(text: str, is_chinese: bool) -> str:
    folded = fold(text)
    if is_chinese:
        folded = CHINESE_CHARACTERS.sub(lambda match: f" {_pinyin(match[0])} ", folded)
    return "0".join(_WORD.findall(folded))


def _pinyin(characters: str) -> str:
    surname, rest = split_surname(characters) if len(characters) <= 4 else ("", characters)
    return " ".join([*([surname_pinyin(surname)] if surname else []), *syllables(rest)])


class SortKeyField(DerivedField, models.TextField):  # type: ignore[type-arg]
    """Holds ``sort_key(instance.sort_text())`` in one language."""

    fixed_options = {"editable": False, "blank": True, "default": ""}
    source = "sort_text"

    def __init__(self, language: str, **kwargs: Any) -> None:
        self.language = language
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, [self.language, *args], kwargs

    def derive(self, instance: Any) -> str:
        with translation.override(self.language):
            return sort_key(instance.sort_text())


def by_language(field: str) -> str:
    """Return the name of the sort key for the language of the page: ``field`` or ``field_zh``."""
    return f"{field}_zh" if in_chinese() else field
