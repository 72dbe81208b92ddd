"""Read the references in free text that authors on arXiv give to the published version of their paper."""

import re
from typing import NamedTuple

from publications.citing import cleaning

_MONTHS = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(?:19|20)\d\d"
_PAGE = r"[A-Za-z]{0,3}\d+(?:\.\d+)?"
_PUBLISHER = (
    r"(?:ACM(?: Press)?|IEEE(?: Press| Computer Society)?|Springer(?:[- ]Verlag)?|Elsevier|AAAI(?: Press)?"
    r"|PMLR|Association for (?:Computing Machinery|Computational Linguistics)|Wiley|USENIX|IOS Press"
    r"|Cambridge University Press|Oxford University Press|World Scientific|Curran Associates)"
    r"(?:,? (?:New York|Berlin|Heidelberg|Cham|London|Inc\.?))*(?: \(Eds?\.?\))?"
)
_PREFIX = re.compile(
    r"(?:(?:accepted(?: for publication)?|published|appear(?:ed|s)|presented|to appear|in press|forthcoming)"
    r"(?: as [\w ]+?)?(?: (?:in|at|by|to))?:?\s+)?(?:in\b:?\s*(?:the\s+)?(?=[A-Z\d])|In(?=Proceedings))?",
    re.IGNORECASE,
)
_IN_PRESS = re.compile(
    r"^(?:accepted|to appear|in press|forthcoming)\b|\b(?:to appear|in press|forthcoming)\b", re.I
)
#: What means that the text is not a reference to a published version, or to something else.
_UNREADABLE = re.compile(
    r"\b(?:submitted|under review|thesis|dissertation|preprint|technical report|tech\. rep|erratum"
    r"|habilitation|chapter \d+|book chapter|https?:|www\.|arxiv)\b",
    re.IGNORECASE,
)
#: Ends of a reference, with what they say; tried again and again until none fits.
_ENDS = tuple(
    re.compile(rf"[\s,;:.({{-]*(?:{pattern})[\s,;:.)}}]*$", re.IGNORECASE)
    for pattern in (
        r"doi:?\s*10\.\S+",
        rf"(?P<year>{_YEAR})[,\s]+{_MONTHS}(?:\s+\d{{1,2}}(?:\s*[-–]\s*\d{{1,2}})?)?",
        rf"(?:\d{{1,2}}\s+)?{_MONTHS}(?:\s+\d{{1,2}}(?:\s*[-–]\s*\d{{1,2}})?,?)?\s*(?P<year>{_YEAR})",
        rf"(?<![\d/–-])(?P<year>{_YEAR})",
        rf"(?<![A-Za-z])(?:pp?|pages?|pgs?)\b[.:\s]*(?P<pages>{_PAGE}(?:\s*[-–]+\s*{_PAGE})?)(?: pages)?",
        rf"(?<![\d.])(?P<pages>{_PAGE}\s*[-–]+\s*{_PAGE})",
        r"(?:article|art\.?|article no\.?|paper|id)\s*(?:no\.?|number|#)?\s*(?P<article>[A-Za-z]?\d+)",
        rf"(?<=[\d)]):\s*(?P<article>{_PAGE})",
        r"(?<=[\d)])[,\s]+(?P<article>[A-Z]?\d{4,7}|e\d+|[A-Z]\d+)",
        r"(?<![A-Za-z])(?:no|nr|num|number|iss|issue)\b[.:\s]*(?P<number>\d+(?:\s*[-–/]\s*\d+)?)",
        r"(?<![A-Za-z])(?:vol|volume|v)\b[.:\s]*(?P<volume>[A-Z]?\d+[A-Z]?)(?:\s*\((?P<number>[\w–-]+)\))?",
        r"(?<=[\s.,])(?P<volume>[A-Z]?\d{1,4}[A-Z]?)\s*\((?P<number>\d{1,4}(?:\s*[-–/]\s*\d{1,4})?)\)",
        rf"(?P<publisher>{_PUBLISHER})",
    )
)
#: The volume right after the journal: "Phys.Lett.B573", "Journal of Looms 12".
_VOLUME = re.compile(r"(?P<venue>.*?[A-Za-z.)])[\s,]*(?P<series>(?<=[.\s])[A-Z])?[\s,]*(?P<volume>\d{1,4})$")
_PROCEEDINGS = re.compile(
    r"\b(?:proc\b|proceedings|conference|conf\.|symposium|symp\.|workshops?|congress|meeting"
    r"|advances in neural|lecture notes|lect\.? ?notes)|@",
    re.IGNORECASE,
)
#: An acronym alone, or with its year: "ICML", "CVPR'19", "NeurIPS 2021", "SIGMOD/PODS".
_ACRONYM = re.compile(r"[A-Z][A-Za-z&/-]*[A-Z][A-Za-z]*(?:\s*[’'‘]?\d\d)?(?: \([^()]*\))?")
_DIGITS_OF_CONFERENCES = re.compile(
    rf"\b{_YEAR}\b|\b\d+(?:st|nd|rd|th)\b|[’'‘]\d\d\b|\b[A-Z][A-Za-z]*\d[A-Za-z]*\b|\b[A-Za-z]+-?\d\d\b", re.I
)


