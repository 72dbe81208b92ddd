"""Read talks: date, kind, title, event and place."""

import re

from site_readers import dates
from site_readers.blocks import Block, squeezed
from site_readers.entries import take_date, without_labels
from site_readers.items import Talk
from site_readers.people import read_authors
from site_readers.text_parts import links_of, split_outside, without_decoration

_TALK_KIND = re.compile(
    r"^(?:[\[【(（]\s*(?P<bracket>[^\[\]【】()（）]{2,40}?)\s*[\]】)）]|(?P<word>(?:invited|oral|keynote|poster|guest|contributed|plenary|tutorial|seminar|特邀|邀请|口头|大会|主题)\s*(?:talk|presentation|lecture|speech|speaker|seminar|报告|讲座|演讲)?)\s*[:：])\s*[:：,，]?\s*",
    re.IGNORECASE,
)
_TALK_WORDS = re.compile(
    r"talk|oral|presentation|keynote|poster|invited|lecture|seminar|tutorial|speech|panel|报告|讲座|演讲|特邀|邀请|spotlight",
    re.IGNORECASE,
)


#: A cell of a table that says how somebody took part in a conference.
_PRESENTATION = re.compile(
    r"(?:(?:invited|oral|poster|keynote|contributed|plenary)(?: (?:talk|presentation|lecture|speech))?"
    r"|口头报告|墙报|海报|特邀报告)",
    re.IGNORECASE,
)


def read_row(block: Block) -> Talk | None:
    """Return the talk of a row "2023.09 | Lake Forum | Oral Presentation | Laketown", of any order."""
    cells = [line.text for line in block.lines if line.text] if block.kind == "row" else []
    kinds = [cell for cell in cells if _PRESENTATION.fullmatch(cell)]
    when = [cell for cell in cells if cell not in kinds and not take_date(cell)[1]]
    others = [cell for cell in cells if cell not in kinds + when]
    if len(kinds) != 1 or len(when) != 1 or not 1 <= len(others) <= 3:
        return None
    date = take_date(when[0])[0].date
    places = ", ".join(others[1:])
    return Talk(date=date, kind=kinds[0], title=others[0], place=places, links=links_of(block))


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
    """Return whether a piece of a talk is its speakers. "MAPS Webinar" is none."""
    return bool(read_authors(piece, strict=True)) and not re.search(r"\b[A-Z]{3,}\b", piece)


def _is_event_row(part: str) -> bool:
    return bool(
        re.search(
            r"\b(?:19|20)\d\d\b|conference|workshop|symposium|seminar|universit|大学|会议",
            part,
            re.IGNORECASE,
        )
    )
