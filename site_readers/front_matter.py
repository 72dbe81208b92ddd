"""Read YAML and TOML: the front matter of a page, and data files.

YAML is read by the safe C loader of PyYAML. Every value but true, false and null stays text: "2024.10" is a
month and not the number 2024.1, and "No" is a name. A mapping knows its line.
"""

import json
import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

import yaml

_MAX_ALIASES = 200
_MAX_DEPTH = 60
_OPENING = re.compile(r"\s*(---|\+\+\+)[ \t]*\n")
#: A key and an unquoted value that contains a colon.
_VALUE = re.compile(r"(\s*(?:-\s+)?[A-Za-z_][\w-]*:\s+)([^\s\"'|>&*\[{#].*:\s.*?)\s*")
#: How many values of one document can get quotes.
_MAX_QUOTED = 20
_KEY = re.compile(r"^([A-Za-z_][\w-]*)[ \t]*:[ \t]*(.*)$", re.MULTILINE)


class Mapping(dict[str, Any]):
    """A dictionary that knows the line on which it begins; 0 if that is unknown."""

    line = 0


class _Loader(yaml.CSafeLoader):
    """The safe C loader, without numbers and dates, with the lines of mappings."""


_Loader.yaml_implicit_resolvers = {}
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:null", re.compile(r"^(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""]
)
_Loader.add_implicit_resolver("tag:yaml.org,2002:merge", re.compile(r"^<<$"), ["<"])


def _construct_mapping(loader: _Loader, node: yaml.MappingNode) -> Mapping:
    loader.flatten_mapping(node)
    pairs = loader.construct_pairs(node, deep=True)
    mapping = Mapping((key if isinstance(key, str) else str(key), value) for key, value in pairs)
    mapping.line = node.start_mark.line + 1
    return mapping


def _construct_unknown(loader: _Loader, node: yaml.Node) -> Any:
    """Read a value with a tag of another program, such as !ruby/object, as if it had none."""
    if isinstance(node, yaml.MappingNode):
        return _construct_mapping(loader, node)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    assert isinstance(node, yaml.ScalarNode)
    return loader.construct_scalar(node)


_Loader.add_constructor("tag:yaml.org,2002:map", _construct_mapping)
_Loader.add_constructor(None, _construct_unknown)
for _tag in ("int", "float", "timestamp", "binary"):
    _Loader.add_constructor(f"tag:yaml.org,2002:{_tag}", _construct_unknown)


class BadDataError(ValueError):
    """YAML, TOML or JSON that cannot be read. ``line`` counts from 1; 0 if unknown."""

    def __init__(self, message: str, line: int = 0):
        self.line = line
        super().__init__(message)


@dataclass
class Page:
    """A file with front matter: its fields, and the text below it."""

    name: str
    data: Mapping
    body: str
    #: The line of the file on which the body begins, counted from 1.
    body_line: int
    #: What could not be read: line and reason.
    problems: list[tuple[int, str]] = field(default_factory=list)
    #: The line of each top-level field of the front matter in the file.
    lines: dict[str, int] = field(default_factory=dict)


def split(name: str, text: str) -> Page:
    """Separate the front matter (YAML between ---, or TOML between +++) from the body of a page.

    Front matter that cannot be read loses neither the page nor the fields on lines of their own.
    """
    opening = _OPENING.match(text)
    if not opening:
        return Page(name, Mapping(), text, 1)
    fence = opening[1]
    closing = re.compile(rf"^{re.escape(fence)}[ \t]*$", re.MULTILINE).search(text, opening.end())
    if not closing:
        return Page(name, Mapping(), text, 1)
    block, body = text[opening.end() : closing.start()], text[closing.end() :].removeprefix("\n")
    first_line = text.count("\n", 0, opening.end()) + 1
    body_line = text.count("\n", 0, closing.end()) + 2
    page = Page(name, Mapping(), body, body_line)
    page.lines = {
        match[1]: first_line + block.count("\n", 0, match.start()) for match in _KEY.finditer(block)
    }
    try:
        data = load_toml(block) if fence == "+++" else load_yaml(block, first_line)
    except BadDataError as error:
        page.problems.append((error.line or first_line, f"The front matter cannot be read: {error}"))
        data = Mapping((key, value.strip("\"' \t")) for key, value in _KEY.findall(block))
    page.data = data if isinstance(data, Mapping) else Mapping()
    page.data.line = first_line
    return page


