"""Names that are typed into a form with the family name first, as reference managers print them."""

import re

from publications.bibtex import Author

_COMMA = re.compile("[,，]")


def inverted_author(name: str) -> Author | None:
    """Return the author whom "Example, Ada", "Ruiz Ortega, Pilar" or "King, Martin L., Jr." names.

    None for another name, an organization, and what may be two people, such as "Ada Example, Bo Reed".
    """
    family, *others = (part.strip() for part in _COMMA.split(name))
    if not others or not all((family, *others)) or (" " in family and " " in others[0]):
        return None
    author = Author.from_printed_name(name)
    is_person = author.family and author.given and not author.is_corporate
    return author if is_person and author.name != name else None
