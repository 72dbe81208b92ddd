"""Limits on how often a client address, and a network, may do something."""

import pytest

from core import rate_limits
from core.rate_limits import Limit, network_of, within_limit
from core.rates import parse_rates

HOUR = 3600


@pytest.fixture
def allowed(rf):
    """Return a function that makes attempts from an address and returns how many are allowed.

    The limit is 3 per hour for the address and 5 per hour for its network.
    """

    def count_allowed(address, attempts, action="knock"):
        request = rf.post("/", REMOTE_ADDR=address)
        return sum(within_limit(request, action, Limit("3/h", "5/h")) for _attempt in range(attempts))

    return count_allowed


def test_attempts_of_an_address_are_limited(allowed):
    assert allowed("198.51.100.7", 1000) == 3


def test_rejected_attempts_of_an_address_do_not_count_for_its_network(allowed):
    assert allowed("198.51.100.7", 100) == 3
    assert allowed("198.51.100.8", 100) == 2 and allowed("198.51.100.9", 100) == 0
    assert allowed("203.0.113.7", 100) == 3


def test_actions_are_counted_separately(allowed):
    assert allowed("198.51.100.7", 10) == 3
    assert allowed("198.51.100.7", 1, "ring") == 1


def test_attempt_counts_for_the_length_of_the_period(allowed, monkeypatch):
    start = rate_limits.time.time()
    steps = [(0, 1, 1), (HOUR / 2, 5, 2), (HOUR - 1, 5, 0), (HOUR + 1, 5, 1), (1.5 * HOUR + 1, 5, 2)]
    for moment, attempts, number in steps:
        monkeypatch.setattr(rate_limits.time, "time", lambda moment=moment: start + moment)
        assert allowed("198.51.100.7", attempts) == number


def test_clock_set_back_lengthens_no_limit(allowed, monkeypatch):
    start = rate_limits.time.time()
    for moment, number in [(0, 3), (-60, 0), (-25 * HOUR, 3)]:  # the clocks of two machines differ a little
        monkeypatch.setattr(rate_limits.time, "time", lambda moment=moment: start + moment)
        assert allowed("198.51.100.7", 5) == number


def test_attempt_is_rejected_while_its_count_is_locked(allowed, monkeypatch):
    monkeypatch.setattr(rate_limits, "LOCK_WAIT", 0.05)
    monkeypatch.setattr(rate_limits.cache, "add", lambda *args: False)
    assert allowed("198.51.100.7", 1) == 0


def test_attempts_are_counted_for_the_client_address_before_the_trusted_proxies(rf, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    forwarded = [f"203.0.113.{number}, 198.51.100.7" for number in range(10)]
    requests = [rf.post("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=text) for text in forwarded]
    assert sum(within_limit(request, "knock", Limit("3/h", "5/h")) for request in requests) == 3


@pytest.mark.parametrize(
    ("text", "rates"),
    [
        ("10/h", [(10, HOUR)]),
        ("5/10m", [(5, 600)]),
        ("3/h, 20/d", [(3, HOUR), (20, 24 * HOUR)]),
        ("1/0.5s", [(1, 0.5)]),
    ],
)
def test_rates_are_parsed(text, rates):
    assert parse_rates(text) == rates


@pytest.mark.parametrize("text", ["", "10", "10/", "10/week", "x/h", "/h"])
def test_text_that_is_not_a_rate_is_rejected(text):
    with pytest.raises(ValueError):
        parse_rates(text)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("198.51.100.7", "198.51.100.0/24"),
        ("::ffff:198.51.100.7", "198.51.100.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("unknown", "unknown"),
    ],
)
def test_network_is_a_24_for_ipv4_and_a_48_for_ipv6(address, network):
    assert network_of(address) == network
