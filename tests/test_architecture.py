"""Dependencies point down (docs/architecture.md), and lower apps name no reverse accessors of upper apps."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

ROOT = settings.BASE_DIR
APPS = {
    "people",
    "publications",
    "projects",
    "news",
    "pages",
    "recruiting",
    "moderation",
    "accounts",
    "labsite",
}


#: From the bottom up; an app knows the apps of its own layer and of the layers below.
LAYERS = [
    {"accounts", "moderation"},
    {"people"},
    {"publications"},
    {"projects"},
    {"recruiting", "news", "pages"},
    {"labsite"},
]


def apps_above(label):
    layer = next(number for number, labels in enumerate(LAYERS) if label in labels)
    return set().union(*LAYERS[layer + 1 :])


def upper_accessors(label):
    """Return the reverse accessors that apps above put on the models an app may use.

    The import linter cannot see these.
    """
    above = apps_above(label)
    usable_models = [model for model in apps.get_models() if model._meta.app_label in APPS - above]
    return {
        relation.get_accessor_name()
        for model in usable_models
        for relation in model._meta.related_objects
        if relation.related_model._meta.app_label in above and relation.get_accessor_name()
    }


def test_accessors_of_upper_apps_are_found():
    assert {"person", "invitation"} <= upper_accessors("accounts")
    assert {"authorships", "talks", "news_items", "notices", "disclaimers"} <= upper_accessors("people")


def test_imports_point_down():
    # In a process of its own, because it disables the loggers of its process.
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def python_files(folder):
    return sorted((ROOT / folder).rglob("*.py"))


def name_of(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", python_files("core"), ids=name_of)
def test_core_imports_no_app(path):
    imported = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            imported.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            imported.add(node.module or "")
    parts = {module.split(".")[0] for module in imported}
    assert not parts & APPS


def names_in(tree):
    """Return every name by which code can reach a relation: attributes, keywords, and lookups in strings."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            names.add(node.attr)
        elif isinstance(node, ast.keyword) and node.arg:
            names.update(node.arg.split("__"))
        elif isinstance(node, ast.Constant) and re.fullmatch(r"-?[a-z][a-z0-9_]*", str(node.value)):
            names.update(node.value.lstrip("-").split("__"))
    return names


#: moderation shows the name of the person whose account made a change.
EXCEPTIONS = {"moderation": {"person"}}
CHECKED_APPS = ["accounts", "moderation", "people"]
TEMPLATE_FOLDERS = {
    "accounts": ["account", "mfa", "socialaccount"],
    "moderation": ["moderation"],
    "people": ["people"],
}
CODE = [(label, path) for label in CHECKED_APPS for path in python_files(label)]
TEMPLATES = [
    (label, path)
    for label, folders in TEMPLATE_FOLDERS.items()
    for folder in folders
    for path in sorted((ROOT / "templates" / folder).rglob("*.html"))
]


def id_of(value):
    return name_of(value) if isinstance(value, Path) else value


@pytest.mark.parametrize(("label", "path"), CODE, ids=id_of)
def test_app_names_no_accessor_of_an_upper_app(label, path):
    names = names_in(ast.parse(path.read_text()))
    assert names & upper_accessors(label) <= EXCEPTIONS.get(label, set())


@pytest.mark.parametrize(("label", "path"), TEMPLATES, ids=id_of)
def test_templates_name_no_accessor_of_an_upper_app(label, path):
    names = set(re.findall(r"\.(\w+)", path.read_text()))
    assert names & upper_accessors(label) <= EXCEPTIONS.get(label, set())


#: Packages and modules whose names and meaning are Django's.
CONVENTIONAL = {"apps", "commands", "management", "migrations", "templatetags"}
PACKAGES = [
    path.parent.relative_to(ROOT)
    for app in sorted({"core", "site_readers", *APPS})
    for path in sorted((ROOT / app).rglob("__init__.py"))
    if path.parent.name not in CONVENTIONAL
]


@pytest.mark.parametrize("package", PACKAGES, ids=str)
def test_package_docstring_names_every_module(package):
    docstring = ast.get_docstring(ast.parse((ROOT / package / "__init__.py").read_text()))
    modules = {path.stem for path in (ROOT / package).glob("[!_]*.py")}
    packages = {path.parent.name for path in (ROOT / package).glob("*/__init__.py")}
    named = {*CONVENTIONAL, *re.findall(r"\w+", docstring)}
    assert not (modules | packages) - named
