"""The numbers of grants, and the identifiers of funders.

None of the three funders publishes a rule for its numbers. These are the forms of the numbers that Crossref
records with papers (``funder[].award``), so another form gets a hint and is not refused.

- NSFC: eight digits ("62376134"); of joint and special programmes with a letter ("U2033218", "U24A20325",
  "T2225025", "W2412078", "623B2091"); of international ones ten or eleven characters ("2156112001",
  "21961142015", "T2350710232").
- NSF: seven digits, printed with or without the division or programme ("CCF-2112665", "CISE-CNS-2225698",
  "DMS-19-13035").
- ERC: six digits until 2020, nine since then; printed with or without the call ("ERC-2021-STG 101039827").
"""

import re
from dataclasses import dataclass

#: A shorter part of an award is not a number of its own ("EP/S022481/1").
MIN_LISTED = 6
_BASE32 = "0123456789abcdefghjkmnpqrstvwxyz"


@dataclass(frozen=True)
class NumberForm:
    """The form of the numbers of one funder, known by its ROR ID or one of its names."""

    ror: str
    names: frozenset[str]
    pattern: re.Pattern[str]
    examples: str


def _form(ror: str, names: str, pattern: str, examples: str) -> NumberForm:
    return NumberForm(ror, frozenset(names.split("|")), re.compile(pattern), examples)


FORMS = (
    _form(
        "01h0zpd94",
        "national natural science foundation of china|nsfc|国家自然科学基金|国家自然科学基金委员会",
        r"\d{8}|\d{10,11}|[A-Z]\d{7}|[A-Z]\d{10}|[A-Z]\d\d[A-Z]\d{4,5}|\d{3}[A-Z]\d{4,5}",
        "62376134, U24A20325",
    ),
    _form(
        "021nxhr62",
        "national science foundation|nsf|u.s. national science foundation|us national science foundation",
        r"(?:[A-Z]{2,8}[- ]*){0,2}\d{2}-?\d{5}",
        "2112665, CCF-2112665",
    ),
    _form(
        "0472cxd90",
        "european research council|erc",
        r"(?:ERC[- ]\d{4}[- ][A-Z]+[- ]+)?\d{6}(?:\d{3})?",
        "714034, 101002345",
    ),
)


def form_of(ror: str, *names: str) -> NumberForm | None:
    """Return the form of the numbers of a funder, or None if any form is possible."""
    folded = {" ".join(name.casefold().split()) for name in names}
    for form in FORMS:
        if (ror and ror == form.ror) or (not ror and folded & form.names):
            return form
    return None


def number_key(number: str) -> str:
    """Return a number normalized for comparison: without the division of the NSF, spaces, case and
    punctuation."""
    text = re.sub(r"[^A-Z0-9]", "", number.upper())
    match = re.fullmatch(r"[A-Z]{2,16}(\d{7})", text)
    return match[1] if match else text


def number_keys(award: str) -> set[str]:
    """Return the keys of an award as printed with a paper, which may be a list ("1427389 / 2052443")."""
    parts = re.split(r"[,;/，、；]|\band\b", award)
    return {number_key(award), *(number_key(part) for part in parts if len(part.strip()) >= MIN_LISTED)}


def ror_of(text: str) -> str:
    """Return the ROR ID in a text, such as "https://ror.org/01h0zpd94"; "" if its checksum is wrong.

    The last two digits are those of ISO/IEC 7064, MOD 97-10, over the number that the seven others write in
    base 32.
    """
    match = re.fullmatch(
        r"(?:(?:https?://)?ror\.org/)?(0[0-9a-hj-km-np-tv-z]{6})(\d\d)", text.strip().lower()
    )
    if match is None:
        return ""
    number = 0
    for letter in match[1]:
        number = number * 32 + _BASE32.index(letter)
    return match[1] + match[2] if 98 - number * 100 % 97 == int(match[2]) else ""
