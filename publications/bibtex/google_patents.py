"""Recognise the patents of Google Scholar, which exports them as @misc with the number in a note."""

import re
from collections.abc import Mapping

#: "US Patent 8,977,255", and "US Patent App. 13/963,450" of an application.
_NUMBER = re.compile(r"(?P<office>[A-Z]{2}) Patent (?:App\. )?(?P<number>\d[\d,/]*)")


def fields_of_patent(fields: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of an entry that differ if it is such a patent, by name; {} for any other entry."""
    match = _NUMBER.fullmatch(fields.get("note", ""))
    if fields.get("publisher") != "Google Patents" or not match:
        return {}
    number = f"{match['office']} {match['number']}"
    return {"entrysubtype": "patent", "number": number, "note": "", "publisher": ""}
