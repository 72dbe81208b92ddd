"""Read the venue, date and rank of a paper."""

import re
from dataclasses import dataclass

from site_readers import dates
from site_readers.blocks import squeezed

_VENUE = re.compile(
    r"\b(?:conference|journal|transactions?|trans\.|proceedings|proc\.|symposium|workshop|letters"
    r"|magazine|review|annals|bulletin|advances in"
    r"|international|arxiv|biorxiv|medrxiv|ssrn|preprint|press|lecture notes|lncs|ieee|acm|usenix"
    r"|aaai|neurips|nips|icml|iclr|cvpr|iccv|eccv"
    r"|acl|emnlp|naacl|ijcai|kdd|sigir|www|icde|vldb|sigmod|mlsys|isca|micro|hpca|asplos|dac|iccad|date|tcad|icassp|interspeech|icra|iros|rss"
    r"|corl|wacv|bmvc|miccai|chi|uist|cscw|sosp|osdi|nsdi|ccs|ndss|nature|science|cell|plos|elsevier|springer|wiley|thesis|dissertation|tpami"
    r"|ijcv|jmlr|tmlr|tmm|tip|tkde|tnnls|pnas|patent|technical report|tech report|openreview"
    r"|working papers?|discussion papers?"
    r"|the web conf)\b|学报|期刊|会议|大学学报|科学|通报|杂志",
    re.IGNORECASE,
)
_ACRONYM = re.compile(
    r"(?:^|[\s(（'’])[A-Z][A-Za-z&+/-]*[A-Z][A-Za-z]*(?:[ -]?(?:W"
    r"|Workshops?))?[\s-]*['’]?\s?(?:(?:19|20)?\d\d)\b"
)
_RANK = re.compile(
    r"(?:non-?\s?)?ccf[\s-]*(?:rank\s*)?[:：]?\s*[-–]?\s*(?:[abc](?![a-z])|推荐)?\s*(?:类)?(?:会议|期刊|中文)?|\bnon-?ccf\b|jcr\s*[-:：]?\s*(?:q?[1-4]区?)|sci\s*[-:：]?\s*(?:q[1-4]|[一二三四1-4]区)"
    r"|(?:中科院|cas)\s*(?:sci)?\s*[一二三四1-4]\s*区(?:\s*top)?|core\s*(?:rank\s*)?[-:：]?\s*a\*?(?![a-z])|\bcpci-s\b|\bei\b|\bsci(?:e)?\b|\bc?ssci\b|\bcscd\b|\bq[1-4]\b|北大核心"
    r"|\b(?:thu|tsinghua)[\s-]*[ab]\b|abs\s?[1-4]\*?(?![a-z])|\bsci\b|(?<=[(（])top(?=[)）])",
    re.IGNORECASE,
)
_MONTH_NAME = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_MONTH = rf"(?:{_MONTH_NAME})?"
#: The first day of a period such as "9-13 June 2024" or "29 April - 2 May 2024".
_FIRST_DAY = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s*{_MONTH}\s*[-–—~]+\s*(?=\d{{1,2}}(?:st|nd|rd|th)?,?\s+{_MONTH_NAME})",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
_NO_VENUE = re.compile(
    r"^(?:accepted|published|to appear|in press|under review|submitted|preprint)$", re.IGNORECASE
)


@dataclass(frozen=True)
class Venue:
    """Where and when a paper appeared. ``arxiv`` is its number at arXiv, where the text has it."""

    name: str = ""
    year: str = ""
    month: str = ""
    arxiv: str = ""

    def completed(self, other: "Venue") -> "Venue":
        """Return this venue with what only the other one knows."""
        year = self.year or other.year
        month = self.month if self.year else other.month
        return Venue(self.name or other.name, year, month, self.arxiv or other.arxiv)


def is_venue(text: str) -> bool:
    """Return whether a text names a journal, a conference or a preprint server."""
    return bool(_VENUE.search(text) or _ACRONYM.search(text))


