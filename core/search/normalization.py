"""The normalized form of texts and queries: text in, text out.

A query is split into words, and each word may occur anywhere in the stored text, also inside other words, so
that "flash decoding" finds "FlashDecoding++". In addition, the stored text contains other spellings of its
source: titles and names without blanks ("flashdecoding" finds "Flash Decoding"), hyphenated words as one
("pretraining" finds "pre-training"), Chinese titles and names in pinyin ("xujiaming" and "xu jiaming" find
徐佳明). Long texts have neither the joined form nor pinyin: both would double their size and match by chance
across the ends of words.
"""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

from core.pinyin import readings, syllables

MAX_STORED_LENGTH = 300_000  # characters of the column: 3,000 authors are half of that
MAX_QUERY_WORDS = 8
MAX_QUERY_LENGTH = 200  # characters of all words together
MAX_TITLE_LENGTH = 300  # characters; longer parts are treated as running text, not as a title or name

# Letters that Unicode does not decompose into a base letter and a mark. (casefold() turns ß into "ss".)
LETTERS = dict(zip("øłđðħŧıþæœ", ["o", "l", "d", "d", "h", "t", "i", "th", "ae", "oe"], strict=True))

# Kept by the translation table, then kept or removed depending on their neighbours.
INNER = "+#./"
# "." and "/" stay next to digits: 10.1145/3581784.3607077, 3.5, 24/7, v2.0; not in "and/or", "J.Xu".
LOOSE_STOP = re.compile(r"[./](?!(?<=\d.)\w)(?!(?<=\w.)\d)")
# "+" and "#" stay after a word: c++, c#, gpt-4+; not in "#1", "a + b".
LOOSE_SIGN = re.compile(r"(?<![\w+#])[+#]+")

CHINESE = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+")
# Where a word starts inside another one: OpenAI, HTTPServer, 基于AI的.
WORD_START = re.compile(
    r"(?<=[A-Za-z][a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})|[+#./]"
    r"|(?<=[\u3400-\u9fff])(?=[A-Za-z])|(?<=[A-Za-z])(?=[\u3400-\u9fff])"
)
# "pre-training", "O'Brien". Possessive quantifiers, else the time grows with the square of the length.
COMPOUND = re.compile(r"(?<!\w)\w++(?:[-\u2010\u2011\u2013'\u2019\u00b7]\w++)+")

# A pasted link may have percent escapes and query parameters.
ADDRESS = re.compile(r"(?:https?://|\b(?:(?:dx|www)\.)?(?:doi|arxiv)\.org/)\S+", re.IGNORECASE)
# The folded start of pasted links: https://doi.org/10.1145/…, doi:10.1145/…, arxiv.org/abs/2310.…
LINK = re.compile(
    r"(?<!\S)(?:https? )?(?:www )?"
    r"(?:(?:dx )?doi org[/ ]|arxiv org (?:abs|pdf|html)[/ ]|doi (?=10\.)"
    r"|arxiv (?=\d{4}\.\d|[a-z]+(?: [a-z]+)?/\d{7}))"
)
# An arXiv ID, also within the DOI that arXiv assigns; IDs before 2007 have another form.
ARXIV_VERSION = re.compile(r"(?:10\.48550/arxiv\.)?(\d{4}\.\d{4,5}|[a-z]+/\d{7})(?:v\d+)?(?:\.pdf)?")


