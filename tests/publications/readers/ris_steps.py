"""What tests of RIS share: a record."""


def record(ris_type: str, *lines: str, year: str = "PY  - 2024") -> str:
    """Return a record of a title, a year and these lines."""
    return "\r\n".join((f"TY  - {ris_type}", "TI  - Weaving", year, *lines, "ER  - ", ""))
