"""Partial dates in forms and in the database."""

import datetime
import json

import pytest
from django import forms
from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.writer import MigrationWriter
from hypothesis import given
from hypothesis import strategies as st

from core.partial_dates import (
    PartialDate,
    PartialDateField,
    PartialDateFormField,
    covers,
    end_not_before_start,
    over,
    running,
)

DAY = datetime.date(2025, 9, 14)
days = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))
partial_dates = st.builds(PartialDate.from_date, days, st.sampled_from(["year", "month", "day"]))
# Close together, so that ties and neighbours are common.
near = st.builds(
    PartialDate.from_date,
    st.dates(datetime.date(2024, 11, 28), datetime.date(2026, 2, 2)),
    st.sampled_from(["year", "month", "day"]),
)


def dates(*texts):
    return [text and PartialDate.parse(text) for text in texts]


# ---- the form field ---------------------------------------------------------------------------


class PeriodForm(forms.Form):
    start = PartialDateFormField()
    end = PartialDateFormField(required=False)


def test_the_form_gives_partial_dates():
    form = PeriodForm({"start": "Sep 2025", "end": " "})
    assert form.is_valid()
    assert form.cleaned_data == {"start": PartialDate(2025, 9), "end": None}


def test_the_form_explains_a_mistake_and_shows_it_again():
    form = PeriodForm({"start": "autumn 2025", "end": "2025-13"})
    assert "such as 2025, 2025-09 or 2025-09-14" in form.errors["start"][0]
    assert "2025年9月" in form.errors["end"][0]
    assert 'value="autumn 2025"' in str(form["start"])


def test_the_form_shows_what_is_known_and_what_to_enter():
    form = PeriodForm(initial={"start": PartialDate(2025, 9)})
    assert 'value="2025-09"' in str(form["start"])
    assert 'placeholder="2025-09"' in str(form["end"])


@pytest.mark.parametrize("initial", [PartialDate(2025, 9), "2025-09", "2025.9"])
def test_only_another_date_is_a_change(initial):
    field = PartialDateFormField(required=False)
    assert not field.has_changed(initial, "2025.09")
    assert field.has_changed(initial, "2025.10")
    assert field.has_changed(initial, "")
    assert field.has_changed(initial, "rubbish")
    assert not field.has_changed(None, "")


# ---- the model field --------------------------------------------------------------------------


class Stay(models.Model):
    start = PartialDateField(null=True, blank=True)
    end = PartialDateField(null=True, blank=True)

    class Meta:
        app_label = "partial_dates_test"
        constraints = [
            models.CheckConstraint(
                condition=end_not_before_start(),
                name="stay_ends_after_start",
                violation_error_message="Backwards.",
            )
        ]


@pytest.fixture(scope="module")
def stay_table(django_db_setup, django_db_blocker):
    """The table of the model above, which belongs to no app. SQLite makes no table in a transaction."""
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(Stay)
        yield
        with connection.schema_editor() as editor:
            editor.delete_model(Stay)


@pytest.fixture
def stays(stay_table, db):
    return Stay.objects


def test_a_date_survives_the_database(stays):
    stays.create(start="Sep 2025", end=datetime.date(2025, 12, 1))
    stay = stays.get()
    assert (stay.start, stay.end) == (PartialDate(2025, 9), PartialDate(2025, 12, 1))


def test_a_blank_is_stored_as_null(stays):
    stays.create(start="", end=" ")
    assert stays.filter(start=None, end__isnull=True).exists()


def test_rubbish_in_the_database_reads_as_none(stays):
    stays.create(start="2025")
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {Stay._meta.db_table} SET start = 'autumn'")
    assert stays.get().start is None


@pytest.mark.parametrize("value", [PartialDate(2025, 9), "2025.9", "Sep 2025"])
def test_lookups_take_dates_in_any_form(stays, value):
    for text in ("2025", "2025-09", "2025-10", None):
        stays.create(start=text)
    for lookup, found in [("exact", 1), ("lt", 1), ("lte", 2), ("gt", 1), ("gte", 2)]:
        assert stays.filter(**{f"start__{lookup}": value}).count() == found
    assert stays.filter(start__in=[value, datetime.date(2025, 9, 14)]).count() == 1
    assert stays.filter(start__startswith="2025-").count() == 2
    assert stays.exclude(start=None).latest("start").start == PartialDate(2025, 10)


def test_a_lookup_with_rubbish_is_an_error(stays):
    with pytest.raises(ValueError, match="not a date like"):
        stays.filter(start="autumn").exists()
    with pytest.raises(TypeError, match="expected a PartialDate"):
        stays.filter(start=2025).exists()


def test_validation_converts_and_explains():
    stay = Stay(start="2025.9", end="rubbish")
    with pytest.raises(ValidationError) as caught:
        stay.clean_fields()
    assert list(caught.value.message_dict) == ["end"]
    assert stay.start == PartialDate(2025, 9)


