"""People in the tables and lists of a page, such as "Former members"."""

import re
from collections.abc import Iterator

from site_readers import block_reader, dates, people_cards
from site_readers.front_matter import Mapping
from site_readers.labsites import members, people_table, prose
from site_readers.labsites.fields import Fields
from site_readers.labsites.names import split_name
from site_readers.labsites.roles import role_of, status_of
from site_readers.people import is_name

_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$|^\s*<h[1-6][^>]*>(.*?)</h[1-6]>", re.IGNORECASE)
_RULE = re.compile(r"^\s*\|?\s*:?-{1,}:?\s*(?:\|\s*:?-{1,}:?\s*)*\|?\s*$")
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL | re.IGNORECASE)
_ROW = re.compile(r"<tr\b.*?(?=<tr\b|</tr>|$)", re.DOTALL | re.IGNORECASE)
_CELL = re.compile(r"<t[dh]\b[^>]*>(.*?)(?=</t[dh]>|<t[dh]\b|$)", re.DOTALL | re.IGNORECASE)
_ITEM = re.compile(r"^\s{0,3}(?:[-*+]|\d+[.)])\s+(.*)$")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\(\s*<?([^()\s<>]*)>?[^()]*\)")
_CAPITALIZED = r"[^\W\d_a-z][^\W\d_]*\.?(?:['’-][^\W\d_]+)*"
_PARTICLE = r"(?:de|van|von|der|da|del|di|la)"
_LEADING_NAME = re.compile(
    r"^\W*(?:(?:Dr|Prof|Mr|Ms|Mrs)\.?\s+)?"
    rf"({_CAPITALIZED}(?:\s+(?:{_PARTICLE}\s+)*{_CAPITALIZED}){{1,4}}(?:\s*[(（][\u3400-\u9fff·]{{2,6}}[)）])?"
    r"|[\u3400-\u9fff]{2,4})(?=\W|$)"
)


def read_page(
    body: str, first_line: int, file: str, reader: members.Reader, is_people_page: bool, group: str = ""
) -> str:
    """Add the people of a page and return its text with the lines that were read blanked out.

    ``group`` is what the page calls all of them, such as "Alumni".
    """
    text = prose.without_comments(body)
    text = _read_html_tables(text, first_line, file, reader, group)
    lines = text.split("\n")
    number = 0
    while number < len(lines):
        if heading := _HEADING.match(lines[number]):
            group = _plain(heading[1] or heading[2] or "")
        elif number + 1 < len(lines) and "|" in lines[number] and _RULE.match(lines[number + 1]):
            number = _read_pipe_table(lines, number, first_line, file, reader, group)
            continue
        elif (
            is_people_page
            and (role_of(group) or status_of(group))
            and (item := _ITEM.match(lines[number]))
            and _read_item(item[1], file, first_line + number, reader, group)
        ):
            lines[number] = ""
        elif (
            is_people_page
            and (role_of(group) or status_of(group))
            and (names := _linked_names(lines[number]))
        ):
            for name, address in names:
                if not reader.place(name, group):
                    data = Mapping(name=name, homepage=address)
                    reader.read(Fields(data, file, first_line + number), name, [group], raw=name)
            lines[number] = ""
        number += 1
    if is_people_page:
        _read_cards(lines, first_line, file, reader)
    return "\n".join(lines)


def _linked_names(line: str) -> list[tuple[str, str]]:
    """Return name and address of each person on a line that has nothing but such links."""
    links = [(_plain(link[1]), link[2]) for link in _LINK.finditer(line)]
    if not links or re.search(r"\w", _LINK.sub("", line)) or "![" in line:
        return []
    return links if all(is_name("".join(split_name(name)[:1])) for name, _ in links) else []


def _read_cards(lines: list[str], first_line: int, file: str, reader: members.Reader) -> None:
    """Add the people of headings and boxes, and blank out the line of each name."""
    read = block_reader.read_html if file.endswith((".html", ".htm")) else block_reader.read_markdown
    text = re.sub(
        r"\{%.*?%\}|\{\{.*?\}\}", lambda match: "\n" * match[0].count("\n"), "\n".join(lines), flags=re.DOTALL
    )
    for _, _, group, box in people_cards.cards(read(text, file, first_line)):
        card = people_cards.read_card(box, group)
        if card is None:
            continue
        data = Mapping(name=card.name, native_name=card.native_name, start=card.start, end=card.end)
        data |= Mapping(email=card.email, affiliation=card.place, photo=box.image)
        data |= Mapping(links=[Mapping(name=link.kind, url=link.url) for link in card.links])
        data.line = box.line
        reader.read(Fields(data, file, box.line), card.name, [card.role, group], raw=box.text[:300])
        name = re.compile(re.escape(card.name))
        for number in range(box.line - first_line, min(box.end - first_line + 1, len(lines))):
            lines[number] = name.sub("", lines[number], count=1)


