"""Uploaded pictures and PDFs."""

import pytest

from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_pictures_may_be_cached_for_ever(visitor):
    photo = factories.person("Ada", photo=factories.picture()).photo
    response = visitor.get(photo.url)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/webp")
    assert "immutable" in response.headers["Cache-Control"]
    assert response.getvalue().startswith(b"RIFF")


def test_all_widths_in_srcset_exist(visitor):
    photo = factories.person("Ada", photo=factories.picture(width=900, height=900)).photo
    for part in photo.srcset.split(", "):
        response = visitor.get(part.split()[0])
        assert response.status_code == 200
        assert response.getvalue()


def test_pdf_is_served_but_not_as_immutable(visitor):
    paper = factories.publication(pdf=factories.pdf())
    response = visitor.get(paper.pdf.url)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/pdf")
    assert "immutable" not in response.headers["Cache-Control"]
    assert response.getvalue().startswith(b"%PDF-")


def test_pdf_is_served_below_the_page_of_its_publication(visitor):
    paper = factories.publication(pdf=factories.pdf(), slug="on-engines")
    response = visitor.get("/publications/on-engines/paper.pdf")
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/pdf")
    assert response.getvalue().startswith(b"%PDF-")
    page = visitor.get(paper.get_absolute_url()).content.decode()
    url = "http://testserver/publications/on-engines/paper.pdf"
    assert f'<meta name="citation_pdf_url" content="{url}">' in page
    assert 'href="/publications/on-engines/paper.pdf"' in page


def test_pdf_of_a_former_address_redirects(visitor):
    paper = factories.publication(pdf=factories.pdf(), slug="on-engines")
    paper.slug = "on-better-engines"
    paper.save()
    response = visitor.get("/publications/on-engines/paper.pdf")
    assert (response.status_code, response.url) == (301, "/publications/on-better-engines/paper.pdf")


def test_pdf_of_a_hidden_publication_is_not_served(visitor):
    factories.publication(pdf=factories.pdf(), slug="hidden", is_public=False)
    assert visitor.get("/publications/hidden/paper.pdf").status_code == 404


def test_missing_pdf_is_not_found(visitor):
    paper = factories.publication(pdf=factories.pdf(), slug="on-engines")
    paper.pdf.storage.delete(paper.pdf.name)
    assert visitor.get("/publications/on-engines/paper.pdf").status_code == 404


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
def test_other_files_are_not_served(visitor, settings, path):
    settings.MEDIA_ROOT.mkdir(parents=True)
    (settings.MEDIA_ROOT / "folder.webp").mkdir()
    (settings.MEDIA_ROOT / "folder").mkdir()
    for name in ("secret.txt", "secret.html", "secret.svg", "secret", "inside.webp", "../outside.webp"):
        (settings.MEDIA_ROOT / name).write_text("secret")
    assert visitor.get(f"/media/{path}").status_code == 404
