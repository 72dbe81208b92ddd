"""A very long row set is edited as one text; each edited line is matched to the row it came from."""

import pytest

from moderation.forms.bulk_text import MAX_ROW_FORMS, rows_of_text, text_of_rows
from publications.author_rows import AuthorLines


def row(id, name, person=""):
    return {"id": id, "values": AuthorLines.read(f"{name} [{person}]" if person else name)}


ROWS = [row("1", "Ada", "ada"), row("2", "Bob"), row("3", "Wei"), row("4", "Wei", "wei"), row("5", "Eve")]


def ids_of(text, existing_rows=ROWS):
    return [row["id"][:3] for row in rows_of_text(AuthorLines, text, existing_rows)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada [ada]\nBob\nWei\nWei [wei]\nEve", ["1", "2", "3", "4", "5"]),
        ("Eve\r\nBob\r\n\r\nAda [ada]\r\n", ["5", "2", "1"]),  # removed and moved
        ("Ada\nBob*", ["1", "2"]),  # another person, another mark
        ("Ada [ada]\nBobby\nWei", ["1", "2", "3"]),  # renamed
        ("Anna [ada]\nBob", ["1", "2"]),  # the first one renamed
        ("Wei [wei]", ["4"]),  # the right one of two with the same name
        ("Ada [ada]\nBob\nWei\nWei [wei]\nEve\nNew\nNewer", ["1", "2", "3", "4", "5", "new", "new"]),
        ("Ada [ada]\nNew\nBob", ["1", "new", "2"]),
        ("", []),
    ],
)
def test_each_line_is_matched_to_the_row_it_came_from(text, expected):
    assert ids_of(text) == expected


def test_all_lines_are_new_rows_without_existing_rows():
    assert ids_of("Ada\nBob", []) == ["new", "new"]


def test_only_a_long_row_set_becomes_a_text():
    rows = [row(str(number), f"Author {number}") for number in range(MAX_ROW_FORMS + 1)]
    assert text_of_rows(AuthorLines, rows[:-1]) is None
    text = text_of_rows(AuthorLines, rows)
    assert text.splitlines()[-1] == f"Author {MAX_ROW_FORMS}"
    assert rows_of_text(AuthorLines, text, rows) == rows


@pytest.mark.parametrize("name", ["Star*", "Ada [CERN]", "A\u2028B", ""])
def test_row_set_stays_in_forms_if_a_row_could_not_be_read_back(name):
    rows = [row(str(number), f"Author {number}") for number in range(MAX_ROW_FORMS + 1)]
    rows[7] = {"id": "x", "values": {"name": [name]}}
    assert text_of_rows(AuthorLines, rows) is None
