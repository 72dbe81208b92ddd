"""What can be taken away from the desk: a table, and all CVs in one archive, sent while they are made."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator

from django.db import transaction
from django.http import StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.languages import local
from recruiting.applications import listing
from recruiting.applications.permissions import for_readers
from recruiting.models import Application, CvLook

PIECE = 256 * 1024
#: With one of these at its start, a spreadsheet would take a text for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def cell(value) -> str:
    """Returns a value as a cell that no spreadsheet calculates."""
    text = str(value if value is not None else "")
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


@require_safe
@for_readers
def applications_csv(request):
    """The list, as filtered, one application in each row."""
    rows = listing.found(listing.filters_of(request.GET, request.user), request.user)
    return _stream(_lines(rows, get_language()), "text/csv; charset=utf-8", "applications.csv")


def _lines(rows, language: str) -> Iterator[str]:
    """Yields the lines; the page is made already when they are, so its language is handed in."""
    with translation.override(language):
        yield from _translated_lines(rows)


def _translated_lines(rows) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"  # without it, spreadsheets take Chinese for something else
    yield writer.writerow(
        [
            _("Number"),
            pgettext("person", "Name"),
            _("Email address"),
            _("Institution"),
            _("Notice"),
            _("Position sought"),
            _("State"),
            _("Sent"),
            _("Possible start"),
            _("Links"),
            _("Statement"),
            _("Answers"),
            _("Stars"),
        ]
    )
    for row in rows.select_related("notice").iterator(chunk_size=100):
        answers = "\n".join(f"{one.question.text}: {one.given.text}" for one in row.answered)
        values = [
            row.pk,
            row.name,
            row.email,
            row.institution,
            local(row.notice, "title").text,
            row.get_degree_display(),
            row.get_state_display(),
            timezone.localtime(row.sent).date().isoformat(),
            row.starting,
            " ".join(row.links),
            row.statement,
            answers,
            row.star_count,
        ]
        yield writer.writerow([cell(value) for value in values])


@require_safe
@for_readers
def cvs_zip(request):
    """The CVs of the list, as filtered. Each counts as looked at."""
    rows = listing.found(listing.filters_of(request.GET, request.user), request.user)
    response = _stream(archive(rows, request.user), "application/zip", "cvs.zip")
    response.headers["Content-Encoding"] = "identity"  # it is packed already
    return response


def archive(rows, user) -> Iterator[bytes]:
    """Yields a ZIP with the CVs, in pieces; no more than one piece is in memory."""
    target, now = _Pieces(), timezone.now()
    with transaction.atomic():
        # Held, so that none is deleted before the look at it is written down.
        found = list(rows.only("pk", "name", "cv", "notice", "sent").select_for_update(of=["self"]))
        CvLook.objects.bulk_create(
            CvLook(application=row, notice_id=row.notice_id, by=user, at=now, is_export=True) for row in found
        )
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as packed:
        for row in found:
            yield from _packed(packed, target, row)
    yield target.taken()


def _packed(packed: zipfile.ZipFile, target: "_Pieces", row: Application) -> Iterator[bytes]:
    try:
        file = row.open_cv()
    except FileNotFoundError:
        return
    entry = zipfile.ZipInfo(row.file_name, timezone.localtime(row.sent).timetuple()[:6])
    with file, packed.open(entry, "w") as place:
        while piece := file.read(PIECE):
            place.write(piece)
            yield target.taken()


class _Pieces(io.RawIOBase):
    """What ``zipfile`` writes into, and what is taken out of it again and again; it cannot go back."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece) -> int:
        self._waiting.append(bytes(piece))
        return len(piece)

    def taken(self) -> bytes:
        taken = b"".join(self._waiting)
        self._waiting.clear()
        return taken


def _stream(pieces: Iterable, kind: str, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(pieces, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
