"""robots.txt and the health check."""

import pytest
from django.db import DatabaseError, connection

from core import disk_checks

pytestmark = pytest.mark.django_db


def test_robots_txt_excludes_private_pages_and_names_the_sitemap(visitor, settings):
    settings.SITE_URL = "https://lab.example.edu"
    response = visitor.get("/robots.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    for path in ("/admin/", "/zh-hans/admin/", "/search/", "/theme/"):
        assert f"Disallow: {path}" in lines
    assert "Sitemap: https://lab.example.edu/sitemap.xml" in lines
    assert "Disallow: /" not in lines


def test_health_check_fails_without_revealing_details_if_the_database_is_down(visitor, monkeypatch):
    assert visitor.get("/healthz").status_code == 200
    assert "no-store" in visitor.get("/healthz").headers["Cache-Control"]

    def fail():
        raise DatabaseError("secret detail")

    monkeypatch.setattr(connection, "cursor", fail)
    response = visitor.get("/healthz")
    assert response.status_code == 503
    assert b"secret" not in response.content


# ---- the check of the disk --------------------------------------------------------------------


@pytest.fixture
def data_folders(settings, tmp_path):
    """Folders of the test's own for files and the cache."""
    options = {**settings.CACHES["default"], "LOCATION": str(tmp_path / "cache")}
    settings.CACHES = {"default": options}
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    return {name: tmp_path / name for name in ("media", "private", "cache")}


def test_deep_health_check_writes_in_each_folder_and_leaves_nothing(visitor, data_folders):
    response = visitor.get("/healthz?deep=1")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert not [path for name in ("media", "private") for path in data_folders[name].iterdir()]


@pytest.mark.parametrize("name", ["media", "private", "cache"])
def test_deep_health_check_names_the_folder_that_cannot_be_written(visitor, data_folders, name):
    data_folders[name].touch()  # a file in place of the folder
    response = visitor.get("/healthz?deep=1")
    assert response.status_code == 503
    assert response.content.decode() == f"{name}: File exists\n"
    assert response.headers["Retry-After"]
    assert visitor.get("/healthz").status_code == 200


def test_deep_health_check_reports_a_full_disk(visitor, data_folders, full_disk):
    response = visitor.get("/healthz?deep=1")
    assert response.status_code == 503
    assert "media: No space left on device\nprivate: No space left on device" in response.content.decode()


def test_folders_are_checked_once_a_second_for_all(visitor, data_folders, monkeypatch):
    checked = []
    monkeypatch.setattr(disk_checks, "reason_not_writable", lambda folder: checked.append(folder) or "full")
    answers = {visitor.get("/healthz?deep=1").content for _ in range(5)}
    assert answers == {b"media: full\nprivate: full\ncache: full\n"}
    assert len(checked) == 3
