"""The searchable text of a row with fewer words: text in, text out."""


def distinct_words(text: str, others: str = "") -> str:
    """Return the words of a text, each once, without those that are in ``others`` or begin another word.

    A search for a part of a word finds the same texts as before: "decod" is also in "decoding", and starts
    it. The words stay in order, which compresses better than a sorted list.
    """
    words = sorted({*text.split(), *others.split()})
    pairs = zip(words, [*words[1:], ""], strict=False)  # right after a word comes what it begins
    needless = {word for word, following in pairs if following.startswith(word)}.union(others.split())
    return " ".join(word for word in dict.fromkeys(text.split()) if word not in needless)
