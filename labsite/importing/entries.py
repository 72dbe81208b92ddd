"""Read news, honors, talks, services and projects from lines of text."""

import re
from dataclasses import replace

from labsite.importing import dates
from labsite.importing.blocks import Block, Run, squeezed
from labsite.importing.items import Honor, News, Project, Service, Talk
from labsite.importing.people import read_authors
from labsite.importing.runs import cleaned, linked
from labsite.importing.text_parts import (
    is_link_label,
    links_of,
    split_outside,
    without_decoration,
    without_emoji,
)

_LEVEL = re.compile(
    r"top|\d+\s*/\s*\d+|%|％|first (?:class|prize)|second (?:class|prize)|third (?:class|prize)|only"
    r"|rank|worldwide|students? in|candidates?"
    r"|recipients?|winners?|¥|\$|USD|RMB|CNY|万|元|级|前\s*\d|名|out of",
    re.IGNORECASE,
)
_PRIZE = re.compile(r"等奖|[金银铜]奖|[冠亚季]军|优秀奖|特等")
_ORGANISATION = re.compile(
    r"universit|institut|college|school|academy|academ|ministry|department|society|associat|foundation|committee|council|centre|center"
    r"|group|inc\b|ltd|corp|company|lab\b|laborator|government|province|university|ieee|acm|ccf|大学|学院|研究所|教育部|学会|协会|基金会|委员会|公司|省|市|政府",
    re.IGNORECASE,
)
_TALK_KIND = re.compile(
    r"^(?:[\[【(（]\s*(?P<bracket>[^\[\]【】()（）]{2,40}?)\s*[\]】)）]|(?P<word>(?:invited|oral|keynote|poster|guest|contributed|plenary|tutorial|seminar|特邀|邀请|口头|大会|主题)\s*(?:talk|presentation|lecture|speech|speaker|seminar|报告|讲座|演讲)?)\s*[:：])\s*[:：,，]?\s*",
    re.IGNORECASE,
)
_TALK_WORDS = re.compile(
    r"talk|oral|presentation|keynote|poster|invited|lecture|seminar|tutorial|speech|panel|报告|讲座|演讲|特邀|邀请|spotlight",
    re.IGNORECASE,
)
#: "ICML 2026" is the name of an event as well as its year.
_ENDS_WITH_VENUE = re.compile(r"(?:^|[\s,，(])[A-Z][\w&-]*[A-Z][\w&-]*\s+['’]?\d{2,4}[\s.。;；,，)]*$")
#: A longer line of a card is its text, and not the line with its date and place.
_MAX_DATED_LINE = 60
#: A title in quotes near the start of a project.
_QUOTED_TITLE = re.compile(r"(?P<label>[^“”\"]{0,40}?)[“\"](?P<title>[^“”\"]{8,})[”\"]")
_GRANT_ROLE = re.compile(
    r"(?:(?:co-?)?PI|(?:co-?)?principal investigator|参与|主持)\s*[,，:：]\s*", re.IGNORECASE
)
_FUNDER = re.compile(
    r"foundation|program(?:me)?\b|ministry|commission|council|agency|\bfund\b|\bcent(?:er|re)\b|基金|科技部|计划",
    re.IGNORECASE,
)
_SEASON = re.compile(r"\b(?:spring|summer|fall|autumn|winter)\b|[春夏秋冬]季?学?期?", re.IGNORECASE)
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


def lines_of(block: Block) -> str:
    """Return the text of a block on one line, nested items behind it."""
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
    return Honor(date=date, title=honor.title, issuer=honor.issuer, level=honor.level, links=honor.links)


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
    return Honor(title=title.strip(" .。"), issuer=issuer.strip(" .。"), level=level, links=links_of(block))


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
    """Tell whether a year before a text belongs to it: "2020 Prize of Maps, 2022" ends with the date."""
    return bool(re.match(r"(?:19|20)\d\d [A-Za-z]", text)) and bool(
        re.search(r"[,，(（]\s*(?:19|20)\d\d\W*$", rest)
    )


def read_talk(block: Block, year: str = "") -> Talk | None:
    """Return a talk: date, kind ("Invited talk"), title, event and place."""
    quoted = [squeezed(run.text) for run in block.runs if run.italic and len(run.text.split()) > 2]
    text = re.sub(r"^Title\s*[:：]\s*", "", without_decoration(without_labels(block)))
    period, rest = take_date(text)
    kind = ""
    if (match := _TALK_KIND.match(rest)) and (match["word"] or _TALK_WORDS.search(match["bracket"] or "")):
        kind = squeezed(match["bracket"] or match["word"])
        rest = rest[match.end() :]
    elif (
        (match := re.search(r"\s*[(（\[]([^()（）\[\]]*)[)）\]]\s*\.?$", rest))
        and _TALK_WORDS.search(match[1])
        and len(match[1]) < 40
    ):
        kind, rest = squeezed(match[1]), rest[: match.start()]
    if not period and (found_date := dates.find_periods(rest)):
        period = found_date[-1][0]
    place = ""
    if match := re.search(r"\s*@\s*(.+)$", rest):
        place, rest = match[1].strip(" .。"), rest[: match.start()]
    title, event = _title_and_event(rest.strip(" .。,，"), quoted)
    if not re.search(r"\w{2,}", title):
        return None
    return Talk(
        date=period.date or year, kind=kind, title=title, event=event, place=place, links=links_of(block)
    )


