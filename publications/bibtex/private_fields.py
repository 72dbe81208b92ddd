"""Fields that reference managers keep for their owner: notes, ratings, folders, paths of files.

They say nothing about the publication, and their owner does not expect others to read them. An import leaves
them out, and so does every export. The names are those that BibDesk, BibSonomy, Citavi, CiteULike, JabRef,
KBibTeX, Mendeley, Papers, ReadCube and Zotero (with Better BibTeX) write.
"""

import re
from functools import lru_cache

_NAMES = frozenset(
    (
        "added-at",
        "annotation",
        "annote",
        "collection-path",
        "collections",
        "color",
        "comment",
        "creation-date",
        "creationdate",
        "date-added",
        "date-modified",
        "date-read",
        "dateadded",
        "datemodified",
        "favorite",
        "favourite",
        "file",
        "folder",
        "folders",
        "groups",
        "interhash",
        "intrahash",
        "last-modified",
        "lastmodified",
        "local-file",
        "local-url",
        "localfile",
        "localurl",
        "marked",
        "markedentry",
        "modification-date",
        "modificationdate",
        "owner",
        "posted-at",
        "printed",
        "priority",
        "privnote",
        "qualityassured",
        "ranking",
        "rating",
        "read",
        "readstatus",
        "relevance",
        "research-notes",
        "researchnotes",
        "review",
        "sentelink",
        "starred",
        "stars",
        "tags",
        "timestamp",
        "username",
    )
)
#: Beginnings of the names that one program uses, and of comments by user ("comment-ada").
_PREFIXES = (
    "bdsk-",
    "citavi",
    "citeulike",
    "comment-",
    "jabref",
    "mendeley",
    "papers",
    "qiqqa",
    "readcube",
    "zotero",
)
#: A file on somebody's computer: a file: URL, an absolute path, a path in a home folder, a Windows path.
_LOCAL_PATH = re.compile(
    r"(?:file:|~[\w.-]*[\\/]|(?:[\w ]*:)?[a-z]\\?:[\\/]|\\\\\w"
    r"|/(?:home|users|mnt|media|volumes|tmp|var|data|root)/"
    r"|(?:papers|zotero|mendeley|readcube|citavi)\d?://)",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def is_private_name(name: str) -> bool:
    """Return whether a field of this name is meant for the owner of the bibliography only.

    Case, underscores and a number at the end make no difference, and neither does the "x-" that our export
    puts before some names: ``File-2`` is private like ``file``.
    """
    plain = re.sub(r"[\s_-]+", "-", name.strip().lower()).strip("-").removeprefix("x-")
    without_number = re.sub(r"-?\d+$", "", plain)
    return plain in _NAMES or without_number in _NAMES or plain.startswith(_PREFIXES)


def is_private(name: str, value: str) -> bool:
    """Return whether a field is meant for the owner of the bibliography only, by its name or its value.

    A value is private if it is the path of a file on somebody's computer.
    """
    return is_private_name(name) or _LOCAL_PATH.match(value.strip()) is not None


def without_private(fields: dict[str, str]) -> dict[str, str]:
    """Return the fields, by name, that may be stored and published."""
    return {name: value for name, value in fields.items() if not is_private(name, str(value))}
