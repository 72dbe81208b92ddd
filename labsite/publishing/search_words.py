"""The searchable text of a row as a short list of words: text in, text out."""


def distinct_words(text: str) -> str:
    """Return the words of a text, each once, in alphabetical order and without those that begin another one.

    A search for a part of a word finds the same texts as before: "decod" is also in "decoding", and starts
    it. Order does not matter, because a query is matched word by word.
    """
    words = sorted(set(text.split()))
    pairs = zip(words, [*words[1:], ""], strict=False)  # what a word begins, follows it
    return " ".join(word for word, following in pairs if not following.startswith(word))
