"""Rewrite shortcodes of Hugo that describe a paper, such as `{{< paper title="…" authors="…" >}}`, as HTML.

The lines of the text stay where they are. Other shortcodes are left to those who report what is not run.
"""

import re
from collections.abc import Iterator

from site_readers.blocks import squeezed

_VALUE = r"\"(?:[^\"\\]|\\.)*\"|`[^`]*`|[^\s\"`>}]+"
_PARAMETER = re.compile(rf"([\w-]+)\s*=\s*({_VALUE})")
_OPENING = re.compile(
    rf"\{{\{{[<%]\s*(?P<name>[\w/-]+)(?P<parameters>(?:\s+[\w-]+\s*=\s*(?:{_VALUE}))+)\s*(?P<alone>/?)[>%]\}}\}}"
)
#: Parameters that `expanded` reads besides venues and addresses, and parameters about the look of a page.
_READ = frozenset({"title", "authors", "author", "year", "date"})
_TECHNICAL = re.compile(
    r"type|style|class|id|key|image|img|icon|thumb\w*|width|height|color|search|link|url|src|alt|target|weight"
    r"|\w*(?:style|class|id|key|url|image|icon)",
    re.IGNORECASE,
)
_VENUES = ("venue", "journal", "conference", "publication", "booktitle")


def expanded(text: str) -> str:
    """Return a text in which each paper of a shortcode is a box of HTML, with what the shortcode encloses."""
    parts, behind = [], 0
    for tag, fields in _papers(text):
        closing = re.compile(rf"\{{\{{[<%]\s*/{re.escape(tag['name'])}\s*[>%]\}}\}}").search(text, tag.end())
        inside = text[tag.end() : closing.start()] if closing and not tag["alone"] else ""
        is_nested = bool(_OPENING.search(inside))
        lines = tag[0].count("\n")
        parts += [text[behind : tag.start()], _box(fields), "\n" * lines]
        behind = tag.end()
        if closing and inside and not is_nested:
            parts.append(re.sub(r"\n\s*(?=\n)", "\n<br>", inside))
            behind = closing.end()
        parts.append("</div>")
    return "".join([*parts, text[behind:]])


def unread(text: str) -> Iterator[tuple[int, str]]:
    """Yield the unread parameters of the shortcodes of papers, each with its line, counted from 0."""
    for tag, fields in _papers(text):
        venue = next((name for name in _VENUES if fields.get(name)), "")
        for name, value in fields.items():
            plain = squeezed(re.sub(r"<[^<>]*>", " ", value))
            is_read = name in _READ or name == venue or value.startswith("http") or _TECHNICAL.fullmatch(name)
            if not is_read and re.search(r"[^\W\d_]{2}", plain) and plain not in ("true", "false"):
                yield text.count("\n", 0, tag.start()), f"{name}: {plain}"


def _papers(text: str) -> Iterator[tuple[re.Match[str], dict[str, str]]]:
    """Yield the shortcodes of papers with their parameters."""
    for tag in _OPENING.finditer(text):
        fields = {name.lower(): value.strip('"`') for name, value in _PARAMETER.findall(tag["parameters"])}
        if fields.get("title") and any(name in fields for name in ("authors", "author", *_VENUES)):
            yield tag, fields


def _box(fields: dict[str, str]) -> str:
    """Return the beginning of a box with title, authors, venue, year and links of a paper."""
    venue = next((fields[name] for name in _VENUES if fields.get(name)), "")
    year = fields.get("year") or fields.get("date", "")
    rows = [fields.get("authors") or fields.get("author", ""), ", ".join(filter(None, (venue, year)))]
    links = [f'<a href="{value}">{name}</a>' for name, value in fields.items() if value.startswith("http")]
    texts = [
        f'<div class="paper-title">{fields["title"]}</div>',
        *(f"<div>{row}</div>" for row in rows if row),
    ]
    return '<div class="publication-item">' + "".join(texts) + " ".join(links)
