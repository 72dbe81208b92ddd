"""The lock files pin what pyproject.toml requires, with hashes and without a package index."""

import re
import tomllib

import pytest
from django.conf import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]
EXTRAS = PROJECT["optional-dependencies"]


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
        ("dev", PROJECT["dependencies"] + EXTRAS["dev"]),
        ("image", PROJECT["dependencies"] + EXTRAS["redis"] + EXTRAS["s3"] + EXTRAS["sentry"]),
    ],
)
def test_lock_file_pins_all_requirements(name, required):
    _, locked = lock(name)
    for requirement in map(Requirement, required):
        version, _ = locked[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), f"{requirement} but {version}: run `make lock`"


@pytest.mark.parametrize("name", ["dev", "image"])
def test_other_sets_have_the_same_versions_as_the_site(name):
    _, runtime = lock("runtime")
    _, other = lock(name)
    versions = {package: version for package, (version, _) in other.items()}
    assert {package: versions.get(package) for package in runtime} == {
        package: version for package, (version, _) in runtime.items()
    }


@pytest.mark.parametrize("name", ["runtime", "dev", "image"])
def test_lock_file_has_no_index_and_only_hashed_packages(name):
    text, locked = lock(name)
    pinned = [line for line in text.splitlines() if re.match(r"[A-Za-z0-9]", line)]
    assert len(pinned) == len(locked)
    assert not re.search(r"://|file:|^--", text, re.M)
