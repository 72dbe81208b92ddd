"""The type of a thesis, report or patent in words: "PhD thesis", "Technical report"."""

from .cleaning import one_line
from .reference import Reference

#: biblatex's keywords for the field `type`.
_KEYWORDS = {
    "phdthesis": "PhD thesis",
    "mathesis": "Master's thesis",
    "bathesis": "Bachelor's thesis",
    "candthesis": "Candidate thesis",
    "techreport": "Technical report",
    "resreport": "Research report",
    "patent": "Patent",
    "patentus": "US patent",
    "patenteu": "European patent",
    "patentde": "German patent",
    "patentfr": "French patent",
    "patentuk": "British patent",
}


def work_type(reference: Reference) -> str:
    """Return the type as entered, with biblatex's keywords in words; "" if it is unknown.

    A thesis without a type is a doctoral one, as in BibTeX, where only other degrees are named.
    """
    text = one_line(reference.extra.get("type", ""))
    if not text and reference.kind == "thesis":
        return "博士学位论文" if reference.is_chinese else "PhD thesis"
    return _KEYWORDS.get(text.lower(), text)
