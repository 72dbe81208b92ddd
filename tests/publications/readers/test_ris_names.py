"""Authors and editors in RIS."""

import pytest

from tests.publications.readers import names, read_one
from tests.publications.readers.ris_steps import record


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Example, Ada", ("Example", "Ada", "")),
        ("Zola, Émile, Jr.", ("Zola", "Émile", "Jr.")),
        ("Zola, Émile Jr.", ("Zola", "Émile", "Jr.")),
        ("Zeiler, M. D.", ("Zeiler", "M. D.", "")),
        ("van der Berg, Jan", ("van der Berg", "Jan", "")),
        ("Ada Example", ("Example", "Ada", "")),
        ("OpenAI", ("OpenAI", "", "")),
        ("张三", ("张", "三", "")),
        ("Ruiz Ortega, Pilar", ("Ruiz Ortega", "Pilar", "")),
    ],
)
def test_names_of_people_are_split(text, expected):
    assert names(read_one(record("JOUR", f"AU  - {text}")).authors) == [expected]


@pytest.mark.parametrize(
    "text", ["Alpha Research and Beta Robotics,", "Institute of Looms, Department of Yarn, Weaverton"]
)
def test_names_of_organizations_are_kept_whole(text):
    (author,) = read_one(record("JOUR", f"AU  - {text}")).authors
    assert (author.name, author.is_corporate) == (text.rstrip(","), True)


def test_two_authors_of_one_name_are_two_people():
    assert len(read_one(record("JOUR", "AU  - Wang, Wei", "AU  - Wang, Wei")).authors) == 2


def test_author_under_both_tags_is_one_person():
    entry = read_one(record("JOUR", "AU  - Example, Ada", "A1  - Example, Ada", "A1  - Sample, Bob"))
    assert names(entry.authors) == [("Example", "Ada", ""), ("Sample", "Bob", "")]


@pytest.mark.parametrize("text", ["张三;李四", "Example, Ada; Sample, Bob", "Example, Ada and Sample, Bob"])
def test_several_authors_in_one_field_are_separated(text):
    assert len(read_one(record("JOUR", f"AU  - {text}")).authors) == 2


@pytest.mark.parametrize("text", ["et al.", "others", "and others"])
def test_et_al_is_no_person(text):
    entry = read_one(record("JOUR", "AU  - Example, Ada", f"AU  - {text}"))
    assert (names(entry.authors), entry.has_others) == ([("Example", "Ada", "")], True)


@pytest.mark.parametrize(
    ("ris_type", "lines"),
    [
        ("CHAP", ["A2  - Gold, Martin"]),
        ("CHAP", ["ED  - Gold, Martin", "A3  - Series, Editor"]),
        ("CPAPER", ["A2  - Gold, Martin"]),
        ("CONF", ["ED  - Gold, Martin"]),
        ("BOOK", ["A3  - Gold, Martin", "A2  - Series, Editor", "T2  - Lecture Notes"]),
        ("BOOK", ["ED  - Gold, Martin"]),
        ("BOOK", ["A2  - Gold, Martin"]),
    ],
)
def test_editors_of_books_are_not_those_of_the_series(ris_type, lines):
    entry = read_one(record(ris_type, "AU  - Example, Ada", "BT  - A Book", *lines))
    assert names(entry.editors) == [("Gold", "Martin", "")]
    assert names(entry.authors) == [("Example", "Ada", "")]


def test_authors_of_an_edited_book_are_its_editors():
    entry = read_one(record("EDBOOK", "AU  - Gold, Martin"))
    assert (names(entry.editors), entry.authors) == ([("Gold", "Martin", "")], ())


def test_proceedings_have_editors_and_no_authors():
    entry = read_one(record("CONF", "A2  - Gold, Martin", "C3  - Proceedings of Looms"))
    assert (entry.kind, names(entry.editors)) == ("book", [("Gold", "Martin", "")])
    assert entry.extra == {"booktitle": "Proceedings of Looms"}


def test_conference_paper_without_authors_is_not_its_proceedings():
    entry = read_one(record("CPAPER", "A2  - Gold, Martin", "C3  - Proceedings of Looms"))
    assert (entry.kind, entry.venue) == ("conference", "Proceedings of Looms")
    assert names(entry.editors) == [("Gold", "Martin", "")]
