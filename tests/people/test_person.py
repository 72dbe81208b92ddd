"""The person: partial dates, current and former, names, search and the rows of a profile."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from core.partial_dates import PartialDate
from people.models import Person, Role
from tests import factories
from tests.refusals import refusal_of, refused_by_the_database

pytestmark = pytest.mark.django_db


def names(people):
    return [person.name for person in people]


# ---- dates ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "stored"),
    [("2025.09", "2025-09"), ("2025-9", "2025-09"), ("2019", "2019"), ("2019.1.5", "2019-01-05")],
)
def test_date_keeps_the_precision_it_was_entered_with(text, stored):
    person = factories.person(joined=text)
    person.refresh_from_db()
    assert str(person.joined) == stored


def test_impossible_date_is_refused_with_an_example():
    person = Person(name="Ada", joined="2025-02-30")
    with pytest.raises(ValidationError) as refusal:
        person.full_clean()
    assert "2025-09" in refusal.value.message_dict["joined"][0]  # an example of what can be entered


def test_people_can_be_sorted_by_dates_of_any_precision():
    for joined in ("2021-03", "2020", "2021", "2020-12-31", "2021-03-01"):
        factories.person(joined, joined=joined)
    expected = ["2020", "2020-12-31", "2021", "2021-03", "2021-03-01"]
    assert names(Person.objects.order_by("joined")) == expected


@pytest.mark.parametrize(
    ("left", "last_day", "day_after"),
    [
        ("2024", date(2024, 12, 31), date(2025, 1, 1)),
        ("2024-02", date(2024, 2, 29), date(2024, 3, 1)),
        ("2024-02-10", date(2024, 2, 10), date(2024, 2, 11)),
    ],
)
def test_person_is_current_until_the_last_day_and_former_afterwards(left, last_day, day_after):
    person = factories.person(left=left)
    assert person.is_current(last_day) and not person.is_current(day_after)
    assert person in Person.objects.current(last_day) and person not in Person.objects.previous(last_day)
    assert person in Person.objects.previous(day_after) and person not in Person.objects.current(day_after)


def test_person_who_has_not_left_is_current():
    person = factories.person(joined="2020")
    assert person.is_current(date(2100, 1, 1))
    assert person in Person.objects.current(date(2100, 1, 1))


def test_current_and_former_default_to_today():
    current, former = factories.person("Current", left="2099"), factories.person("Former", left="2001")
    assert current.is_current() and not former.is_current()
    assert names(Person.objects.current()) == ["Current"]
    assert names(Person.objects.previous()) == ["Former"]


def test_last_day_cannot_be_before_the_first():
    assert "before the first day" in refusal_of(Person(name="Ada", joined="2024-05", left="2024-04"))
    with refused_by_the_database():
        factories.person(joined="2024-05", left="2024-04")


@pytest.mark.parametrize(
    ("joined", "left"), [("2024-05", "2024"), ("2024", "2024-01"), ("2024-05", "2024-05")]
)
def test_dates_are_compared_only_to_their_common_precision(joined, left):
    person = factories.person(joined=joined, left=left)
    person.full_clean()


# ---- constraints ------------------------------------------------------------------------------


def test_person_needs_a_name():
    assert "blank" in refusal_of(Person(name=""))
    with refused_by_the_database():
        factories.person(name="")


def test_account_belongs_to_one_person():
    user = factories.user()
    factories.person(user=user)
    assert "already exists" in refusal_of(Person(name="Bob", user=user))
    with refused_by_the_database():
        factories.person("Bob", user=user)


def test_person_survives_deletion_of_the_account():
    person = factories.person(user=factories.user())
    person.user.delete()
    person.refresh_from_db()
    assert person.user is None


# ---- names ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "leading", "other"),
    [("en", ("Jiaming Xu", ""), ("徐佳明", "zh-Hans")), ("zh-hans", ("徐佳明", ""), ("Jiaming Xu", "en"))],
)
def test_name_in_the_current_language_comes_first(language, leading, other):
    person = factories.person("Jiaming Xu", native_name="徐佳明")
    with translation.override(language):
        assert person.names == (leading, other)


@pytest.mark.parametrize(
    ("language", "native_language", "label"),
    [
        ("en", "zh-Hans", "Jiaming Xu (徐佳明)"),
        ("zh-hans", "zh-Hans", "徐佳明（Jiaming Xu）"),
        ("zh-hans", "ja", "Jiaming Xu（徐佳明）"),
    ],
)
def test_person_in_a_list_of_choices_has_both_names(language, native_language, label):
    person = Person(name="Jiaming Xu", native_name="徐佳明", native_language=native_language)
    with translation.override(language):
        assert str(person) == label
        assert str(Person(name="Jiaming Xu", native_name="徐佳明", shows_native_name=False)) == "Jiaming Xu"


def test_people_to_choose_from_are_in_the_order_of_the_language():
    factories.person("Jiaming Xu", native_name="徐佳明")
    factories.person("Zhen An", native_name="安真")
    for language, names in (("en", ["Jiaming Xu", "Zhen An"]), ("zh-hans", ["Zhen An", "Jiaming Xu"])):
        with translation.override(language):
            assert [person.name for person in Person.objects.by_name()] == names


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_native_name_that_is_not_chinese_comes_second(language):
    person = factories.person("Hanako Yamada", native_name="山田花子", native_language="ja")
    with translation.override(language):
        assert person.leading_name.text == "Hanako Yamada"
        assert person.other_name == ("山田花子", "ja")


def test_person_without_native_name_has_one_name():
    person = factories.person("Ada Example")
    assert person.names == (("Ada Example", ""), ("", ""))
    assert str(person) == "Ada Example"


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Ada Lovelace", "AL"), ("Ada", "A"), ("Jean-Luc van Damme", "JD"), ("徐佳明", "徐")],
)
def test_initials_come_from_the_first_and_last_name(name, initials):
    assert Person(name=name).initials == initials


def test_aliases_are_read_line_by_line():
    assert Person(aliases=" J. Xu \n\nXu, J.\r\n").alias_list == ["J. Xu", "Xu, J."]


def test_email_is_hidden_by_default():
    assert Person(email="ada@example.org").public_email == ""
    assert Person(email="ada@example.org", email_visibility="public").public_email == "ada@example.org"


# ---- QuerySets --------------------------------------------------------------------------------


def test_hidden_people_are_not_public():
    factories.person("Shown")
    factories.person("Hidden", is_public=False)
    assert names(Person.objects.public()) == ["Shown"]


@pytest.mark.parametrize(
    "query",
    [
        "jiaming",
        "XU JIAMING",
        "徐佳明",
        "佳明",
        "xujiaming",
        "j.m. xu",
        "Jiā",
        "memory systems",
        "存储",
        "xu memory",
    ],
)
def test_person_is_found_by_any_name_and_by_interests(query):
    factories.person(
        "Jiaming Xu",
        native_name="徐佳明",
        shown_aliases="J.M. Xu\nJia-Ming Hsu",
        interests="Memory systems",
        interests_zh="存储系统",
    )
    factories.person("Somebody Else", native_name="王伟", interests="Compilers")
    assert names(Person.objects.matching(query)) == ["Jiaming Xu"]


@pytest.mark.parametrize("query", ["xu compilers", "nobody", "xu \x00 nobody", "x" * 5000])
def test_search_requires_every_word(query):
    factories.person("Jiaming Xu", interests="Memory systems")
    assert not Person.objects.matching(query).exists()


def test_named_searches_names_only():
    factories.person("Jiaming Xu", interests="Memory")
    assert Person.objects.named("xu").exists()
    assert not Person.objects.named("memory").exists()


def test_new_shown_alias_is_found():
    person = factories.person("Jiaming Xu")
    assert person.shown_alias_list == []
    person.shown_aliases = "Hsu"
    person.save()
    assert names(Person.objects.matching("hsu")) == ["Jiaming Xu"]


def test_seniority_is_role_then_position_then_date_of_joining():
    factories.person("Late student", role=Role.PHD, joined="2023")
    factories.person("Early student", role=Role.PHD, joined="2021-09")
    factories.person("Put first", role=Role.PHD, joined="2024", position=0)
    factories.person("Put last", role=Role.PHD, joined="2019", position=5)
    factories.person("Head", role=Role.PI, joined="2024")
    expected = ["Head", "Early student", "Late student", "Put first", "Put last"]
    assert names(Person.objects.by_seniority()) == expected


def test_latest_leavers_come_first():
    for left in ("2021", "2023-05", "2022-06-30"):
        factories.person(left, left=left)
    assert names(Person.objects.latest_leavers_first()) == ["2023-05", "2022-06-30", "2021"]


def test_links_are_annotated_in_order():
    person = factories.person()
    factories.profile_link(person, "orcid", "https://example.org/2", position=2)
    factories.profile_link(person, "github", "https://example.org/1", position=1)
    person = Person.objects.with_links().get()
    assert [row["kind"] for row in person.link_rows] == ["github", "orcid"]


# ---- roles and rows of a profile --------------------------------------------------------------


@pytest.mark.parametrize("role", Role)
def test_role_has_a_slug_and_a_plural(role):
    assert [other for other in Role if other.slug == role.slug] == [role]
    assert str(role.plural)


@pytest.mark.parametrize("create", [factories.affiliation, factories.education, factories.service])
def test_profile_row_cannot_end_before_it_starts(create):
    row = create(factories.person(), start="2020")
    row.start, row.end = PartialDate(2020), PartialDate(2019)
    assert "end date is before the start date" in refusal_of(row)
    with refused_by_the_database():
        row.save()


@pytest.mark.parametrize(
    ("fields", "runs"),
    [
        ({}, True),
        ({"start": "2025"}, True),
        ({"start": "2025-07"}, False),
        ({"end": "2025"}, True),
        ({"end": "2025-06-14"}, False),
        ({"is_past": True}, False),
    ],
)
def test_affiliation_runs_in_its_period_unless_marked_as_ended(fields, runs):
    row = factories.affiliation(factories.person(), **fields)
    assert row.runs(date(2025, 6, 15)) is runs


def test_profile_link_must_be_a_web_address():
    row = factories.profile_link(factories.person())
    row.url = "javascript:alert(1)"
    assert "valid URL" in refusal_of(row)


@pytest.mark.parametrize(
    ("kind", "label", "text"),
    [("github", "", "GitHub"), ("github", "Code", "Code"), ("link", "", "example.org")],
)
def test_link_text_is_label_kind_or_host(kind, label, text):
    row = factories.profile_link(factories.person(), kind, "https://example.org/ada", label=label)
    assert row.text == text
