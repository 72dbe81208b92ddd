"""The template filter ``long_date``."""

from datetime import UTC, datetime

from core.templatetags.core import long_date


def test_moment_gives_the_date_in_the_time_zone_of_the_lab(settings):
    settings.TIME_ZONE = "Asia/Shanghai"
    evening_in_utc = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)
    assert long_date(evening_in_utc) == '<time datetime="2026-03-02">2 Mar 2026</time>'
