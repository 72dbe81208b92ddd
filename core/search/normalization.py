"""The normal form in which texts are searched: text in, text out.

How two spellings find each other. A query is cut into words and each word may stand anywhere in the
stored text, inside other words too, so "flash decoding" finds "FlashDecoding++" without further ado.
The other way round the stored text holds more than its source: titles and names once more without
blanks ("flashdecoding" finds "Flash Decoding"), hyphenated words as one ("pretraining" finds
"pre-training"), Chinese titles and names in pinyin ("xujiaming", "xu jiaming" find 徐佳明). Long texts
are spared the joined form and the pinyin: they would double in size, and words would be found by
chance across the ends of others.
"""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

from core.pinyin import readings, syllables

MOST_STORED = 300_000  # characters of the column: 3,000 authors are half of that
MOST_WORDS = 8
MOST_QUERIED = 200  # characters of all the words of a query
SHORT_PART = 300  # characters; up to here a part is a title or a name, beyond it is running text

# Letters that Unicode does not take apart into a base letter and a mark. (ß is "ss" by casefold.)
LETTERS = dict(zip("øłđðħŧıþæœ", ["o", "l", "d", "d", "h", "t", "i", "th", "ae", "oe"], strict=True))

# Kept by the table, then judged by their neighbours.
INNER = "+#./"
# "." and "/" hold numbers together: 10.1145/3581784.3607077, 3.5, 24/7, v2.0; not "and/or", "J.Xu".
LOOSE_STOP = re.compile(r"[./](?!(?<=\d.)\w)(?!(?<=\w.)\d)")
# "+" and "#" belong to the word before: c++, c#, gpt-4+; not "#1", "a + b".
LOOSE_SIGN = re.compile(r"(?<![\w+#])[+#]+")

CHINESE = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+")
# Where a new word starts inside one: OpenAI, HTTPServer, 基于AI的.
WORD_START = re.compile(
    r"(?<=[A-Za-z][a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})|[+#./]"
    r"|(?<=[\u3400-\u9fff])(?=[A-Za-z])|(?<=[A-Za-z])(?=[\u3400-\u9fff])"
)
# "pre-training", "O'Brien". Possessive, or a very long word would take the square of its length.
COMPOUND = re.compile(r"(?<!\w)\w++(?:[-\u2010\u2011\u2013'\u2019\u00b7]\w++)+")

# A pasted link may have percent signs, and parameters that are not part of what it leads to.
ADDRESS = re.compile(r"(?:https?://|\b(?:(?:dx|www)\.)?(?:doi|arxiv)\.org/)\S+", re.IGNORECASE)
# The folded beginnings of pasted links: https://doi.org/10.1145/…, doi:10.1145/…, arxiv.org/abs/2310.…
LINK = re.compile(
    r"(?<!\S)(?:https? )?(?:www )?"
    r"(?:(?:dx )?doi org[/ ]|arxiv org (?:abs|pdf|html)[/ ]|doi (?=10\.)"
    r"|arxiv (?=\d{4}\.\d|[a-z]+(?: [a-z]+)?/\d{7}))"
)
# The identifier of a paper, also within the DOI that arXiv gives it; before 2007 it had another form.
ARXIV_VERSION = re.compile(r"(?:10\.48550/arxiv\.)?(\d{4}\.\d{4,5}|[a-z]+/\d{7})(?:v\d+)?(?:\.pdf)?")


