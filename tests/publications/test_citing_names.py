"""Splitting a printed name into its parts, and printing the parts."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publications.citing import Author, is_literal, split_name
from publications.citing.names import NameParts, citation_name, known_parts, name_parts, parts_of


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
        ("Bob Jr", "Jr", "Bob"),
        ("Bob Example, Jr.", "Example", "Bob, Jr."),
        ("Example, Jr., Bob", "Example", "Bob, Jr."),
        ("Example, Bob, III", "Example", "Bob, III"),
        ("Example, Ada van der", "van der Example", "Ada"),
        ("Example, Ada T. von, Jr.", "von Example", "Ada T., Jr."),
        ("Example, Jr., Ada de la", "de la Example", "Ada, Jr."),
        ("Example, van der", "Example", "van der"),
        ("Example, Xiao ming", "Example", "Xiao ming"),
    ],
)
def test_family_name_in_latin_letters_includes_its_particles(printed, family, given):
    assert split_name(printed) == (family, given)


@pytest.mark.parametrize(
    ("printed", "given"),
    [
        ("Zeiler, M. D.", "M. D."),
        ("Zeiler, JR", "JR"),
        ("Zeiler, V", "V"),
        ("Zeiler, MD", "MD"),
        ("Zeiler, Sr", "Sr"),
        ("M. D. Zeiler", "M. D."),
        ("JR Zeiler", "JR"),
    ],
)
def test_initials_are_not_a_suffix(printed, given):
    parts = Author(printed).parts
    assert (parts.family, parts.given, parts.suffix) == ("Zeiler", given, "")


def test_number_of_namesakes_in_dblp_is_not_exported():
    assert Author("Wei Wang 0001").parts.inverted == "Wang, Wei"
    assert Author("Wang 0001, Wei").parts.inverted == "Wang, Wei"


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
        "山田太郎",  # Japanese, and no Chinese given name has three characters
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


# ---- the name in citations ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "written"),
    [
        (NameParts(particle="van der", family="Berg", given="Ada", suffix="Jr."), "van der Berg, Jr., Ada"),
        (NameParts(family="Ruiz Ortega", given="Pilar"), "Ruiz Ortega, Pilar"),
        (NameParts(family="Ortega y Gasset", given="José"), "{Ortega y Gasset}, José"),
        (NameParts(family="de Souza", given="Ana"), "{de Souza}, Ana"),
        (NameParts(family="Barnes and Noble", given="Ada"), "{Barnes and Noble}, Ada"),
        (NameParts(family="Smith, Esq.", given="Bo"), "{Smith, Esq.}, Bo"),
        (NameParts(family="张", given="三"), "张, 三"),
        (NameParts(family="Plato"), "Plato"),
        (NameParts(family="Ruiz Ortega"), "Ruiz Ortega,"),
        (NameParts(family="King", suffix="Jr."), "King, Jr.,"),
        (NameParts(literal="Alpha Research and Beta Robotics"), "{Alpha Research and Beta Robotics}"),
        (NameParts(literal="CERN"), "{CERN}"),
        (NameParts(literal="教育部"), "{教育部}"),
        (NameParts(), ""),
    ],
)
def test_name_is_written_as_in_bibtex_and_read_back(parts, written):
    assert citation_name(parts) == written
    assert parts_of(written) == parts


_part = st.from_regex(r"\A[A-ZÉ][a-zé]{0,6}( (y|e|[A-Z][a-z]{1,5}))*( [A-Z]\.)?\Z")


@given(st.sampled_from(["", "van der", "de"]), _part, _part, st.sampled_from(["", "Jr.", "III", "V"]))
def test_any_name_is_read_back_from_its_citation_name(particle, family, given_name, suffix):
    parts = NameParts(particle=particle, family=family, given=given_name, suffix=suffix)
    assert parts_of(citation_name(parts)) == parts


@example("A aND 0")
@given(st.text())
def test_any_text_is_read_as_a_citation_name(text):
    parts = parts_of(text)
    assert parts_of(citation_name(parts)) == parts or not citation_name(parts)


def test_name_without_comma_in_a_citation_name_is_split_by_rules():
    assert parts_of("Ada van Example") == name_parts("Ada van Example")


@pytest.mark.parametrize(
    ("printed", "written", "inverted"),
    [
        ("Pilar Ruiz Ortega", "Ruiz Ortega, Pilar", "Ruiz Ortega, Pilar"),
        ("Ruiz Ortega, Pilar", "Ruiz Ortega, Pilar", "Ruiz Ortega, Pilar"),
        ("Ada van der Berg Jr.", "van der Berg, Jr, Ada", "van der Berg, Ada Jr."),
        ("Wei Wang 0001", "Wang, Wei", "Wang, Wei"),
        ("Alpha and Beta Co", "{Alpha and Beta Co}", "Alpha and Beta Co"),
        ("张三", "张, 三", "张三"),
    ],
)
def test_citation_name_counts_while_its_words_are_printed(printed, written, inverted):
    assert Author(printed, citation_name=written).parts.inverted == inverted


def test_citation_name_of_another_name_does_not_count():
    assert known_parts("Pilar Sample", "Ruiz Ortega, Pilar") is None
    assert known_parts("Pilar Ruiz", "Ruiz Ortega, Pilar") is None
    assert known_parts("Pilar Pilar Ruiz", "Ruiz, Pilar") is None
    assert known_parts("李四", "张, 三") is None
    assert known_parts("Ada Example", "") is None
    assert Author("Pilar Sample", citation_name="Ruiz Ortega, Pilar").parts.inverted == "Sample, Pilar"


def test_corrected_spelling_of_the_printed_name_is_exported():
    author = Author("José RUÍZ Ortega", citation_name="Ruiz Ortega, Jose")
    assert author.parts.inverted == "RUÍZ Ortega, José"


@given(st.text(), st.text())
def test_any_citation_name_can_be_compared_with_the_printed_one(printed, written):
    known_parts(printed, written)


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
