"""SITE_URL is read as browsers write an origin."""

import pytest

from core.site_url import parse_site_url


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://lab.example.edu", "https://lab.example.edu"),
        (" HTTPS://Lab.Example.EDU/ ", "https://lab.example.edu"),
        ("https://lab.example.edu:443", "https://lab.example.edu"),
        ("http://lab.example.edu:80/", "http://lab.example.edu"),
        ("https://lab.example.edu:8443", "https://lab.example.edu:8443"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("https://Example.edu/Lab/", "https://example.edu/Lab"),
        ("https://example.edu/groups/lab-1", "https://example.edu/groups/lab-1"),
        ("https://b\u00fccher.example", "https://xn--bcher-kva.example"),
    ],
)
def test_url_is_normalized(text, url):
    assert parse_site_url(text) == url


@pytest.mark.parametrize(
    "text",
    [
        "",
        "lab.example.edu",
        "lab.example.edu:8443",
        "ftp://lab.example.edu",
        "https://",
        "https://:8443",
        "https://lab.example.edu:port",
        "https://lab.example.edu:99999",
        "https://lab.example.edu/a b",
        "https://lab.example.edu//lab",
        "https://lab.example.edu/lab/..",
        "https://lab.example.edu?x=1",
        "https://user@lab.example.edu",
        "https://lab example.edu",
        "https://[::1",
        "https://" + "x" * 70 + ".example",
    ],
)
def test_other_texts_are_refused(text):
    with pytest.raises(ValueError, match=r"\w"):
        parse_site_url(text)
