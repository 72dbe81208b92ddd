"""Imports go down only (docs/architecture.md), and lower apps do not name what upper apps put on them."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

ROOT = settings.BASE_DIR
APPS = {"people", "publications", "news", "recruiting", "moderation", "accounts", "labsite"}


def upper_accessors(label):
    """The names that upper apps put on the models of an app. The import linter cannot see those."""
    relations = [relation for model in apps.get_app_config(label).get_models() for relation in _upper(model)]
    return {relation.get_accessor_name() for relation in relations}


def _upper(model):
    own = model._meta.app_label
    return [
        relation
        for relation in model._meta.related_objects
        if relation.related_model._meta.app_label in APPS - {own} and relation.get_accessor_name()
    ]


def test_the_names_that_upper_apps_put_on_people_are_known():
    assert {"authorships", "talks", "news_items", "notices", "disclaimers"} <= upper_accessors("people")


def test_imports_go_down_only():
    # A process of its own, for it turns off the loggers of the one that it runs in.
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


@pytest.mark.parametrize("path", python_files("people"), ids=name_of)
def test_people_names_no_accessor_of_an_upper_app(path):
    assert not names_in(ast.parse(path.read_text())) & upper_accessors("people")


@pytest.mark.parametrize("path", sorted((ROOT / "templates/people").rglob("*.html")), ids=name_of)
def test_templates_of_people_name_no_accessor_of_an_upper_app(path):
    named = set(re.findall(r"\.(\w+)", path.read_text()))
    assert not named & upper_accessors("people")
