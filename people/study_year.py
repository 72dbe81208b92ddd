"""Which year of their studies somebody is in. Text and numbers only; no database."""

from datetime import date

from django.utils.translation import gettext, pgettext

from labsite.lib.partial_dates import PartialDate

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


def student_text(degree: str, year: int | None) -> str:
    """Returns "third-year PhD student" in the language of the page; without a year if None."""
    if year is None or not 1 <= year <= 10:
        return {
            "phd": gettext("PhD student"),
            "master": gettext("Master's student"),
            "bachelor": gettext("Undergraduate student"),
        }[degree]
    ordinal = [
        pgettext("year of study", "first"),
        pgettext("year of study", "second"),
        pgettext("year of study", "third"),
        pgettext("year of study", "fourth"),
        pgettext("year of study", "fifth"),
        pgettext("year of study", "sixth"),
        pgettext("year of study", "seventh"),
        pgettext("year of study", "eighth"),
        pgettext("year of study", "ninth"),
        pgettext("year of study", "tenth"),
    ][year - 1]
    text = {
        "phd": gettext("%(ordinal)s-year PhD student"),
        "master": gettext("%(ordinal)s-year master's student"),
        "bachelor": gettext("%(ordinal)s-year undergraduate"),
    }[degree] % {"ordinal": ordinal}
    return text[:1].upper() + text[1:]