class _Characters(dict[int, str]):
    """What `str.translate` puts in place of a character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        kind = unicodedata.category(character)
        if character in LETTERS:
            new = LETTERS[character]
        elif character in INNER:
            new = character
        elif character.isspace() or kind[0] in "PSZ" or character == "\u02bc":  # a letter apostrophe
            new = " "
        elif kind in ("Mn", "Me", "Cc", "Cf", "Cs"):  # marks, controls, invisible, half a character
            new = ""
        else:
            new = character
        if len(self) < 20_000:  # so that no visitor can fill the memory
            self[code] = new
        return new


_characters = _Characters()


def fold(text: str) -> str:
    """The normal form of searchable text and of queries alike; `fold(fold(x)) == fold(x)`.

    Lower case without accents (é, ø, ß, full-width and mathematical letters become e, o, ss, plain
    ones; Chinese stays), words divided by one blank each. Punctuation and dashes become blanks, except
    where they carry meaning inside a word: "+" and "#" after a letter (c++), "." and "/" next to a
    digit (DOIs, versions). NUL, controls and invisible characters vanish.
    """
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    text = LOOSE_SIGN.sub(" ", LOOSE_STOP.sub(" ", text.translate(_characters)))
    return " ".join(unicodedata.normalize("NFC", text).split())


def words(query: str) -> list[str]:
    """The folded words of what somebody typed, without repeats: at most 8, of 200 characters in all.

    Empty where nothing can be searched for: blanks, NUL, only punctuation. A "++" at the end of a word
    goes, so that "FlashDecoding++" finds "Flash Decoding"; it stays where little would be left (c++).
    Of a link to a DOI or an arXiv paper the identifier is left, without a version.
    """
    found = []
    query = ADDRESS.sub(lambda link: unquote(re.split("[?#]", link[0])[0]), query[:1000])
    for word in LINK.sub(" ", fold(query)[:MOST_QUERIED]).split():
        bare = word.rstrip(INNER)
        if version := ARXIV_VERSION.fullmatch(bare):
            bare = version[1]
        found.append(bare if len(bare) > 2 else word)
    return list(dict.fromkeys(found))[:MOST_WORDS]


def searchable(*parts: str | None) -> str:
    """The text of the column, from the parts that a row can be found by; at most 300,000 characters.

    Put the title or name first: it goes on a line of its own, for `title_first`. Pass every other title
    and every person's name as a part of its own: parts of up to 300 characters also get their joined
    form and, from Chinese, pinyin. The result has about twice the size of an English title, about that
    of an English abstract; a Chinese title takes five to seven times its few characters.
    """
    lines: list[list[str]] = [[], []]
    for number, part in enumerate(parts):
        if part:
            part = unicodedata.normalize("NFKC", part[:MOST_STORED])
            folded = fold(part)
            line = lines[min(number, 1)]
            line += [folded, *dict.fromkeys(_other_forms(part, folded))]
    text = "\n".join("".join(f" {piece}" for piece in line if piece) for line in lines)
    return text[:MOST_STORED] if text.strip() else ""


def _other_forms(part: str, folded: str) -> Iterator[str]:
    """Folded texts by which `part` can be found as well."""
    own_words = folded.split()
    # One or two letters are only found where a word starts (`pattern`): give them one.
    for word in fold(WORD_START.sub(" ", part)).split():
        if _starts_word(word) and word not in own_words:
            yield word
    if len(part) > SHORT_PART:
        for compound in COMPOUND.findall(part):
            yield fold(compound).replace(" ", "")
        return
    if len(own_words) > 1:
        yield "".join(own_words)
    if len(own_words) == 2:  # a person's name, family name first or last
        yield "".join(reversed(own_words))
    for characters in CHINESE.findall(folded):
        yield from _pinyin(characters)


def _pinyin(characters: str) -> Iterator[str]:
    """Readings of Chinese characters: joined, and the short syllables once more as words.

    In something as short as a name the first character gets all its readings, since pypinyin knows no
    family names: 曾 comes as ceng and zeng. 吕 comes as lv, as it is typed, and as lu, as lü is folded.
    """
    first, *others = syllables(characters)
    firsts = [first]
    if len(characters) <= 4:
        firsts += readings(characters[0])
    for reading in firsts:
        for joined in _orders([reading, *others]):
            yield joined
            yield joined.replace("v", "u")
    yield from filter(_starts_word, others)


def _orders(name: list[str]) -> Iterator[str]:
    """The syllables joined, and for a name also with the family name, of one or two syllables, at the end."""
    yield "".join(name)
    if 2 <= len(name) <= 4:
        yield "".join([*name[1:], name[0]])
    if 3 <= len(name) <= 4:
        yield "".join([*name[2:], *name[:2]])


def _starts_word(word: str) -> bool:
    return len(word) < 3 and word.isascii() and word.isalpha()


def pattern(word: str) -> str:
    """The text that the column contains wherever `word` is found.

    One or two Latin letters must start a word, or "ai" would find every "training" and "available".
    Anything else may stand in the middle of one.
    """
    word = fold(word)
    return f" {word}" if _starts_word(word) else word