def test_a_model_form_offers_and_saves_the_field(stays):
    form_class = forms.modelform_factory(Stay, fields=["start", "end"])
    form = form_class({"start": "2025年9月", "end": ""}, instance=Stay(start="2024"))
    assert form.is_valid()
    form.save()
    assert str(stays.get().start) == "2025-09"


def test_a_model_form_reports_a_period_that_runs_backwards(stays):
    form = forms.modelform_factory(Stay, fields=["start", "end"])({"start": "2025", "end": "2024"})
    assert form.errors == {"__all__": ["Backwards."]}


@pytest.mark.parametrize("format_name", ["json", "xml", "jsonl"])
def test_dumped_data_load_again(stays, format_name, monkeypatch):
    monkeypatch.setattr(apps, "get_model", lambda *args: Stay)  # which belongs to no installed app
    stays.create(start="2025-09")
    dump = serializers.serialize(format_name, stays.all())
    stays.all().delete()
    for row in serializers.deserialize(format_name, dump):
        row.save()
    assert stays.get().start == PartialDate(2025, 9)
    assert stays.get().end is None


def test_dumped_json_holds_iso_text():
    (row,) = json.loads(serializers.serialize("json", [Stay(start=PartialDate(2025, 9))]))
    assert row["fields"] == {"start": "2025-09", "end": None}


def test_the_field_and_the_constraint_can_be_written_into_a_migration():
    field = PartialDateField(null=True, blank=True)
    _, path, args, kwargs = field.deconstruct()
    assert (path, args, kwargs) == (
        "core.partial_dates.PartialDateField",
        [],
        {"null": True, "blank": True},
    )
    assert field.clone().max_length == 10
    text, imports = MigrationWriter.serialize(Stay._meta.constraints[0])
    names = {}
    exec("\n".join(["from django.db import models", *imports, f"written = {text}"]), names)
    assert names["written"] == Stay._meta.constraints[0]


# ---- periods in the database ------------------------------------------------------------------

SOME = [
    None,
    "2024",
    "2025",
    "2026",
    "2025-08",
    "2025-09",
    "2025-10",
    "2025-09-13",
    "2025-09-14",
    "2025-09-15",
]
SOME_DAYS = [DAY, datetime.date(2025, 9, 1), datetime.date(2025, 12, 31), datetime.date(2026, 1, 1)]


def possible(start, end):
    """Whether the constraint allows the period, said in Python."""
    return not (start and end) or str(end) >= str(start)[: len(str(end))]


@pytest.mark.parametrize("on", SOME_DAYS, ids=str)
def test_running_and_over_say_the_same_as_covers(stays, on):
    pairs = [(start, end) for start in dates(*SOME) for end in dates(*SOME) if possible(start, end)]
    Stay.objects.bulk_create(Stay(start=start, end=end) for start, end in pairs)
    expected = {pair for pair in pairs if covers(*pair, on)}
    assert {(stay.start, stay.end) for stay in stays.filter(running("start", "end", on))} == expected
    ended = {pair for pair in pairs if pair[1] and pair[1].last_day < on}
    assert {(stay.start, stay.end) for stay in stays.filter(over("end", on))} == ended


def test_running_and_over_say_the_same_as_covers_for_any_dates(stays):
    ends = st.none() | near
    days_near = st.dates(datetime.date(2024, 11, 28), datetime.date(2026, 2, 2))

    @given(ends, ends, days_near)
    def check(start, end, on):
        if possible(start, end):
            stays.all().delete()
            stays.create(start=start, end=end)
            assert stays.filter(running("start", "end", on)).exists() == covers(start, end, on)
            assert stays.filter(over("end", on)).exists() == bool(end and end.last_day < on)

    check()


def test_the_constraint_holds_in_the_database_and_in_validation(stays):
    for start in dates(*SOME):
        for end in dates(*SOME):
            stay = Stay(start=start, end=end)
            if possible(start, end):
                stay.full_clean()
                stay.save()
                continue
            with pytest.raises(ValidationError, match="Backwards"):
                stay.validate_constraints()
            with pytest.raises(IntegrityError), transaction.atomic():
                stay.save()


def test_the_constraint_does_not_disturb_introspection(stays):
    with connection.cursor() as cursor:
        found = connection.introspection.get_table_description(cursor, Stay._meta.db_table)
        constraints = connection.introspection.get_constraints(cursor, Stay._meta.db_table)
    assert [column.name for column in found] == ["id", "start", "end"]
    assert "stay_ends_after_start" in constraints


def test_the_constraint_is_checked_on_texts_as_well(stays):
    Stay(start="2025.9", end="2025").validate_constraints()
    Stay(start="", end="2025").validate_constraints()
    with pytest.raises(ValidationError, match="Backwards"):
        Stay(start="2025.9", end="2025-8").validate_constraints()
    with pytest.raises(ValidationError, match="exists, such as"):
        Stay(start="rubbish", end="2025").full_clean()