def is_only_venue(text: str) -> bool:
    """Return whether a text is the name of a venue, and not a title with such a word in it."""
    if not is_venue(text):
        return False
    if re.match(
        r"(?:in\s+)?(?:the\s+)?(?:[\w-]+(?:st|nd|rd|th)\s+)?(?:proceedings|proc\.|ieee|acm|usenix|international|journal|arxiv)\b",
        text,
        re.IGNORECASE,
    ):
        return len(text.split()) < 22
    return len(text.split()) <= 5 or (
        bool(re.search(r"\b(?:19|20)\d\d\b\W*(?:\([^()]*\))?\W*$", text)) and ":" not in text
    )


def take_ranks(text: str) -> tuple[str, list[str]]:
    """Return a text without the ranks in brackets, such as "(CCF-A)" and "(SCI, CCF B)", and the ranks."""
    ranks: list[str] = []

    def without_rank(match: re.Match[str]) -> str:
        inner = match[1]
        inner_ranks = [squeezed(rank[0]) for rank in _RANK.finditer(inner) if rank[0].strip()]
        if not inner_ranks and not re.fullmatch(r"top", inner.strip(), re.IGNORECASE):
            return match[0]
        rest = re.sub(r"^[\s,，;；、/]+|[\s,，;；、/]+$", "", _RANK.sub("", inner))
        ranks.extend(_tidy(rank) for rank in inner_ranks or [inner.strip()])
        if not inner_ranks:
            return " "
        return f" ({rest})" if re.search(r"\w", rest) else " "

    text = _BRACKET.sub(without_rank, text)
    for rank in list(
        re.finditer(r"(?:(?<=[\s,，;；])|^)(?:non-?)?ccf[\s-]?[abc](?![a-z])(?:类)?", text, re.IGNORECASE)
    ):
        ranks.append(_tidy(rank[0]))
    text = re.sub(
        r"(?:(?<=[\s,，;；])|^)(?:non-?)?ccf[\s-]?[abc](?![a-z])(?:类)?", "", text, flags=re.IGNORECASE
    )
    if re.fullmatch(r"\s*(?:non-?\s?)?ccf.{0,4}", text, re.IGNORECASE):
        return "", [_tidy(text)]
    return text, ranks


def _tidy(rank: str) -> str:
    """Return "CCF-A" for "ccf a", and other ranks as they stand."""
    rank = squeezed(rank)
    return re.sub(r"(?i)^(non-?)?ccf[\s:：-]*([abc])$", lambda m: f"{m[1] or ''}CCF-{m[2].upper()}", rank)


def read_venue(text: str) -> Venue:
    """Return the venue, year and month of a text such as "ICML 2024" or "Journal (J), 3(1), 2024"."""
    text = re.sub(r"\b([A-Za-z]{2,})((?:19|20)\d\d)\b", r"\1 \2", squeezed(text))  # "ICML2024"
    text = re.sub(r"\[[CJMDRS]\](?://)?", " ", text)  # the kinds of GB/T 7714
    text = _FIRST_DAY.sub("", text)
    arxiv = re.search(r"arxiv[:\s.]*(\d{4}\.\d{4,5})", text, re.IGNORECASE)
    periods = dates.find_periods(_masked(text))
    year = month = ""
    if len(periods) > 1 and _ends_with(text, periods[-1]) and _is_in_brackets(text, periods[0]):
        periods = periods[-1:]  # "Journal (Special Issue of 2012), 45, 2013"
    for period, _, _ in periods:
        date = period.date
        if not year or (len(date) > 4 and date[:4] == year[:4]):
            year, month = date[:4], date[5:7]
    if not year and (
        short := re.search(r"[A-Za-z]['’\s-]?\s?['’](\d\d)\b|[A-Z]{2,}[-\s'’](\d\d)\b(?!\d)", text)
    ):
        digits = short[1] or short[2]
        year = f"20{digits}" if int(digits) < 40 else ""
    return Venue(_name(text, periods, bool(arxiv)), year, month, arxiv[1] if arxiv else "")


def _ends_with(text: str, period: tuple[dates.Period, int, int]) -> bool:
    return period[2] >= len(text.rstrip(" .,;)）"))


