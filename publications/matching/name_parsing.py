"""A printed name, taken apart into all the family and given names that it may mean, in a normal form."""

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import islice, product
from typing import Literal

from core.search.normalization import fold
from publications.matching.chinese import (
    CHARACTERS,
    FAMILIES,
    LONG_FAMILIES,
    is_syllabic,
    is_syllable,
    pinyin_names,
    pinyin_syllables,
)

MOST_WORDS = 9  # a name of more words is a body, or two names that have grown together

_APOSTROPHES = re.compile("['`\u2018\u2019\u02bb\u02bc\u02b9\u00b4\u2032]")
_HYPHENS = re.compile("[\u00ad\u2010-\u2015\u2212\u00b7\u2027\ufe63\uff0d]")
_BETWEEN_CHARACTERS = re.compile("[ ,，、·・‧•]")
_NICKNAME = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_DBLP_NUMBER = re.compile(r"\s(\d{4})$")
_SUFFIXES = {"jr": "jr", "jnr": "jr", "junior": "jr", "sr": "sr", "snr": "sr", "2nd": "ii", "3rd": "iii"}
_SUFFIXES |= {"ii": "ii", "iii": "iii", "iv": "iv", "4th": "iv"}
_VIETNAMESE = re.compile("[\u1ea0-\u1ef9]")
_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"[^\W\d_]+")
_TITLES = {"dr", "prof", "professor"}
_DEGREE = re.compile(r",?\s+(?:Ph\.? ?D|M\.? ?D|M\.? ?Sc|B\.? ?Sc|Dr\. ?rer\. ?nat)\.?$")
_LONG_INITIAL = re.compile(r"[^\W\d_a-zа-я][a-zа-я]{1,2}\.")
_PARTICLES = frozenset(
    "van von der den de del della di da dos das do du la le las los el al bin ibn ten ter zu zum zur vom"
    " af av vande vander".split()
)
# Also a syllable of an Asian given name, and so no particle before an Asian family name.
_PARTICLES_OR_SYLLABLES = {"van", "di", "da", "du", "la", "le", "do", "bin", "ten", "de", "den"}
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "đ": "dj"})

Words = tuple[str, ...]
Doubt = Literal["", "order", "umlaut"]


@dataclass(frozen=True, slots=True)
class NameReading:
    """One way to understand a name; all parts are folded, in lower case, without blanks inside.

    `doubt` says what speaks against it where it is possible, but not the usual way to understand a name:
    "order", the family name may have been printed first; "umlaut", only the "u" is left of a "ü".
    `in_pinyin`: it was written in characters.
    """

    family: str
    given: Words
    particle: str = ""
    suffix: str = ""
    doubt: Doubt = ""
    in_pinyin: bool = field(default=False, compare=False)

    @property
    def joined(self) -> str:
        return "".join(self.given)


@dataclass(frozen=True, slots=True)
class PrintedName:
    """What a printed name says: the words as they are, characters ("许珈铭"), readings in Latin letters.

    `number` is what DBLP writes after the names of different people with one name ("Wei Wang 0012"). `toned`
    are the words of a name in full Vietnamese spelling, where Hương and Hưởng are two names.
    """

    literally: str
    characters: str
    readings: tuple[NameReading, ...]
    number: str = ""
    toned: frozenset[str] = frozenset()


def parse_name(printed: str, own: bool = False) -> PrintedName:
    """Takes a printed name apart. `own` is for the spellings of the members.

    A "ü" of Chinese names, printed as v or yu, is also u in a member's name, so that "Lu" finds 吕. It is not
    so in a printed one: "Lv" does not find a member called "Lu".
    """
    text = printed if printed.isascii() else unicodedata.normalize("NFKC", printed)
    text = " ".join(text.split())
    number = ""
    if found := _DBLP_NUMBER.search(text):
        number, text = found[1], text[: found.start()]
    characters = ""
    read: list[NameReading] = []
    rest = text if text.isascii() else CHARACTERS.sub(" ", text)
    # Next to one word or initials (史密斯, J.) characters are a part of the name, not the name once more.
    if rest != text and len(_LETTERS.findall(_NICKNAME.sub(" ", rest))) != 1 and not _is_initials(rest):
        run = max(CHARACTERS.findall(text), key=len)
        characters = _BETWEEN_CHARACTERS.sub("", run)
        text = rest
        if not any(dot in run for dot in "·・‧•"):  # 让·杜邦 is no Chinese name
            read = _characters_readings(characters, own)
    read = [*_latin_readings(text, own), *read]
    literally = " ".join(filter(None, (characters, *_WORD.findall(text.casefold()), number)))
    toned = frozenset(_WORD.findall(text.casefold().replace("ı", "i")) if _VIETNAMESE.search(text) else ())
    return PrintedName(literally, characters, tuple(dict.fromkeys(read)), number, toned)


