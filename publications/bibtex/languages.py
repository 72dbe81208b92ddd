"""Read the language of an entry."""

import re

from publications.citing.bibtex import LANGUAGES

_TAG_OF_LANGUAGE = {name: tag for tag, name in LANGUAGES.items()} | {
    "english": "en",
    "american": "en",
    "british": "en",
    "usenglish": "en",
    "ukenglish": "en",
    "ngerman": "de",
    "naustrian": "de",
    "schinese": "zh",
    "pinyin": "zh",
    "中文": "zh",
    "russian": "ru",
    "chinese": "zh",
}


def language_tag(text: str) -> str:
    """Return the BCP 47 tag for a name or tag of a language ("ngerman", "zh-CN"); "" for other text."""
    name = text.lower()
    tag = _TAG_OF_LANGUAGE.get(name)
    return tag or (name if re.fullmatch(r"[a-z]{2}(-[a-z]{2,4})?", name) else "")
