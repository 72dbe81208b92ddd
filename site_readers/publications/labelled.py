"""Read papers and patents whose parts have labels: "Title: …", "Inventors: …", "Grant date: …"."""

import re

from site_readers import dates
from site_readers.blocks import Block
from site_readers.items import Publication
from site_readers.people import read_authors
from site_readers.publications.titles import cleaned_title
from site_readers.text_parts import links_of
from site_readers.venues import read_venue

_PAIR = re.compile(r"\W*(?P<label>[^\W\d][\w .()]{1,30}?)\s*[:：]\s*(?P<value>\S.*)$", re.DOTALL)
_TITLES = ("title", "paper", "paper title", "patent", "名称", "题目", "标题", "专利名称")
_AUTHORS = ("authors", "author", "inventors", "inventor", "owner", "owners", "作者", "发明人", "著作权人")
_DATES = re.compile(r"date|year|published|granted|日期|年份|时间")
_VENUES = ("journal", "venue", "conference", "published in", "期刊", "会议")


def read_labelled(block: Block) -> Publication | None:
    """Return the paper of a list item whose first line is the labelled title, or None."""
    nested = [inner for child in block.children for inner in child.walk()]
    lines = [line.text for one in (block, *nested) for line in one.lines if not line.soft or line.text]
    pairs = [match for line in lines if (match := _PAIR.match(line))]
    values = {match["label"].strip(" .").lower(): match["value"] for match in reversed(pairs)}
    if len(pairs) < 2 or pairs[0]["label"].strip(" .").lower() not in _TITLES:
        return None
    dated = next((value for label, value in values.items() if _DATES.search(label)), "")
    periods = dates.find_periods(dated)
    day = periods[0][0].date if periods else ""
    return Publication(
        title=cleaned_title(pairs[0]["value"]),
        authors=[author.name for author in read_authors(_first(values, _AUTHORS))],
        year=day[:4],
        month=day[5:7],
        venue=read_venue(_first(values, _VENUES)).name,
        links=[link for one in (block, *nested) for link in links_of(one)],
    )


def _first(values: dict[str, str], labels: tuple[str, ...]) -> str:
    return next((values[label] for label in labels if label in values), "")
