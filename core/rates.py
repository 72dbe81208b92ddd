"""Rates such as "10/h" as texts. Imports nothing, because the settings read them."""

SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def parse_rates(text: str) -> list[tuple[int, float]]:
    """Return the rates as pairs of a number of times and a period in seconds.

    Raises ValueError for a rate that is not like "10/h" or "5/10m", with s, m, h or d as the unit.
    """
    rates = []
    for rate in text.split(","):
        times, _slash, period = rate.strip().partition("/")
        if period[-1:] not in SECONDS:
            raise ValueError(f"not a rate like 10/h: {rate!r}")
        rates.append((int(times), float(period[:-1] or 1) * SECONDS[period[-1]]))
    return rates