class _Characters(dict[int, str]):
    """The table for ``str.translate``, filled as characters occur."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        kind = unicodedata.category(character)
        if character in LETTERS:
            new = LETTERS[character]
        elif character in INNER:
            new = character
        elif character.isspace() or kind[0] in "PSZ" or character == "\u02bc":  # a letter apostrophe
            new = " "
        elif kind in ("Mn", "Me", "Cc", "Cf", "Cs"):  # marks, controls, invisible, surrogates
            new = ""
        else:
            new = character
        if len(self) < 20_000:  # so that visitors cannot fill the memory
            self[code] = new
        return new


_characters = _Characters()


def fold(text: str) -> str:
    """Return the normalized form of a searchable text or a query; ``fold(fold(x)) == fold(x)``.

    Lower case without accents: é, ø and ß become e, o and ss, full-width and mathematical letters become
    plain ones, Chinese is kept. Words are separated by one blank. Punctuation and dashes become blanks,
    except "+" and "#" after a letter (c++) and "." and "/" next to a digit (DOIs, versions). NUL, controls
    and invisible characters are removed.
    """
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    text = LOOSE_SIGN.sub(" ", LOOSE_STOP.sub(" ", text.translate(_characters)))
    return " ".join(unicodedata.normalize("NFC", text).split())


def words(query: str) -> list[str]:
    """Return the distinct folded words of a query: at most 8, with at most 200 characters in total.

    Empty for a query of blanks or punctuation only. "++" at the end of a word is removed, so that
    "FlashDecoding++" finds "Flash Decoding", unless only one or two characters would remain (c++). A link
    to a DOI or an arXiv paper is reduced to the identifier without its version.
    """
    query_words = []
    query = ADDRESS.sub(lambda link: unquote(re.split("[?#]", link[0])[0]), query[:1000])
    for word in LINK.sub(" ", fold(query)[:MAX_QUERY_LENGTH]).split():
        bare = word.rstrip(INNER)
        if version := ARXIV_VERSION.fullmatch(bare):
            bare = version[1]
        query_words.append(bare if len(bare) > 2 else word)
    return list(dict.fromkeys(query_words))[:MAX_QUERY_WORDS]


def searchable(*parts: str | None) -> str:
    """Return the text of the search column for the parts by which a row is found.

    The title or name must come first: it gets a line of its own, for ``title_first``. Pass every other title
    and every person's name as a separate part: parts of up to 300 characters also get their joined form and,
    for Chinese, pinyin. An English title takes about twice its size, an English abstract its size, a Chinese
    title five to seven times its size; the result has at most 300,000 characters.
    """
    lines: list[list[str]] = [[], []]
    for number, part in enumerate(parts):
        if part:
            part = unicodedata.normalize("NFKC", part[:MAX_STORED_LENGTH])
            folded = fold(part)
            line = lines[min(number, 1)]
            line += [folded, *dict.fromkeys(_other_forms(part, folded))]
    text = "\n".join("".join(f" {piece}" for piece in line if piece) for line in lines)
    return text[:MAX_STORED_LENGTH] if text.strip() else ""


def _other_forms(part: str, folded: str) -> Iterator[str]:
    """Yield other folded spellings by which a part is found."""
    own_words = folded.split()
    # One or two letters match only at the start of a word (see ``pattern``), so add them as words.
    for word in fold(WORD_START.sub(" ", part)).split():
        if _starts_word(word) and word not in own_words:
            yield word
    if len(part) > MAX_TITLE_LENGTH:
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
    """Yield the pinyin of Chinese characters: joined, and short syllables also as words.

    For a text as short as a name, the first character gets all its readings, because pypinyin does not know
    family names: 曾 gives ceng and zeng. 吕 gives lv, as it is typed, and lu, as lü is folded.
    """
    first, *others = syllables(characters)
    firsts = [first]
    if len(characters) <= 4:
        firsts += readings(characters[0])
    for reading in firsts:
        for joined in _name_orders([reading, *others]):
            yield joined
            yield joined.replace("v", "u")
    yield from filter(_starts_word, others)


def _name_orders(name: list[str]) -> Iterator[str]:
    """Yield the joined syllables; for a name also with the family name (one or two syllables) last."""
    yield "".join(name)
    if 2 <= len(name) <= 4:
        yield "".join([*name[1:], name[0]])
    if 3 <= len(name) <= 4:
        yield "".join([*name[2:], *name[:2]])


def _starts_word(word: str) -> bool:
    return len(word) < 3 and word.isascii() and word.isalpha()


def pattern(word: str) -> str:
    """Return the text that the column of every matching row contains.

    One or two Latin letters must start a word, else "ai" would find every "training" and "available". All
    other words may also occur inside a word.
    """
    word = fold(word)
    return f" {word}" if _starts_word(word) else word
