"""Recognise the sample content of AcadHomepage, a template of homepages: papers and lines of its author.

Only digests of them are kept here, since they are facts about a person.
"""

import hashlib
import re

from site_readers.blocks import Block


def digest(text: str) -> str:
    """Return the digest of a text, ignoring punctuation and case."""
    return hashlib.sha256(re.sub(r"[\W_]+", "", text).casefold().encode()).hexdigest()[:12]


#: The name of the template's author.
AUTHOR = "626060415b55"
#: The titles of the template's papers, until their colon.
TITLES = frozenset(
    """
    035a753d7db9 0693efb05241 0bbd5f26fcb1 0c194f882c4c 0f56ec80f1ee 240389f4b730 2766b023dd53 2c1fb5c6ece7
    37ae570023a1 48317624bed4 4bc54462c316 4eff7434cb2d 503bb519be75 5163eee58ff3 570184d36231 5894c815d306
    5d4a265219f1 608a5ddd0a9b 625c0afc713d 62c1cd01e5d1 688f1009e002 70a0fd8c3021 71780c1c6ed0 7220ea58ad72
    7caf8cdb25bb 8b3864f26df7 8dcdc5f3e81b 8fc3371739e8 a144c5226123 a1e33e06b2fe a35b43f48968 a865f4a553e8
    aa6564434fb3 af4ff8f810f5 afc709594c71 b050768b0e6b b53f4da0e0e9 bafbb09a2e62 bb7a1a95495a bc7c428af8f2
    bcfde9f23984 be9b9d9208e3 c0808789cb4f c129c120a7d8 c438bf72d042 c7932346b9e6 cb99520d333e d58ac1a7e3de
    d5dcaf1178ef d5f7b6387d31 db1377ecf356 dd3c333118db f04120f37c83 f467adb1d28e
    """.split()
)
#: Other lines of the template.
LINES = frozenset(
    """
    2a23d96fd98b 32a328a2d5a7 4b1d27fac8b1 5441bf50ab7d 61b3a9436d94 7a48df15e06d 80796a3eab04 8555b4940fec
    90a90ef5af95 9cd3b4525ec2 a0b3d1fcfdd5 a65e33809fe4 aeaeb8253194 b144515c6264 c58222514f51 ca2248af470e
    e3f82747ab4e ef48186f120b f111a4076965 f54270558ace fdb9dbfd9595
    """.split()
)
#: A page with fewer such lines may be the owner's own.
_MIN_LINES = 3


def lines_of_template(blocks: list[Block], owner: set[str]) -> list[Block]:
    """Return the blocks of a page that are lines of the template, which its owner has not replaced."""
    of_template = [block for block in blocks if digest(block.text) in LINES]
    return of_template if len(of_template) >= _MIN_LINES and not any(map(_is_author, owner)) else []


def is_paper(title: str, authors: list[str], owner: set[str]) -> bool:
    """Return whether a paper is one of the template's author, and not of the owner of the page as well."""
    if not any(map(_is_author, authors)) or digest(title.partition(":")[0]) not in TITLES:
        return False
    return bool(owner) and not any(_is_same(one, name) for one in owner for name in authors)


def _is_author(name: str) -> bool:
    """Return whether a name is that of the template's author, with or without Chinese characters."""
    return digest(re.sub(r"[^\x00-\x7f]+", "", name)) == AUTHOR


def _is_same(one: str, other: str) -> bool:
    """Return whether two names can be those of one person: the same words, or initials of them."""
    words, others = (set(re.findall(r"[^\W\d_]+", name.casefold())) for name in (one, other))
    shared, rest = words & others, others - words
    return bool(shared) and all(any(word[0] == left[0] for word in words - others) for left in rest)
