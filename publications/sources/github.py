"""GitHub, where stars are counted: https://docs.github.com/rest and /graphql"""

import re
from collections.abc import Iterable
from typing import Any

from django.conf import settings

from publications.sources.client import Client, SourceError, failure
from publications.sources.records import is_count, mapping

_ADDRESS = re.compile(
    r"https?://(?:www\.)?github\.com/([^/?#\s]+)/([^/?#\s]+)/?(?:tree/[^?#]*)?(?:[?#].*)?", re.IGNORECASE
)
_NAME = re.compile(r"([\w.-]{1,100})/(?!\.+$)([\w.-]{1,100})", re.ASCII)
#: The first words of addresses that lead to no repository.
_PAGES = {"orgs", "topics", "search", "sponsors", "features", "marketplace", "settings", "users", "apps"}


def repository_of(text: str) -> str:
    """Returns "owner/name" of a repository's name or address; "" for anything else, such as a file in one."""
    address = _ADDRESS.fullmatch(text.strip())
    owner, name = address.groups() if address else text.partition("/")[::2]
    found = f"{owner}/{name.removesuffix('.git')}"
    return found if _NAME.fullmatch(found) and owner.lower() not in _PAGES else ""


def batch_size() -> int:
    """How many repositories are asked for in one question: with a token many, without one."""
    return 50 if settings.SOURCE_KEYS["github"] else 1


def stars(repositories: Iterable[str], client: Client) -> dict[str, int]:
    """Returns the stars of those repositories ("owner/name") that there are. Raises SourceError."""
    repositories = list(repositories)
    if token := settings.SOURCE_KEYS["github"]:
        return _together(repositories, token, client) if repositories else {}
    found = {}
    for repository in repositories:
        try:
            answer = mapping(client.json("github", f"/repos/{repository}", repository))
        except SourceError as error:
            if error.reason == "not found":
                continue
            raise
        found[repository] = _count(answer.get("stargazers_count"))
    return found


def _together(repositories: list[str], token: str, client: Client) -> dict[str, int]:
    parts = []
    variables: dict[str, str] = {}
    for at, repository in enumerate(repositories):
        owner, _, name = repository.partition("/")
        variables |= {f"o{at}": owner, f"n{at}": name}
        parts.append(f"r{at}: repository(owner: $o{at}, name: $n{at}) {{ stargazerCount }}")
    declared = ", ".join(f"${name}: String!" for name in variables)
    answer = client.json(
        "github",
        "/graphql",
        headers={"Authorization": f"Bearer {token}"},
        send={"query": f"query({declared}) {{ {' '.join(parts)} }}", "variables": variables},
    )
    data = mapping(answer).get("data")
    if not isinstance(data, dict):
        raise failure("rubbish", "github")
    return {
        repository: _count(mapping(data[f"r{at}"]).get("stargazerCount"))
        for at, repository in enumerate(repositories)
        if data.get(f"r{at}")
    }


def _count(value: Any) -> int:
    if not is_count(value):
        raise failure("rubbish", "github")
    return value
