"""A published site in the browser: its script searches, filters and ranks as the live site does."""

import re
from datetime import UTC, date, datetime
from urllib.parse import unquote, urlsplit

import pytest
from django.core.management import call_command
from django.test import Client
from lxml import html

from core.search.normalization import words
from tests import factories
from tests.browser.conftest import Site

HOST = "https://uni.example.edu"
AFTER_THE_DEADLINE = datetime(2100, 1, 3, tzinfo=UTC)
QUERIES = [
    "flash decoding",
    "FlashDecoding++",
    "flashdecoding",
    "decoding flash",
    "Flash",
    "decod",
    "attention",
    "pre-training",
    "pretraining",
    "ai",
    "OpenAI",
    "ml",
    "c++",
    "徐佳明",
    "佳明",
    "xu jiaming",
    "Jiaming Xu",
    "xujiaming",
    "xjm",
    "大模型",
    "大模型 推理",
    "推理加速",
    "damoxing",
    "Müller",
    "muller",
    "MÜLLER",
    "café",
    "10.1145/3581784.3607077",
    "https://doi.org/10.1145/3581784.3607077?x=1",
    "arXiv:2311.01282v2",
    "MLSys",
    "augusta",
    "engines",
    "geheim",
    "“flash” – decoding",
]
#: Texts whose words depend on signs, scripts, links and versions.
TEXTS = [
    *QUERIES,
    "C++ c# gpt-4+ #1 a + b +++ ++c c++,",
    "24/7 v2.0 and/or J.Xu a.1 1.a 1/b (U.S.A.) e.g. 3.5.",
    "ÆØ straße İstanbul ΣΊΣΥΦΟΣ ｆｕｌｌ １２ ½ x² ℝ O’Brien",
    "doi:10.1145/1 https://arxiv.org/pdf/2311.01282v3.pdf?x=1 hep-th/9901001v2 10.48550/arXiv.2311.01282",
    "https://x.org/%E5%BE%90 %zz \x1cbar\tbaz\u200bqux १२ .5 3.५",
    "one two three four five six seven eight nine ten",
    "a" * 300,
]
#: The addresses of the results of each kind.
LINKS = {
    "people": r"/people/([\w-]+)/",
    "projects": r"/projects/([\w-]+)/",
    "publications": r"/publications/([\w-]+)/",
    "news": r"/news/([\w-]+)/",
    "notices": r"/recruiting/([\w-]+)/",
    "pages": r"/([\w-]+)/",
}

#: Returns the words of each text.
WORDS = """
async (texts) => {
  const { words } = await import(document.querySelector("script[data-root]").dataset.search);
  return texts.map(words);
}
"""
#: Returns the slugs that the script finds for each query, by kind.
SEARCH = """
async ([queries, kinds]) => {
  const { root, search } = document.querySelector("script[data-root]").dataset;
  const { SearchIndex } = await import(search);
  const load = async (name) => (await (await fetch(`${root}search-${name}.json`)).json()).kinds;
  const index = new SearchIndex(await load("index"), await load("words"));
  const slugs = (kind, query) => index.search(kind, query).map(({ row }) => index.kinds[kind].keys[row]);
  return queries.map((query) => Object.fromEntries(kinds.map((kind) => [kind, slugs(kind, query)])));
}
"""

#: Returns how much of the page has moved since it was drawn, as the browser measures it.
MOVED = """
() => new Promise((resolve) => {
  const sum = (entries) => entries.reduce((all, { value }) => all + value, 0);
  const observer = new PerformanceObserver((list) => resolve(sum(list.getEntries())));
  observer.observe({ type: "layout-shift", buffered: true });
  setTimeout(resolve, 50, 0);
})
"""


