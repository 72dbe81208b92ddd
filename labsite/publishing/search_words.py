"""The searchable text of a row with fewer words: text in, text out."""

from itertools import pairwise


def distinct_words(text: str, others: str = "") -> str:
    """Return the words of a text, each once, without those that are in ``others`` or begin another word.

    A search for a part of a word finds the same texts as before: "decod" is also in "decoding", and starts
    it. The words stay in order, which compresses better than a sorted list.
    """
    words, needless = dict.fromkeys(text.split()), set(others.split())
    # In sorted order, a word is followed by the words that it begins.
    pairs = pairwise(sorted(needless.union(words)))
    needless.update(word for word, following in pairs if following.startswith(word))
    return " ".join(word for word in words if word not in needless)
