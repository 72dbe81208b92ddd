"""Response headers for security and caching."""

import pytest

from tests.views.full_lab import ALL_PAGES, DATA_FILES, EVERYTHING, EXPORTS, FEEDS, PAGES, SITEMAPS

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

OTHERS = ["/robots.txt", "/healthz", "/theme/", "/media/people/x.webp", "/no-such-page/"]


@pytest.mark.parametrize("path", [*EVERYTHING, *OTHERS])
def test_every_response_has_the_security_headers(full_lab, visitor, path):
    headers = visitor.get(path).headers
    policy = headers["Content-Security-Policy"]
    for part in (
        "default-src 'self'",
        "object-src 'none'",
        "frame-ancestors 'none'",
        "base-uri",
        "form-action",
    ):
        assert part in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("path", EVERYTHING)
def test_page_may_be_cached_but_must_be_revalidated(full_lab, visitor, path):
    response = visitor.get(path)
    assert response.headers["Cache-Control"] == "no-cache"
    assert "Cookie" in response.headers["Vary"]
    assert not response.cookies
    again = visitor.get(path, headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path", [*PAGES, *FEEDS, *EXPORTS, *SITEMAPS, *DATA_FILES, "/robots.txt", "/healthz"]
)
def test_head_is_get_without_the_content(full_lab, visitor, path):
    head, get = visitor.head(path), visitor.get(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Type"] == get.headers["Content-Type"]


@pytest.mark.parametrize("path", [*EVERYTHING, "/robots.txt", "/healthz", "/theme/", "/media/x.webp"])
def test_public_pages_only_allow_reading(full_lab, visitor, path):
    for method in (visitor.post, visitor.put, visitor.delete):
        assert method(path).status_code == 405


@pytest.mark.parametrize("path", [*ALL_PAGES, *FEEDS, *DATA_FILES])
def test_page_is_compressed_if_the_client_accepts_gzip(full_lab, visitor, path):
    response = visitor.get(path, headers={"Accept-Encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response.headers["Vary"]