def make_lab():
    """Create rows that the queries find in titles, names, texts, venues and pinyin."""
    factories.lab("Example Lab", email="lab@example.org")
    xu = factories.person("Jiaming Xu", slug="xu", native_name="徐佳明", native_language="zh-Hans", role=40)
    ada = factories.person("Ada Müller", slug="ada", shown_aliases="Augusta", bio="Pre-training, engines.")
    factories.person("Bob Before", slug="bob", bio="Flash and decoding.", left="2020")
    factories.person("Geheim", slug="geheim", bio="flash decoding", is_public=False)
    factories.team("Example Team", slug="team")
    venue = factories.venue("Machine Learning and Systems", slug="mlsys", abbreviation="MLSys")
    topic = factories.topic("Decoding", slug="decoding")
    paper = factories.publication
    paper("FlashDecoding++: Faster Inference", [xu], [topic], slug="plus", venue=venue, year=2024)
    paper("Flash Decoding", [ada], slug="exact", year=2020, abstract="Attention.")
    paper("Decoding in a Flash", [xu, ada], slug="words", year=2023)
    paper(
        "Attention", ["C. Café"], slug="abstract", year=2025, abstract="As in flash-decoding, pre-training."
    )
    paper("面向大模型推理的加速方法", [xu], slug="chinese", year=2022, language="zh")
    paper("OpenAI 的 ML 系统", slug="mixed", year=2021, doi="10.1145/3581784.3607077", arxiv_id="2311.01282")
    paper("Training and available C++", slug="training", year=2019)
    paper("Geheim", [xu], slug="hidden", is_public=False)
    factories.project("Engines", [xu], slug="engines", summary="大模型推理加速")
    factories.news_item("Flash decoding is out.", slug="news", title="Flash", date="2024-05", kind="paper")
    factories.news_item("我们的论文 Attention 被录用。", [xu], slug="accepted", date="2023-01")
    factories.notice("Engines for AI", slug="opening", body="大模型", closes=date(2100, 1, 1))
    factories.page("Café", "Pre-training at our place.", slug="cafe")


def slugs_on(page, kind):
    """Return the slugs of the results of a kind on a page of the live search, in order."""
    links = page.xpath(f"//section[@aria-labelledby='results-{kind}']//a/@href")
    found = (re.fullmatch(LINKS[kind], link) for link in links)
    return list(dict.fromkeys(match[1] for match in found if match))


@pytest.fixture(scope="module")
def published(stored, tmp_path_factory):
    """Return the folder of the published site, which is served below /lab/."""
    stored(make_lab)
    folder = tmp_path_factory.mktemp("published")
    call_command("publish", folder, base_url=f"{HOST}/lab", in_place=True, processes=1)
    return folder


@pytest.fixture
def site(db, published, page):
    """Open the published site: the browser gets its files, and nothing from a live site."""

    def send(route):
        path = unquote(urlsplit(route.request.url).path).removeprefix("/lab/")
        file = published / (f"{path}index.html" if path.endswith("/") or not path else path)
        if file.is_file():
            route.fulfill(path=file)
        else:
            route.fulfill(status=404, path=published / "404.html")

    page.route(f"{HOST}/**", send)
    site = Site(HOST, page)
    yield site
    assert site.problems == []


def test_script_finds_and_ranks_what_the_live_site_does(site):
    live = {}
    for query in QUERIES:
        page = html.fromstring(Client().get("/search/", {"q": query}).content)
        live[query] = {kind: slugs_on(page, kind) for kind in LINKS}
    results = site.visit("/lab/search/").evaluate(SEARCH, [QUERIES, list(LINKS)])
    assert dict(zip(QUERIES, results, strict=True)) == live
    assert live["flash decoding"]["publications"] == ["exact", "plus", "words", "abstract"]
    assert live["大模型 推理"]["publications"] == ["chinese"]
    assert not any(live["geheim"].values())


@pytest.mark.any_database
def test_query_is_answered_by_files_of_one_release_though_the_browser_keeps_an_older_one(site):
    kept = [{"version": "older", "kinds": {}}]
    site.page.route(
        "**/search-words.json", lambda route: route.fulfill(json=kept.pop()) if kept else route.fallback()
    )
    page = site.visit("/lab/search/?q=flash+decoding")
    page.locator("#results-publications").wait_for()
    assert page.locator(".entry-title").all_inner_texts()[0] == "Flash Decoding"
    assert not kept


