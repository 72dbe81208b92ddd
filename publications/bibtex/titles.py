"""Read the title of an entry in one or two languages."""

import re

#: Fields with the title in another language; apacite reads the first, and our export writes the first two.
TRANSLATED_TITLE_FIELDS = (
    "englishtitle",
    "translatedtitle",
    "titletranslation",
    "title_en",
    "title-en",
    "titleen",
    "chinesetitle",
    "title_zh",
    "title-zh",
    "titlezh",
)
_EQUALS_SIGN = re.compile(r"\s+[=＝]\s+")
_HAN = re.compile("[\u4e00-\u9fff]")
_LATIN_WORD = re.compile("[A-Za-z]{2,}")


def with_subtitle(title: str, subtitle: str) -> str:
    """Join a title and its subtitle as "Title: subtitle" or "Title? Subtitle"; either may be ""."""
    if not title or subtitle.lower() in title.lower():
        return title or subtitle
    return f"{title}{' ' if title[-1] in '?!:？！：' else ': '}{subtitle}"


def split_languages(title: str) -> tuple[str, str]:
    """Split a title that catalogues write in two languages, as in "双语题名 = Bilingual titles".

    Returns the title and "" if it is in one language. Formulas with "=" are no second title.
    """
    parts = _EQUALS_SIGN.split(title)
    if len(parts) != 2 or "$" in title:
        return title, ""
    are_chinese = [len(_HAN.findall(part)) > len(_LATIN_WORD.findall(part)) for part in parts]
    are_long = all(len(_HAN.findall(part)) + len(_LATIN_WORD.findall(part)) > 1 for part in parts)
    return (parts[0], parts[1]) if are_chinese[0] != are_chinese[1] and are_long else (title, "")
