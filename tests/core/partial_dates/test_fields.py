"""Partial dates in forms and in the database, and the conditions on periods."""

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
    period_ended,
    period_includes,
)

DAY = datetime.date(2025, 9, 14)
days = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))
partial_dates = st.builds(PartialDate.from_date, days, st.sampled_from(["year", "month", "day"]))
# Dates close together, so that equal and adjacent ones are common.
near_dates = st.builds(
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


def test_form_returns_partial_dates():
    form = PeriodForm({"start": "Sep 2025", "end": " "})
    assert form.is_valid()
    assert form.cleaned_data == {"start": PartialDate(2025, 9), "end": None}


def test_form_offers_both_readings_of_an_ambiguous_date_and_shows_it_again():
    form = PeriodForm({"start": "06/07/2028"})
    assert form.errors["start"] == ["This date can mean 2028-07-06 or 2028-06-07. Enter one of them."]
    assert 'value="06/07/2028"' in str(form["start"])


def test_form_explains_an_invalid_date_and_shows_it_again():
    form = PeriodForm({"start": "autumn 2025", "end": "2025-13"})
    assert "such as 2025, 2025-09 or 2025-09-14" in form.errors["start"][0]
    assert "2025年9月" in form.errors["end"][0]
    assert 'value="autumn 2025"' in str(form["start"])


def test_form_shows_the_initial_date_and_a_placeholder():
    form = PeriodForm(initial={"start": PartialDate(2025, 9)})
    assert 'value="2025-09"' in str(form["start"])
    assert 'placeholder="2025-09"' in str(form["end"])


@pytest.mark.parametrize("initial", [PartialDate(2025, 9), "2025-09", "2025.9"])
def test_field_has_changed_only_if_the_date_differs(initial):
    field = PartialDateFormField(required=False)
    assert not field.has_changed(initial, "2025.09")
    assert field.has_changed(initial, "2025.10")
    assert field.has_changed(initial, "")
    assert field.has_changed(initial, "invalid")
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
                violation_error_message="Wrong order.",
            )
        ]


@pytest.fixture(scope="module")
def stay_table(django_db_setup, django_db_blocker):
    """Create the table once per module, because SQLite creates no table in a transaction."""
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(Stay)
        yield
        with connection.schema_editor() as editor:
            editor.delete_model(Stay)


@pytest.fixture
def stays(stay_table, db):
    return Stay.objects


def test_dates_are_stored_and_read_unchanged(stays):
    stays.create(start="Sep 2025", end=datetime.date(2025, 12, 1))
    stay = stays.get()
    assert (stay.start, stay.end) == (PartialDate(2025, 9), PartialDate(2025, 12, 1))


def test_blank_text_is_stored_as_null(stays):
    stays.create(start="", end=" ")
    assert stays.filter(start=None, end__isnull=True).exists()


def test_invalid_text_in_the_database_reads_as_none(stays):
    stays.create(start="2025")
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {Stay._meta.db_table} SET start = 'autumn'")
    assert stays.get().start is None


@pytest.mark.parametrize("value", [PartialDate(2025, 9), "2025.9", "Sep 2025"])
def test_lookups_accept_every_input_format(stays, value):
    for text in ("2025", "2025-09", "2025-10", None):
        stays.create(start=text)
    for lookup, count in [("exact", 1), ("lt", 1), ("lte", 2), ("gt", 1), ("gte", 2)]:
        assert stays.filter(**{f"start__{lookup}": value}).count() == count
    assert stays.filter(start__in=[value, datetime.date(2025, 9, 14)]).count() == 1
    assert stays.filter(start__startswith="2025-").count() == 2
    assert stays.exclude(start=None).latest("start").start == PartialDate(2025, 10)


def test_lookup_with_an_invalid_value_raises_an_error(stays):
    with pytest.raises(ValueError, match="not a date like"):
        stays.filter(start="autumn").exists()
    with pytest.raises(TypeError, match="expected a PartialDate"):
        stays.filter(start=2025).exists()


def test_validation_converts_dates_and_reports_invalid_ones():
    stay = Stay(start="2025.9", end="invalid")
    with pytest.raises(ValidationError) as caught:
        stay.clean_fields()
    assert list(caught.value.message_dict) == ["end"]
    assert stay.start == PartialDate(2025, 9)


def test_model_form_saves_the_field(stays):
    form_class = forms.modelform_factory(Stay, fields=["start", "end"])
    form = form_class({"start": "2025年9月", "end": ""}, instance=Stay(start="2024"))
    assert form.is_valid()
    form.save()
    assert str(stays.get().start) == "2025-09"


