#!/usr/bin/env python3
"""Check the layout of the templates: one element per line, short lines, short files.

Two sentences of which one is bold are one text to translate: Chinese has no space between them.

Prints each problem as ``path:line: problem`` and exits with status 1 when there is any.
"""

import re
import sys
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
LONGEST_LINE = 120
LONGEST_FILE = 100

#: Elements that start a block; links, spans and other inline elements may share a line.
BLOCK_ELEMENTS = frozenset(
    "address article aside blockquote body dd details dialog div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 head header hr html legend li link main meta nav ol option p pre script section"
    " summary table tbody td template tfoot th thead title tr ul".split()
)
START_TAG = re.compile(r"<([a-z][a-z0-9]*)\b")
TEMPLATE_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}")
#: What cannot be broken over lines: a sentence to translate, or a URL.
SENTENCE = re.compile(r"\{% blocktranslate\b.*\{% endblocktranslate %\}")
URL = re.compile(r"(?:href=|src=)?\"?https?://\S+")
#: A sentence in bold with another sentence right before or after it.
_TEXT = r"\{% (?:translate|blocktranslate)\b"
_END = r"[.!?](?:\" %\}|\{% endblocktranslate %\})"
BOLD_SENTENCE = re.compile(
    rf"{_END}\s*</strong>\s+(?:\{{% if [^%]*%\}}\s*)?{_TEXT}|{_END}\s+<strong>\s*{_TEXT}"
)


def problems_in(text: str) -> list[tuple[int, str]]:
    """Return the problems of a template's text as pairs of a line number and a message."""
    lines = text.splitlines()
    problems = []
    for number, line in enumerate(lines, start=1):
        content = line.strip()
        if len(line) > LONGEST_LINE and not (SENTENCE.fullmatch(content) or URL.fullmatch(content)):
            problems.append((number, f"line of {len(line)} characters, more than {LONGEST_LINE}"))
        blocks = [name for name in START_TAG.findall(TEMPLATE_TAG.sub("", line)) if name in BLOCK_ELEMENTS]
        if len(blocks) > 1:
            problems.append((number, f"elements side by side: {', '.join(blocks)}"))
    for match in BOLD_SENTENCE.finditer(text):
        number = text.count("\n", 0, match.start()) + 1
        problems.append((number, "a bold sentence and the next one: put both into one blocktranslate"))
    if len(lines) > LONGEST_FILE:
        problems.append((len(lines), f"{len(lines)} lines, more than {LONGEST_FILE}: split into fragments"))
    return problems


def main() -> int:
    """Check all templates and return the exit status."""
    status = 0
    for path in sorted(TEMPLATES.rglob("*.html")):
        for number, problem in problems_in(path.read_text(encoding="utf-8")):
            print(f"{path.relative_to(TEMPLATES.parent)}:{number}: {problem}")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
