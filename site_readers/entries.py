"""Read news and honors from lines of text, and the common parts of entries: dates and labels of links."""

import re
from dataclasses import replace

from site_readers import dates
from site_readers.blocks import RED, Block, squeezed
from site_readers.items import Honor, News
from site_readers.text_parts import (
    is_link_label,
    links_of,
    split_outside,
    without_decoration,
)

_LEVEL = re.compile(
    r"top|\d+\s*/\s*\d+|%|％|first (?:class|prize)|second (?:class|prize)|third (?:class|prize)|only"
    r"|rank|worldwide|students? in|candidates?"
    r"|recipients?|winners?|¥|\$|USD|RMB|CNY|万|元|级|前\s*\d|名|out of",
    re.IGNORECASE,
)
_PRIZE = re.compile(r"等奖|[金银铜]奖|[冠亚季]军|优秀奖|特等")
#: "ICML 2026" is the name of an event as well as its year.
_ENDS_WITH_VENUE = re.compile(r"(?:^|[\s,，(])[A-Z][\w&-]*[A-Z][\w&-]*\s+['’]?\d{2,4}[\s.。;；,，)]*$")
#: A longer line of a card is its text, and not the line with its date and place.
_MAX_DATED_LINE = 60


def lines_of(block: Block) -> str:
    """Return the text of a block on one line, nested items after it."""
    texts = [block.text, *(child.text for nested in block.children for child in nested.walk())]
    return squeezed(" ".join(texts))


def without_labels(block: Block) -> str:
    """Return the text of a block without links that are only "[Slides]" or "Video"."""
    text = lines_of(block)
    for label, href in block.links:
        if href != "#" and label and (is_link_label(label) or re.fullmatch(r"\[[^\[\]]*\]", label)):
            for form in (f"[{label.strip('[]')}]", f"({label.strip('()')})", label):
                position = text.rfind(form)
                if position > 0:
                    text = text[:position] + text[position + len(form) :]
                    break
    text = re.sub(r"[\[(（【]\s*[\])）】]", "", text)
    return squeezed(re.sub(r"(?:\s*[|｜/])+\s*$", "", text))


_NO_NEWS = re.compile(
    r"(?:now|present|(?:(?:show|see|view|read|load)\s+)(?:more|less|all)(?: news)?\W*|查看更多|展开|更多)",
    re.IGNORECASE,
)


def read_news(block: Block, year: str = "") -> News | None:
    """Return a piece of news: its date, if it begins or ends with one, and its text."""
    text = without_decoration(lines_of(block))
    period, rest = dates.take_leading(text)
    if not period:
        period, rest = dates.take_trailing(text)
        if not re.search(r"[(\[（【]\s*$", text[: len(rest) + 2]) or not period:
            period, rest = _take_dated_line(block, text)
    rest = without_decoration(rest)
    if not re.search(r"\w{2,}", rest) or _NO_NEWS.fullmatch(rest):
        return None
    return News(date=period.date or year, text=rest, links=links_of(block))


def _take_dated_line(block: Block, text: str) -> tuple[dates.Period, str]:
    """Return the date at the start or end of a short line of a card, and the card's text without it."""
    for line in block.lines:
        if line.soft or len(block.lines) < 2 or len(line.text) > _MAX_DATED_LINE:
            continue
        period, rest = take_date(line.text)
        if period:
            return period, squeezed(text.replace(line.text, rest, 1))
    return dates.Period(), text


_DATE_IN_BRACKET = re.compile(r"\s*[(（]((?:19|20)\d\d(?:[./-]\d\d?)?)\s*[,，]\s*([^()（）]+)[)）]")


def read_honors(block: Block, year: str = "") -> list[Honor]:
    """Return an honor for each date of a line such as "2021, 2022 Prize (top 1%), University"."""
    text = without_decoration(without_labels(block))
    level, text = _take_level(text)
    period, rest = take_date(text)
    if not period and (dated := _DATE_IN_BRACKET.search(text)):  # "(2023, graduate student)"
        period = dates.take_leading(dated[1])[0]
        rest = f"{text[: dated.start()]} ({dated[2]}){text[dated.end() :]}"
    honor = _honor(rest, level, block)
    if not honor:
        return []
    if not period:
        return [_dated(honor, year)]
    return [_dated(honor, date) for date in period.dates]


def _dated(honor: Honor, date: str) -> Honor:
    return replace(honor, date=date)


def _take_level(text: str) -> tuple[str, str]:
    """Return the first bracket that states a level, such as "Top 1%", and the text without it."""
    for bracket in re.finditer(r"\s*[(（]([^()（）]+)[)）]", text):
        if _LEVEL.search(bracket[1]) and not dates.take_leading(bracket[1])[0]:
            return bracket[1].strip(), text[: bracket.start()] + text[bracket.end() :]
    return "", text


def _honor(text: str, level: str, block: Block) -> Honor | None:
    text = without_decoration(text).rstrip(" .。;；")
    parts = [part for part in split_outside(re.split(r"。|(?<=[奖军])\.\s", text)[0], ",，") if part]
    if not parts:
        return None
    title, rest = parts[0], parts[1:]
    if rest and _PRIZE.search(rest[0]) and len(rest[0]) <= 10:
        title, rest = f"{title}，{rest[0]}", rest[1:]
    issuer = ", ".join(rest)
    if not rest and (dash := re.fullmatch(r"(.{4,}?)\s+[-–—@|]+\s+(.{3,})", title)):
        title, issuer = dash[1], dash[2]
    if not re.search(r"\w{2,}", title):
        return None
    title = title.strip(" .。")
    return Honor(
        title=title,
        issuer=issuer.strip(" .。"),
        level=level,
        links=links_of(block),
        highlighted=_is_in_red(block, title),
    )


def _is_in_red(block: Block, title: str) -> bool:
    """Return whether the title of an honor is set in red, or the line from there on."""
    red = (squeezed(run.text) for run in block.runs if RED in run.classes.split())
    return any(text and (text in title or text.startswith(title)) for text in red)


def take_date(text: str) -> tuple[dates.Period, str]:
    """Return the date at the start or the end of a line, "in 2024" included, and the rest of the line."""
    period, rest = dates.take_leading(text)
    if period and not _is_part_of_name(text, rest):
        return period, rest
    period, rest = dates.take_trailing(text)
    if period and not period.is_period and _ENDS_WITH_VENUE.search(text):
        return period, text.strip(" .。;；,，")
    if period:
        return period, re.sub(
            r"\s+(?:in|on|since|during)$|[,，(（]\s*$", "", rest, flags=re.IGNORECASE
        ).strip()
    bracket = [period for period in dates.find_periods(text) if re.search(r"[(（\[]\s*$", text[: period[1]])]
    for period, begin, end in bracket:
        closing = re.match(r"\s*[)）\]]", text[end:])
        if closing:
            before = re.sub(r"[(（\[]\s*$", "", text[:begin])
            return period, squeezed(before + " " + text[end + closing.end() :])
    return dates.Period(), text


def _is_part_of_name(text: str, rest: str) -> bool:
    """Return whether a year before a text belongs to it: "2020 Prize of Maps, 2022" ends with the date."""
    return bool(re.match(r"(?:19|20)\d\d [A-Za-z]", text)) and bool(
        re.search(r"[,，(（]\s*(?:19|20)\d\d\W*$", rest)
    )
