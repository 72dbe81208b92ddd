"""The lists of the lab website template: which members its pages show."""

import re
from collections.abc import Callable, Iterable

from labsite.importing.front_matter import Mapping
from labsite.importing.labsites.fields import as_text
from labsite.importing.labsites.prose import without_comments

_LIST = re.compile(r"\{%-?\s*include\s+list\.html\b(.*?)-?%\}", re.DOTALL)
#: How a list takes a field of members as an option: `where: "role", include.role`.
_FIELD_OPTION = re.compile(r"""\|\s*(where|reject):\s*["'](\w+)["'],\s*include\.(\w+)""")
_OPTION = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TEST = re.compile(r"""\s*(\w+)\s*(==|!=)\s*(?:'([^']*)'|"([^"]*)"|(nil|null|empty|true|false))\s*""")

Filter = Callable[[Mapping], bool]


def filters_of(pages: Iterable[str], component: str = "") -> list[Filter]:
    """Return the filters of the lists of members on some pages. A filter in an unknown form lets all pass.

    ``component`` is the text of the list component, which may take fields of members as options.
    """
    filters: list[Filter] = []
    fields = _FIELD_OPTION.findall(component)
    for page in pages:
        for include in _LIST.findall(without_comments(page)):
            options = {name: double or single for name, double, single in _OPTION.findall(include)}
            if options.get("data") == "members":
                filters.append(_filter_of(options, fields))
    return filters


def is_shown(member: Mapping, filters: list[Filter]) -> bool:
    """Return whether a list shows a member. A site without such lists shows all."""
    return not filters or any(one(member) for one in filters)


def _filter_of(options: dict[str, str], fields: list[tuple[str, str, str]]) -> Filter:
    tests = [(field, options[name], word == "where") for word, field, name in fields if options.get(name)]
    if tests:
        return lambda member: all(
            (as_text(member.get(name)) == value) is expected for name, value, expected in tests
        )
    if "filter" in options:
        return _condition(options["filter"])
    if "filters" in options or "filter_by" in options:
        return _patterns(options.get("filters", ""))
    return lambda member: True


def _patterns(text: str) -> Filter:
    """Read the older form: "role: ^phd$, group: alum" with regular expressions."""
    tests: list[tuple[str, str, bool]] = []
    for part in re.split(r",\s*(?=\w+\s*:)", text):
        name, _, pattern = part.partition(":")
        match = re.fullmatch(r"\^?(\(\?!)?([\w -]*)\$?\)?", pattern.strip())
        if match is None:
            return lambda member: True
        tests.append((name.strip(), match[2].strip(), bool(match[1])))

    def passes(member: Mapping) -> bool:
        return all((value in as_text(member.get(name))) is not negated for name, value, negated in tests)

    return passes


def _condition(text: str) -> Filter:
    """Read the newer form: "role == 'phd' and group != 'alum'"."""
    alternatives: list[list[tuple[str, bool, str]]] = []
    for alternative in re.split(r"\s+or\s+|\|\|", text):
        tests = []
        for test in re.split(r"\s+and\s+|&&", alternative):
            match = _TEST.fullmatch(test)
            if match is None:
                return lambda member: True
            tests.append((match[1], match[2] == "==", match[3] or match[4] or ""))
        alternatives.append(tests)

    def passes(member: Mapping) -> bool:
        return any(
            all((as_text(member.get(name)) == value) is equal for name, equal, value in tests)
            for tests in alternatives
        )

    return passes
