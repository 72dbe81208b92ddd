"""The lists of the lab website template: which members its pages show."""

import re
from collections.abc import Callable, Iterable

from site_readers.front_matter import Mapping
from site_readers.labsites.fields import as_text
from site_readers.labsites.prose import without_comments

_LIST = re.compile(r"\{%-?\s*include\s+list\.html\b(.*?)-?%\}", re.DOTALL)
#: How a page of its own chooses members: `site.members | where: "role", "phd"`.
_LOOP = re.compile(r"\bsite\.members\b([^%}]*)")
_WHERE = re.compile(r"""\|\s*where:\s*["'](\w+)["'],\s*(?:["']([^"']*)["']|(true|false))""")
#: How a list takes a field of members as an option: `where: "role", include.role`.
_FIELD_OPTION = re.compile(r"""\|\s*(where|reject):\s*["'](\w+)["'],\s*include\.(\w+)""")
_OPTION = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TEST = re.compile(r"""\s*(\w+)\s*(==|!=)\s*(?:'([^']*)'|"([^"]*)"|(nil|null|empty|true|false))\s*""")

_NEGATED = re.compile(r"\^?\(\?!(.*)\)")

Filter = Callable[[Mapping], bool]
#: A word of a pattern, with whether it stands at the start and at the end of the value.
_Word = tuple[bool, str, bool]


def filters_of(pages: Iterable[str], component: str = "") -> list[Filter]:
    """Return the filters of the lists of members on some pages. A filter in an unknown form lets all pass.

    ``component`` is the text of the list component, which may take fields of members as options.
    """
    filters: list[Filter] = []
    fields = _FIELD_OPTION.findall(component)
    for page in pages:
        filters += map(_of_loop, _LOOP.findall(without_comments(page)))
        for include in _LIST.findall(without_comments(page)):
            options = {name: double or single for name, double, single in _OPTION.findall(include)}
            if options.get("data") == "members":
                filters.append(_filter_of(options, fields, component))
    return filters


def is_shown(member: Mapping, filters: list[Filter]) -> bool:
    """Return whether a list shows a member. A site without such lists shows all."""
    return not filters or any(one(member) for one in filters)


def _filter_of(options: dict[str, str], fields: list[tuple[str, str, str]], component: str) -> Filter:
    tests = [(field, options[name], word == "where") for word, field, name in fields if options.get(name)]
    if tests:
        return lambda member: all(
            (_value(member.get(name)) == value) is expected for name, value, expected in tests
        )
    # Sites mix pages of one version of the template with the component of another one.
    named = [name for name in ("filter", "filters") if not component or re.search(rf"\.{name}\b", component)]
    if "filter" in options and "filter" in named:
        return _condition(options["filter"])
    if "filters" in options and "filters" in named:
        return _patterns(options["filters"])
    return lambda member: True


def _of_loop(chain: str) -> Filter:
    tests = [(field, text or constant) for field, text, constant in _WHERE.findall(chain)]
    return lambda member: all(_value(member.get(field)) == value for field, value in tests)


def _value(value: object) -> str:
    """Return a field as the template compares it: true and false are words."""
    return str(value).lower() if isinstance(value, bool) else as_text(value)


def _patterns(text: str) -> Filter:
    """Read the older form: "role: ^phd$, group: ^(?!alum|gone)" with regular expressions."""
    tests: list[tuple[str, list[_Word], bool, bool]] = []
    for part in re.split(r",\s*(?=\w+\s*:)", text):
        name, _, pattern = part.partition(":")
        any_case = pattern.strip().startswith("(?i)")
        pattern = pattern.strip().removeprefix("(?i)")
        negated = _NEGATED.fullmatch(pattern.strip())
        pattern = f"^({negated[1]})" if negated else pattern.strip()
        words = _words_of(pattern.casefold() if any_case else pattern)
        if words is None:
            return lambda member: True
        tests.append((name.strip(), words, bool(negated), any_case))

    def passes(member: Mapping) -> bool:
        return all(
            any(_matches(_cased(_value(member.get(name)), any_case), word) for word in words) is not negated
            for name, words, negated, any_case in tests
        )

    return passes


def _cased(value: str, any_case: bool) -> str:
    return value.casefold() if any_case else value


def _words_of(pattern: str) -> list[_Word] | None:
    """Return the alternatives of a pattern such as "^(phd|master)$"; None if it has another form."""
    if not pattern:  # the template takes no pattern for "the field is missing"
        return [(True, "", True)]
    grouped = re.fullmatch(r"(\^?)\(([^()]*)\)(\$?)", pattern)
    begin, inner, end = grouped.groups() if grouped else ("", pattern, "")
    words = [re.fullmatch(r"(\^?)([\w -]*)(\$?)", word) for word in inner.split("|")]
    matched = [word for word in words if word]
    if len(matched) < len(words):
        return None
    return [(bool(begin or word[1]), word[2], bool(end or word[3])) for word in matched]


def _matches(value: str, word: _Word) -> bool:
    """Return whether a value has a word: at its start, at its end, both, or anywhere."""
    begins, text, ends = word
    if begins and ends:
        return value == text
    return value.startswith(text) if begins else value.endswith(text) if ends else text in value


def _condition(text: str) -> Filter:
    """Read the newer form: "role == 'phd' and group != 'alum'"."""
    alternatives: list[list[tuple[str, bool, str]]] = []
    for alternative in re.split(r"\s+or\s+|\|\|", text):
        tests = []
        for test in re.split(r"\s+and\s+|&&", alternative):
            match = _TEST.fullmatch(test)
            if match is None:
                return lambda member: True
            tests.append((match[1], match[2] == "==", match[3] or match[4] or _constant(match[5])))
        alternatives.append(tests)

    def passes(member: Mapping) -> bool:
        return any(
            all((_value(member.get(name)) == value) is equal for name, equal, value in tests)
            for tests in alternatives
        )

    return passes


def _constant(word: str | None) -> str:
    return word if word in ("true", "false") else ""
