"""GitHub, for the stars of repositories: https://docs.github.com/rest and /graphql"""

import re
from collections.abc import Iterable
from typing import Any

from django.conf import settings

from publications.sources.client import Client, SourceError, source_error
from publications.sources.records import as_dict, as_list, is_count

_URL = re.compile(
    r"https?://(?:www\.)?github\.com/([^/?#\s]+)/([^/?#\s]+)/?(?:tree/[^?#]*)?(?:[?#].*)?", re.IGNORECASE
)
_NAME = re.compile(r"([\w.-]{1,100})/(?!\.+$)([\w.-]{1,100})", re.ASCII)
#: First path segments of URLs that are not repositories.
_RESERVED_NAMES = {
    "orgs",
    "topics",
    "search",
    "sponsors",
    "features",
    "marketplace",
    "settings",
    "users",
    "apps",
}


def repository_name(text: str) -> str:
    """Return "owner/name" for the name or URL of a repository; "" for other texts, such as a file's URL."""
    url = _URL.fullmatch(text.strip())
    owner, name = url.groups() if url else text.partition("/")[::2]
    repository = f"{owner}/{name.removesuffix('.git')}"
    return repository if _NAME.fullmatch(repository) and owner.lower() not in _RESERVED_NAMES else ""


def batch_size() -> int:
    """Return the repositories per request: only the GraphQL API, which needs a token, takes several."""
    return 50 if settings.SOURCE_KEYS["github"] else 1


def fetch_stars(repositories: Iterable[str], client: Client) -> dict[str, int]:
    """Return the stars of the repositories that exist and are accessible, by "owner/name".

    Raises SourceError.
    """
    repositories = list(repositories)
    if token := settings.SOURCE_KEYS["github"]:
        return _fetch_by_graphql(repositories, token, client) if repositories else {}
    stars = {}
    for repository in repositories:
        try:
            answer = as_dict(client.fetch_json("github", f"/repos/{repository}", repository))
        except SourceError as error:
            if error.reason in {"not found", "blocked"}:
                continue
            raise
        stars[repository] = _count(answer.get("stargazers_count"))
    return stars


def _fetch_by_graphql(repositories: list[str], token: str, client: Client) -> dict[str, int]:
    parts = []
    variables: dict[str, str] = {}
    for index, repository in enumerate(repositories):
        owner, _, name = repository.partition("/")
        variables |= {f"o{index}": owner, f"n{index}": name}
        parts.append(f"r{index}: repository(owner: $o{index}, name: $n{index}) {{ stargazerCount }}")
    declared = ", ".join(f"${name}: String!" for name in variables)
    answer = client.fetch_json(
        "github",
        "/graphql",
        headers={"Authorization": f"Bearer {token}"},
        json_body={"query": f"query({declared}) {{ {' '.join(parts)} }}", "variables": variables},
    )
    data = as_dict(answer).get("data")
    errors = map(as_dict, as_list(as_dict(answer).get("errors")))
    # GitHub reports an exceeded rate limit with HTTP status 200.
    if any(error.get("type") in {"RATE_LIMITED", "RATE_LIMIT"} for error in errors):
        raise source_error("rate limited", "github")
    if not isinstance(data, dict):
        raise source_error("bad response", "github")
    return {
        repository: _count(as_dict(data[f"r{index}"]).get("stargazerCount"))
        for index, repository in enumerate(repositories)
        if data.get(f"r{index}")
    }


def _count(value: Any) -> int:
    if not is_count(value):
        raise source_error("bad response", "github")
    return value