def _read_pipe_table(
    lines: list[str], number: int, first_line: int, file: str, reader: members.Reader, group: str
) -> int:
    """Read a Markdown table and return the number of the line after it."""
    columns = people_table.columns_of([_plain(cell) for cell in _cells(lines[number])])
    end = number + 2
    while end < len(lines) and "|" in lines[end] and lines[end].strip():
        if columns:
            cells = _cells(lines[end])
            _read_row(columns, cells, file, first_line + end, reader, group)
        end += 1
    if columns:
        lines[number:end] = [""] * (end - number)
    return end


def _read_html_tables(text: str, first_line: int, file: str, reader: members.Reader, page_group: str) -> str:
    parts, behind = [], 0
    for table in _TABLE.finditer(text):
        rows = list(_ROW.finditer(table[0]))
        header = [_plain(cell) for cell in _CELL.findall(rows[0][0])] if rows else []
        if not (columns := people_table.columns_of(header)):
            continue
        before = text[: table.start()].split("\n")
        group = next(
            (_plain(match[1] or match[2] or "") for match in map(_HEADING.match, reversed(before)) if match),
            page_group,
        )
        for row in rows[1:]:
            line = first_line + text.count("\n", 0, table.start() + row.start())
            if any(_plain(cell) for cell in _CELL.findall(row[0])):
                _read_row(columns, _CELL.findall(row[0]), file, line, reader, group)
        parts += [text[behind : table.start()], "\n" * table[0].count("\n")]
        behind = table.end()
    return "".join([*parts, text[behind:]])


def _read_row(
    columns: list[str], cells: list[str], file: str, line: int, reader: members.Reader, group: str
) -> None:
    links = [link[2] for cell in cells for link in _LINK.finditer(cell)]
    plain = [_plain(cell) for cell in cells]
    if links and "homepage" not in columns and links[0].startswith("http"):
        columns, plain = [*columns, "homepage"], [*plain, *[""] * (len(columns) - len(plain)), links[0]]
    people_table.read_row(columns, plain, file, line, reader, group)


def _read_item(item: str, file: str, line: int, reader: members.Reader, group: str) -> bool:
    """Add the person of an item such as "[Ann Li](url), PhD 2019–2023"; return whether it is one."""
    plain = _plain(item)
    match = _LEADING_NAME.match(plain)
    if not match:
        return False
    name, rest = match[1].strip(), plain[match.end() :].strip(" ,;:–—-|()（）")
    data = Mapping(name=name)
    labels = [group]
    if rest:
        periods = dates.find_periods(rest)
        if periods:
            period, begin, end = periods[0]
            data |= Mapping(
                start=period.start if period.is_period else "",
                end=period.end or "" if period.is_period else period.start,
            )
            rest = (rest[:begin] + " " + rest[end:]).strip(" ,;:–—-|()（）")
        head, _, tail = re.sub(r"\s+", " ", rest).partition(",")
        if role_of(head):
            labels.insert(0, head.strip())
            rest = tail.strip(" ,;:–—-")
        data["affiliation"] = re.sub(r"^[\s,;:()（）–—-]+", "", rest)
    if link := next((link[2] for link in _LINK.finditer(item) if link[2].startswith("http")), ""):
        data["homepage"] = link
    data.line = line
    reader.read(Fields(data, file, line), name, labels, raw=plain)
    return True


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", row.strip().strip("|"))]


def _plain(text: str) -> str:
    """Return a cell or heading without markup; a link is its text."""
    text = re.sub(r"<br\s*/?>", ", ", text)
    text = re.sub(r"\{%.*?%\}|<[^<>]*>", "", _LINK.sub(lambda match: match[1], text))
    text = text.replace("&amp;", "&").replace("&nbsp;", " ")
    return " ".join(re.sub(r"\*+|(?<!\w)_+|_+(?!\w)|`", "", text).split())


def headings(text: str) -> Iterator[str]:
    """Yield the headings of a page without markup."""
    for line in text.split("\n"):
        if match := _HEADING.match(line):
            yield _plain(match[1] or match[2] or "")