def test_script_splits_queries_as_the_live_site_does(site):
    page = site.visit("/lab/search/")
    assert page.evaluate(WORDS, TEXTS) == [words(text) for text in TEXTS]


@pytest.mark.any_database
def test_results_and_filters_look_like_those_of_the_live_site(site):
    page = site.visit("/lab/search/")
    page.get_by_role("searchbox").fill("flash decoding")
    page.keyboard.press("Enter")
    page.locator("#results-publications").wait_for()
    assert page.url.endswith("/lab/search/?q=flash+decoding")
    assert page.locator(".results h2").all_inner_texts() == ["People", "Publications", "News"]
    assert page.locator(".entry-title").all_inner_texts()[0] == "Flash Decoding"
    page.get_by_role("link", name="Flash Decoding", exact=True).click()
    page.wait_for_url("**/lab/publications/exact/")

    site.visit("/lab/publications/year/2024/")
    page.get_by_label("Keywords").fill("decoding")
    page.get_by_label("Year", exact=True).select_option("")
    page.get_by_role("button", name="Filter").click()
    page.get_by_text("4 publications").wait_for()
    assert page.url.endswith("/lab/publications/?q=decoding")
    assert page.locator(".year-heading").all_inner_texts() == ["In the title", "Other matches"]
    page.get_by_label("Venue", exact=True).select_option("mlsys")
    page.get_by_role("button", name="Filter").click()
    page.get_by_text("1 publication", exact=True).wait_for()
    assert page.evaluate(MOVED) < 0.05
    chips = [text.split() for text in page.locator(".chip").all_inner_texts()]
    assert chips == [["“decoding”", "remove"], ["MLSys", "remove"], ["Clear", "all"]]
    page.locator(".chip").first.click()
    page.get_by_role("heading", name="2024").wait_for()

    site.visit("/lab/zh-hans/search/?q=decoding")
    page.locator("#results-publications").wait_for()
    assert page.title().startswith("搜索：decoding · ")
    site.visit("/lab/zh-hans/publications/?year=2022&person=xu")
    page.locator(".chip").first.wait_for()
    assert page.locator(".entry-title").all_inner_texts() == ["面向大模型推理的加速方法"]
    site.visit("/lab/zh-hans/publications/?q=decoding&person=xu&order=selected")
    page.locator(".export summary").click()
    for extension in ("bib", "ris", "json"):
        with page.expect_download() as download:
            page.locator(f".export a[href$='.{extension}']").click()
        live = Client().get(f"/publications/export.{extension}", {"q": "decoding", "person": "xu"})
        published = live.content.decode().replace("http://testserver", f"{HOST}/lab")
        assert published.count("Decoding") >= 2
        assert download.value.path().read_bytes().decode().strip() == published.strip()
    site.visit("/lab/people/?role=phd&team=none")
    page.get_by_text("Team “none” was not found").wait_for()
    assert page.locator(".card-name").count() > 0
    site.visit("/lab/people/?page=1")
    page.wait_for_url("**/lab/people/")


@pytest.mark.any_database
def test_theme_is_remembered_and_openings_close_in_time(site):
    page = site.visit("/lab/recruiting/opening/")
    assert page.locator("html").get_attribute("data-theme") is None
    page.get_by_role("button", name="Switch between light and dark").click()
    site.visit("/lab/zh-hans/")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    site.visit("/lab/recruiting/opening/")
    assert page.locator(".actions").is_visible()
    assert page.get_by_text("This opening is closed.").is_hidden()
    page.clock.set_fixed_time(AFTER_THE_DEADLINE)
    site.visit("/lab/recruiting/opening/")
    assert page.locator(".actions").is_hidden()
    assert page.get_by_text("This opening is closed.").is_visible()
    site.visit("/lab/recruiting/")
    assert page.locator(".pill-closed").is_visible()
    assert page.locator(".pill-open").is_hidden()