def _title_and_event(text: str, styled: list[str]) -> tuple[str, str]:
    quoted = re.search(r"[“\"]([^”\"]{4,})[”\"]|《([^》]+)》", text)
    title = (quoted[1] or quoted[2]) if quoted else next((one for one in styled if one in text), "")
    if title:
        rest = text.replace(quoted[0] if quoted else title, " ", 1)
        return title.strip(" ,.，。"), _event_of(rest)
    speaker = re.match(r"(?:[A-Z]\. ?){1,2}[A-Z][\w-]+\.\s+", text)
    text = text[speaker.end() :] if speaker else text
    parts = split_outside(text, ",，")
    if len(parts) == 1 and (at := re.fullmatch(r"(.{8,}?)\s+at\s+((?:the\s+)?[A-Z].{2,})", text)):
        return at[1], at[2]
    if len(parts) > 2 and _is_event_row(parts[-2]) and not re.search(r"\d{4}", parts[-1]):
        return ", ".join(parts[:-2]), ", ".join(parts[-2:])
    if len(parts) > 1:
        first = next(
            (
                i
                for i, part in enumerate(parts[1:], 1)
                if re.search(
                    r"(?:conference|congress|workshop|symposium|summit|forum|seminar|大会|会议|论坛|研讨会)",
                    part,
                    re.I,
                )
            ),
            len(parts) - 1,
        )
        return ", ".join(parts[:first]), ", ".join(parts[first:])
    return text, ""


def _event_of(text: str) -> str:
    """Return the event of a talk: what is left of its line without speakers and lonely punctuation."""
    pieces = [piece.strip(" ,，:;") for piece in re.split(r"\.\s+|\.$|。", text)]
    pieces = [piece for piece in pieces if re.search(r"\w", piece) and not _is_speaker(piece)]
    return squeezed(re.sub(r"[,，]\s*[,，]", ",", ". ".join(pieces)))


def _is_speaker(piece: str) -> bool:
    """Tell whether a piece of a talk is its speakers. "MAPS Webinar" is none."""
    return bool(read_authors(piece, strict=True)) and not re.search(r"\b[A-Z]{3,}\b", piece)


def _is_event_row(part: str) -> bool:
    return bool(
        re.search(
            r"\b(?:19|20)\d\d\b|conference|workshop|symposium|seminar|universit|大学|会议",
            part,
            re.IGNORECASE,
        )
    )


def read_service(block: Block, heading_role: str = "") -> Service | None:
    """Return a service: period, role and what it is for. A heading above may give the role."""
    text = without_decoration(lines_of(block)).rstrip(" .。")
    period, rest = dates.take_leading(text)
    if not period:
        period, rest = _take_period_behind(text)
    rest = without_decoration(rest)
    if not re.search(r"\w{2,}", rest):
        return None
    role, what = _role_and_object(rest, heading_role)
    end = period.end or (period.more[-1] if period.more else "")
    return Service(start=period.start, end=end, role=role, what=what, links=links_of(block))


def _take_period_behind(text: str) -> tuple[dates.Period, str]:
    """Return the period at the end or in brackets, and the text without it.

    A lone year belongs to the name of an event, the last period of a list to all of them. A season has no
    place in a date, so that the text keeps it.
    """
    period, rest = dates.take_trailing(text)
    if dates.take_trailing(rest)[0] and not period.more:
        return dates.Period(), text
    is_apart = re.match(r"\s+[-–—]\s", text[len(rest) :])  # "Conference on Rivers - 2026"
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
    """Return what a service is for: its text without the role in it, and without the "of" behind the role."""
    before, _, behind = text.partition(role)
    if before.strip():
        behind = re.sub(r"^\s*(?:of|for)\s+", ", ", behind)
    return re.sub(r"\s+,", ",", squeezed(f"{before} {behind}")).strip(" ,，:：")


def role_of_heading(heading: str) -> str:
    """Return the role that a heading below "Services" gives to the lines under it: "Journal reviewer"."""
    text = without_emoji(heading).strip(" :：")
    match = _ROLE.search(text)
    if match and len(text) <= len(match[0]) + 30:
        return text
    return "Teaching" if re.search(r"teaching|授课|教学|courses?", text, re.IGNORECASE) else ""