def _is_initials(rest: str) -> bool:
    letters = _LETTERS.findall(_NICKNAME.sub(" ", rest))
    return bool(letters) and max(map(len, letters)) == 1


def _characters_readings(characters: str, own: bool) -> list[NameReading]:
    return [
        NameReading(family, (given,), in_pinyin=True)
        for in_pinyin in pinyin_names(characters)
        for family, given in product(*(_without_v(part, own) for part in in_pinyin))
    ]


def _without_v(pinyin: str, own: bool) -> list[str]:
    return list(dict.fromkeys([pinyin, pinyin.replace("v", "u")])) if own else [pinyin]


# ---- Latin letters, and all others that are written in words ------------------------------------


def _latin_readings(text: str, own: bool) -> list[NameReading]:
    text = _DEGREE.sub("", _NICKNAME.sub(" ", text))
    text = _HYPHENS.sub("-", _APOSTROPHES.sub("", text)).replace("，", ",")
    parts = [part.split() for part in text.split(",") if part.strip()]
    suffix, parts = _without_suffix(parts)
    parts = [_shortened(part, len(parts) > 1) for part in parts]
    tokens = [[token for word in part for token in _tokens(word)] for part in parts]
    tokens = [part for part in tokens if part]
    while tokens and len(tokens[0]) > 1 and tokens[0][0].lower() in _TITLES:
        tokens[0].pop(0)
    count = sum(map(len, tokens))
    if not 0 < count <= MOST_WORDS:
        return []
    capital = _capital_family(tokens[0]) if len(tokens) == 1 else None
    read = []
    for forms in islice(product(*(_forms(token, own) for part in tokens for token in part)), 16):
        words = tuple(form for form, _ in forms)
        if not all(words):
            return []
        doubt: Doubt = "" if all(sure for _, sure in forms) else "umlaut"
        splits: list[tuple[Words, Words, bool]]
        if len(tokens) > 1:
            size = len(tokens[0])
            splits = [(words[size:], words[:size], True)]
        elif capital is not None:
            splits = [(words[: capital[0]] + words[capital[1] :], words[slice(*capital)], True)]
        else:
            splits = _splits(words)
        for given, family, sure in splits:
            if len(family) > 1 or len(family[0]) > 1:
                read.append(_reading(given, family, suffix, doubt if sure else "order"))
    return read


def _without_suffix(parts: list[list[str]]) -> tuple[str, list[list[str]]]:
    """Takes "Jr." or "III" from the end of a part, where two other words are left."""
    suffix = ""
    if sum(map(len, parts)) > 2:
        for words in parts:
            word = words[-1].rstrip(".").lower()
            if word in _SUFFIXES:
                suffix = _SUFFIXES[word]
                words.pop()
                break
    return suffix, [words for words in parts if words]


def _shortened(words: list[str], to_the_end: bool) -> list[str]:
    """The words with one letter for "Yu." or "St.", initials in Russian. The last may end a sentence."""
    last = len(words) - (not to_the_end)
    return [
        word[0] if 0 < at < last and _LONG_INITIAL.fullmatch(word) else word for at, word in enumerate(words)
    ]


def _tokens(word: str) -> list[str]:
    """The words in "J.-M." (J, M), "Jean-Marie" (JeanMarie), "Al-Example" (Al, Example), "JM" (J, M)."""
    pieces = [word]
    if not word.isalpha():
        pieces = []
        for dotted in word.split("."):
            parts = [part for part in dotted.split("-") if part]
            if len(parts) > 1 and min(map(len, parts)) > 1 and parts[0].lower() not in ("al", "el"):
                parts = ["".join(parts)]
            pieces += parts
        pieces = [kept for piece in pieces if (kept := "".join(filter(_is_of_word, piece)))]
    return [letter for piece in pieces for letter in (piece if _are_initials(piece) else (piece,))]


def _is_of_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM"


def _are_initials(word: str) -> bool:
    if not 2 <= len(word) <= 3 or not word.isupper() or not word.isascii():
        return False
    low = word.lower()
    return not (low in FAMILIES or is_syllabic(low) or low in _PARTICLES) and (
        len(word) == 2 or not any(vowel in low for vowel in "aeiouy")
    )


def _capital_family(words: list[str]) -> tuple[int, int] | None:
    """Where the family name stands that is told by capitals: "DUPONT Jean", "Jiaming XU"."""
    capital = [len(word) > 1 and word.isupper() for word in words]
    if not any(capital) or not any(len(word) > 1 and not word.isupper() for word in words):
        return None
    first, last = capital.index(True), len(words) - capital[::-1].index(True)
    if not all(capital[first:last]) or (first and last < len(words)):
        return None
    return first, last


