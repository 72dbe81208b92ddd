"""Splitting a printed name into its parts, and printing the parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publications.citing import Author, is_literal, split_name


@pytest.mark.parametrize(
    ("printed", "family", "given"),
    [
        ("Ada Example", "Example", "Ada"),
        ("Example, Ada", "Example", "Ada"),
        ("A. B. Example", "Example", "A. B."),
        ("Jean-Marie Example-Sample", "Example-Sample", "Jean-Marie"),
        ("Ada van der Example", "van der Example", "Ada"),
        ("van der Example, Ada", "van der Example", "Ada"),
        ("Ada Van der Example", "Van der Example", "Ada"),
        ("Ada De La Example", "De La Example", "Ada"),
        ("Ada de La Example", "de La Example", "Ada"),
        ("Ada de la Cruz", "de la Cruz", "Ada"),
        ("Ada Costa e Silva", "Costa e Silva", "Ada"),
        ("Ada d'Example", "d'Example", "Ada"),
        ("ada example", "example", "ada"),
        ("Ada m. example", "example", "Ada m."),
        ("Bob Example Jr.", "Example", "Bob, Jr."),
        ("Bob Example, Jr.", "Example", "Bob, Jr."),
        ("Example, Jr., Bob", "Example", "Bob, Jr."),
        ("Example, Bob, III", "Example", "Bob, III"),
    ],
)
def test_family_name_in_latin_letters_includes_its_particles(printed, family, given):
    assert split_name(printed) == (family, given)


def test_single_capital_van_belongs_to_the_given_name():
    assert split_name("Anh Van Example") == ("Example", "Anh Van")  # it may be Vietnamese


@pytest.mark.parametrize(
    ("printed", "family", "given"),
    [
        ("张三", "张", "三"),
        ("李小四", "李", "小四"),
        ("欧阳三", "欧阳", "三"),
        ("司马小三", "司马", "小三"),
        ("諸葛三", "諸葛", "三"),
        ("上官", "上", "官"),
        ("张 三", "张", "三"),
        ("张，三", "张", "三"),
        ("张, 三", "张", "三"),
    ],
)
def test_chinese_name_starts_with_a_surname_of_one_or_two_characters(printed, family, given):
    assert split_name(printed) == (family, given)
    assert Author(printed).parts.inverted == family + given


@pytest.mark.parametrize(
    "printed",
    [
        "Plato",
        "The Example Team",
        "EXA Collaboration",
        "Example, Inc.",
        "示例大学",
        "示例实验室",
        "尼古拉·示例",
        "{Ada Lovelace and Friends}",
    ],
)
def test_organization_or_single_name_is_not_split(printed):
    assert is_literal(printed)
    assert split_name(printed) == (printed.strip("{}"), "")
    assert Author(printed).parts.literal == printed.strip("{}")


def test_known_parts_of_a_name_take_precedence_over_the_guess():
    assert (
        Author("Nguyen Van Example", family="Nguyen", given="Van Example").parts.inverted
        == "Nguyen, Van Example"
    )
    assert Author("Example Press", literal=True).parts.literal == "Example Press"
    assert Author("Ada Team", family="Team", given="Ada").parts.inverted == "Team, Ada"


def test_particle_and_suffix_are_separate_parts():
    parts = Author("Bob van der Example Jr.").parts
    assert (parts.particle, parts.family, parts.given, parts.suffix) == ("van der", "Example", "Bob", "Jr.")
    assert parts.inverted == "van der Example, Bob Jr."


@given(st.text())
def test_any_text_can_be_split(printed):
    split_name(printed)
    assert Author(printed).parts.inverted is not None


_words = st.lists(
    st.from_regex(r"\A(?:[A-Z][a-z]{1,8}|[A-Z]\.|de|van|von|e|y|der|Van|De|La|Del)\Z"), min_size=2, max_size=6
)


@given(_words)
def test_inverted_name_splits_like_the_printed_one(words):
    family, given_name = split_name(" ".join(words))
    if given_name:
        assert split_name(f"{family}, {given_name}") == (family, given_name)
