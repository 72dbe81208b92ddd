"""Authors as lines of text."""

import pytest

from publications.author_lines import AuthorLine, read, write


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Ada Example", ("Ada Example", "", False, False)),
        ("Ada Example*", ("Ada Example", "", True, False)),
        ("Ada Example*† [ada-example]", ("Ada Example", "ada-example", True, True)),
        ("徐佳明† [Xu Jiaming]", ("徐佳明", "Xu Jiaming", False, True)),
        ("Ada (CERN) Example", ("Ada (CERN) Example", "", False, False)),
        ("[ada]", ("", "ada", False, False)),
        (
            "Pilar Ruiz Ortega | Ruiz Ortega, Pilar",
            ("Pilar Ruiz Ortega", "", False, False, "Ruiz Ortega, Pilar"),
        ),
        ("A and B* [ada] | {A and B}", ("A and B", "ada", True, False, "{A and B}")),
    ],
)
def test_line_is_read_as_it_was_written(line, author):
    assert read(line) == AuthorLine(*author)
    assert write(AuthorLine(*author)).strip() == line


@pytest.mark.parametrize(
    "line", ["  Ada Example  † *  [ ada ] ", "Ada Example ✉*[ada]", "Ada Example†*\t[ada]"]
)
def test_spaces_and_order_of_marks_do_not_matter(line):
    assert read(line) == AuthorLine("Ada Example", "ada", True, True)


@pytest.mark.parametrize("line", ["*", "[", "]", "[a] b", "a [b] [c]", "† [", "a*b", "a | b | c", "a |"])
def test_any_text_can_be_read(line):
    author = read(line)
    assert author.name or author.person or line == "*"
