"""Replace former names of a person by the current one, in single values, running texts and stored data."""

import re
from collections.abc import Iterable
from typing import Any

from core.search.normalization import fold

_CHINESE = re.compile("[\u3400-\u9fff]")


def name_key(name: str) -> tuple[str, ...]:
    """Return what spellings of a name have in common that differ in case, accents and the order of words.

    "Byron, Augusta" and "Augusta Byron" have one key.
    """
    return tuple(sorted(fold(name).replace(",", " ").split()))


class Renaming:
    """Replaces each of the former names by the current name; by the native one where a name is in Chinese."""

    def __init__(self, former: Iterable[str], name: str, native_name: str = "") -> None:
        self.former = tuple(dict.fromkeys(text for text in map(str.strip, former) if text))
        self.name, self.native_name = name, native_name
        self._keys = {name_key(text) for text in self.former}
        spellings = sorted({form for text in self.former for form in _spellings(text)}, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_pattern, spellings)), re.IGNORECASE) if spellings else None

    def is_former(self, name: str) -> bool:
        """Return whether this is one of the former names, in any order of its words."""
        return bool(name.strip()) and name_key(name) in self._keys

    def current(self, former: str) -> str:
        """Return the current name to put in the place of this former name."""
        return self.native_name if self.native_name and _CHINESE.search(former) else self.name

    def value(self, text: str) -> str:
        """Return a text in which the former names are replaced, whether it is a name or contains one.

        In running text, a name of a single word stays: it may be an ordinary word.
        """
        if self.is_former(text):
            return self.current(text)
        return self._pattern.sub(lambda match: self.current(match[0]), text) if self._pattern else text

    def data(self, value: Any) -> Any:
        """Return JSON data in which the former names are replaced in all texts, except keys of objects."""
        if isinstance(value, str):
            return self.value(value)
        if isinstance(value, list):
            return [self.data(item) for item in value]
        if isinstance(value, dict):
            return {key: self.data(item) for key, item in value.items()}
        return value

    def without_former(self, lines: str) -> str:
        """Return the lines that are not a former name."""
        return "\n".join(line for line in lines.splitlines() if not self.is_former(line))


def _spellings(name: str) -> list[str]:
    """Return the spellings of a name to look for in running text; none for a single word."""
    words = name.replace(",", " ").split()
    if len(words) == 1:
        return [name] if len(name) > 1 and _CHINESE.search(name) else []
    given, family = " ".join(words[:-1]), words[-1]
    return [" ".join(words), name, f"{family}, {given}"]


def _pattern(spelling: str) -> str:
    words = r"\s+".join(map(re.escape, spelling.split()))
    return words if _CHINESE.search(spelling) else rf"(?<!\w){words}(?!\w)"
