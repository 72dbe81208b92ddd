"""The empty table of people to fill in and import, as CSV or XLSX, in the active language."""

import csv
import io

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from labsite.site_imports.targets import MEMBERSHIPS
from people.models import Role

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
#: The number of prepared rows: with lists to choose from, and dates kept as typed.
PREPARED_ROWS = 500


def columns() -> list[str]:
    """Return the headers. ``site_readers.labsites.people_table`` reads them in both languages."""
    return [
        pgettext("column", "Name"),
        pgettext("column", "Native name"),
        pgettext("column", "Role"),
        pgettext("column", "Status"),
        pgettext("column", "Email"),
        pgettext("column", "Joined"),
        pgettext("column", "Left"),
        pgettext("column", "Affiliation"),
        pgettext("column", "Homepage"),
        "Google Scholar",
        "ORCID",
        "GitHub",
    ]


def people_template(extension: str) -> bytes:
    """Return the table as a file. Raise KeyError for another extension than "csv" and "xlsx"."""
    return {"csv": _as_csv, "xlsx": _as_workbook}[extension]()


def _as_csv() -> bytes:
    out = io.StringIO()
    csv.writer(out).writerow(columns())
    return out.getvalue().encode("utf-8-sig")  # by this mark, Excel recognises UTF-8


def _as_workbook() -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = _("People")
    headers = columns()
    sheet.append(headers)
    sheet.freeze_panes = "A2"
    for number, header in enumerate(headers, 1):
        sheet.cell(1, number).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = max(14, 2 * len(header))
    for number, values in ((3, Role.labels), (4, MEMBERSHIPS.values())):
        letter = get_column_letter(number)
        choice = DataValidation(type="list", formula1=f'"{",".join(map(str, values))}"', allow_blank=True)
        choice.add(f"{letter}2:{letter}{PREPARED_ROWS + 1}")
        sheet.add_data_validation(choice)
    for number in (6, 7):
        for row in range(2, PREPARED_ROWS + 2):
            sheet.cell(row, number).number_format = "@"  # text: "2023-09" stays a month
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()