def load_yaml(text: str, first_line: int = 1) -> Any:
    """Return the mappings, lists and texts of a YAML document. Raise BadDataError if it cannot be read."""
    if len(re.findall(r"(?:^|[\s\[,])\*\w", text)) > _MAX_ALIASES:
        raise BadDataError("it refers to itself too often")
    try:
        data = _load_quoted(_without_tabs(text))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + first_line if error.problem_mark else 0
        raise BadDataError(error.problem or "it is not YAML", line) from error
    except (yaml.YAMLError, ValueError, RecursionError, TypeError) as error:
        raise BadDataError(str(error).partition("\n")[0] or "it is not YAML") from error
    if isinstance(data, Mapping | list):
        _move_lines(data, first_line - 1)
    return data


def _load_quoted(text: str) -> Any:
    """Load YAML. Put values into quotes that only lack them, such as "title: Maps: a survey"."""
    lines = text.split("\n")
    for _ in range(_MAX_QUOTED):
        try:
            return yaml.load("\n".join(lines), _Loader)
        except yaml.MarkedYAMLError as error:
            at = error.problem_mark.line if error.problem_mark else len(lines)
            value = _VALUE.fullmatch(lines[at]) if at < len(lines) else None
            if not value or "mapping values" not in (error.problem or ""):
                raise
            lines[at] = value[1] + '"' + re.sub(r'(["\\])', r"\\\1", value[2]) + '"'
    return yaml.load("\n".join(lines), _Loader)


def load_toml(text: str) -> Mapping:
    """Return the fields of a TOML document, dates as text. Raise BadDataError if it cannot be read."""
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadDataError(str(error)) from error
    plain: Mapping = _plain(data)
    return plain


def load_json(text: str) -> Any:
    """Return the mappings, lists and texts of a JSON document. Raise BadDataError if it cannot be read."""
    try:
        return _plain(json.loads(text, parse_float=str, parse_int=str))
    except (ValueError, RecursionError) as error:
        raise BadDataError(str(error)) from error


def load_data(name: str, text: str) -> Any:
    """Return the content of a data file by the extension of its name. Raise BadDataError if that fails."""
    if name.endswith(".json"):
        return load_json(text)
    return load_toml(text) if name.endswith(".toml") else load_yaml(text)


def is_false(value: object) -> bool:
    """Return whether a field says no, as in ``published: false`` and ``published: no``."""
    return value is False or str(value).strip().lower() in {"false", "no", "off", "0"}


def is_true(value: object) -> bool:
    """Return whether a field says yes, as in ``draft: true``."""
    return value is True or str(value).strip().lower() in {"true", "yes", "on", "1"}


def _without_tabs(text: str) -> str:
    """Replace tabs that indent or end a line, which YAML forbids and static site generators let pass."""
    if "\t" not in text:
        return text
    lines = (
        re.sub(r"^[ \t]+", lambda match: match[0].replace("\t", "  "), line) for line in text.split("\n")
    )
    return "\n".join(line.rstrip("\t") for line in lines)


def _move_lines(data: object, by: int, depth: int = 0, seen: set[int] | None = None) -> None:
    """Add to the line of every mapping, and refuse data that is nested too deeply."""
    seen = set() if seen is None else seen
    if depth > _MAX_DEPTH:
        raise BadDataError("it is nested too deeply")
    if id(data) in seen:
        return
    if isinstance(data, Mapping):
        seen.add(id(data))
        data.line += by
        for value in data.values():
            _move_lines(value, by, depth + 1, seen)
    elif isinstance(data, list):
        seen.add(id(data))
        for value in data:
            _move_lines(value, by, depth + 1, seen)


def _plain(data: Any, depth: int = 0) -> Any:
    """Return data of TOML or JSON with mappings as ``Mapping`` and other values as text, bool or None."""
    if depth > _MAX_DEPTH:
        raise BadDataError("it is nested too deeply")
    if isinstance(data, dict):
        return Mapping((str(key), _plain(value, depth + 1)) for key, value in data.items())
    if isinstance(data, list):
        return [_plain(value, depth + 1) for value in data]
    return data if isinstance(data, str | bool) or data is None else str(data)
