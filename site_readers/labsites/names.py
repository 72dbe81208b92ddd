"""Read the names of people, and find the person that a short name of a site stands for."""

import re
import unicodedata
from collections.abc import Iterable
from html import unescape

_TITLE = re.compile(
    r"^(?:(?:prof|dr|mr|ms|mrs|assoc|asst)\.\s*|(?:professor|prof|dr|mr|ms|mrs)\s+)+", re.IGNORECASE
)
_DEGREE = re.compile(
    r"(?:,?\s+(?:ph\.?\s?d\.?|m\.?d\.?|m\.?sc\.?|d\.?phil\.?)|,\s+(?:p\.?e\.?|p\.?eng\.?|r\.?n\.?|m\.?b\.?a\.?"
    r"|m\.?p\.?h\.?))+$",
    re.IGNORECASE,
)
_HAN = "\u3400-\u9fff\uf900-\ufaff"
_NATIVE = re.compile(rf"[{_HAN}·]{{2,}}|[\u3040-\u30ff{_HAN}]{{2,}}|[\uac00-\ud7af]{{2,}}")
_BRACKETS = "()（）[]【】|/,，"
_MARKS = re.compile(r"[*#†‡§¶✉✝⁺+]+|\$?\^\{?[\d,*†‡]+\}?\$?|<sup>.*?</sup>|[¹²³⁴⁵⁶⁷⁸⁹⁰]+", re.DOTALL)
_TAG = re.compile(r"</?[a-z][^<>]{0,300}>", re.IGNORECASE)
_OTHERS = re.compile(r"(?:^|\s+)(?:et\.? al\.?|等)\s*$", re.IGNORECASE)
_EQUAL_MARK = re.compile(r"[#†‡]|<sup>\s*[#†‡]")


def split_name(text: str) -> tuple[str, str]:
    """Return the name in Latin letters and the one in the person's own script: "Ann Li（李安）".

    A name in one script only is returned as the first, without the second. Academic titles are left out.
    """
    plain = re.sub(
        r"<[^<>]{0,200}>|[*_`]{2,}|\((?:co-?|joint )?supervis\w+\)", " ", text, flags=re.IGNORECASE
    )
    plain = _DEGREE.sub("", _TITLE.sub("", " ".join(plain.split()).strip(" *_")))
    native = _NATIVE.search(plain)
    if not native:
        return plain, ""
    rest = (plain[: native.start()] + " " + plain[native.end() :]).translate(
        {ord(char): " " for char in _BRACKETS}
    )
    latin = " ".join(rest.split()).strip(" -–·")
    if not re.search(r"[^\W\d_]{2}", latin):
        return native[0], ""
    return latin, native[0]


def is_han(name: str) -> bool:
    """Return whether a name is in a native script and not in Latin letters."""
    return bool(_NATIVE.fullmatch(name))


def key_of(name: str) -> str:
    """Return what is equal for two spellings of a short name: "Ann Li", "ann-li", "ann_li"."""
    decomposed = unicodedata.normalize("NFKD", name.strip().casefold())
    return "".join(char for char in decomposed if char.isalnum())


def words_of(name: str) -> frozenset[str]:
    """Return the words of a name, whatever their order and case: two spellings of a name have the same."""
    latin, native = split_name(name)
    return frozenset(filter(None, (key_of(word) for word in re.split(r"[\s,]+", f"{latin} {native}"))))


class Directory:
    """The members of a site by the short names that pages use for them, such as the names of their files."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def add(self, name: str, short_names: Iterable[str]) -> None:
        for short_name in short_names:
            if key := key_of(short_name):
                self._names.setdefault(key, name)

    def name_of(self, text: str) -> str:
        """Return the name that a short name such as "ann-li" stands for, or the text if it is a name."""
        is_name = " " in text.strip() and text != text.lower()
        return text if is_name else self._names.get(key_of(text), text)


def read_authors(printed: Iterable[str]) -> tuple[list[str], list[int]]:
    """Return printed authors without marks and tags, and the positions of those marked as equal contributors.

    Without a legend only † and similar marks on the first authors count, if at least two have the same
    one; a lone asterisk marks the corresponding author.
    """
    authors, marks = [], []
    for text in printed:
        plain = " ".join(unescape(_TAG.sub("", _MARKS.sub("", text))).split()).strip(" ,;")
        plain = _OTHERS.sub("", plain)
        if plain and not re.fullmatch(r"others|\.{2,}|…", plain, re.IGNORECASE):
            authors.append(plain)
            mark = _EQUAL_MARK.search(text)
            marks.append(mark[0][-1] if mark else "")
    equal = []
    for position, sign in enumerate(marks):
        if not sign or sign != marks[0]:
            break
        equal.append(position)
    return authors, equal if len(equal) > 1 else []
