"""Runs of text with one style or link: group them, cut them, and drop what links leave behind."""

import re

from site_readers.blocks import Run, squeezed


def linked(runs: list[Run]) -> list[tuple[str, list[Run]]]:
    """Group neighbouring runs by their link, with the text of each group."""
    groups: list[list[Run]] = []
    for run in runs:
        if groups and groups[-1][-1].href == run.href:
            groups[-1].append(run)
        else:
            groups.append([run])
    return [(squeezed("".join(run.text for run in group)), group) for group in groups]


def grouped(runs: list[Run], style: str) -> list[tuple[bool, list[Run]]]:
    """Group neighbouring runs by whether they are bold or italic."""
    groups: list[tuple[bool, list[Run]]] = []
    for run in runs:
        same = bool(getattr(run, style))
        if groups and groups[-1][0] == same:
            groups[-1][1].append(run)
        else:
            groups.append((same, [run]))
    return groups


def cleaned(runs: list[Run]) -> list[Run]:
    """Remove empty brackets and bars that stood around links."""
    text = "".join(run.text for run in runs)
    if not re.search(r"[\[(（]\s*[\])）]|[|｜/]\s*$|^\s*[|｜/]", text):
        return runs
    if any(run.href or run.bold or run.italic or run.code for run in runs):
        return [
            Run(**{**run.__dict__, "text": re.sub(r"\[\s*\]|\(\s*\)|^\s*[|｜/]\s*$", " ", run.text)})
            for run in runs
        ]
    return [Run(re.sub(r"\[\s*\]|\(\s*\)|（\s*）|(?:\s*[|｜/]\s*)+$|^\s*[|｜/]+", " ", text))]


def without_start(runs: list[Run], length: int) -> list[Run]:
    """Return runs without their first characters."""
    rest = []
    for run in runs:
        cut = min(length, len(run.text))
        length -= cut
        if cut < len(run.text):
            rest.append(Run(**{**run.__dict__, "text": run.text[cut:]}))
    return rest


def has_link(runs: list[Run], length: int) -> bool:
    """Return whether a link begins in the first characters of some runs."""
    begin = 0
    for run in runs:
        if begin < length and run.href:
            return True
        begin += len(run.text)
    return False