def _forms(token: str, own: bool) -> list[tuple[str, bool]]:
    """How a word may be spelled in plain letters, the usual form first, and whether that form is sure."""
    low = token.lower()
    if low.isascii():
        if "v" in low or "lyu" in low or "nyu" in low:
            pinyin = low.replace("lyu", "lv").replace("nyu", "nv")
            if "v" in pinyin and pinyin_syllables(pinyin):
                return [(form, True) for form in _without_v(pinyin, own)]
        return [(low, True)]
    marked = unicodedata.normalize("NFD", low.replace("ı", "i"))
    marked = "".join(c for c in marked if unicodedata.category(c) != "Mn" or c in "\u0308\u030a")
    marked = unicodedata.normalize("NFC", marked)
    if "ü" in marked:
        pinyin = re.sub("(?<=[ln])ü", "v", marked).replace("ü", "u")
        if pinyin_syllables(pinyin):
            return [(form, own or form == pinyin) for form in _without_v(pinyin, True)]
    plain, spelled_out = (fold(form).replace(" ", "") for form in (marked, marked.translate(_UMLAUTS)))
    return [(form, True) for form in dict.fromkeys((plain, spelled_out))]


def _splits(words: Words) -> list[tuple[Words, Words, bool]]:
    """Given and family names that words without a comma may mean, and whether surely so.

    Where both ends may be the family name ("Li Chen"), it is the last word, and the first perhaps.
    """
    if len(words) == 1:
        return [((), words, True)]
    before, last, first, after = words[:-1], words[-1], words[0], words[1:]
    splits: list[tuple[Words, Words, bool]] = [(before, (last,), True)]
    if last in FAMILIES and all(len(word) == 1 or is_syllabic(word) for word in before):
        if len(words) > 2 and before[-1] + last in LONG_FAMILIES:  # San Ou Yang
            splits.append((before[:-1], words[-2:], True))
        if first in LONG_FAMILIES:  # Ouyang Feng
            return [*splits, (after, (first,), True)]
    elif first in FAMILIES and all(len(word) == 1 or is_syllabic(word) for word in after):
        splits.append((after, (first,), True))
        if len(words) > 2 and first + after[0] in LONG_FAMILIES:  # Ou Yang San
            splits.append((after[1:], words[:2], True))
        return splits
    elif len(last) == 1:  # Example A B
        end = next(at for at in range(len(words), 0, -1) if at == 1 or len(words[at - 1]) > 1)
        return [*splits, (words[end:], words[:end], True)]
    else:
        splits += [(words[:at], words[at:], True) for at in range(1, len(words) - 1) if len(words[at]) > 1]
    if len(words) > 2 and first + after[0] in LONG_FAMILIES:
        splits.append((after[1:], words[:2], True))
    return [*splits, (after, (first,), False)]


def _reading(given: Words, family: Words, suffix: str, doubt: Doubt) -> NameReading:
    particles = _PARTICLES
    if family[-1] in FAMILIES:
        particles = _PARTICLES - _PARTICLES_OR_SYLLABLES
    start = 0
    while start < len(family) - 1 and family[start] in particles:
        start += 1
    end = len(given)
    while end > 1 and given[end - 1] in particles:
        end -= 1
    particle = "".join(given[end:] + family[:start])
    joined = "".join(family[start:])
    given = given[:end]
    if joined in FAMILIES:
        given = _syllables_joined(given)
    return NameReading(joined, given, particle, suffix, doubt)


def _syllables_joined(words: Words) -> Words:
    """The syllables of one given name as one word: ("jia", "ming") gives ("jiaming",)."""
    merged: list[str] = []
    was_syllable = False
    for word in words:
        syllable = len(word) > 1 and is_syllable(word)
        if syllable and was_syllable:
            merged[-1] += word
        else:
            merged.append(word)
        was_syllable = syllable
    return tuple(merged)


# ---- given names ----------------------------------------------------------------------------------


def given_agree(one: Words, other: Words) -> bool:
    """Whether given names may be one person's: word by word the same, or an initial; more on one side."""
    return all(
        a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b))
        for a, b in zip(one, other, strict=False)
    )


def initials_agree(printed: Words, own: Words) -> bool:
    """Whether initials ("j", "m") fit a given name, in pinyin by its syllables (jia, ming)."""
    if len(printed) > 1 and len(printed[1]) == 1 and len(own) == 1:
        parted = pinyin_syllables(own[0])
        if len(parted) > 1:
            return given_agree(printed, parted)
    return given_agree(printed, own)
