"""Very many rows as one text: whatever is changed in it, each line is the row that it was made of."""

import pytest

from moderation.forms.bulk_text import MAX_ROW_FORMS, rows_of_text, text_of_rows
from publications.forms import AuthorLines


def row(id, name, person=""):
    return {"id": id, "values": AuthorLines.read(f"{name} [{person}]" if person else name)}


KNOWN = [row("1", "Ada", "ada"), row("2", "Bob"), row("3", "Wei"), row("4", "Wei", "wei"), row("5", "Eve")]


def ids(text, known=KNOWN):
    return [found["id"][:3] for found in rows_of_text(AuthorLines, text, known)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada [ada]\nBob\nWei\nWei [wei]\nEve", ["1", "2", "3", "4", "5"]),
        ("Eve\r\nBob\r\n\r\nAda [ada]\r\n", ["5", "2", "1"]),  # removed and moved
        ("Ada\nBob*", ["1", "2"]),  # another person, another mark
        ("Ada [ada]\nBobby\nWei", ["1", "2", "3"]),  # renamed
        ("Anna [ada]\nBob", ["1", "2"]),  # the first one renamed
        ("Wei [wei]", ["4"]),  # the right one of two that are called the same
        ("Ada [ada]\nBob\nWei\nWei [wei]\nEve\nNew\nNewer", ["1", "2", "3", "4", "5", "new", "new"]),
        ("Ada [ada]\nNew\nBob", ["1", "new", "2"]),
        ("", []),
    ],
)
def test_lines_are_the_rows_that_they_were_made_of(text, expected):
    assert ids(text) == expected


def test_without_rows_that_are_known_all_are_new():
    assert ids("Ada\nBob", []) == ["new", "new"]


def test_few_rows_have_boxes_and_many_are_a_text():
    rows = [row(str(number), f"Author {number}") for number in range(MAX_ROW_FORMS + 1)]
    assert text_of_rows(AuthorLines, rows[:-1]) is None
    text = text_of_rows(AuthorLines, rows)
    assert text.splitlines()[-1] == f"Author {MAX_ROW_FORMS}"
    assert rows_of_text(AuthorLines, text, rows) == rows


@pytest.mark.parametrize("name", ["Star*", "Ada [CERN]", "A\u2028B", ""])
def test_what_could_not_be_read_back_keeps_all_in_boxes(name):
    rows = [row(str(number), f"Author {number}") for number in range(MAX_ROW_FORMS + 1)]
    rows[7] = {"id": "x", "values": {"name": [name]}}
    assert text_of_rows(AuthorLines, rows) is None
