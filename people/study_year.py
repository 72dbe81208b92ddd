"""The year of study of a student, from the start date of the degree. Pure functions; no database."""

from datetime import date

from django.utils.translation import gettext_lazy, pgettext_lazy

from core.partial_dates import PartialDate

#: Studies that start up to this many months before an academic year count from that academic year: a
#: student who enrols in June for September is a first-year student in autumn, not a second-year one.
EARLY_MONTHS = 3

#: The usual maximum length of each degree in years. A longer entry without an end date is most likely
#: outdated, so no year of study is shown.
USUAL_YEARS = {"bachelor": 4, "master": 3, "phd": 8}


def academic_year(year: int, month: int, first_month: int) -> int:
    """Return the calendar year in which the academic year of this month began.

    ``first_month`` is the month (1–12) in which academic years start.
    """
    return year if month >= first_month else year - 1


def year_of_study(start: PartialDate, on: date, first_month: int) -> int:
    """Return the year of study on a day: 1 in the first academic year after ``start``, 2 in the next, etc.

    A start date without a month counts as the intake of that year. The result is at least 1.
    """
    month = start.month or first_month
    early_year, early_month = divmod(start.year * 12 + month - 1 + EARLY_MONTHS, 12)
    began = academic_year(early_year, early_month + 1, first_month) if start.month else start.year
    return max(1, academic_year(on.year, on.month, first_month) - began + 1)


ORDINALS = [
    pgettext_lazy("year of study", "first"),
    pgettext_lazy("year of study", "second"),
    pgettext_lazy("year of study", "third"),
    pgettext_lazy("year of study", "fourth"),
    pgettext_lazy("year of study", "fifth"),
    pgettext_lazy("year of study", "sixth"),
    pgettext_lazy("year of study", "seventh"),
    pgettext_lazy("year of study", "eighth"),
    pgettext_lazy("year of study", "ninth"),
    pgettext_lazy("year of study", "tenth"),
]
STUDENTS = {
    "phd": gettext_lazy("PhD student"),
    "master": gettext_lazy("Master’s student"),
    "bachelor": gettext_lazy("Undergraduate student"),
}
STUDENTS_OF_A_YEAR = {
    "phd": gettext_lazy("%(ordinal)s-year PhD student"),
    "master": gettext_lazy("%(ordinal)s-year master’s student"),
    "bachelor": gettext_lazy("%(ordinal)s-year undergraduate"),
}


def student_text(degree: str, year: int | None) -> str:
    """Return "Third-year PhD student" in the current language; without the year if it is None."""
    if year is None or not 1 <= year <= len(ORDINALS):
        return str(STUDENTS[degree])
    text = str(STUDENTS_OF_A_YEAR[degree]) % {"ordinal": ORDINALS[year - 1]}
    return text[:1].upper() + text[1:]
