"""Chinese characters in Latin letters.

pypinyin reads a dictionary of phrases for half a second when it is imported, so it is imported when
it is first needed: most commands and pages never need it.
"""

from functools import cache
from types import ModuleType


@cache
def _pypinyin() -> ModuleType:
    import pypinyin

    return pypinyin


def syllables(characters: str) -> list[str]:
    """Returns the pinyin of each character, without tones, by the phrases that they form."""
    return list(_pypinyin().lazy_pinyin(characters))


def readings(character: str) -> list[str]:
    """Returns all readings of one character, without tones."""
    found = _pypinyin().pinyin(character, style=_pypinyin().Style.NORMAL, heteronym=True)
    return list(found[0]) if found else []
