"""What machines ask for: robots.txt, the health check, uploaded files."""

import pytest
from django.db import DatabaseError, connection

from tests import factories

pytestmark = pytest.mark.django_db

# ---- robots.txt and the health check ----------------------------------------------------------


def test_robots_are_kept_from_the_admin_and_the_search_and_find_the_sitemap(visitor, settings):
    settings.SITE_URL = "https://lab.example.edu"
    response = visitor.get("/robots.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    for path in ("/admin/", "/zh-hans/admin/", "/search/", "/theme/"):
        assert f"Disallow: {path}" in lines
    assert "Sitemap: https://lab.example.edu/sitemap.xml" in lines
    assert "Disallow: /" not in lines


def test_the_site_is_healthy_while_the_database_answers(visitor, monkeypatch):
    assert visitor.get("/healthz").status_code == 200
    assert "no-store" in visitor.get("/healthz").headers["Cache-Control"]

    def fail():
        raise DatabaseError("secret detail")

    monkeypatch.setattr(connection, "cursor", fail)
    response = visitor.get("/healthz")
    assert response.status_code == 503
    assert b"secret" not in response.content


# ---- uploaded files ---------------------------------------------------------------------------


def test_a_picture_is_given_out_to_be_kept_for_ever(visitor):
    photo = factories.person("Ada", photo=factories.picture()).photo
    response = visitor.get(photo.url)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/webp")
    assert "immutable" in response.headers["Cache-Control"]
    assert response.getvalue().startswith(b"RIFF")


def test_all_widths_that_a_page_names_are_there(visitor):
    photo = factories.person("Ada", photo=factories.picture(width=900, height=900)).photo
    for part in photo.srcset.split(", "):
        response = visitor.get(part.split()[0])
        assert response.status_code == 200
        assert response.getvalue()


def test_a_pdf_is_given_out_but_not_kept_for_ever(visitor):
    paper = factories.publication(pdf=factories.pdf())
    response = visitor.get(paper.pdf.url)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/pdf")
    assert "immutable" not in response.headers["Cache-Control"]
    assert response.getvalue().startswith(b"%PDF-")


@pytest.mark.parametrize(
    "path",
    [
        "secret.txt",
        "secret.html",
        "secret.svg",
        "secret",
        "folder",
        "folder.webp",
        "missing.webp",
        "../outside.webp",
        "folder/../../outside.webp",
        "..%2Foutside.webp",
        "%2e%2e/outside.webp",
        "..%5Coutside.webp",
        "/outside.webp",
        "//etc/passwd",
        "inside.webp%00",
        "%00inside.webp",
        "inside.txt%00.webp",
        "%ff%fe.webp",
        f"{'x' * 300}.webp",
        f"{'x/' * 3000}x.webp",
    ],
)
def test_nothing_else_is_given_out(visitor, settings, path):
    settings.MEDIA_ROOT.mkdir()
    (settings.MEDIA_ROOT / "folder.webp").mkdir()
    (settings.MEDIA_ROOT / "folder").mkdir()
    for name in ("secret.txt", "secret.html", "secret.svg", "secret", "inside.webp", "../outside.webp"):
        (settings.MEDIA_ROOT / name).write_text("secret")
    assert visitor.get(f"/media/{path}").status_code == 404
