"""Parsing a pasted list of people to invite."""

import pytest

from core.partial_dates import PartialDate
from people.invitation_lines import MAX_LINES, Invitee, parse_lines, parse_names
from people.models import Role

ADA = Invitee("Ada Example", "ada@example.org")


def single_invitee(text) -> Invitee:
    (line,) = parse_lines(text)
    assert not line.problem
    return line.invitee


def problem(text) -> str:
    (line,) = parse_lines(text)
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
def test_name_and_email_are_found_with_any_separator(text):
    assert single_invitee(text) == ADA


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
        ("Master’s student", Role.MASTER),
        ("硕士生", Role.MASTER),
        ("本科生", Role.UNDERGRADUATE),
        ("pi", Role.PI),
        ("实习生", Role.INTERN),
    ],
)
def test_role_is_found_by_label_or_synonym_in_either_language(word, role):
    assert single_invitee(f"Ada Example, ada@example.org, {word}").role == role


def test_role_defaults_to_phd_student_without_start_date():
    assert (ADA.role, ADA.joined) == (Role.PHD, None)


@pytest.mark.parametrize("role_and_date", ["intern, 2025.9", "2025-09, intern", "实习生，2025年9月"])
def test_role_and_start_date_can_come_in_any_order(role_and_date):
    invitee = single_invitee(f"Ada Example, ada@example.org, {role_and_date}")
    assert (invitee.role, invitee.joined) == (Role.INTERN, PartialDate(2025, 9))


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Ada Example", ("Ada Example", "")),
        ("Jiaming Xu 徐佳明", ("Jiaming Xu", "徐佳明")),
        ("徐佳明 (Jiaming Xu)", ("Jiaming Xu", "徐佳明")),
        ("徐佳明", ("Jiaming Xu", "徐佳明")),
        ("曾国藩", ("Guofan Zeng", "曾国藩")),
        ("缪昌文", ("Changwen Miao", "缪昌文")),
        ("呼延灼", ("Zhuo Huyan", "呼延灼")),
        ("吕方", ("Fang Lyu", "吕方")),
        ("欧阳修", ("Xiu Ouyang", "欧阳修")),
    ],
)
def test_chinese_name_is_kept_and_romanized(typed, names):
    assert parse_names(typed) == names


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Ada Example", "No email address found in this line."),
        ("Ada, a@x.org, b@x.org", "There is more than one email address in this line."),
        ("Ada, ada@example", "Invalid email address."),
        ("ada@example.org", "No name found."),
        ("123, ada@example.org", "No name found."),
        ("Ada, ada@example.org, wizard", "“wizard” is neither a role nor a date."),
        ("Ada, ada@example.org, 2025-13", "“2025-13” is neither a role nor a date."),
        (f"{'x' * 130}, ada@example.org", "The name is too long."),
        (f"{'x' * 600}, ada@example.org", "This line is too long."),
        (f"Ada, {'x' * 300}@example.org", "Invalid email address."),
    ],
)
def test_problem_of_a_line_is_described(text, message):
    assert problem(text) == message


def test_line_numbers_count_skipped_empty_lines():
    lines = parse_lines("\nAda, ada@example.org\n\n   \nBob\n")
    assert [(line.number, line.text, bool(line.problem)) for line in lines] == [
        (2, "Ada, ada@example.org", False),
        (5, "Bob", True),
    ]


def test_repeated_email_names_its_first_line():
    _first, second = parse_lines("Ada, ada@example.org\nBob, ADA@example.org")
    assert second.problem == "This email address is already in line 1."


def test_list_is_limited_in_length():
    lines = parse_lines("\n".join(f"Ada, a{number}@example.org" for number in range(MAX_LINES + 1)))
    assert [line.problem for line in lines if line.problem] == [
        f"You can invite at most {MAX_LINES} people at a time."
    ]
