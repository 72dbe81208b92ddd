"""Read services to the field: period, role, and the event or journal."""

import re

from site_readers import dates
from site_readers.blocks import Block, squeezed
from site_readers.entries import lines_of
from site_readers.items import Service
from site_readers.text_parts import links_of, split_outside, without_decoration, without_emoji

_SEASON = re.compile(
    r"\b(?:spring|summer|fall|autumn|(?:winter|sommer)semester|winter|wise|sose|ws|hs)\b|[春夏秋冬]季?学?期?",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:(?:(?:area|session|program|workflow|publicity|publication|general|local|web|track|workshop|student|registration|finance|co-?)[\s-]*)*(?:co-?)?chair(?:man|woman|person)?s?"
    r"|(?:(?:journal|conference|outstanding|external|invited|emergency|sub-?|meta-?|ad[- ]?hoc|peer"
    r"|paper|silver|top)\s*)*reviewer(?:s)?(?:ing)?"
    r"|(?:associate |guest |academic |managing |lead |section |topic )*editors?(?: board member)?"
    r"|(?:senior )?(?:pc|tpc|spc|program committee|technical program committee|executive committee"
    r"|editorial board|committee|student|professional|senior|ieee|acm|ccf)*\s*members?"
    r"|teaching assistants?|\bTAs?\b|lecturer|instructor|organi[sz]ers?|co-?organi[sz]ers?"
    r"|volunteers?|president|vice[- ]president|secretary|treasurer|director|administrator"
    r"|ambassador|representative|judge|mentor|coach|session chair|panelist|it administrator"
    r"|reviewing|program(?:me)? committees?|(?:artifacts? )?evaluation committees?(?: members?)?"
    r"|(?:co-?)?supervisors?)\b"
    r"|审稿人|审稿专家|编委|主席|委员|副主席|助教|会员|志愿者|负责人|理事",
    re.IGNORECASE,
)


def read_service(block: Block, heading_role: str = "") -> Service | None:
    """Return a service: period, role, and the event or journal. A heading above may give the role.

    A season has no place in a date, so that the text keeps it: "Winter 2020 MAP 2" is "MAP 2, Winter 2020".
    """
    text = without_decoration(lines_of(block)).rstrip(" .。")
    period, rest = dates.take_leading(text)
    season = ""
    if not period:
        period, rest = _take_last_period(text)
    elif _SEASON.search(lead := text.removesuffix(rest)):
        season = lead.strip(" ,，:：.()（）[]-–—|")
    rest = without_decoration(rest)
    if not re.search(r"\w{2,}", rest):
        return None
    role, what = _role_and_object(rest, heading_role)
    what = ", ".join(filter(None, (what, season)))
    end = period.end or (period.more[-1] if period.more else "")
    return Service(start=period.start, end=end, role=role, what=what, links=links_of(block))


def _take_last_period(text: str) -> tuple[dates.Period, str]:
    """Return the period at the end or in brackets, and the text without it.

    A lone year belongs to the name of an event, the last period of a list to all of them. The text keeps a
    season.
    """
    period, rest = dates.take_trailing(text)
    if dates.take_trailing(rest)[0] and not period.more:
        return dates.Period(), text
    is_apart = re.match(r"\s+[-–—]\s|\s*[,，]", text[len(rest) :])  # "Conference on Rivers - 2026"
    if (
        not is_apart
        and not period.is_period
        and not re.search(r"[(（\[]\s*$", text[: len(rest) + 2].rstrip("12 "))
    ):
        bracket = [
            (period, begin, end)
            for period, begin, end in dates.find_periods(text)
            if re.search(r"[(（]\s*$", text[:begin]) and re.match(r"\s*[)）]", text[end:])
        ]
        if len(bracket) != 1 or _SEASON.search(text[bracket[0][1] :]):
            is_season = bool(period and _SEASON.search(text[len(rest) :]))
            return (period if is_season else dates.Period()), text
        period, begin, end = bracket[0]
        return period, squeezed(re.sub(r"[(（]\s*$", "", text[:begin]) + re.sub(r"^\s*[)）]", "", text[end:]))
    return period, text if _SEASON.search(text[len(rest) :]) else rest


def _role_and_object(text: str, heading_role: str) -> tuple[str, str]:
    match = _ROLE.match(text) or _ROLE.match(
        re.sub(r"^(?:the|an?|as|serve[ds]? as(?: an?| the)?)\s+", "", text, flags=re.IGNORECASE)
    )
    if match and not heading_role:
        offset = text.find(match[0])
        behind = text[offset + len(match[0]) :]
        head = re.match(
            r"\s*(?:\([^()]{1,40}\)|（[^（）]{1,40}）)?\s*(?:[,，:：;–—-]+|\b(?:for|of|at|in|on)\b)?\s*",
            behind,
        )
        return match[0].strip(), behind[head.end() if head else 0 :].strip()
    parts = split_outside(text, ",，:：")
    if not heading_role and (early := _ROLE.search(text)):
        before = text[: early.start()]
        if (
            len(before.split()) <= 3
            and not re.search(r"[\d,，(（:：]", before)
            and re.match(r"\s+(?:of|for|at|[–—-])\s", text[early.end() :])
        ):
            return text[: early.end()], re.sub(r"^\s*(?:of|for|at|[–—-])\s+", "", text[early.end() :])
    if not heading_role:
        for index, part in enumerate(parts):
            role = _ROLE.search(part)
            if not role or len(part) > len(role[0]) + 40:
                continue
            if len(part.split()) > 4 or re.search(r"\d", part):
                return role[0].strip(), _without_role(text, role[0])
            return part, ", ".join(parts[:index] + parts[index + 1 :])
        if role := _ROLE.search(text):
            return role[0].strip(), _without_role(text, role[0])
        if len(parts) > 1 and len(parts[0]) < 80:
            return parts[0], text[text.find(parts[0]) + len(parts[0]) :].strip(" ,，:：")
    return heading_role, text


def _without_role(text: str, role: str) -> str:
    """Return the text of a service without its role, and without the "of" after the role."""
    before, _, behind = text.partition(role)
    if before.strip():
        behind = re.sub(r"^\s*(?:of|for)\s+", ", ", behind)
    return re.sub(r"\s+,", ",", squeezed(f"{before} {behind}")).strip(" ,，:：")


def role_of_heading(heading: str) -> str:
    """Return the role in a heading below "Services", which applies to the lines under it: "Journal
    reviewer"."""
    text = without_emoji(heading).strip(" :：")
    match = _ROLE.search(text)
    if match and len(text) <= len(match[0]) + 30:
        return text
    return (
        "Teaching" if re.search(r"teaching|授课|教学|courses?|guest lectures?", text, re.IGNORECASE) else ""
    )


def role_in(text: str) -> str:
    """Return the words of a text that name a role in a service, or an empty text."""
    match = _ROLE.search(text)
    return match[0] if match else ""
