"""The locks hold what pyproject.toml asks for, with a hash for each file and no package index."""

import re
import tomllib

import pytest
from django.conf import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]


def lock(name):
    """Return the text of a lock and its requirements: canonical name -> (version, number of hashes)."""
    text = (settings.BASE_DIR / "requirements" / f"{name}.txt").read_text()
    requirements = re.findall(
        r"^([A-Za-z0-9._-]+)==([^\s;]+).*\\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", text, re.M
    )
    return text, {
        canonicalize_name(name): (version, hashes.count("--hash")) for name, version, hashes in requirements
    }


@pytest.mark.parametrize(
    ("name", "asked_for"),
    [
        ("runtime", PROJECT["dependencies"]),
        ("dev", PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]),
    ],
)
def test_a_lock_holds_all_that_the_project_asks_for(name, asked_for):
    _, locked = lock(name)
    for requirement in map(Requirement, asked_for):
        version, _ = locked[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), f"{requirement} but {version}: run `make lock`"


def test_development_has_the_same_versions_as_the_site():
    _, runtime = lock("runtime")
    _, development = lock("dev")
    assert {name: development.get(name) for name in runtime} == runtime


@pytest.mark.parametrize("name", ["runtime", "dev"])
def test_a_lock_names_no_index_and_nothing_without_a_hash(name):
    text, locked = lock(name)
    pinned = [line for line in text.splitlines() if re.match(r"[A-Za-z0-9]", line)]
    assert len(pinned) == len(locked)
    assert not re.search(r"://|file:|^--", text, re.M)
