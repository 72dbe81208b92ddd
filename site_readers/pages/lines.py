"""Classify the lines of a block."""

import re

from site_readers.blocks import Block
from site_readers.text_parts import is_link_label


def is_list_of_links(block: Block) -> bool:
    """Return whether each of several lines is one link."""
    return len(block.lines) > 1 and all(
        not line.soft and [label for label, _ in line.links] == [line.text] and not is_link_label(line.text)
        for line in block.lines
    )


def is_prose(text: str) -> bool:
    """Return whether a paragraph is prose and not an entry."""
    about_me = r"\b(?:I(?=\s+[a-z])|I['’]\w+|my|our|we)\b|^(?:Below|Here|The following|This)\b"
    says_nothing = re.search(r"\bI (?:do not|don['’]t|have not|haven['’]t)\b", text)
    return bool(says_nothing) or (len(text) > 60 and bool(re.search(about_me, text)))
