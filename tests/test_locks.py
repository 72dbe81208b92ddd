"""The lock files pin what pyproject.toml requires, with hashes and without a package index."""

import re
import tomllib

import pytest
from django.conf import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]


def lock(name):
    """Return the text of a lock file and its requirements: canonical name -> (version, number of hashes)."""
    text = (settings.BASE_DIR / "requirements" / f"{name}.txt").read_text()
    requirements = re.findall(
        r"^([A-Za-z0-9._-]+)==([^\s;]+).*\\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", text, re.M
    )
    return text, {
        canonicalize_name(name): (version, hashes.count("--hash")) for name, version, hashes in requirements
    }


@pytest.mark.parametrize(
    ("name", "required"),
    [
        ("runtime", PROJECT["dependencies"]),
        ("dev", PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]),
    ],
)
def test_lock_file_pins_all_requirements(name, required):
    _, locked = lock(name)
    for requirement in map(Requirement, required):
        version, _ = locked[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), f"{requirement} but {version}: run `make lock`"


def test_development_has_the_same_versions_as_the_site():
    _, runtime = lock("runtime")
    _, development = lock("dev")
    assert {name: development.get(name) for name in runtime} == runtime


@pytest.mark.parametrize("name", ["runtime", "dev"])
def test_lock_file_has_no_index_and_only_hashed_packages(name):
    text, locked = lock(name)
    pinned = [line for line in text.splitlines() if re.match(r"[A-Za-z0-9]", line)]
    assert len(pinned) == len(locked)
    assert not re.search(r"://|file:|^--", text, re.M)
