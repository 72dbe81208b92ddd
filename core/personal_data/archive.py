"""The ZIP archive of everything that the site holds about one person."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation
from django.utils.translation import gettext as _

from core.personal_data.declarations import DataSubject, Record, declarations
from core.streaming import ZipStream, read_in_chunks


def archive(subject: DataSubject, language: str, now: datetime) -> Iterator[bytes]:
    """Yield the archive in pieces: a README, a JSON file per declaration, and the stored files.

    The README is in ``language``, because the response is streamed after the request's language is reset.
    """
    stream = ZipStream()
    with translation.override(language):
        yield from stream.add("README.txt", [_read_me(now).encode()], now, compressed=True)
        for data in declarations():
            content = _json_list(data.records(subject))
            yield from stream.add(f"{data.name}.json", content, now, compressed=True)
            for stored in data.files(subject):
                try:
                    file = stored.open()
                except FileNotFoundError:
                    continue
                yield from stream.add(f"files/{data.name}/{stored.name}", read_in_chunks(file), now)
        yield stream.close()


def _json_list(records: Iterable[Record]) -> Iterator[bytes]:
    """Yield a JSON list, one record after the other."""
    separator = "[\n"
    for record in records:
        yield (separator + json.dumps(record, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)).encode()
        separator = ",\n"
    yield b"[]\n" if separator == "[\n" else b"\n]\n"


def _read_me(now: datetime) -> str:
    lines = [
        _("Everything that this site holds about you, as of %(time)s.")
        % {"time": f"{now:%Y-%m-%d %H:%M %Z}"},
        "",
        *(f"{data.name}.json: {data.label}" for data in declarations()),
        _("files/: the files that belong to these records"),
    ]
    return "\r\n".join([*lines, ""])
