"""Read the language of a publication."""

import re

from publications.citing.cleaning import one_line

#: BCP 47 tags for the names of languages, those of biblatex among them, and their codes of three letters
#: (ISO 639-2 has two for some, ISO 639-3 its own for Mandarin).
_NAMES = {
    "en": "english eng american british usenglish ukenglish",
    "zh": "chinese schinese pinyin chi zho cmn cn 中文 汉语 简体中文",
    "de": "german ger deu deutsch ngerman naustrian",
    "fr": "french fre fra français francais",
    "es": "spanish spa español espanol",
    "ja": "japanese jpn jp 日本語",
    "ru": "russian rus русский",
    "ko": "korean kor 한국어",
    "it": "italian ita italiano",
    "pt": "portuguese por português",
    "nl": "dutch dut nld",
    "pl": "polish pol",
    "sv": "swedish swe",
    "tr": "turkish tur",
    "ar": "arabic ara",
    "fa": "persian per fas",
    "uk": "ukrainian ukr",
    "cs": "czech cze ces",
}
_TAG_OF_LANGUAGE = {name: tag for tag, names in _NAMES.items() for name in names.split()}
_SUBTAG = re.compile(r"[a-z]{2,4}")


def language_tag(text: str) -> str:
    """Return the BCP 47 tag for a name, code or tag of a language; "" for other text.

    "Chinese (Simplified)", "chi" and "cmn" give "zh", "zh_Hans_CN" gives "zh-Hans-CN".
    """
    name = one_line(re.split("[,;/(（]", text, maxsplit=1)[0]).lower()
    language, *subtags = re.split("[-_]", name)
    language = _TAG_OF_LANGUAGE.get(language, language)
    if not re.fullmatch("[a-z]{2}", language) or not all(map(_SUBTAG.fullmatch, subtags)):
        return ""
    return "-".join([language, *map(_cased, subtags)])


def _cased(subtag: str) -> str:
    """Return a script as "Hans" and a region as "CN"."""
    return subtag.title() if len(subtag) == 4 else subtag.upper() if len(subtag) == 2 else subtag
