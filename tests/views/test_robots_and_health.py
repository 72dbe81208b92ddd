"""robots.txt and the health check."""

import pytest
from django.db import DatabaseError, connection

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
