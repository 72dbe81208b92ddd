"""A pasted list of people to invite: forgiving about form, exact about what is wrong."""

import pytest

from core.partial_dates import PartialDate
from people.invitation_lines import MOST_LINES, Invitee, names_from, read
from people.models import Role

ADA = Invitee("Ada Example", "ada@example.org")


def only(text) -> Invitee:
    (line,) = read(text)
    assert not line.problem
    return line.invitee


def problem(text) -> str:
    (line,) = read(text)
    assert line.invitee is None
    return line.problem


@pytest.mark.parametrize(
    "text",
    [
        "Ada Example, ada@example.org",
        "  Ada   Example ,ada@example.org,,",
        "Ada Example\tada@example.org",
        "Ada Example; ada@example.org",
        "Ada Example，ada@example.org",
        "Ada Example；ada@example.org",
        "Ada Example <ada@example.org>",
        '"Ada Example" <ada@example.org>;',
        "Ada Example ＜ada@example.org＞",
        "Ada Example ada@example.org",
        "Ada Example <mailto:ada@example.org>",
        "ada@example.org, Ada Example",
        "Example, Ada <ada@example.org>",
        "Ada Example, ada＠example.org",
    ],
)
def test_name_and_address_are_found_in_whatever_way_they_are_divided(text):
    assert only(text) == ADA


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("Postdoctoral researcher", Role.POSTDOC),
        ("postdoc", Role.POSTDOC),
        ("博士后", Role.POSTDOC),
        ("PhD students", Role.PHD),
        ("Ph.D.", Role.PHD),
        ("博士生", Role.PHD),
        ("MASTER", Role.MASTER),
        ("Master's student", Role.MASTER),
        ("硕士生", Role.MASTER),
        ("本科生", Role.UNDERGRADUATE),
        ("pi", Role.PI),
        ("实习生", Role.INTERN),
    ],
)
def test_a_role_is_a_label_in_either_language_or_its_short_name(word, role):
    assert only(f"Ada Example, ada@example.org, {word}").role == role


def test_without_a_role_somebody_is_a_phd_student_and_the_start_may_be_missing():
    assert (ADA.role, ADA.joined) == (Role.PHD, None)


@pytest.mark.parametrize("rest", ["intern, 2025.9", "2025-09, intern", "实习生，2025年9月"])
def test_role_and_start_tell_themselves_apart(rest):
    invitee = only(f"Ada Example, ada@example.org, {rest}")
    assert (invitee.role, invitee.joined) == (Role.INTERN, PartialDate(2025, 9))


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Ada Example", ("Ada Example", "")),
        ("Jiaming Xu 徐佳明", ("Jiaming Xu", "徐佳明")),
        ("徐佳明 (Jiaming Xu)", ("Jiaming Xu", "徐佳明")),
        ("徐佳明", ("Jiaming Xu", "徐佳明")),
        ("曾国藩", ("Guofan Zeng", "曾国藩")),
        ("欧阳修", ("Xiu Ouyang", "欧阳修")),
    ],
)
def test_a_chinese_name_is_kept_and_written_in_latin_letters_too(typed, names):
    assert names_from(typed) == names


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ada Example", "No email address found in this line."),
        ("Ada, a@x.org, b@x.org", "There is more than one email address in this line."),
        ("Ada, ada@example", "Invalid email address."),
        ("ada@example.org", "There is no name in it."),
        ("123, ada@example.org", "There is no name in it."),
        ("Ada, ada@example.org, wizard", "“wizard” is neither a role nor a date."),
        ("Ada, ada@example.org, 2025-13", "“2025-13” is neither a role nor a date."),
        (f"{'x' * 130}, ada@example.org", "The name is too long."),
        (f"{'x' * 600}, ada@example.org", "This line is too long."),
        (f"Ada, {'x' * 300}@example.org", "Invalid email address."),
    ],
)
def test_what_is_wrong_with_a_line_is_said(text, said):
    assert problem(text) == said


def test_lines_are_numbered_as_they_stand_and_empty_ones_skipped():
    lines = read("\nAda, ada@example.org\n\n   \nBob\n")
    assert [(line.number, line.text, bool(line.problem)) for line in lines] == [
        (2, "Ada, ada@example.org", False),
        (5, "Bob", True),
    ]


def test_an_address_that_stands_twice_is_named_with_its_first_line():
    _first, second = read("Ada, ada@example.org\nBob, ADA@example.org")
    assert second.problem == "This address stands in line 1 already."


def test_a_list_without_end_is_cut():
    lines = read("\n".join(f"Ada, a{number}@example.org" for number in range(MOST_LINES + 1)))
    assert [line.problem for line in lines if line.problem] == [f"At most {MOST_LINES} at once."]
