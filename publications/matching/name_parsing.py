"""Parse a printed name into all the surnames and given names that it may consist of, in a normal form."""

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import islice, product
from typing import Literal

from core.search.normalization import fold
from publications.matching.chinese import (
    CHARACTERS,
    LONG_SURNAMES,
    SURNAMES,
    is_syllabic,
    is_syllable,
    pinyin_names,
    pinyin_syllables,
)

MAX_WORDS = 9  # a name of more words is an organization, or several names in one

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
# These are also syllables of Asian given names, so before an Asian surname they are not particles.
_PARTICLES_OR_SYLLABLES = {"van", "di", "da", "du", "la", "le", "do", "bin", "ten", "de", "den"}
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "đ": "dj"})

#: Words of a name in lower case and without accents.
Words = tuple[str, ...]
#: Why a way to parse a name is not the usual one: "order", the surname may be printed first; "umlaut", "u"
#: may be printed for "ü".
Doubt = Literal["", "order", "umlaut"]


@dataclass(frozen=True, slots=True)
class ParsedName:
    """One way to parse a name. All parts are in lower case, without accents and spaces.

    `doubt` is set if this is a possible way to parse the name, but not the usual one. `in_pinyin`: the name
    was printed in Chinese characters.
    """

    surname: str
    given: Words
    particle: str = ""
    suffix: str = ""
    doubt: Doubt = ""
    in_pinyin: bool = field(default=False, compare=False)

    @property
    def given_joined(self) -> str:
        """The given names in one word."""
        return "".join(self.given)


@dataclass(frozen=True, slots=True)
class PrintedName:
    """A printed name and all ways to parse it.

    - `normalized`: the words as printed, without case and punctuation.
    - `characters`: the part in Chinese characters ("许珈铭").
    - `parsed_names`: the ways to parse the name in Latin letters or pinyin.
    - `dblp_number`: the number that DBLP appends to tell people of one name apart ("Wei Wang 0012").
    - `words_with_tones`: the words of a name in Vietnamese spelling, in which Hương and Hưởng differ.
    """

    normalized: str
    characters: str
    parsed_names: tuple[ParsedName, ...]
    dblp_number: str = ""
    words_with_tones: frozenset[str] = frozenset()


def parse_name(printed: str, of_member: bool = False) -> PrintedName:
    """Parse a printed name; `of_member`: it is a spelling of a member's name.

    The Chinese "ü", also printed as v or yu, counts as u too in a member's name, so that "Lu" finds 吕. In a
    printed name it does not: "Lv" does not find a member called "Lu".
    """
    text = printed if printed.isascii() else unicodedata.normalize("NFKC", printed)
    text = " ".join(text.split())
    dblp_number = ""
    if match := _DBLP_NUMBER.search(text):
        dblp_number, text = match[1], text[: match.start()]
    characters = ""
    parsed: list[ParsedName] = []
    latin_text = text if text.isascii() else CHARACTERS.sub(" ", text)
    # Characters next to one word or initials (史密斯, J.) are part of the name; else they are the whole name.
    if latin_text != text and not _is_single_word_or_initials(latin_text):
        name = max(CHARACTERS.findall(text), key=len)
        characters = _BETWEEN_CHARACTERS.sub("", name)
        text = latin_text
        if not any(dot in name for dot in "·・‧•"):  # 让·杜邦 is a foreign name in characters
            parsed = _parse_characters(characters, of_member)
    parsed = [*_parse_words(text, of_member), *parsed]
    normalized = " ".join(filter(None, (characters, *_WORD.findall(text.casefold()), dblp_number)))
    words_with_tones = frozenset(
        _WORD.findall(text.casefold().replace("ı", "i")) if _VIETNAMESE.search(text) else ()
    )
    return PrintedName(normalized, characters, tuple(dict.fromkeys(parsed)), dblp_number, words_with_tones)


def _is_single_word_or_initials(text: str) -> bool:
    """Return whether the text has one word, or only words of one letter; nicknames do not count."""
    words = _LETTERS.findall(_NICKNAME.sub(" ", text))
    return len(words) == 1 or (bool(words) and max(map(len, words)) == 1)


def _parse_characters(characters: str, of_member: bool) -> list[ParsedName]:
    """Return a name in Chinese characters in all its pinyin readings."""
    return [
        ParsedName(surname, (given,), in_pinyin=True)
        for name in pinyin_names(characters)
        for surname, given in product(*(_umlaut_forms(part, of_member) for part in name))
    ]


def _umlaut_forms(pinyin: str, of_member: bool) -> list[str]:
    """Return a pinyin word, in which v stands for ü; for a member also with u instead."""
    return list(dict.fromkeys([pinyin, pinyin.replace("v", "u")])) if of_member else [pinyin]