def read_project(block: Block) -> Project | None:
    """Return a project: its title, and everything else as its text."""
    project = _project(_without_labels_of_links(_without_tags(block)))
    if project:
        project.links = links_of(block)
    return project


def _project(block: Block) -> Project | None:
    text = without_decoration(lines_of(block))
    period, rest = dates.take_leading(text)
    first = (
        without_decoration(block.lines[0].text) if len(block.lines) > 1 and not block.lines[1].soft else ""
    )
    first = dates.take_leading(first)[1] if period and first else first
    if quoted := _QUOTED_TITLE.match(rest):
        return _quoted_project(quoted, period, rest)
    strong = squeezed(
        "".join(
            run.text for run in block.lines[0].runs if run.bold or (run.href and not is_link_label(run.text))
        )
    )
    if strong and len(strong) > 3 and re.match(re.escape(strong) + r"\s*[:：–—]", first):
        title = strong
    elif first and len(first) < 160:
        title = first
    elif strong and rest.startswith(strong) and len(strong) > 3:
        title = strong
    else:
        if grant := _grant(rest, period):
            return grant
        title = rest if len(rest) < 250 else rest[: rest.find(". ") if ". " in rest else 200]
    if not period and (inside := dates.find_periods(title)) and inside[0][1] > 8:
        period, begin, end = inside[0]
        title, rest = (
            title[:begin].rstrip(" ,，(（[:："),
            title[:begin].rstrip(" ,，(（[:：") + rest[end:].lstrip(" )）]"),
        )
    behind = squeezed(rest.removeprefix(title)).strip(" ,，:：.;；-–—")
    when = " – ".join(date for date in (period.start, period.end) if date)
    return Project(
        title=title.strip(" :：,，.。"),
        text="\n".join(part for part in (when, behind) if part),
        links=links_of(block),
    )


def _without_labels_of_links(block: Block) -> Block:
    """Return a block without links such as "[Download]" in its lines; they stay as links of the project."""
    lines = []
    for line in block.lines:
        groups = linked(line.runs)
        begins = line is block.lines[0]
        runs = [
            run
            for index, (label, group) in enumerate(groups)
            for run in group
            if (begins and not index) or not _is_label(label, group)
        ]
        lines.append(replace(line, runs=cleaned(runs)) if len(runs) < len(line.runs) else line)
    kept = [line for line in lines if re.search(r"\w", line.text)]
    return replace(block, lines=kept) if kept else block


def _is_label(label: str, runs: list[Run]) -> bool:
    is_bracket = bool(re.fullmatch(r"\[[^\[\]]{1,40}\]", label))
    return bool(runs[0].href) and (is_bracket or (is_link_label(label) and len(label.split()) < 4))


def _grant(text: str, period: dates.Period) -> Project | None:
    """Return the project of "PI, Maps of Rivers, Lake Science Foundation, 2020-2022", or None."""
    label = _GRANT_ROLE.match(text)
    parts = split_outside(text[label.end() :] if label else text, ",，;；")
    cut = next((index for index, part in enumerate(parts) if index and _FUNDER.search(part)), 0)
    if not label or not cut:
        return None
    title = text[label.end() : text.find(parts[cut], label.end())].strip(" ,，;；.")
    when = " – ".join(date for date in (period.start, period.end) if date)
    behind = text[text.find(parts[cut], label.end()) :].strip(" ,，;；.")
    texts = [part for part in (when, label[0].strip(" ,，:："), behind) if part]
    return Project(title=title, text="\n".join(texts))


def _quoted_project(quoted: re.Match[str], period: dates.Period, rest: str) -> Project:
    """Return a project whose title stands in quotes, behind a role or number or at its start."""
    label = quoted["label"].strip(" :：,，")
    when = " – ".join(date for date in (period.start, period.end) if date)
    behind = rest[quoted.end() :].strip(" ,，:：.;；-–—")
    texts = [text for text in (when, label, behind) if re.search(r"\w", text)]
    return Project(title=quoted["title"].strip(" .,"), text="\n".join(texts))


def _without_tags(block: Block) -> Block:
    """Return a block without the tags in code with which its first line begins, such as `Acme`."""
    first = block.lines[0]
    runs = list(first.runs)
    while runs and (runs[0].code or not runs[0].text.strip()):
        runs.pop(0)
    if not runs or len(runs) == len(first.runs):
        return block
    return replace(block, lines=[replace(first, runs=runs), *block.lines[1:]])


def role_in(text: str) -> str:
    """Return the words of a text that name a role in a service, or an empty text."""
    match = _ROLE.search(text)
    return match[0] if match else ""
