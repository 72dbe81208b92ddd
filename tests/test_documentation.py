"""The documents agree with the tree: links, paths and commands exist."""

import re

import pytest
from django.conf import settings
from django.core.management import get_commands

ROOT = settings.BASE_DIR
ARCHITECTURE = (ROOT / "docs/architecture.md").read_text()
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("findings/*.md")])


def name_of(path):
    return str(path.relative_to(ROOT))


def test_architecture_is_short():
    assert len(ARCHITECTURE.split()) <= 900


@pytest.mark.parametrize("app", settings.PROJECT_APPS)
def test_architecture_names_every_app(app):
    assert f"**{app}**" in ARCHITECTURE


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_links_and_paths_of_a_document_exist(document):
    text = document.read_text()
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)
    assert not [link for link in links if not (document.parent / link).exists()]
    paths = re.findall(
        r"`((?:labsite|core|accounts|moderation|people|publications|news|recruiting|tests|docs)/[\w/.-]*)`",
        text,
    )
    assert not [path for path in paths if not (ROOT / path).exists()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_tests_that_a_document_names_exist(document):
    named = re.findall(r"`(tests/[\w/.]+)::(\w+)`", document.read_text())
    assert not [
        f"{path}::{name}"
        for path, name in named
        if not re.search(rf"^def {name}\(", (ROOT / path).read_text(), re.MULTILINE)
    ]


def test_security_document_names_a_test_or_a_reason_for_each_requirement():
    rows = [line for line in (ROOT / "docs/security.md").read_text().splitlines() if re.match(r"\| \d", line)]
    assert len(rows) > 50
    assert not [row for row in rows if "::" not in row and "none:" not in row]


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_commands_of_a_document_exist(document):
    named = set(re.findall(r"manage\.py (\w+)", document.read_text()))
    assert named <= set(get_commands())
