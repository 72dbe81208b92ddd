"""Chinese characters in Latin letters.

Importing pypinyin loads a dictionary for half a second, so it is imported when it is first used: most
commands and pages never use it.
"""

from functools import cache
from types import ModuleType


@cache
def _pypinyin() -> ModuleType:
    import pypinyin

    return pypinyin


def syllables(characters: str) -> list[str]:
    """Return the pinyin of each character without tones, chosen by the phrase it is part of."""
    return list(_pypinyin().lazy_pinyin(characters))


def readings(character: str) -> list[str]:
    """Return all readings of one character, without tones."""
    readings_by_character = _pypinyin().pinyin(character, style=_pypinyin().Style.NORMAL, heteronym=True)
    return list(readings_by_character[0]) if readings_by_character else []
