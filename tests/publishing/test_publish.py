"""The command that publishes the site as files."""

import re
import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from labsite.publishing.checking import Checker
from labsite.publishing.target import Target
from news.models import NewsItem
from people.models.old_addresses import OldAddress
from tests import factories
from tests.views.full_lab import make_full_lab

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

ROOT, BELOW = "https://lab.example.edu", "https://uni.example.edu/lab"
LIVE = "https://portal.example.edu/labsite"


def publish(folder, base_url=ROOT, force=True, **options):
    """Publish and return the output. On PostgreSQL, only a commit changes the version of the content."""
    output = StringIO()
    call_command("publish", folder, base_url=base_url, processes=1, force=force, stdout=output, **options)
    return output.getvalue()


def problems(folder, base_url=ROOT, live_url=""):
    """Return what the check finds in a published site, as one text."""
    return "\n".join(Checker(folder, Target(base_url, live_url), "http://testserver").problems())


def files(folder):
    """Return the content and the time of each file, by its path."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".labsite")
    }


def page(folder, name):
    return (folder / "current" / name).read_text()


@pytest.fixture(scope="module")
def full_sites(django_db_setup, django_db_blocker, tmp_path_factory):
    """The folders of a full lab that is published with and without a live site, by the address of that."""
    folders = {live_url: tmp_path_factory.mktemp("published") for live_url in ("", LIVE)}
    with django_db_blocker.unblock(), transaction.atomic():
        make_full_lab()
        publish(folders[""])
        publish(folders[LIVE], BELOW, live_url=LIVE)
        transaction.set_rollback(True)
    return folders


@pytest.mark.parametrize(("base_url", "live_url"), [(ROOT, ""), (BELOW, LIVE)])
def test_every_link_of_a_full_lab_leads_to_a_file(full_sites, base_url, live_url):
    assert problems(full_sites[live_url] / "current", base_url, live_url) == ""
    names = files(full_sites[live_url] / "current").keys()
    assert {
        "index.html",
        "zh-hans/people/ada-example/index.html",
        "publications/year/2025/index.html",
        "publications/on-engines.bib",
        "publications/person/ada-example/publications.ris",
        "publications.json",
        "zh-hans/news/feed.atom",
        "data/people.schema.json",
        "sitemap-people.xml",
        "recruiting/closed-notice/index.html",
        "recruiting/open-notice/picture.png",
        "404.html",
        "zh-hans/404.html",
        "static/labsite/labsite.css",
        "favicon.ico",
        "robots.txt",
    } <= names
    assert any(name.startswith("media/") for name in names)
    assert not any(name.partition("/")[0] in ("me", "desk", "accounts", "admin") for name in names)


def test_pages_name_their_published_addresses(tmp_path):
    ada = factories.person("Ada Example", photo=factories.picture())
    factories.publication("On Engines", [ada])
    publish(tmp_path, BELOW)
    paper = page(tmp_path, "publications/on-engines/index.html")
    assert f"{{{BELOW}/publications/on-engines/}}" in paper and "http://testserver" not in paper
    chinese = page(tmp_path, "zh-hans/people/ada-example/index.html")
    assert f'<link rel="canonical" href="{BELOW}/zh-hans/people/ada-example/">' in chinese
    assert f'hreflang="en" href="{BELOW}/people/ada-example/"' in chinese
    assert f'content="{BELOW}/media/' in chinese
    assert 'href="/lab/zh-hans/people/"' in chinese
    assert re.search(r'srcset="/lab/media/[^"]* 96w, /lab/media/', chinese)
    assert f'"url": "{BELOW}/zh-hans/people/ada-example/"' in chinese
    assert f"<loc>{BELOW}/people/ada-example/</loc>" in page(tmp_path, "sitemap-people.xml")
    assert f"Sitemap: {BELOW}/sitemap.xml" in page(tmp_path, "robots.txt")


def test_lists_have_a_folder_for_each_page_and_filter(tmp_path):
    ada = factories.person("Ada Example")
    for number in range(21):
        factories.publication(f"Paper {number}", [ada], year=2024)
    publish(tmp_path)
    assert 'rel="next"' in page(tmp_path, "publications/index.html")
    assert page(tmp_path, "publications/page/2/index.html").count('class="entry"') == 1
    assert page(tmp_path, "zh-hans/publications/person/ada-example/page/2/index.html")
    assert 'href="/publications/year/2024/page/2/"' in page(tmp_path, "publications/year/2024/index.html")
    assert problems(tmp_path / "current") == ""


@pytest.mark.parametrize("base_url", ["http://testserver/lab", "http://testserver:8080"])
def test_site_whose_address_begins_like_the_live_one_names_only_itself(tmp_path, base_url):
    factories.news_item(
        "[Another](http://testserver.example.edu), we: http://testserver: or http://testserver."
    )
    publish(tmp_path, base_url)
    assert problems(tmp_path / "current", base_url) == ""
    (tmp_path / "current/data/news.json").write_text('"http://testserver/news/"')
    (tmp_path / "current/robots.txt").write_text("http://testserver")
    assert problems(tmp_path / "current", base_url).count("contains the address of the live site") == 2


def test_signing_in_and_applying_lead_to_the_live_site(full_sites):
    opening = page(full_sites[LIVE], "recruiting/open-notice/index.html")
    assert f'href="{LIVE}/accounts/login/"' in opening
    assert f'href="{LIVE}/recruiting/open-notice/apply/"' in opening


def test_other_forms_of_a_list_of_references_are_on_the_live_site(full_sites):
    name = "zh-hans/people/ada-example/publications/index.html"
    assert f'href="{LIVE}/zh-hans/people/ada-example/publications/?style=' in page(full_sites[LIVE], name)
    assert "?style=" not in page(full_sites[""], name)


def test_without_a_live_site_an_opening_says_how_to_apply_by_email(full_sites):
    opening = page(full_sites[""], "recruiting/open-notice/index.html")
    assert "/accounts/" not in opening and "/apply/" not in opening
    assert "Apply by email to jobs@example.org." in opening
    assert '"apply_url":null' in page(full_sites[""], "data/openings.json")


def test_publishing_again_changes_no_file(tmp_path):
    ada = factories.person("Ada Example", photo=factories.picture())
    factories.publication("On Engines", [ada], pdf=factories.pdf())
    publish(tmp_path)
    before = files(tmp_path / "current")
    assert publish(tmp_path, force=False) == "Nothing has changed.\n"
    assert " 0 files written, 0 removed" in publish(tmp_path)
    assert files(tmp_path / "current") == before


def test_changed_file_gets_a_later_second_by_the_clock_of_the_file_system(tmp_path, monkeypatch):
    paper = factories.publication("On Engines")
    publish(tmp_path)
    before = files(tmp_path / "current")["publications/on-engines.bib"]
    paper.title = "On Looms"
    paper.save()
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 2)
    publish(tmp_path)
    after = files(tmp_path / "current")["publications/on-engines.bib"]
    assert b"On Looms" in after[0]
    assert after[1] // 10**9 > before[1] // 10**9


@pytest.mark.parametrize("in_place", [False, True])
def test_changed_file_gets_a_later_second_and_deleted_ones_go(tmp_path, in_place):
    site = tmp_path if in_place else tmp_path / "current"
    ada = factories.person("Ada Example")
    paper = factories.publication("On Engines", [ada])
    publish(tmp_path, in_place=in_place)
    before = files(site)
    paper.delete()
    publish(tmp_path, in_place=in_place)
    after = files(site)
    gone = before.keys() - after.keys()
    assert {"publications/on-engines/index.html", "publications/on-engines.bib"} <= gone
    assert not (site / "publications/on-engines").exists()
    assert b"On Engines" not in b"".join(content for content, _time in after.values())
    changed = [name for name in after if name in before and after[name][0] != before[name][0]]
    assert "publications/index.html" in changed
    assert all(after[name][1] // 10**9 > before[name][1] // 10**9 for name in changed)
    assert after["static/labsite/labsite.css"] == before["static/labsite/labsite.css"]


def test_page_that_cannot_be_rendered_is_named_and_the_last_release_stays(tmp_path, monkeypatch):
    factories.news_item("Engines run", title="Engines")
    publish(tmp_path)
    before = files(tmp_path / "current")
    factories.person("Ada Example")

    def fail(item):
        raise ValueError("broken")

    monkeypatch.setattr(NewsItem, "headline", property(fail))
    with pytest.raises(CommandError, match=r"Nothing was published\. /.*: ValueError: broken"):
        publish(tmp_path)
    assert files(tmp_path / "current") == before


def test_former_address_leads_to_the_present_page(tmp_path):
    ada = factories.person("Ada Example")
    ada.slug = "ada"
    ada.save()
    paper = factories.publication("On engines", slug="old")
    paper.slug = "new"
    paper.save()
    publish(tmp_path, BELOW)
    stub = page(tmp_path, "people/ada-example/index.html")
    assert '<meta http-equiv="refresh" content="0; url=/lab/people/ada/">' in stub
    assert f'<link rel="canonical" href="{BELOW}/people/ada/">' in stub and "noindex" in stub
    assert '/lab/zh-hans/people/ada/"' in page(tmp_path, "zh-hans/people/ada-example/index.html")
    redirects = (tmp_path / "redirects.txt").read_text().splitlines()
    assert "/lab/people/ada-example/ /lab/people/ada/ 301" in redirects
    assert "/lab/people/ada-example/feed/ /lab/people/ada/feed.atom 301" in redirects
    assert "/lab/people/ada-example/feed.atom /lab/people/ada/feed.atom 301" in redirects
    assert "/lab/news/feed/ /lab/news/feed.atom 301" in redirects
    assert [line for line in redirects if "old" in line and "/zh-hans/" not in line] == [
        f"/lab/publications/old{end} /lab/publications/new{end} 301" for end in (".bib", ".json", ".ris", "/")
    ]


@pytest.mark.parametrize("in_place", [False, True])
def test_no_served_file_lists_the_former_addresses(tmp_path, in_place):
    ada = factories.person("Formerly Known")
    ada.name, ada.slug = "Ada Example", "ada"
    ada.save()
    publish(tmp_path, in_place=in_place)
    site = tmp_path if in_place else tmp_path / "current"
    assert (site / "people/formerly-known/index.html").is_file()
    assert not any(b"formerly" in path.read_bytes() for path in site.rglob("*") if path.is_file())


def test_addresses_of_the_former_site_lead_to_the_pages_that_replaced_them(tmp_path):
    ada = factories.person("Ada Example")
    kind = {"kind": "people.person", "object_id": ada.pk}
    odd = ("/robots.txt", "/a/../../x", "/" + "x" * 300)
    for path in ("/members/ada", "/团队/ada", '/a "b"{', "/people/ada-example/x", *odd):
        OldAddress.objects.create(path=path, **kind)
    publish(tmp_path)
    for name in ("members/ada", "团队/ada", "people/ada-example/x"):
        assert 'url=/people/ada-example/"' in page(tmp_path, f"{name}/index.html")
    assert page(tmp_path, "robots.txt").startswith("User-agent")
    redirects = (tmp_path / "redirects.txt").read_text()
    assert "/团队/ada/ /people/ada-example/ 301\n" in redirects
    assert "/a%20%22b%22%7B/ /people/ada-example/ 301\n" in redirects
