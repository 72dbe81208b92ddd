"""Find calls for students and other openings in the text of a page."""

import re

from site_readers import leftovers
from site_readers.blocks import Block
from site_readers.items import Notice
from site_readers.pages.outline import Outline
from site_readers.pages.output import EXAMPLE, Output
from site_readers.text_parts import links_of, sentences, without_decoration

_CALL = re.compile(
    r"(?:looking for|recruit|hiring|seeking|searching for|open(?:ing)? positions?"
    r"|positions? (?:are |is )?(?:open|available)|openings|accepting|welcome|招收|招生|招聘|招募|诚招|招)"
    r"[^.。!！]*?(?:students?|post-?docs?|interns?\b|internship|research assistants?|\bRAs?\b"
    r"|candidates?|ph\.?d|visitors|博士|硕士|学生|实习|研究助理|本科|研究生|博后)",
    re.IGNORECASE,
)
_CALL_REVERSED = re.compile(
    r"(?:欢迎|期待)[^。！]*(?:加入|报考|申请)|(?:students?|interns?|candidates?|postdocs?)[^.。]*"
    r"\b(?:are|is) (?:always )?welcome|join (?:us|my group|our (?:team|group|lab))",
    re.IGNORECASE,
)
_OWN_SEARCH = re.compile(
    r"(?:i am|i'm|currently) (?:\w+ ){0,2}(?:looking for|seeking|searching|on the)[^.]*\b(?:job|position"
    r"|internship|opportunit|collaborat|postdoc position)",
    re.IGNORECASE,
)
_CALL_CONTINUES = re.compile(
    r"interested|contact|e-?mail|apply|send|\bcv\b|join|resume|feel free|drop me|感兴趣|联系|邮件|简历|发送"
    r"|申请|欢迎",
    re.IGNORECASE,
)


def call_in(text: str) -> tuple[str, str]:
    """Return the call for students in a text, and the rest of the text."""
    parts = sentences(text)
    marked = [
        bool((_CALL.search(part) or _CALL_REVERSED.search(part)) and not _OWN_SEARCH.search(part))
        for part in parts
    ]
    if not any(marked):
        return "", text
    first = marked.index(True)
    last = first
    while last + 1 < len(parts) and (marked[last + 1] or _CALL_CONTINUES.search(parts[last + 1])):
        last += 1
    return without_decoration(" ".join(parts[first : last + 1])), " ".join(parts[:first] + parts[last + 1 :])


def read_notice(blocks: list[Block], index: int, outline: Outline, output: Output) -> int:
    """Read everything below a heading such as "Openings" as one notice, and return the number of blocks."""
    group = []
    for block in blocks[index:]:
        if block.kind == "heading" and block.level <= outline.section.level:
            break
        group.append(block)
    texts = [nested.text for block in group for nested in block.walk()]
    links = [link for block in group for nested in block.walk() for link in links_of(nested)]
    first = group[0]
    whole = Block(
        "box", first.file, first.line, [line for block in group for line in block.lines], 0, group[-1].end
    )
    if not leftovers.is_example(" ".join(texts)):
        output.add(
            Notice(title=outline.title, text="\n".join(texts), links=links),
            whole,
        )
    else:
        output.report(whole, EXAMPLE)
    return len(group)
