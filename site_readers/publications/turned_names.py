"""Read lists of authors whose family names come first: "Lee, Ann, and Bo Wu"."""

import re

from site_readers.people import Author, is_name
from site_readers.text_parts import split_outside

_AND = re.compile(r"\s*,?\s+(?:and|&|a|und|y|et)\s+(?=[A-ZÀ-Ž])|\s*[;&]\s*")


def turned_authors(text: str) -> list[Author]:
    """Return the authors of "Lee, Ann, Bo Wu, and Cy Young", or an empty list for other texts."""
    text = re.sub(r"\s*,?\s*\bet\.? al\.?$", "", text.strip(" ,"))
    parts = split_outside(_AND.sub(", ", text), ",，")
    if len(parts) < 2 or not re.fullmatch(r"[A-ZÀ-Ž][\w'’-]+(?: [A-ZÀ-Ž][\w'’-]+)?", parts[0]):
        return []
    if not re.fullmatch(r"[A-ZÀ-Ž][\w'’.-]+(?: [A-Z]\.)*", parts[1]):
        return []  # "Chen, Bo Wu" are two people
    names = [f"{parts[1]} {parts[0]}"]
    rest = parts[2:]
    while rest:
        one = rest.pop(0)
        turned = rest and " " not in one and re.fullmatch(r"[A-ZÀ-Ž][\w'’.-]+", rest[0])
        names.append(f"{rest.pop(0)} {one}" if turned else one)
    return [Author(name) for name in names] if all(is_name(name) for name in names) else []