class JournalReference(NamedTuple):
    """What a reference says; ``bibtex_type`` is "article", "inproceedings" or "incollection"."""

    bibtex_type: str
    venue: str
    year: int | None = None
    volume: str = ""
    number: str = ""
    pages: str = ""
    article_number: str = ""
    is_in_press: bool = False


def read_journal_reference(text: str) -> JournalReference | None:
    """Return what a reference such as "Journal of Looms 12(3) (2025) 3-14" says.

    None if a part of it is not understood: a wrong venue would be worse than none.
    """
    text = cleaning.one_line(text).split(";")[0].strip(" .,")
    years = set(re.findall(rf"(?<![\d.:/-]){_YEAR}(?![\d/])", text))
    if _UNREADABLE.search(text) or len(text) > 300:
        return None
    is_in_press = bool(_IN_PRESS.search(text))
    rest, values = _without_ends(_PREFIX.sub("", text, count=1) if _PREFIX.match(text) else text)
    is_conference = bool(_PROCEEDINGS.search(rest)) or bool(_ACRONYM.fullmatch(rest))
    if not is_conference and (values.get("year") or values.get("pages") or values.get("article")):
        match = _VOLUME.fullmatch(rest)
        if match and "volume" not in values:
            rest, values["volume"] = f"{match['venue']} {match['series'] or ''}", match["volume"]
    venue = _venue(rest, is_conference)
    if not venue:
        return None
    year = values.get("year") or (years.pop() if len(years) == 1 else "")
    is_book = "publisher" in values and not values.keys() & {"volume", "number"}
    return JournalReference(
        "inproceedings" if is_conference else "incollection" if is_book else "article",
        venue,
        int(year) if year else None,
        values.get("volume", ""),
        re.sub(r"\s*[-–]\s*", "–", values.get("number", "")),
        cleaning.format_pages(values.get("pages", "")),
        values.get("article", ""),
        is_in_press,
    )


def _without_ends(text: str) -> tuple[str, dict[str, str]]:
    """Return the text without year, pages, volume and so on at its end, and these values."""
    # "( Volume: 65 , Issue: 4 , April 2019 )"
    text = re.sub(r"\(([^()]*\b(?:volume|vol|issue)\b[^()]*)\)", r", \1", text, flags=re.IGNORECASE)
    values: dict[str, str] = {}
    has_end = True
    while has_end:
        has_end = False
        for end in _ENDS:
            match = end.search(text)
            if match is None or not text[: match.start()].strip():
                continue
            end_values = {name: value for name, value in match.groupdict().items() if value}
            if any(values.get(name, value) != value for name, value in end_values.items()):
                continue
            values |= end_values
            # The stop of "Phys. Rev. 12" belongs to the abbreviation, that of "Testing. ACM" does not.
            stop = "." if re.match(r"\.\s*\d", match[0]) else ""
            text, has_end = text[: match.start()].rstrip(" ,;:(") + stop, True
            break
    return text.strip(" ,;:("), values


def _venue(text: str, is_conference: bool) -> str:
    """Return the name of the venue, or "" where the rest of a reference is not only that."""
    text = text.strip(" ,;:-(").lstrip(".")
    if is_conference:
        text = text.rstrip(".")
    if text.count("(") > text.count(")"):
        text += ")"
    if "@" in text:  # a workshop at a conference
        text = text.rpartition("@")[2].strip()
    # "Phys.Lett." and "ActaAstron"
    text = re.sub(
        r"(?<=[a-z])\.(?=[A-Z])", ". ", re.sub(r"(?<=[a-z]{3})(?=[A-Z][a-z]{2,}\b)(?<!Mc)", " ", text)
    )
    text = re.sub(r"\s+", " ", text).strip()
    digits = _DIGITS_OF_CONFERENCES.sub("", text) if is_conference else text
    if re.search(r"\d|[:;=]", digits) or len(re.findall(r"[^\W\d_]", text)) < 3 or len(text) > 250:
        return ""
    if not is_conference and (text[:1].islower() or text.count(",") > 3):
        return ""
    return text
