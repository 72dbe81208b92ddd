"""Fields that reference managers keep for their owner: notes, ratings, folders, paths of files.

They say nothing about the publication, and their owner does not expect others to read them. An import leaves
them out, and so does every export. The names are those that BibDesk, BibSonomy, Citavi, CiteULike, EndNote,
JabRef, KBibTeX, Mendeley, Paperpile, Papers, ReadCube, RefWorks, Sciwheel and Zotero (with Better BibTeX)
write, and what people call notes of their own.
"""

import re
from functools import lru_cache

_NAMES = frozenset(
    """
    added-at annotation annotations annote collection-path collections color comment creation-date
    creationdate date-added date-modified date-read dateadded datemodified favorite favourite file
    file-path filepath flag flagged folder folders groups highlights importance interhash intrahash
    last-modified lastmodified local-file local-url localfile localpath localurl marked markedentry
    modification-date modificationdate notes owner posted-at printed priority privnote qualityassured
    ranking rating read readstatus relevance research-notes researchnotes review sentelink starred
    stars tags timestamp todo username
    """.split()
)
#: Fields that biblatex leaves to the owner.
_OWNERS_NAMES = frozenset((*(f"user{letter}" for letter in "abcdef"), *(f"verb{letter}" for letter in "abc")))
#: Names of files, which may be on somebody's computer; public if the value is a web address.
_FILE_NAMES = frozenset(("attachment", "attachments", "fileurl", "path", "pdf", "ps"))
#: What people call their notes and how far they have read: "my-notes", "privatecomment", "reading-status".
_OWN_NOTES = re.compile(
    r"(?:my|own|personal|internal|review|reading|research|skim|user)-?(?:note|comment|remark)s?"
    r"|private-?\w*|priv-?(?:note|comment|remark)s?|(?:note|comment|remark)s?-private|comments|remarks?|read(?:ing)?-?(?:status|state)"
)
#: Beginnings of the names that one program uses, and of comments by user ("comment-ada").
_PREFIXES = (
    "bdsk-",
    "citavi",
    "citeulike",
    "comment-",
    "endnote",
    "jabref",
    "mendeley",
    "paperpile",
    "papers",
    "qiqqa",
    "readcube",
    "refworks",
    "sciwheel",
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
    is_listed = {plain, without_number} & (_NAMES | _OWNERS_NAMES) or plain.startswith(_PREFIXES)
    return bool(is_listed) or _OWN_NOTES.fullmatch(without_number) is not None


def is_private(name: str, value: str) -> bool:
    """Return whether a field is meant for the owner of the bibliography only, by its name or its value.

    A value is private if it is the path of a file on somebody's computer.
    """
    if is_private_name(name) or _LOCAL_PATH.match(value.strip()):
        return True
    is_file = re.sub(r"-?\d+$", "", name.strip().lower()) in _FILE_NAMES
    return is_file and not value.strip().lower().startswith(("http://", "https://"))


def without_private(fields: dict[str, str]) -> dict[str, str]:
    """Return the fields, by name, that may be stored and published."""
    return {name: value for name, value in fields.items() if not is_private(name, str(value))}


_FIELD = re.compile(r"([A-Za-z][\w-]*)\s*=\s*(?=[{\"\w])")
_SEPARATOR = re.compile(r"\s*,?\s*")


def remove_private_fields(text: str) -> str:
    """Return a text in BibTeX, complete or not, without its private fields."""
    kept, copied, scanned = [], 0, 0
    for match in _FIELD.finditer(text):
        if match.start() < scanned:
            continue  # inside the value of a field
        scanned = _end_of_value(text, match.end())
        if is_private(match[1], text[match.end() : scanned].strip('{}" \n')):
            kept.append(text[copied : match.start()])
            separator = _SEPARATOR.match(text, scanned)
            copied = separator.end() if separator else scanned
    return "".join([*kept, text[copied:]])


def _end_of_value(text: str, start: int) -> int:
    """Return the end of the value that begins at ``start``: of the text if nothing closes the value."""
    depth = 0
    for position in range(start, len(text)):
        character = text[position]
        if character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
            if depth <= 0:
                return position + (depth == 0)
        elif depth == 0 and character == '"' and position > start:
            return position + 1
        elif depth == 0 and character in ",\n" and text[start] != '"':
            return position
    return len(text)
