"""Only public APIs of Django and of libraries are used.

Undocumented names without an underscore are used in ``core/caching`` only; ``docs/speed.md`` lists them.
"""

import ast
import importlib
import inspect
from enum import Enum
from functools import cache

from django.conf import settings

ROOT = settings.BASE_DIR
PACKAGES = [*settings.PROJECT_APPS]

#: Names with an underscore that Django and Python document.
DOCUMENTED = {"_meta", "_base_manager", "_default_manager", "_db", "_replace", "_asdict", "_fields"}


def product_files():
    files = (path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return sorted(path for path in files if "migrations" not in path.parts)


@cache
def trees():
    """Return the parsed modules by their paths."""
    return {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text()) for path in product_files()}


def defined_names(tree):
    """Return the names that a module defines or assigns: functions, classes, attributes, variables."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.id if isinstance(node, ast.Name) else node.attr


@cache
def usable_names():
    """Return the private names that are documented or defined in this project."""
    return DOCUMENTED.union(*(defined_names(tree) for tree in trees().values()))


def is_private(name):
    return name.startswith("_") and not name.startswith("__")


def private_uses(tree):
    """Return the private attributes and imports of a module that are not defined in this project."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            if is_private(node.attr) and node.attr not in usable_names():
                yield ast.unparse(node)
        elif isinstance(node, ast.ImportFrom) and node.module:
            parts = node.module.split(".")
            if "internal" in parts or any(map(is_private, parts)):
                yield ast.unparse(node)


def test_modules_use_public_apis_only():
    uses = {path: list(private_uses(tree)) for path, tree in trees().items()}
    assert not {path: names for path, names in uses.items() if names}


def private_overrides(module):
    """Return the methods by which classes of a module override private methods of other packages."""
    for owner in vars(module).values():
        if inspect.isclass(owner) and owner.__module__ == module.__name__ and not issubclass(owner, Enum):
            foreign = [base for base in owner.__mro__ if base.__module__.split(".")[0] not in PACKAGES]
            for name, value in vars(owner).items():
                if (
                    is_private(name)
                    and inspect.isfunction(value)
                    and any(name in vars(base) for base in foreign)
                ):
                    yield f"{owner.__name__}.{name}"


def test_modules_override_public_methods_only():
    paths = [path for path in trees() if path != "labsite/gunicorn.py"]  # it starts a server
    names = [path.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for path in paths]
    overrides = {name: list(private_overrides(importlib.import_module(name))) for name in names}
    assert not {name: methods for name, methods in overrides.items() if methods}