# ---- names in Latin letters, and in other scripts that separate words ---------------------------


def _parse_words(text: str, of_member: bool) -> list[ParsedName]:
    """Return all ways to parse a name whose words are separated by spaces, the usual one first."""
    text = _DEGREE.sub("", _NICKNAME.sub(" ", text))
    text = _HYPHENS.sub("-", _APOSTROPHES.sub("", text)).replace("，", ",")
    parts = [part.split() for part in text.split(",") if part.strip()]
    suffix, parts = _split_off_suffix(parts)
    parts = [_shorten_initials(part, len(parts) > 1) for part in parts]
    tokens = [[token for word in part for token in _tokens(word)] for part in parts]
    tokens = [part for part in tokens if part]
    while tokens and len(tokens[0]) > 1 and tokens[0][0].lower() in _TITLES:
        tokens[0].pop(0)
    count = sum(map(len, tokens))
    if not 0 < count <= MAX_WORDS:
        return []
    capitals = _surname_in_capitals(tokens[0]) if len(tokens) == 1 else None
    parsed = []
    for forms in islice(product(*(_plain_forms(token, of_member) for part in tokens for token in part)), 16):
        words = tuple(form for form, _is_sure in forms)
        if not all(words):
            return []
        doubt: Doubt = "" if all(is_sure for _form, is_sure in forms) else "umlaut"
        splits: list[tuple[Words, Words, bool]]
        if len(tokens) > 1:
            size = len(tokens[0])
            splits = [(words[size:], words[:size], True)]
        elif capitals is not None:
            start, end = capitals
            splits = [(words[:start] + words[end:], words[start:end], True)]
        else:
            splits = _splits(words)
        for given, surname, is_usual in splits:
            if len(surname) > 1 or len(surname[0]) > 1:
                parsed.append(_build_name(given, surname, suffix, doubt if is_usual else "order"))
    return parsed


def _split_off_suffix(parts: list[list[str]]) -> tuple[str, list[list[str]]]:
    """Remove a suffix such as "Jr." from the end of a part, if at least two other words remain."""
    suffix = ""
    if sum(map(len, parts)) > 2:
        for words in parts:
            word = words[-1].rstrip(".").lower()
            if word in _SUFFIXES:
                suffix = _SUFFIXES[word]
                words.pop()
                break
    return suffix, [words for words in parts if words]


def _shorten_initials(words: list[str], include_last: bool) -> list[str]:
    """Shorten Russian initials of two or three letters ("Yu.", "St.") to one letter.

    Without `include_last` the last word stays unchanged: its full stop may be that of a sentence.
    """
    end = len(words) - (not include_last)
    return [
        word[0] if 0 < index < end and _LONG_INITIAL.fullmatch(word) else word
        for index, word in enumerate(words)
    ]


def _tokens(word: str) -> list[str]:
    """Split "J.-M." and "JM" into J, M and "Al-Example" into Al, Example; "Jean-Marie" gives JeanMarie."""
    pieces = [word]
    if not word.isalpha():
        pieces = []
        for dotted in word.split("."):
            parts = [part for part in dotted.split("-") if part]
            if len(parts) > 1 and min(map(len, parts)) > 1 and parts[0].lower() not in ("al", "el"):
                parts = ["".join(parts)]
            pieces += parts
        pieces = [letters for piece in pieces if (letters := "".join(filter(_is_letter_or_accent, piece)))]
    return [letter for piece in pieces for letter in (piece if _are_initials(piece) else (piece,))]


