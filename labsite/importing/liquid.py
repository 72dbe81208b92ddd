"""Resolve the little of Liquid that a page needs to be read: includes, the language, and values of the site.

Nothing is run. Every other tag is dropped and named.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

_TAG = re.compile(r"\{%-?\s*(?P<name>\w+)(?P<rest>.*?)-?%\}|\{\{-?\s*(?P<value>.*?)\s*-?\}\}", re.DOTALL)
_LANGUAGE = re.compile(
    r"""(?:page|site)\.(?:lang|language|locale)\s*(?P<sign>==|!=|contains)\s*["'](?P<value>[\w-]+)["']"""
)
_SWITCH = re.compile(
    r"\s*(?P<path>(?:site|page)(?:\.\w+)+)\s*(?P<sign>==|!=)\s*(?P<value>true|false)\s*", re.IGNORECASE
)
_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}", re.DOTALL)
_MAX_DEPTH = 8
_MAX_PARTS = 2000
#: How much of a loop is named.
_MAX_LOOP = 2000
#: Values that only build addresses, and tags that only end others.
_SILENT_VALUES = re.compile(r"^(?:site\.(?:url|baseurl|github)|base_path|[\"'][^\"']*[\"']|page\.url)")
_SILENT_TAGS = frozenset(
    "endif endfor endcapture endunless endcase else elsif when break continue endhighlight endraw".split()
)


@dataclass(frozen=True)
class Part:
    """A piece of a page: its file, the line on which it begins, and its text without Liquid."""

    file: str
    line: int
    text: str


@dataclass(frozen=True)
class Dropped:
    """A tag that was not resolved."""

    file: str
    line: int
    text: str
    why: str


@dataclass
class Site:
    """What tags may ask for: files by name, values by path, and the language of the page."""

    find: Callable[[str, str, bool], tuple[str, str] | None]
    values: dict[str, Any]
    language: str = ""


def resolve(name: str, text: str, first_line: int, site: Site) -> tuple[list[Part], list[Dropped]]:
    """Return the parts of a page in their order, those of included files among them, and what was dropped."""
    parts: list[Part] = []
    dropped: list[Dropped] = []
    _resolve(name, text, first_line, site, parts, dropped, 0)
    return parts, dropped


def _resolve(
    name: str, text: str, line: int, site: Site, parts: list[Part], dropped: list[Dropped], depth: int
) -> None:
    text = _RAW.sub(lambda match: match[1].replace("{", "\x01").replace("}", "\x02"), text)
    pieces: list[str] = []
    start = line
    behind = 0
    #: For each open "if": whether its branch is left out; None where the condition is not about the language.
    branches: list[bool | None] = []
    #: How many of them are left out; counted, because a hostile page has thousands.
    hiding = 0
    #: Where the outermost open loop begins in the text, and how many are open.
    loop, loops = 0, 0
    at, counted = line, 0
    for tag in _TAG.finditer(text):
        hidden = hiding > 0
        between = text[behind : tag.start()]
        pieces.append("\n" * between.count("\n") if hidden else between)
        behind = tag.end()
        at += text.count("\n", counted, tag.start())
        counted = tag.start()
        replacement = ""
        word = tag["name"]
        if word in ("if", "unless"):
            branches.append(_is_hidden(tag["rest"], word, site))
            hiding += branches[-1] is True
            if branches[-1] is None and not hidden:
                dropped.append(
                    Dropped(name, at, tag[0], "A condition of the template: both branches are read.")
                )
        elif word in ("else", "elsif") and branches:
            if branches[-1] is not None:
                branches[-1] = not branches[-1]
                hiding += 1 if branches[-1] else -1
        elif word in ("endif", "endunless") and branches:
            hiding -= branches.pop() is True
        elif word in ("for", "tablerow"):
            loops, hiding = loops + 1, hiding + 1
            if loops == 1:
                loop = tag.start()
        elif word in ("endfor", "endtablerow") and loops:
            loops, hiding = loops - 1, hiding - 1
            if not loops and not hiding:
                why = "A loop of the template, which is not run."
                first = at - text.count("\n", loop, tag.start())
                dropped.append(Dropped(name, first, text[loop : tag.end()][:_MAX_LOOP], why))
        elif hidden:
            pass
        elif word in ("include_relative", "include") and (
            included := _included(word, tag["rest"], name, site)
        ):
            if depth < _MAX_DEPTH and len(parts) < _MAX_PARTS:
                parts.append(Part(name, start, _restored("".join(pieces))))
                pieces, start = [], at + tag[0].count("\n")
                _resolve(included[0], included[1], 1, site, parts, dropped, depth + 1)
            else:
                dropped.append(Dropped(name, at, tag[0], "Files include each other too deeply."))
        elif word == "include_relative":
            dropped.append(Dropped(name, at, tag[0], "The included file is not in the source."))
        elif word and word not in _SILENT_TAGS:
            dropped.append(Dropped(name, at, tag[0], "A tag of the template, which is not run."))
        elif tag["value"] is not None:
            value = _value(tag["value"], site)
            replacement = value or ""
            if value is None and not _SILENT_VALUES.match(tag["value"]):
                dropped.append(Dropped(name, at, tag[0], "A value of the template, which is not run."))
        pieces.append(replacement + "\n" * (tag[0].count("\n") - replacement.count("\n")))
    pieces.append(text[behind:] if not hiding else "")
    if loops:
        dropped.append(Dropped(name, at, text[loop:][:_MAX_LOOP], "A loop of the template without an end."))
    parts.append(Part(name, start, _restored("".join(pieces))))


def _restored(text: str) -> str:
    return text.replace("\x01", "{").replace("\x02", "}")


def _is_hidden(condition: str, word: str, site: Site) -> bool | None:
    match = _LANGUAGE.search(condition)
    if not match and (switch := _SWITCH.fullmatch(condition)):
        is_on = _lookup(switch["path"], site) in (True, "true")
        holds = (is_on == (switch["value"].lower() == "true")) == (switch["sign"] == "==")
        return holds if word == "unless" else not holds
    if not match or not site.language:
        return None
    same = site.language.lower().startswith(match["value"].lower()[:2])
    holds = same if match["sign"] != "!=" else not same
    return holds if word == "unless" else not holds


def _included(word: str, rest: str, name: str, site: Site) -> tuple[str, str] | None:
    match = re.match(r"\s*[\"']?([\w./-]+)[\"']?", rest)
    if not match:
        return None
    return site.find(name, match[1], word == "include_relative")


def _value(expression: str, site: Site) -> str | None:
    """Return the text of "site.author.name" or of a quoted text, None if it is unknown."""
    path = expression.partition("|")[0].strip()
    if quoted := re.fullmatch(r"[\"']([^\"']*)[\"']", path):
        return quoted[1]
    value = _lookup(path, site)
    if isinstance(value, str):
        return value
    return "" if value is None and _SILENT_VALUES.match(path) else None


def _lookup(path: str, site: Site) -> Any:
    """Return the value of a path such as "site.author.name", or None."""
    value: Any = site.values
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def mentions(text: str) -> Iterator[str]:
    """Yield the names of the collections of the site that a text uses, as in "site.talks"."""
    for match in re.finditer(r"\bsite\.(\w+)", text):
        yield match[1]
