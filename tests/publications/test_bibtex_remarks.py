"""Remarks in notes: awards, and papers in press."""

import pytest

from publications.bibtex import parse
from tests.publications.bibtex_steps import read, values

# ---- remarks -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "note",
    [
        "Best Paper Award",
        "Best student paper",
        "Honorable mention",
        "Winner of the Example Prize",
        "Test of Time Award",
        "Distinguished Artifact Award, 5% rate",
        "最佳论文奖",
        "Outstanding paper",
    ],
)
def test_note_that_is_an_award_is_read_as_award(note):
    assert values(read(f"note = {{{note}}}"), "award", "note") == (note, "")


@pytest.mark.parametrize(
    "note",
    [
        "Submitted to the Journal of Trials",
        "Supported by NSF award 123",
        "Extended version of a workshop paper",
        "In Chinese",
    ],
)
def test_other_note_is_no_award(note):
    assert values(read(f"note = {{{note}}}"), "award", "note") == ("", note)


@pytest.mark.parametrize(
    ("fields", "award", "note"),
    [
        ("award = {Best Paper}, additional_info = {Oral}", "Best Paper", "Oral"),
        ("award = {Best Paper}, note = {Best Paper}", "Best Paper", ""),
        ("award = {Best Paper}, note = {Best Paper. In Chinese}", "Best Paper", "In Chinese"),
        ("award = {Best Paper}, note = {Best Paper Award at TRIAL}", "Best Paper Award at TRIAL", ""),
        ("award = {Long praise}, award_name = {Example Prize}", "Example Prize", "Long praise"),
        ("note = {arXiv:2401.12345 [cs.LG]}", "", ""),
    ],
)
def test_award_and_other_remarks_are_distinguished(fields, award, note):
    assert values(read(fields), "award", "note") == (award, note)


@pytest.mark.parametrize(
    "note",
    [
        "00007 Citation Key: sample2024 tex.howpublished: x",
        "Number: 7553 Primary\\_atype: Research Publisher: Example Group",
        "Conference Name: Transactions on Trials",
    ],
)
def test_note_that_a_reference_manager_wrote_is_left_out(note):
    entry = read(f"note = {{{note}}}")
    assert (entry.note, entry.left_out, dict(entry.extra)) == ("", ("note",), {})


@pytest.mark.parametrize(
    "note", ["Accessed: 2023-5-30", "Last accessed on 3 May 2023", "访问日期：2023-05-30"]
)
def test_day_on_which_a_source_was_read_is_no_remark(note):
    entry = read(f"note = {{{note}}}", "misc")
    assert (entry.note, dict(entry.extra)) == ("", {"note": note})


def test_additional_info_of_a_theme_starts_with_a_word():
    assert read("additional_info = {. *More* here}").note == "More here"


def test_markdown_of_a_theme_becomes_text():
    link = "[found here](https://example.org/a_b)"
    note = read(f"additional_info = {{**Oral**, _top_ 2*3*4 of a_b_c, {link}}}").note
    assert note == "Oral, top 2*3*4 of a_b_c, found here (https://example.org/a_b)"


# ---- in press ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "year"),
    [
        ("year = {in press}", None),
        ("year = {forthcoming}", None),
        ("year = {to appear}", None),
        ("year = {印刷中}", None),
        ("year = {2027, in press}", 2027),
        ("pubstate = {inpress}", None),
        ("pubstate = {forthcoming}, date = {2027}", 2027),
        ("year = 2027, note = {To appear}", 2027),
        ("year = 2027, note = {(in press)}", 2027),
        ("year = 2027, note = {已录用}", 2027),
    ],
)
def test_state_of_a_paper_in_press_is_recognised(fields, year):
    entry = read(f"journal = {{J}}, {fields}")
    assert values(entry, "is_in_press", "year", "note") == (True, year, "")
    assert dict(entry.extra) == {}


def test_paper_in_press_without_year_is_no_problem():
    assert parse("@article{k, author={A. B}, title={T}, journal={J}, year={in press}}").problems == ()


def test_note_that_says_where_a_paper_will_appear_is_kept():
    entry = read("year = 2027, note = {To appear in the Journal of Trials}")
    assert values(entry, "is_in_press", "note") == (True, "To appear in the Journal of Trials")


@pytest.mark.parametrize(
    "fields", ["pages = {1--9}", "volume = 3", "pubstate = {submitted}", "year = {2020}"]
)
def test_paper_with_volume_or_another_state_is_not_in_press(fields):
    note = "" if "pubstate" in fields or "year" in fields else ", note = {To appear}"
    assert not read(fields + note).is_in_press
