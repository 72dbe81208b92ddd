"""Streamed exports of the filtered applications: a CSV table and a ZIP archive of all CVs."""

import csv
from collections.abc import Iterator
from itertools import chain, islice

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import audit
from core.audit import Event
from core.languages import local
from core.streaming import ZipStream, read_in_chunks, streamed_download
from recruiting.applications import listing
from recruiting.applications.permissions import reviewer_required
from recruiting.models import Application, CVView

#: Characters at the start of a cell that make a spreadsheet treat its text as a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(value) -> str:
    """Return the value as text that no spreadsheet evaluates as a formula."""
    text = str(value if value is not None else "")
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text


# ---- the table ----------------------------------------------------------------------------------


@require_safe
@reviewer_required
def applications_csv(request):
    """Send the filtered applications as a CSV table."""
    rows = listing.filtered_applications(listing.filters_of(request.GET, request.user), request.user)
    audit.record(Event.APPLICATIONS_EXPORTED, request=request, details={"number": rows.count()})
    return streamed_download(_csv_lines(rows, get_language()), "text/csv; charset=utf-8", "applications.csv")


class _Echo:
    """A file whose ``write`` returns the text, so that ``csv.writer`` returns each line."""

    def write(self, text: str) -> str:
        return text


def _csv_lines(rows, language: str) -> Iterator[str]:
    """Return the lines in ``language``; the response is streamed after the request's language is reset.

    The database is asked before anything is sent, so that a fault gives an error page.
    """
    later = rows.select_related("notice").iterator(chunk_size=100)
    first = list(islice(later, 1))
    return _lines_of(chain(first, later), language)


def _lines_of(rows, language: str) -> Iterator[str]:
    with translation.override(language):
        writer = csv.writer(_Echo())
        yield "\ufeff"  # spreadsheets need the byte order mark to recognise UTF-8
        yield writer.writerow(_headings())
        for row in rows:
            yield writer.writerow([safe_cell(value) for value in _values(row)])


def _headings() -> list[str]:
    return [
        _("Number"),
        pgettext("person", "Name"),
        _("Email address"),
        _("Institution"),
        _("Opening"),
        _("Position sought"),
        _("Status"),
        _("Submitted"),
        _("Possible start"),
        _("Links"),
        _("Statement"),
        _("Answers"),
        _("Stars"),
    ]


def _values(row: Application) -> list:
    answers = [f"{answer.question.text}: {answer.local_answer.text}" for answer in row.answer_list]
    return [
        row.pk,
        row.name,
        row.email,
        row.institution,
        local(row.notice, "title").text,
        row.get_degree_display(),
        row.get_state_display(),
        timezone.localtime(row.submitted).date().isoformat(),
        row.starting,
        " ".join(row.links),
        row.statement,
        "\n".join(answers),
        row.star_count,
    ]


# ---- the archive --------------------------------------------------------------------------------


@require_safe
@reviewer_required
def cvs_zip(request):
    """Send the CVs of the filtered applications as a ZIP archive, and log a view of each."""
    rows = listing.filtered_applications(listing.filters_of(request.GET, request.user), request.user)
    audit.record(Event.CVS_DOWNLOADED, request=request, details={"number": rows.count()})
    response = streamed_download(cv_archive(rows, request.user), "application/zip", "cvs.zip")
    response.headers["Content-Encoding"] = "identity"  # PDFs are compressed already
    return response


def cv_archive(rows, user) -> Iterator[bytes]:
    """Log a view of each CV, and return a ZIP archive of them in chunks, with at most one chunk in memory."""
    now = timezone.now()
    with transaction.atomic():
        # Locked, so that none is deleted before its view is logged.
        applications = list(
            rows.only("pk", "name", "cv", "notice", "submitted").select_for_update(of=["self"])
        )
        CVView.objects.bulk_create(
            CVView(application=row, notice_id=row.notice_id, by=user, at=now, is_export=True)
            for row in applications
        )
    return _archive_of(applications)


def _archive_of(applications: list[Application]) -> Iterator[bytes]:
    stream, missing = ZipStream(), []
    for row in applications:
        try:
            file = row.open_cv()
        except OSError:
            missing.append(f"{row.cv_download_name}\n")
            continue
        yield from stream.add(row.cv_download_name, read_in_chunks(file), row.submitted)
    if missing:
        yield from stream.add("missing.txt", [line.encode() for line in missing], timezone.now())
    yield stream.close()
