"""The scheduled job that asks for links, and what it remembers."""

from datetime import UTC, datetime, timedelta

import pytest

from core.jobs import JobFailed
from labsite.link_checks import checking
from labsite.link_checks.models import LinkCheck
from labsite.link_checks.sources import addresses_in, rows_with
from tests import factories

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 1, tzinfo=UTC)
GONE = "https://gone.example.edu/page"


def check(now=NOW, failing=()):
    asked = []

    def ask(url):
        asked.append(url)
        return "gone" if url in failing else None

    checking.check_links(now, ask, sleep=lambda seconds: None)
    return asked


@pytest.fixture
def ada():
    person = factories.person("Ada Example", bio=f"See [my page]({GONE}).")
    person.links.create(kind="website", url="https://ada.example.org/")
    return person


def test_addresses_of_fields_and_texts_are_asked_for_once_in_two_weeks(ada):
    assert sorted(check()) == ["https://ada.example.org/", GONE]
    assert check(NOW + timedelta(days=13)) == []
    assert len(check(NOW + timedelta(days=15))) == 2


def test_link_is_broken_after_it_has_failed_for_days(ada):
    check(failing=[GONE])
    assert not LinkCheck.objects.broken(NOW)
    later = NOW + timedelta(days=4)
    assert check(later, failing=[GONE]) == [GONE]  # failures are asked for again soon
    assert [row.url for row in LinkCheck.objects.broken(later)] == [GONE]
    assert rows_with([GONE]) == {GONE: [ada]}
    check(later + timedelta(days=2))
    assert not LinkCheck.objects.broken(later + timedelta(days=9))


def test_link_that_is_accepted_while_links_are_checked_stays_accepted(ada):
    check(failing=[GONE])

    def accept_meanwhile(url):
        LinkCheck.objects.update(is_accepted=True)
        return "gone" if url == GONE else None

    checking.check_links(NOW + timedelta(days=15), accept_meanwhile, sleep=lambda seconds: None)
    assert [row.url for row in LinkCheck.objects.filter(is_accepted=True)] == [GONE]


def test_address_that_no_row_has_any_more_is_forgotten(ada):
    check()
    ada.links.all().delete()
    check()
    assert [row.url for row in LinkCheck.objects.all()] == [GONE]


def test_server_without_internet_reports_no_link(ada):
    asked = []

    def ask(url):
        asked.append(url)
        return "no host"

    for number in range(5):
        ada.links.create(kind="website", url=f"https://a.example.org/{number}")
    with pytest.raises(JobFailed, match="No address answers"):
        checking.check_links(NOW, ask, sleep=lambda seconds: None)
    assert len(asked) <= 5  # each may take seconds
    assert not LinkCheck.objects.exclude(failing_since=None)


def test_links_that_all_fail_are_reported_if_other_addresses_answer(ada):
    def ask(url):
        return "no host" if url in (GONE, "https://ada.example.org/") else None

    checking.check_links(NOW, ask, sleep=lambda seconds: None)
    assert LinkCheck.objects.exclude(failing_since=None).count() == 2


def test_own_pages_are_not_asked_for(ada, settings):
    ada.links.create(kind="website", url=f"{settings.SITE_URL}/people/")
    assert f"{settings.SITE_URL}/people/" not in check()


def test_pages_of_one_host_are_not_asked_for_in_a_row(ada):
    for host in "ab":
        for number in range(2):
            ada.links.create(kind="website", url=f"https://{host}.example.org/{number}")
    hosts = [url.split("/")[2] for url in check() if url[8] in "ab" and "ada" not in url]
    assert hosts in (["a.example.org", "b.example.org"] * 2, ["b.example.org", "a.example.org"] * 2)


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("[a](https://a.example/x) and <https://b.example>.", {"https://a.example/x", "https://b.example"}),
        (
            "https://a.example/x_(y), https://b.example/?q=1。",
            {"https://a.example/x_(y)", "https://b.example/?q=1"},
        ),
        ("ftp://a.example mailto:a@b.example", set()),
    ],
)
def test_addresses_in_a_text_end_before_punctuation(text, addresses):
    assert addresses_in(text) == addresses
