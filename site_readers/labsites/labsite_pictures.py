"""The pictures of another Labsite, found by their addresses among the files of the source."""

from collections import Counter
from typing import Any

from site_readers.files import Source
from site_readers.items import Item, Person, ProfileRow, Result
from site_readers.pictures import file_of

#: What the pictures of a section are called together.
_NAMES = {
    "people": "Photos",
    "publications": "Pictures of papers",
    "news": "Pictures of news",
    "projects": "Pictures of projects",
}
MISSING = "Pictures come in if they are among the files. Add these again."
_MISSING_PHOTO = "Pictures come in if they are among the files. Upload the photo."


def address_of(picture: dict[str, Any] | None) -> str:
    """Return the address of the largest file of a picture; "" without a picture."""
    return picture["url"] if picture else ""


def alternative_texts(picture: dict[str, Any] | None) -> dict[str, str]:
    """Return what describes a picture, by language."""
    return picture["alt"] if picture else {}


def find_files(source: Source, result: Result) -> None:
    """Replace the addresses of pictures by the names of their files, and say how many files are missing."""
    for section, name in _NAMES.items():
        missing: Counter[str] = Counter()
        for item in getattr(result, section):
            address, item.image = item.image, file_of(source, item.image, item.file)
            if address and not item.image:
                missing[item.file] += 1
                _leave_out(item, address, result)
        for file, number in missing.items():
            result.report(file, 0, f"{name}: {number}", MISSING)


def _leave_out(item: Item, address: str, result: Result) -> None:
    for name in ("picture_alt", "picture_alt_zh"):
        item.details.pop(name, None)
    if isinstance(item, Person):
        row = ProfileRow(
            file=item.file,
            raw=address,
            names=[item.name],
            profiles=item.profiles,
            section="",
            details={"text": address},
            why=_MISSING_PHOTO,
        )
        result.profile_rows.append(row)