def _is_in_brackets(text: str, period: tuple[dates.Period, int, int]) -> bool:
    before = text[: period[1]]
    return before.count("(") > before.count(")") and ")" in text[period[2] :]


def _masked(text: str) -> str:
    """Blank out numbers that look like dates: pages, volumes, impact factors, identifiers."""
    hide = lambda match: " " * len(match[0])  # noqa: E731
    text = re.sub(r"arxiv[:\s.]*\d{4}\.\d{4,5}(?:v\d)?", hide, text, flags=re.IGNORECASE)
    # "9 (2025)" has a volume and a year, "30(2021)" as well; "14(2)" a volume and an issue.
    text = re.sub(r"\d+\s*(?=\((?:19|20)\d\d\))", hide, text)
    text = re.sub(
        r"\bIF\s*[=:：]?\s*\d+(?:\.\d+)?|\d+\s*\((?!(?:19|20)\d\d\))\d+\)|(?:pp?\.?|pages?)\s*\d+\s*[-–—]+\s*\d+",
        hide,
        text,
        flags=re.IGNORECASE,
    )
    return re.sub(r"(?<=[:：])\s*\d+\s*[-–—]+\s*\d+|10\.\d{4,}/\S+", hide, text)


def _name(text: str, periods: list[tuple[dates.Period, int, int]], arxiv: bool) -> str:
    """Return the name of the venue in a text: what stands before volume, pages and date."""
    if arxiv or re.match(r"arxiv\b", text, re.IGNORECASE):
        return "arXiv"
    for _, begin, end in reversed(periods):
        text = text[:begin] + " " + text[end:]
    name = ", ".join(_parts_of_name(_without_remarks(text)))
    name = re.sub(r"\s*\b\d+\s*(?:\(\d+\))?\s*[:：]?\s*(?:\d+\s*[-–—]+\s*\d+)?$", "", name)
    return re.sub(r"\s*['’]?\s?\d\d$", "", name).strip(" .,;:，。；：-–—/[](（") + (
        ")" if name.count("(") > name.count(")") else ""
    )


def _without_remarks(text: str) -> str:
    """Return a text without "Accepted by", "Proceedings of", awards in parentheses and the like."""
    text = re.sub(
        r"^(?:in\b|published in|accepted (?:by|to|at)|appeared in|to appear in|presented at|发表于)[\s:：]*",
        "",
        text,
        flags=re.IGNORECASE,
    )
    text = re.sub(r"^(?:the\s+)?proceedings of\s+(?:the\s+)?", "", squeezed(text), flags=re.IGNORECASE)
    text = re.sub(r"\bIF\s*[=:：]?\s*\d+(?:\.\d+)?", "", text, flags=re.IGNORECASE)
    text = re.sub(
        r"[(（][^()（）]*(?:author|contribut|award|oral|poster|spotlight|highlight|accept|rate|best)[^()（）]*[)）]",
        "",
        text,
        flags=re.I,
    )
    return re.sub(r"[(（]\s*[,，\s]*[)）]", "", text)


def _parts_of_name(text: str) -> list[str]:
    """Return the parts of a text between commas that belong to the name of the venue."""
    sentence = re.split(r"(?<=[a-z0-9)])\s*\.\s+(?=[A-Z,.]|$)|。", text, maxsplit=1)
    if len(sentence) == 2 and is_venue(sentence[0]):
        text = sentence[0]
    parts = [
        part for part in re.split(r"[,，;；]|\s[|｜–—-]\s|:\s(?=\d)", text) if re.search(r"[^\W\d]{2}", part)
    ]
    name_parts: list[str] = []
    for part in parts:
        if re.match(
            r"\s*(?:vol|no|pp?|pages?|volume|issue|article)\b\.?\s*\d*", part, re.IGNORECASE
        ) or _NO_VENUE.match(part.strip()):
            break
        if (
            name_parts
            and not is_venue(part)
            and not re.match(r"\s*(?:and|&)\s", part)
            and not re.search(r"[(（][A-Z]", part)
        ):
            break
        name_parts.append(squeezed(part))
    return name_parts
