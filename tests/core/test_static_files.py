"""Which static files ``collectstatic`` has to collect."""

import json
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from core import static_files
from core.static_files import uncollected_files


@pytest.fixture
def collected(settings, tmp_path, monkeypatch):
    """The folder of collected files of a site with two static files."""
    sources = {name: tmp_path / f"source-{name}" for name in ("a.css", "b.js")}
    root = settings.STATIC_ROOT = tmp_path / "static"
    root.mkdir()
    for name, source in sources.items():
        source.write_text(name)
        (root / name).write_text(name)
    (root / "staticfiles.json").write_text(json.dumps({"paths": {name: f"1.{name}" for name in sources}}))
    backend = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": backend}}
    monkeypatch.setattr(static_files, "_sources", lambda: sources)
    return root


def test_collected_files_are_complete(collected):
    assert uncollected_files() == []


@pytest.mark.parametrize(
    ("name", "content", "names"),
    [
        ("a.css", "of the version before", ["a.css"]),
        ("staticfiles.json", '{"paths": {"a.css": "1.a.css"}}', ["b.js"]),
        ("staticfiles.json", '{"paths', ["a.css", "b.js"]),
    ],
)
def test_files_of_another_version_are_named(collected, name, content, names):
    (collected / name).write_text(content)
    assert uncollected_files() == names


def test_files_that_were_never_collected_are_named(collected):
    for path in collected.iterdir():
        path.unlink()
    assert uncollected_files() == ["a.css", "b.js"]


def test_site_that_serves_the_sources_collects_none(collected, settings):
    (collected / "a.css").unlink()
    backend = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": backend}}
    assert uncollected_files() == []


def test_sources_are_those_that_pages_get():
    sources = static_files._sources()
    assert {"bootstrap/bootstrap.css", "admin/css/base.css"} < sources.keys()
    assert all(Path(finders.find(name)) == path for name, path in sources.items())