def _is_letter_or_accent(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM"


def _are_initials(word: str) -> bool:
    """Return whether a word of two or three capitals is initials ("JM"), not a short name ("LI")."""
    if not 2 <= len(word) <= 3 or not word.isupper() or not word.isascii():
        return False
    lower = word.lower()
    return not (lower in SURNAMES or is_syllabic(lower) or lower in _PARTICLES) and (
        len(word) == 2 or not any(vowel in lower for vowel in "aeiouy")
    )


def _surname_in_capitals(words: list[str]) -> tuple[int, int] | None:
    """Return start and end index of a surname that is printed in capitals: "DUPONT Jean", "Jiaming XU"."""
    in_capitals = [len(word) > 1 and word.isupper() for word in words]
    if not any(in_capitals) or not any(len(word) > 1 and not word.isupper() for word in words):
        return None
    start, end = in_capitals.index(True), len(words) - in_capitals[::-1].index(True)
    if not all(in_capitals[start:end]) or (start and end < len(words)):
        return None
    return start, end


def _plain_forms(token: str, of_member: bool) -> list[tuple[str, bool]]:
    """Return the forms of a word in plain letters, each with whether it is sure; the usual form first.

    "Müller" gives muller and mueller, "Lü" gives lv and, in doubt, lu.
    """
    lower = token.lower()
    if lower.isascii():
        if "v" in lower or "lyu" in lower or "nyu" in lower:
            pinyin = lower.replace("lyu", "lv").replace("nyu", "nv")
            if "v" in pinyin and pinyin_syllables(pinyin):
                return [(form, True) for form in _umlaut_forms(pinyin, of_member)]
        return [(lower, True)]
    # Remove all accents but the umlaut and the ring, which have forms of their own.
    with_umlauts = unicodedata.normalize("NFD", lower.replace("ı", "i"))
    with_umlauts = "".join(c for c in with_umlauts if unicodedata.category(c) != "Mn" or c in "\u0308\u030a")
    with_umlauts = unicodedata.normalize("NFC", with_umlauts)
    if "ü" in with_umlauts:
        pinyin = re.sub("(?<=[ln])ü", "v", with_umlauts).replace("ü", "u")
        if pinyin_syllables(pinyin):
            return [(form, of_member or form == pinyin) for form in _umlaut_forms(pinyin, True)]
    plain, spelled_out = (
        fold(form).replace(" ", "") for form in (with_umlauts, with_umlauts.translate(_UMLAUTS))
    )
    return [(form, True) for form in dict.fromkeys((plain, spelled_out))]


def _splits(words: Words) -> list[tuple[Words, Words, bool]]:
    """Return the ways to split words without a comma into given names and surname.

    The third value says whether the split is usual. If both ends may be the surname ("Li Chen"), the last
    word usually is.
    """
    if len(words) == 1:
        return [((), words, True)]
    before, last, first, after = words[:-1], words[-1], words[0], words[1:]
    splits: list[tuple[Words, Words, bool]] = [(before, (last,), True)]
    if last in SURNAMES and all(len(word) == 1 or is_syllabic(word) for word in before):
        if len(words) > 2 and before[-1] + last in LONG_SURNAMES:  # San Ou Yang
            splits.append((before[:-1], words[-2:], True))
        if first in LONG_SURNAMES:  # Ouyang Feng
            return [*splits, (after, (first,), True)]
    elif first in SURNAMES and all(len(word) == 1 or is_syllabic(word) for word in after):
        splits.append((after, (first,), True))
        if len(words) > 2 and first + after[0] in LONG_SURNAMES:  # Ou Yang San
            splits.append((after[1:], words[:2], True))
        return splits
    elif len(last) == 1:  # Example A B
        end = next(at for at in range(len(words), 0, -1) if at == 1 or len(words[at - 1]) > 1)
        return [*splits, (words[end:], words[:end], True)]
    else:
        splits += [(words[:at], words[at:], True) for at in range(1, len(words) - 1) if len(words[at]) > 1]
    if len(words) > 2 and first + after[0] in LONG_SURNAMES:
        splits.append((after[1:], words[:2], True))
    return [*splits, (after, (first,), False)]


def _build_name(given: Words, surname: Words, suffix: str, doubt: Doubt) -> ParsedName:
    """Build a parsed name, taking particles from the end of the given names and the start of the surname."""
    particles = _PARTICLES
    if surname[-1] in SURNAMES:
        particles = _PARTICLES - _PARTICLES_OR_SYLLABLES
    start = 0
    while start < len(surname) - 1 and surname[start] in particles:
        start += 1
    end = len(given)
    while end > 1 and given[end - 1] in particles:
        end -= 1
    particle = "".join(given[end:] + surname[:start])
    joined_surname = "".join(surname[start:])
    given = given[:end]
    if joined_surname in SURNAMES:
        given = _join_syllables(given)
    return ParsedName(joined_surname, given, particle, suffix, doubt)


def _join_syllables(words: Words) -> Words:
    """Join consecutive syllables into one given name: ("jia", "ming") gives ("jiaming",)."""
    joined: list[str] = []
    follows_syllable = False
    for word in words:
        is_word_syllable = len(word) > 1 and is_syllable(word)
        if is_word_syllable and follows_syllable:
            joined[-1] += word
        else:
            joined.append(word)
        follows_syllable = is_word_syllable
    return tuple(joined)


# ---- given names ----------------------------------------------------------------------------------


def given_names_agree(names: Words, other_names: Words) -> bool:
    """Return whether given names may be the same person's.

    Each pair of words must be equal, or one the initial of the other. One side may have more words.
    """
    return all(
        a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b))
        for a, b in zip(names, other_names, strict=False)
    )


def initials_agree(initials: Words, given_names: Words) -> bool:
    """Return whether initials fit given names; "j", "m" also fit the syllables of "jiaming"."""
    if len(initials) > 1 and len(initials[1]) == 1 and len(given_names) == 1:
        syllables = pinyin_syllables(given_names[0])
        if len(syllables) > 1:
            return given_names_agree(initials, syllables)
    return given_names_agree(initials, given_names)
