"""The files in ``deploy/static/`` make web servers send a published site as the live site would."""

import http.client
import re
import shutil
import tempfile
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from django.conf import settings

from core.http import FOR_OTHER_SITES
from labsite.publishing.redirects import SAFE
from labsite.views import open_data
from tests.publishing import static_servers

TEMPLATES = Path(settings.BASE_DIR) / "templates"
ONE_YEAR = "public, max-age=31536000, immutable"
#: A former slug that is about as long as they get.
LONG = "former" * 16
CHINESE = "团队"
#: An address with all signs that the list of redirects leaves as they are.
ODD = f"a{SAFE}b/"
#: Path, type and Cache-Control.
FILES = [
    ("", "text/html", "no-cache"),
    ("people/", "text/html", "no-cache"),
    ("zh-hans/people/", "text/html", "no-cache"),
    ("news/feed.atom", "application/atom+xml", "no-cache"),
    ("publications.bib", "application/x-bibtex", "no-cache"),
    ("publications/paper.ris", "application/x-research-info-systems", "no-cache"),
    ("publications.json", "application/json", "no-cache"),
    ("calendar.ics", "text/calendar", "no-cache"),
    ("data/people.json", "application/json", "no-cache"),
    ("data/people.schema.json", "application/json", "no-cache"),
    ("sitemap.xml", "text/xml", "no-cache"),
    ("robots.txt", "text/plain", "no-cache"),
    ("site.webmanifest", "application/manifest+json", "no-cache"),
    ("module.mjs", "text/javascript", "no-cache"),
    ("static/labsite/labsite.0123456789ab.css", "text/css", ONE_YEAR),
    ("static/labsite/theme.0123456789ab.js", "text/javascript", ONE_YEAR),
    ("static/labsite/theme.js", "text/javascript", "no-cache"),
    ("accent-1f4e8c-0123456789ab.css", "text/css", ONE_YEAR),
    ("media/people/ada.webp", "image/webp", ONE_YEAR),
    ("media/papers/paper.pdf", "application/pdf", "public, max-age=3600"),
]
REDIRECTS = [
    ("news/feed/", "news/feed.atom"),
    ("zh-hans/people/ada/feed/", "zh-hans/people/ada/feed.atom"),
    ("publications/export.bib", "publications.bib"),
    ("zh-hans/publications/export.json", "publications.json"),
    (f"people/{LONG}/", "people/ada/"),
    ("people/former/feed/", "people/ada/feed.atom"),
    (f"{quote(CHINESE)}/", "people/ada/"),
    (ODD, "people/ada/"),
    ("people", "people/"),
]
MISSING = [
    ("nothing/", "en"),
    ("people/nobody/", "en"),
    ("zh-hans/people/nobody/", "zh-Hans"),
    ("publications/nothing.bib", "en"),
    ("static/", "en"),  # a folder without a page
]
ZIPPED = {"Accept-Encoding": "gzip"}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
}
PREFLIGHT = {name: value for name, value in open_data.PREFLIGHT.items() if name != "Allow"}


