"""People from tables: a CSV file, the sheets of a workbook, or the rows of a table on a page."""

import csv
import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from site_readers.files import Source, extension_of
from site_readers.front_matter import Mapping
from site_readers.items import Person, Result
from site_readers.labsites import member_links, members, samples
from site_readers.labsites.fields import Fields, field_name
from site_readers.labsites.links import KIND_OF_FIELD

#: Words of headers that do not name a field of `members` as they stand, with the field that they mean.
_COLUMNS = [
    ("first_name", r"first ?name|given ?name|名$"),
    ("last_name", r"last ?name|family ?name|surname|姓$"),
    ("native_name", r"chinese|native|中文名|汉字"),
    ("name_en", r"english name|latin|英文"),
    (
        "current_position",
        r"current(?:ly)?\b|after|next|placement|first job|employ|now\b|destination|去向|现单位|就职",
    ),
    (
        "period",
        r"^years?\b|duration|period|time in|^dates?$|年份|(?<!入学|加入|毕业|离开)时间|在组",
    ),
    ("start", r"start|join|since|enrol|from|begin|入学|加入|起"),
    ("end", r"\bend\b|left|leav|graduat|until|毕业(?:年|时)|离"),
    ("role", r"role|position|title|degree|program|level|身份|职称|职位|角色|学位|类别|层次"),
    ("status", r"status|current|active|状态"),
    ("group", r"group|category|组"),
    ("email", r"e-?mail|邮箱|邮件"),
    ("affiliation", r"affiliation|institution|university|school|department|单位|机构|学校|院系"),
    ("homepage", r"home ?page|web ?site|web|url|link|主页|网站"),
    ("google_scholar", r"scholar|谷歌学术"),
    ("orcid", r"orcid"),
    ("github", r"github"),
    ("linkedin", r"linkedin"),
    ("name", r"name|member|person|student|people|姓名|成员|学生"),
]
#: The header of a table is in one of its first rows that are not empty.
HEADER_ROWS = 5
_COMPILED = [(field, re.compile(pattern, re.IGNORECASE)) for field, pattern in _COLUMNS]
_KNOWN = {
    *members.NAMES, *members.NATIVE_NAMES, *members.LATIN_NAMES, *members.ROLES, *members.GROUPS,
    *members.STARTS, *members.ENDS, *members.PERIODS, *member_links.EMAILS, *members.PLACES, *KIND_OF_FIELD,
    "first_name", "last_name",
}  # fmt: skip
_ANSWERS = {
    "yes": "current",
    "true": "current",
    "1": "current",
    "no": "previous",
    "false": "previous",
    "0": "previous",
}


def column_of(header: str) -> str:
    """Return the field of `members` that a column holds, or the header itself."""
    plain = re.sub(r"[*_`#]|<[^<>]*>", "", header).strip()
    name = field_name(plain)
    if name in _KNOWN and name not in {"title", "member"}:
        return name
    spaced = name.replace("_", " ")
    return next((field for field, pattern in _COMPILED if pattern.search(spaced)), name)


def columns_of(headers: Sequence[str]) -> list[str] | None:
    """Return the fields of the columns of a table of people, or None if it is no such table."""
    columns: list[str] = []
    for header in headers:
        column = column_of(header)
        columns.append(
            column if column not in columns else field_name(header) or f"column_{len(columns) + 1}"
        )
    names = {"name", *members.NAMES, "native_name", *members.LATIN_NAMES, "first_name"}
    return columns if names & set(columns) and len(columns) > 1 else None


def read_row(
    columns: Sequence[str], cells: Sequence[str], file: str, line: int, reader: members.Reader, group: str
) -> None:
    """Add the person of one row. ``group`` is the label of the whole table, such as "Alumni", or ""."""
    data = Mapping(zip(columns, (cell.strip() for cell in cells), strict=False))
    data.line = line
    fields = Fields(data, file, line)
    raw = " | ".join(cell.strip() for cell in cells if cell.strip())
    parts = " ".join(filter(None, (fields.text("first_name"), fields.text("last_name"))))
    name = (
        fields.text("name", *members.NAMES)
        or parts
        or fields.text(*members.LATIN_NAMES)
        or fields.text("native_name")
    )
    if not name or samples.is_person(name, raw):
        reader.result.report(file, line, raw, samples.WHY if name else "A row without a name.")
        return
    status = fields.text("status", "状态")
    labels = [
        *fields.texts(*members.ROLES),
        _ANSWERS.get(status.lower(), status),
        *fields.texts("group"),
        group,
    ]
    for extra in range(len(columns), len(cells)):
        reader.result.report(file, line, cells[extra], "A cell without a header.")
    if isinstance(reader.read(fields, name, labels, raw=raw), Person):
        fields.report_rest(reader.result)


def matches(source: Source) -> bool:
    """Return whether a source is a CSV file or workbook with a header that names people."""
    is_table = bool(source.files) and all(extension_of(name) in {"csv", "xlsx"} for name in source.files)
    return is_table and any(_header(text) for text in source.files.values())


def read(source: Source, result: Result) -> None:
    """Add the people of a CSV file, or of the sheets of a workbook, whose titles are labels."""
    reader = members.Reader(result, date.today().isoformat())
    for name, text in source.files.items():
        header = _header(text)
        if header is None:
            result.report(name, 1, name, "A table without a header that names people.")
            continue
        title = name.rpartition(".")[0]
        is_label = len(source.files) > 1 and not re.fullmatch(r"(?:sheet|table|工作表)\s*\d*", title.lower())
        _read_table(name, text, *header, reader, title if is_label else "")


def _read_table(
    name: str, text: str, line: int, columns: Sequence[str], reader: members.Reader, group: str
) -> None:
    """Add the people of the rows below a header, and report the rows above it."""
    try:
        for number, cells in _rows(text):
            if number > line:
                read_row(columns, cells, name, number, reader, group)
            elif number < line:
                row = " ".join(cell.strip() for cell in cells if cell.strip())
                reader.result.report(name, number, row, "A row above the header.")
    except csv.Error as error:
        reader.result.report(name, 0, name, f"The rest of the table cannot be read: {error}")


def _header(text: str) -> tuple[int, list[str]] | None:
    """Return the line of the header, which may follow a title, and the fields of its columns."""
    try:
        for line, cells in islice(_rows(text[:20_000]), HEADER_ROWS):
            if columns := columns_of(cells):
                return line, columns
    except csv.Error:
        pass
    return None


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the line and the cells of each row that is not empty, with the separator of the first lines."""
    lines = text.split("\n")
    unquoted = (re.sub(r'"[^"]*"', "", line) for line in lines[:20])
    first = next((line for line in unquoted if re.search("[,;\t]", line)), "")
    reader = csv.reader(lines, delimiter=max(",;\t", key=first.count))
    before = 0
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield before + 1, cells
        before = reader.line_num
