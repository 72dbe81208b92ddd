"""Resolve the little of Liquid that a page needs to be read: includes, the language, and values of the site.

Nothing is run. Every other tag is dropped and named.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

_TAG = re.compile(
    r"\{%-?\s*(?P<name>\w+)(?P<rest>(?:(?!\{%).)*?)-?%\}|\{\{-?\s*(?P<value>(?:(?!\{\{).)*?)\s*-?\}\}",
    re.DOTALL,
)
_LANGUAGE = re.compile(
    r"""(?:page|site)\.(?:lang|language|locale)\s*(?P<sign>==|!=|contains)\s*["'](?P<value>[\w-]+)["']"""
)
_SWITCH = re.compile(
    r"\s*(?P<path>(?:site|page)(?:\.\w+)+)\s*(?P<sign>==|!=)\s*(?P<value>true|false)\s*", re.IGNORECASE
)
_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}", re.DOTALL)
_MAX_DEPTH = 8
_MAX_PARTS = 2000
#: The most characters of a loop that are reported.
_MAX_LOOP = 2000
#: Values that only build addresses, and tags that only end others.
_SILENT_VALUES = re.compile(r"^(?:site\.(?:url|baseurl|github)|base_path|[\"'][^\"']*[\"']|page\.url)")
_SILENT_TAGS = frozenset(
    "endif endfor endcapture endunless endcase else elsif when break continue endhighlight endraw".split()
)
_ENDS_OF_LOOPS = ("endfor", "endtablerow")


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
    """The context of tags: files by name, values by path, and the language of the page."""

    find: Callable[[str, str, bool], tuple[str, str] | None]
    values: dict[str, Any]
    language: str = ""


def resolve(name: str, text: str, first_line: int, site: Site) -> tuple[list[Part], list[Dropped]]:
    """Return the parts of a page in their order, those of included files among them, and what was dropped."""
    parts: list[Part] = []
    dropped: list[Dropped] = []
    _resolve(name, text, first_line, site, parts, dropped, 0)
    return parts, dropped


class _OpenBlocks:
    """The conditions and loops that are open at a place of a text."""

    def __init__(self, site: Site) -> None:
        self.site = site
        #: For each open "if": whether its branch is left out; None where it is not about the language.
        self.branches: list[bool | None] = []
        #: How many blocks leave out their text; counted, because a hostile page has thousands.
        self.hiding = 0
        #: How many loops are open, and where the outermost one begins.
        self.loops, self.loop = 0, 0

    def take(self, tag: re.Match[str]) -> bool:
        """Follow a tag that opens, switches or closes a block; return whether it is one."""
        word = tag["name"]
        if word in ("if", "unless"):
            self.branches.append(_is_hidden(tag["rest"], word, self.site))
            self.hiding += self.branches[-1] is True
        elif word in ("else", "elsif") and self.branches:
            if self.branches[-1] is not None:
                self.branches[-1] = not self.branches[-1]
                self.hiding += 1 if self.branches[-1] else -1
        elif word in ("endif", "endunless") and self.branches:
            self.hiding -= self.branches.pop() is True
        elif word in ("for", "tablerow"):
            self.loops, self.hiding = self.loops + 1, self.hiding + 1
            if self.loops == 1:
                self.loop = tag.start()
        elif word in _ENDS_OF_LOOPS and self.loops:
            self.loops, self.hiding = self.loops - 1, self.hiding - 1
        else:
            return False
        return True


def _resolve(
    name: str, text: str, line: int, site: Site, parts: list[Part], dropped: list[Dropped], depth: int
) -> None:
    text = _RAW.sub(lambda match: match[1].replace("{", "\x01").replace("}", "\x02"), text)
    pieces: list[str] = []
    start = at = line
    behind = counted = 0
    blocks = _OpenBlocks(site)
    for tag in _TAG.finditer(text):
        hidden = blocks.hiding > 0
        between = text[behind : tag.start()]
        pieces.append("\n" * between.count("\n") if hidden else between)
        behind = tag.end()
        at += text.count("\n", counted, tag.start())
        counted = tag.start()
        replacement, why = "", ""
        word = tag["name"]
        if blocks.take(tag):
            if word in ("if", "unless") and blocks.branches[-1] is None and not hidden:
                why = "A condition of the template: both branches are read."
            elif word in _ENDS_OF_LOOPS and not blocks.loops and not blocks.hiding:
                first = at - text.count("\n", blocks.loop, tag.start())
                loop = text[blocks.loop : tag.end()][:_MAX_LOOP]
                dropped.append(Dropped(name, first, loop, "A loop of the template, which is not run."))
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
                why = "Files include each other too deeply."
        else:
            replacement, why = _replaced(tag, site)
        if why:
            dropped.append(Dropped(name, at, tag[0], why))
        pieces.append(replacement + "\n" * (tag[0].count("\n") - replacement.count("\n")))
    pieces.append(text[behind:] if not blocks.hiding else "")
    if blocks.loops:
        loop = text[blocks.loop :][:_MAX_LOOP]
        dropped.append(Dropped(name, at, loop, "A loop of the template without an end."))
    parts.append(Part(name, start, _restored("".join(pieces))))


def _replaced(tag: re.Match[str], site: Site) -> tuple[str, str]:
    """Return the replacement of a tag, and the reason to report if it is dropped with content."""
    if tag["name"] == "include_relative":
        return "", "The included file is not in the source."
    if tag["name"]:
        is_silent = tag["name"] in _SILENT_TAGS
        return "", "" if is_silent else "A tag of the template, which is not run."
    value = _value(tag["value"], site)
    is_missed = value is None and not _SILENT_VALUES.match(tag["value"])
    return value or "", "A value of the template, which is not run." if is_missed else ""


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
