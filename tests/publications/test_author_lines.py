"""Authors as lines of text."""

import pytest

from publications.author_lines import read, write


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Ada Example", ("Ada Example", "", False, False)),
        ("Ada Example*", ("Ada Example", "", True, False)),
        ("Ada Example*† [ada-example]", ("Ada Example", "ada-example", True, True)),
        ("徐佳明† [Xu Jiaming]", ("徐佳明", "Xu Jiaming", False, True)),
        ("Ada (CERN) Example", ("Ada (CERN) Example", "", False, False)),
        ("[ada]", ("", "ada", False, False)),
    ],
)
def test_line_is_read_as_it_was_written(line, author):
    assert read(line) == author
    assert write(*author).strip() == line


@pytest.mark.parametrize(
    "line", ["  Ada Example  † *  [ ada ] ", "Ada Example ✉*[ada]", "Ada Example†*\t[ada]"]
)
def test_spaces_and_order_of_marks_do_not_matter(line):
    assert read(line) == ("Ada Example", "ada", True, True)


@pytest.mark.parametrize("line", ["*", "[", "]", "[a] b", "a [b] [c]", "† [", "a*b"])
def test_any_text_can_be_read(line):
    name, person, *_marks = read(line)
    assert name or person or line == "*"
