"""The documents agree with the tree: links, paths and commands exist."""

import re

import pytest
from django.conf import settings
from django.core.management import get_commands

from core.jobs.registry import registered_jobs

ROOT = settings.BASE_DIR
ARCHITECTURE = (ROOT / "docs/architecture.md").read_text()
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("findings/*.md")])


def name_of(path):
    return str(path.relative_to(ROOT))


def anchors_of(document):
    """Return the anchors of a document's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


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
    anchors = re.findall(r"\]\((?!https?:)([^)#]*)#([^)]+)\)", text)
    assert not [
        (target, anchor)
        for target, anchor in anchors
        if anchor not in anchors_of(document.parent / target if target else document)
    ]
    paths = re.findall(
        r"`((?:labsite|core|accounts|moderation|people|publications|projects|news|pages|recruiting|site_readers|tests|docs)/[\w/.-]*)`",
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


def test_every_command_is_documented():
    commands = {name for name, app in get_commands().items() if app in settings.PROJECT_APPS}
    text = "".join(document.read_text() for document in DOCUMENTS if document.name != "CHANGELOG.md")
    assert not {name for name in commands if not re.search(rf"`[^`]*\b{name}\b[^`]*`", text)}


def test_every_setting_is_documented():
    code = "".join(path.read_text() for path in (ROOT / "labsite/settings").glob("*.py"))
    variables = set(re.findall(r"env\.\w+\(\s*\"(\w+)\"", code)) | set(re.findall(r"bucket\(\"(\w+)\"", code))
    assert len(variables) > 50
    text = (ROOT / "docs/configure.md").read_text()
    assert not {name for name in variables if f"`{name}`" not in text}


def test_every_job_is_documented():
    text = (ROOT / "docs/operate.md").read_text()
    assert not {job.name for job in registered_jobs() if f"| `{job.name}` |" not in text}


def test_every_make_target_is_documented():
    targets = re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE)
    text = (ROOT / "CONTRIBUTING.md").read_text()
    assert not {target for target in targets if f"`make {target}" not in text} - {"help"}