def test_model_form_reports_an_end_before_the_start(stays):
    form = forms.modelform_factory(Stay, fields=["start", "end"])({"start": "2025", "end": "2024"})
    assert form.errors == {"__all__": ["Wrong order."]}


@pytest.mark.parametrize("format_name", ["json", "xml", "jsonl"])
def test_dumped_data_can_be_loaded(stays, format_name, monkeypatch):
    monkeypatch.setattr(apps, "get_model", lambda *args: Stay)  # Stay belongs to no installed app
    stays.create(start="2025-09")
    dump = serializers.serialize(format_name, stays.all())
    stays.all().delete()
    for row in serializers.deserialize(format_name, dump):
        row.save()
    assert stays.get().start == PartialDate(2025, 9)
    assert stays.get().end is None


def test_dumped_json_contains_iso_text():
    (row,) = json.loads(serializers.serialize("json", [Stay(start=PartialDate(2025, 9))]))
    assert row["fields"] == {"start": "2025-09", "end": None}


def test_field_and_constraint_can_be_serialized_in_a_migration():
    field = PartialDateField(null=True, blank=True)
    _, path, args, kwargs = field.deconstruct()
    assert (path, args, kwargs) == (
        "core.partial_dates.fields.PartialDateField",
        [],
        {"null": True, "blank": True},
    )
    assert field.clone().max_length == 10
    text, imports = MigrationWriter.serialize(Stay._meta.constraints[0])
    namespace = {}
    exec("\n".join(["from django.db import models", *imports, f"constraint = {text}"]), namespace)
    assert namespace["constraint"] == Stay._meta.constraints[0]


# ---- periods in the database ------------------------------------------------------------------

TEXTS = [
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
DAYS = [DAY, datetime.date(2025, 9, 1), datetime.date(2025, 12, 31), datetime.date(2026, 1, 1)]


def is_allowed(start, end):
    """Return whether the constraint allows the period."""
    return not (start and end) or str(end) >= str(start)[: len(str(end))]


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_sql_conditions_agree_with_covers(stays, on):
    pairs = [(start, end) for start in dates(*TEXTS) for end in dates(*TEXTS) if is_allowed(start, end)]
    Stay.objects.bulk_create(Stay(start=start, end=end) for start, end in pairs)
    expected = {pair for pair in pairs if covers(*pair, on)}
    assert {(stay.start, stay.end) for stay in stays.filter(period_includes("start", "end", on))} == expected
    ended = {pair for pair in pairs if pair[1] and pair[1].last_day < on}
    assert {(stay.start, stay.end) for stay in stays.filter(period_ended("end", on))} == ended


def test_sql_conditions_agree_with_covers_for_random_dates(stays):
    ends = st.none() | near_dates
    near_days = st.dates(datetime.date(2024, 11, 28), datetime.date(2026, 2, 2))

    @given(ends, ends, near_days)
    def check(start, end, on):
        if is_allowed(start, end):
            stays.all().delete()
            stays.create(start=start, end=end)
            assert stays.filter(period_includes("start", "end", on)).exists() == covers(start, end, on)
            assert stays.filter(period_ended("end", on)).exists() == bool(end and end.last_day < on)

    check()


def test_constraint_is_checked_by_the_database_and_by_validation(stays):
    for start in dates(*TEXTS):
        for end in dates(*TEXTS):
            stay = Stay(start=start, end=end)
            if is_allowed(start, end):
                stay.full_clean()
                stay.save()
                continue
            with pytest.raises(ValidationError, match="Wrong order"):
                stay.validate_constraints()
            with pytest.raises(IntegrityError), transaction.atomic():
                stay.save()


def test_constraint_does_not_break_introspection(stays):
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, Stay._meta.db_table)
        constraints = connection.introspection.get_constraints(cursor, Stay._meta.db_table)
    assert [column.name for column in columns] == ["id", "start", "end"]
    assert "stay_ends_after_start" in constraints


def test_constraint_is_checked_for_texts_too(stays):
    Stay(start="2025.9", end="2025").validate_constraints()
    Stay(start="", end="2025").validate_constraints()
    with pytest.raises(ValidationError, match="Wrong order"):
        Stay(start="2025.9", end="2025-8").validate_constraints()
    with pytest.raises(ValidationError, match="valid year, month or day"):
        Stay(start="invalid", end="2025").full_clean()
