"""Every page, in both languages, is well-formed, safe and loads nothing from other hosts."""

import re
from itertools import pairwise

import html5lib
import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.views.full_lab import ALL_PAGES
from tests.views.reading import Page

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

ERRORS = ["/no-such-page/", "/zh-hans/no-such-page/"]
HEADINGS = {f"h{level}" for level in range(1, 7)}
#: Attributes and links that make a browser load something.
FETCHING_ATTRIBUTES = {"src", "srcset", "poster", "data", "background", "action", "formaction"}
FETCHING_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest", "preconnect"}


@pytest.fixture(scope="module", params=[*ALL_PAGES, *ERRORS])
def html(full_lab, request):
    return Page(Client().get(request.param))


def test_html_parses_without_errors(html):
    parser = html5lib.HTMLParser()
    parser.parse(html.response.content, transport_encoding="utf-8")
    assert parser.errors == []


def test_markup_in_texts_is_escaped(html):
    assert "//x.example" not in {element.get("src") for element in html.all("*")}
    assert html.all("b") == []


def test_page_has_no_inline_styles_and_scripts(html):
    for element in html.all("*"):
        assert "style" not in element.attrib
        assert not [name for name in element.attrib if name.startswith("on")]
        assert not re.match(r"\s*(javascript|data|vbscript):", element.get("href", ""), re.IGNORECASE)
    for script in html.all("script"):
        assert script.get("src") or script.get("type") == "application/ld+json"


def test_no_style_is_inline_and_the_policy_allows_none(html):
    policy = html.response.headers["Content-Security-Policy"]
    assert "unsafe" not in policy and "sha256-" not in policy
    assert html.all("style") == []


def test_page_loads_nothing_from_other_hosts(html):
    for element in html.all("*"):
        urls = [value for name, value in element.attrib.items() if name in FETCHING_ATTRIBUTES]
        if element.tag == "link" and FETCHING_LINKS & set(element.get("rel").split()):
            urls.append(element.get("href"))
        for url in urls:
            assert re.match(r"/(?!/)", url), f"{element.tag} loads {url}"


def test_scripts_do_not_block_rendering(html):
    for script in html.all("script[@src]"):
        assert script.get("type") == "module" or "defer" in script.attrib or "async" in script.attrib
    assert len(html.all("link[@rel='stylesheet']")) == 2  # the site's own and the accent colour


def test_every_picture_has_alt_text_and_size(html):
    for picture in html.all("img"):
        assert "alt" in picture.attrib
        assert int(picture.get("width")) > 0
        assert int(picture.get("height")) > 0


def test_page_has_one_main_heading_and_skips_no_level(html):
    levels = [int(element.tag[1]) for element in html.all("*") if element.tag in HEADINGS]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_ids_are_unique_and_references_to_them_exist(html):
    ids = [element.get("id") for element in html.all("*") if element.get("id")]
    assert len(ids) == len(set(ids))
    for element in html.all("*"):
        references = element.get("aria-labelledby", "").split() + element.get("aria-describedby", "").split()
        references += [element.get("for")] if element.get("for") else []
        references += [href[1:] for href in [element.get("href", "")] if href.startswith("#")]
        assert set(references) <= set(ids)


def test_every_control_and_every_link_has_a_label(html):
    labelled = {label.get("for") for label in html.all("label")}
    wrapped = {control for label in html.all("label") for control in label.iter()}
    for control in [*html.all("input"), *html.all("select")]:
        assert control in wrapped or control.get("id") in labelled or control.get("type") == "hidden"
    for link in [*html.all("a"), *html.all("button")]:
        words = "".join(link.itertext()).strip() or [picture.get("alt") for picture in link.iter("img")]
        assert words or link.get("aria-label") or link.get("aria-hidden") == "true"


def test_links_open_in_the_same_window(html):
    assert html.all("a[@target]") == []


def test_head_has_title_and_description(html):
    assert len(html.all("head/title")) == 1
    assert html.one("head/title").text.strip()
    assert len(html.meta("viewport")) == len(html.meta("description")) == 1


@pytest.mark.parametrize("name", ["labsite.css", "theme.js", "filters.js", "copy.js", "toc.js", "icon.svg"])
def test_static_file_refers_to_no_other_host(name):
    with open(finders.find(f"labsite/{name}"), encoding="utf-8") as file:
        content = file.read()
    assert not re.search(r"""@import|url\(\s*['"]?(https?:)?//|(href|src)=["']?(https?:)?//""", content)
