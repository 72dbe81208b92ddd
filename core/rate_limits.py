"""Limits on how often something may be done: by a client address, by a network, or under any other name.

The counts are in the cache that all worker processes share.
"""

import ipaddress
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest

from core.client_address import client_address
from core.rates import parse_rates

#: Prefix lengths, by IP version, of what counts as one network: about one building, or one customer.
NETWORK_PREFIX = {4: 24, 6: 48}

LOCK_SECONDS = 10  # after which the lock of a process that died is released
LOCK_WAIT = 1
LOCK_RETRY = 0.01


@dataclass(frozen=True)
class Limit:
    """Rates for one address and for one network, like "10/h" or "5/10m"; commas separate several."""

    of_address: str
    of_network: str


def network_of(address: str) -> str:
    """Return the network of an IP address, like "198.51.100.0/24"; other texts are returned unchanged."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    ip = getattr(ip, "ipv4_mapped", None) or ip
    return str(ipaddress.ip_network(f"{ip}/{NETWORK_PREFIX[ip.version]}", strict=False))


def within_limit(request: HttpRequest, action: str, limit: Limit) -> bool:
    """Count an attempt at this action and return whether it is within the limit.

    Attempts over the limit do not count, and those over the limit of an address not for its network.
    """
    address = client_address(request)
    return count(f"{action}-address:{address}", limit.of_address) and count(
        f"{action}-network:{network_of(address)}", limit.of_network
    )


def count(name: str, rates: str) -> bool:
    """Count an attempt under a name, and return whether it is within all of the rates."""
    return all(_count_rate(_key(name, times, period), times, period) for times, period in parse_rates(rates))


def take_back(name: str, rates: str) -> None:
    """Remove the latest attempt from the counts of a name, because it does not count after all."""
    for times, period in parse_rates(rates):
        _drop_latest(_key(name, times, period), period)


@dataclass(frozen=True)
class Slowdown:
    """Attempts under one name that have to wait for each other, instead of being refused for a fixed time.

    After ``free`` attempts within ``period`` seconds, the next one has to wait a second, and each further one
    twice as long as the one before it, at most ``longest`` seconds.
    """

    free: int
    period: float
    longest: float

    def count(self, name: str) -> bool:
        """Count an attempt and return whether it has waited long enough. One that has not does not count."""
        key = _key(name, self.free, self.period)
        with _lock(key) as is_locked:
            if not is_locked:
                return False
            now = time.time()
            attempts = _recent(key, now, self.period)
            if len(attempts) >= self.free:
                exponent = min(len(attempts) - self.free, 30)
                if now < attempts[-1] + min(2**exponent, self.longest):
                    return False
            # The delay no longer grows with the number, so older moments need not be stored.
            cache.set(key, [*attempts, now][-(self.free + 30) :], self.period)
            return True

    def take_back(self, name: str) -> None:
        """Remove the latest attempt, because it does not count after all."""
        _drop_latest(_key(name, self.free, self.period), self.period)


def _key(name: str, times: int, period: float) -> str:
    return f"rate:{name}:{times}:{period}"


def _recent(key: str, now: float, period: float) -> list[float]:
    """Return the moments of the attempts in the period; those in the future precede a clock change."""
    return [moment for moment in cache.get(key, []) if abs(now - moment) < period]


def _drop_latest(key: str, period: float) -> None:
    with _lock(key) as is_locked:
        if is_locked and (attempts := cache.get(key)):
            cache.set(key, attempts[:-1], period)


def _count_rate(key: str, times: int, period: float) -> bool:
    """Count one attempt in a sliding window; return whether there were fewer than ``times`` in it."""
    with _lock(key) as is_locked:
        if not is_locked:  # so many attempts at the same moment are over any limit
            return False
        now = time.time()
        attempts = _recent(key, now, period)
        if len(attempts) >= times:
            return False
        cache.set(key, [*attempts, now], period)
        return True


@contextmanager
def _lock(key: str) -> Iterator[bool]:
    """Hold the lock of a cache key; yield False if it was not free within LOCK_WAIT seconds."""
    lock_key, deadline = f"{key}:lock", time.monotonic() + LOCK_WAIT
    while not cache.add(lock_key, True, LOCK_SECONDS):
        if time.monotonic() > deadline:
            yield False
            return
        time.sleep(LOCK_RETRY)
    try:
        yield True
    finally:
        cache.delete(lock_key)
