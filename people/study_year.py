"""Which year of their studies somebody is in. Text and numbers only; no database."""

from datetime import date

from django.utils.translation import gettext_lazy, pgettext_lazy

from core.partial_dates import PartialDate

#: Studies that start in the last months before an academic year belong to that year: who enrols
#: in June for September is a first-year student in autumn, not a second-year one.
EARLY_MONTHS = 3

#: How long each degree usually takes at most. Past it, with no end date known, the entry has most
#: likely not been kept up, and no year is claimed.
USUAL_YEARS = {"bachelor": 4, "master": 3, "phd": 8}


def academic_year(year: int, month: int, first_month: int) -> int:
    """Returns the calendar year in which the academic year of this month began.

    ``first_month`` is the month (1–12) that academic years start in.
    """
    return year if month >= first_month else year - 1


def year_of_study(start: PartialDate, on: date, first_month: int) -> int:
    """Returns 1 in the first academic year after ``start``, 2 in the next, and so on; at least 1.

    A start that is known by its year only counts as that year's intake.
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
    "master": gettext_lazy("Master's student"),
    "bachelor": gettext_lazy("Undergraduate student"),
}
STUDENTS_OF_A_YEAR = {
    "phd": gettext_lazy("%(ordinal)s-year PhD student"),
    "master": gettext_lazy("%(ordinal)s-year master's student"),
    "bachelor": gettext_lazy("%(ordinal)s-year undergraduate"),
}


def student_text(degree: str, year: int | None) -> str:
    """Returns "Third-year PhD student" in the language of the page; without a year if None."""
    if year is None or not 1 <= year <= len(ORDINALS):
        return str(STUDENTS[degree])
    text = str(STUDENTS_OF_A_YEAR[degree]) % {"ordinal": ORDINALS[year - 1]}
    return text[:1].upper() + text[1:]
