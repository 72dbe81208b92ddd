"""How often one address, and one network, may do something."""

import pytest

from core.rate_limits import Limit, network_of, within


@pytest.fixture
def tries(rf):
    """How many of so many tries of an address are within the limit of three, and of five for a network."""

    def count(address, number):
        request = rf.post("/", REMOTE_ADDR=address)
        return sum(within(request, "knock", Limit("3/h", "5/h")) for _try in range(number))

    return count


def test_a_thousand_tries_of_one_address_get_through_as_often_as_the_limit_says(tries):
    assert tries("198.51.100.7", 1000) == 3


def test_what_an_address_does_in_vain_does_not_count_for_its_network(tries):
    assert tries("198.51.100.7", 100) == 3
    assert tries("198.51.100.8", 100) == 2 and tries("198.51.100.9", 100) == 0
    assert tries("203.0.113.7", 100) == 3


def test_different_acts_are_counted_apart(tries, rf):
    assert tries("198.51.100.7", 10) == 3
    assert within(rf.post("/", REMOTE_ADDR="198.51.100.7"), "ring", Limit("3/h", "5/h"))


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("198.51.100.7", "198.51.100.0/24"),
        ("::ffff:198.51.100.7", "198.51.100.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("unknown", "unknown"),
    ],
)
def test_a_network_is_what_one_building_has(address, network):
    assert network_of(address) == network