@pytest.fixture
def folder():
    """Return a folder that the user of a web server may read; those of pytest are private."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def write_site(site):
    for path, _type, _caching in FILES:
        file = site / (f"{path}index.html" if path.endswith("/") or not path else path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"Ä {path}\n" * 400)
    for path, language in (("404.html", "en"), ("zh-hans/404.html", "zh-Hans")):
        (site / path).write_text(f'<html lang="{language}">')


@pytest.fixture(params=["", "/lab"])
def get(request, folder):
    """Return the path of the site and a function that requests an address below it."""
    name, base = request.function.server, request.param
    root, work = folder / "root", folder / "work"
    work.mkdir()
    write_site(root / base.strip("/"))
    redirects = [f"{base}/{old} {base}/people/ada/ 301\n" for old in (f"people/{LONG}/", f"{CHINESE}/", ODD)]
    redirects.append(f"{base}/people/former/feed/ {base}/people/ada/feed.atom 301\n")
    (work / static_servers.REDIRECTS).write_text("".join(redirects))
    with static_servers.running(name, work, root, base) as url:
        host = urlsplit(url).netloc

        def answer(path, method="GET", **headers):
            with closing(http.client.HTTPConnection(host, timeout=5)) as connection:
                connection.request(method, f"{base}/{path}", headers=headers)
                response = connection.getresponse()
                return response, response.read()

        yield base, answer


def directives(policy):
    return dict(part.split(maxsplit=1) for part in re.split(r"\s*;\s*", policy.strip()) if part)


def policy_of_the_site():
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    own = {"form-action": policy["form-action"][:1]}  # nobody signs in on a published site
    return {name: " ".join(sources) for name, sources in (policy | own).items()}


def check(get):
    base, answer = get
    for path, content_type, caching in FILES:
        response, content = answer(path)
        assert response.status == 200, path
        kind, _, parameters = response.headers["Content-Type"].partition(";")
        assert kind in {content_type, content_type.replace("text/xml", "application/xml")}, path
        if kind.startswith("text/") or "bibtex" in kind:
            assert parameters.strip().lower() == "charset=utf-8", path
        assert response.headers["Cache-Control"] == caching, path
        shared = {name: value for name in FOR_OTHER_SITES if (value := response.headers.get(name))}
        assert shared == (FOR_OTHER_SITES if path.startswith("data/") else {})
        assert HEADERS.items() <= dict(response.headers).items(), path
        assert directives(response.headers["Content-Security-Policy"]) == policy_of_the_site()
        assert content.startswith(f"Ä {path}".encode())
    for path, goal in REDIRECTS:
        response, _content = answer(path)
        assert response.status in (301, 308), path
        assert urlsplit(response.headers["Location"]).path == f"{base}/{goal}"
    for path, language in MISSING:
        response, content = answer(path)
        assert response.status == 404, path
        assert f'lang="{language}"'.encode() in content, path
        assert response.headers["Content-Type"].lower().startswith("text/html"), path
        assert response.headers["Cache-Control"] == "no-cache", path
        assert HEADERS.items() <= dict(response.headers).items(), path
    for path in ("people/", "publications.bib", "publications/paper.ris", "data/people.json"):
        response, _content = answer(path, **ZIPPED)
        assert response.headers["Content-Encoding"] == "gzip", path
        assert "Accept-Encoding" in response.headers["Vary"]
        for encoding in ({}, ZIPPED):
            tag = answer(path, **encoding)[0].headers["ETag"]
            unchanged, _content = answer(path, **encoding, **{"If-None-Match": tag})
            assert unchanged.status == 304, path
            assert unchanged.headers.get("Access-Control-Allow-Origin") == response.headers.get(
                "Access-Control-Allow-Origin"
            )
    asked_first, _content = answer("data/people.json", "OPTIONS")
    assert asked_first.status in (200, 204)
    assert PREFLIGHT.items() <= dict(asked_first.headers).items()


def needs(name):
    """Mark the test of a server, which is skipped where the server is not installed."""

    def mark(test):
        test.server = name
        is_missing = static_servers.program(name) is None or not shutil.which("awk")
        return pytest.mark.skipif(is_missing, reason=f"{name} is not installed")(test)

    return mark


@needs("nginx")
def test_nginx_sends_types_headers_and_redirects(get):
    check(get)


@needs("caddy")
def test_caddy_sends_types_headers_and_redirects(get):
    check(get)


@needs("apache2")
def test_apache_sends_types_headers_and_redirects(get):
    check(get)


def test_policy_in_the_pages_is_that_of_the_servers():
    page = (TEMPLATES / "_published_head.html").read_text()
    [policy] = re.findall(r'http-equiv="Content-Security-Policy"\s+content="([^"]+)"', page)
    without_frames = policy_of_the_site()
    del without_frames["frame-ancestors"]  # a page cannot say it
    assert directives(policy) == without_frames
    for name in ("nginx.conf", "Caddyfile", "apache.conf"):
        [policy] = re.findall(r'Content-Security-Policy "([^"]+)"', static_servers.read(name))
        assert directives(policy) == policy_of_the_site()
