"""Read projects and grants: a title, and everything else as text."""

import re
from dataclasses import replace

from site_readers import dates
from site_readers.blocks import Block, Run, squeezed
from site_readers.entries import lines_of
from site_readers.items import Project
from site_readers.runs import cleaned, linked
from site_readers.text_parts import is_link_label, links_of, split_outside, without_decoration

#: A title in quotes near the start of a project.
_QUOTED_TITLE = re.compile(r"(?P<label>[^“”\"]{0,40}?)[“\"](?P<title>[^“”\"]{8,})[”\"]")
_GRANT_ROLE = re.compile(
    r"(?:(?:co-?)?PI|(?:co-?)?principal investigator|参与|主持)\s*[,，:：]\s*", re.IGNORECASE
)
#: "Project 1: Maps of rivers"
_NUMBERED = re.compile(r"(?:project|项目)\s*\d{1,2}\s*[:：.]?\s*", re.IGNORECASE)
_FUNDER = re.compile(
    r"foundation|program(?:me)?\b|ministry|commission|council|agency|\bfund\b|\bcent(?:er|re)\b|基金|科技部|计划",
    re.IGNORECASE,
)


def read_project(block: Block) -> Project | None:
    """Return a project: its title, and everything else as its text."""
    project = _project(_without_labels_of_links(_without_tags(block)))
    if project:
        project.links = links_of(block)
    return project


def read_several(block: Block) -> list[Project]:
    """Return the projects of a box that lists them below "… the following projects:", or as "Project 1: …".

    Such projects have dates, and points without one describe the project above them.
    """
    bullets = [line for line in block.lines if line.bullet]
    heads = [line for line in block.lines if not line.bullet]
    begins = [index for index, line in enumerate(bullets) if dates.find_periods(line.text)]
    numbered = [line for line in bullets if _NUMBERED.match(line.text)]
    if len(numbered) > 1:
        rest = "\n".join(line.text for line in block.lines if all(line is not one for one in numbered))
        titles = [_NUMBERED.sub("", line.text) for line in numbered]
        return [Project(title=title, text=rest) for title in titles if title]
    if len(begins) < 2 or begins[0] or not heads or not re.search(r"[:：]$", heads[-1].text):
        return []
    groups = [bullets[begin:end] for begin, end in zip(begins, [*begins[1:], len(bullets)], strict=True)]
    several = [
        read_project(replace(block, lines=[replace(line, bullet=False) for line in group]))
        for group in groups
    ]
    return [project for project in several if project]


def _project(block: Block) -> Project | None:
    text = without_decoration(lines_of(block))
    period, rest = dates.take_leading(text)
    first = (
        without_decoration(block.lines[0].text) if len(block.lines) > 1 and not block.lines[1].soft else ""
    )
    first = dates.take_leading(first)[1] if period and first else first
    if period and not first and len(block.lines) > 2 and not block.lines[2].soft:
        first = without_decoration(block.lines[1].text)  # the date stands in a cell or line of its own
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
        # The last one if that is a period: "Lake Fund, ZD-2021-01, Maps of rivers, 2021/08-2023/07".
        period, begin, end = inside[-1] if inside[-1][0].is_period else inside[0]
        title, rest = (
            title[:begin].rstrip(" ,，(（[:："),
            title[:begin].rstrip(" ,，(（[:：") + rest[end:].lstrip(" )）]"),
        )
    behind = squeezed(rest.removeprefix(title)).strip(" ,，:：.。;；-–—")
    when = " – ".join(date for date in (period.start, period.end) if date)
    for opening, closing in ("()", "（）"):  # the date stood at the end of a bracket
        title += closing * (title.count(opening) > title.count(closing))
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
    lines = [line for line in lines if re.search(r"\w", line.text)]
    return replace(block, lines=lines) if lines else block


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
    """Return a project whose title stands in quotes, after a role or number or at its start."""
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
