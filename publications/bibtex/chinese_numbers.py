"""Chinese numbers in dates: "二〇二四年" has the digits of a year, "十二月二十一日" the numbers 12 and 21."""

DIGITS = "〇○零一二三四五六七八九"
_VALUES = str.maketrans(DIGITS, "000123456789")


def digits(text: str) -> str:
    """Return "2024" for "二〇二四"; other characters stay."""
    return text.translate(_VALUES)


def number(text: str) -> int:
    """Return the number from 1 to 99 that is written as "三", "十二" or "二十一"."""
    tens, ten, ones = digits(text).rpartition("十")
    return (int(tens or 1) * 10 if ten else 0) + int(ones or 0)
